// The catalogue: reads the folder, checks every figure, finds records and figures by name.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gigaplan/base/fault.hpp"
#include "gigaplan/catalogue/records.hpp"

namespace gigaplan {

/// Names are ids or aliases, compared without case. `find_…` returns nullptr when there is none; the others throw
/// InputInvalid (GP2008, at `where`, remedy "did you mean"). Pointers and references live as long as the Catalogue
/// and survive its moves.
class Catalogue {
 public:
  [[nodiscard]] const std::vector<Accelerator>& accelerators() const { return accelerators_; }
  [[nodiscard]] const std::vector<Model>& models() const { return models_; }
  [[nodiscard]] const std::vector<Workload>& workloads() const { return workloads_; }
  [[nodiscard]] const std::vector<Measurement>& measurements() const { return measurements_; }
  [[nodiscard]] const std::vector<Country>& countries() const { return countries_; }
  [[nodiscard]] const std::vector<Technology>& technologies() const { return technologies_; }
  [[nodiscard]] const std::vector<Law>& laws() const { return laws_; }

  [[nodiscard]] const Accelerator* find_accelerator(std::string_view name) const;
  [[nodiscard]] const Model* find_model(std::string_view name) const;
  [[nodiscard]] const Workload* find_workload(std::string_view name) const;
  [[nodiscard]] const Country* find_country(std::string_view name) const;  ///< DEU, DE or Germany
  [[nodiscard]] const Region* find_region(std::string_view name) const;    ///< US-TX or Texas
  [[nodiscard]] const Technology* find_technology(std::string_view name) const;

  [[nodiscard]] const Accelerator& accelerator(std::string_view name, const Place& where = {}) const;
  [[nodiscard]] const Model& model(std::string_view name, const Place& where = {}) const;
  [[nodiscard]] const Workload& workload(std::string_view name, const Place& where = {}) const;
  [[nodiscard]] const Country& country(std::string_view name, const Place& where = {}) const;
  [[nodiscard]] const Region& region(std::string_view name, const Place& where = {}) const;
  [[nodiscard]] const Technology& technology(std::string_view name, const Place& where = {}) const;

  /// Every record of every kind, in the order of the files: what `kind` has, or all when `kind` is empty.
  [[nodiscard]] std::vector<const Record*> records(std::string_view kind = {}) const;
  [[nodiscard]] const Record* find_record(std::string_view kind, std::string_view name) const;
  /// Kinds as in keys: "accelerators", "countries", "building", …
  [[nodiscard]] std::vector<std::string> kinds() const;

  /// By key, "kind/record/field": the record by id or alias ("building/opex/maintenance", "countries/DE/population").
  [[nodiscard]] const Figure* find_figure(std::string_view key) const;
  [[nodiscard]] const Figure& figure(std::string_view key, const Place& where = {}) const;
  /// All fields of a record under `prefix` that are years, as a series: series("finance/exchange", "EUR").
  [[nodiscard]] YearSeries series(std::string_view record_key, std::string_view field, const Place& where = {}) const;

  /// The nearest id or alias of `kind` to a name that was not found, or an empty string.
  [[nodiscard]] std::string nearest_name(std::string_view kind, std::string_view name) const;

 private:
  friend class CatalogueBuilder;
  std::vector<Record> records_;
  std::vector<Accelerator> accelerators_;
  std::vector<Model> models_;
  std::vector<Workload> workloads_;
  std::vector<Measurement> measurements_;
  std::vector<Country> countries_;
  std::vector<Region> regions_;
  std::vector<Law> laws_;
  std::vector<Technology> technologies_;
};

/// Reads every *.toml of `folder`, then the overlay, whose records override field by field or are added. Throws
/// InputInvalid with every fault (GP2001 syntax, GP2002 a figure without unit, year, source or confidence, GP2003
/// unknown field, GP2004 id missing or taken, GP2005 record lacks a field, GP2006 wrong unit, GP2007 bad value, GP2009
/// unknown kind) and FileTrouble when the folder or a file cannot be read.
[[nodiscard]] Catalogue load_catalogue(const std::filesystem::path& folder,
                                       const std::optional<std::filesystem::path>& overlay = std::nullopt);

/// The same with the overlay's text in place of its file; `name` stands for it in faults.
[[nodiscard]] Catalogue load_catalogue_with(const std::filesystem::path& folder, std::string_view overlay_text,
                                            const std::string& name);

/// Where the catalogue lies: $GIGAPLAN_CATALOGUE, else ../share/gigaplan/catalogue beside the program (installed), else
/// `catalogue` in a folder above the program (build tree). Throws FileTrouble naming the places looked at.
[[nodiscard]] std::filesystem::path catalogue_folder();

}  // namespace gigaplan
