#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <limits>
#include <map>

#include "gigaplan/catalogue/bind.hpp"
#include "gigaplan/catalogue/catalogue.hpp"

namespace gigaplan {
namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream || std::filesystem::is_directory(path))
    throw FileTrouble(path.string(), fmt::format("cannot read {}", path.string()));
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<std::filesystem::path> toml_files(const std::filesystem::path& folder) {
  std::error_code error;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error))
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  if (error)
    throw FileTrouble(folder.string(),
                      fmt::format("cannot read the catalogue {}: {}", folder.string(), error.message()));
  if (files.empty())
    throw FileTrouble(folder.string(), fmt::format("no catalogue files (*.toml) in {}", folder.string()));
  std::sort(files.begin(), files.end());
  return files;
}

std::string folded(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

void override_fields(RawRecord& base, RawRecord&& over) {
  for (auto& [name, figure] : over.record.figures) {
    figure.key = fmt::format("{}/{}/{}", base.record.kind, base.record.id, name);
    base.record.figures[name] = std::move(figure);
  }
  for (auto& [name, statement] : over.record.statements) {
    statement.key = fmt::format("{}/{}/{}", base.record.kind, base.record.id, name);
    base.record.statements[name] = std::move(statement);
  }
  for (auto& [name, text] : over.record.texts) base.record.texts[name] = std::move(text);
  for (auto& [name, place] : over.fields) base.fields[name] = std::move(place);
}

}  // namespace

/// Gathers raw records by kind and name, then binds them.
class CatalogueBuilder {
 public:
  void add(std::vector<RawRecord> records, bool overlay) {
    if (overlay) first_new_ = raw_.size();
    for (RawRecord& raw : records) {
      const auto key = [&](const std::string& name) { return raw.record.kind + "/" + folded(name); };
      if (raw.record.id.empty()) continue;
      const auto taken = index_.find(key(raw.record.id));
      if (overlay && taken != index_.end()) {
        override_fields(raw_[taken->second], std::move(raw));
        continue;
      }
      std::vector<std::string> names{raw.record.id};
      names.insert(names.end(), raw.record.aliases.begin(), raw.record.aliases.end());
      for (const std::string& name : names) {
        if (const auto [at, fresh] = index_.emplace(key(name), raw_.size()); !fresh)
          faults_.add("GP2004", raw.place,
                      fmt::format("the name \"{}\" of {} is taken by \"{}\"", name, raw.record.kind,
                                  raw_[at->second].record.id),
                      "give every record its own id and aliases");
      }
      raw_.push_back(std::move(raw));
    }
  }

  Catalogue build() {
    Catalogue catalogue;
    for (std::size_t i = 0; i < raw_.size(); ++i) {
      const RawRecord& raw = raw_[i];
      Faults faults;
      bind(raw, catalogue, faults);
      if (i >= first_new_ && is_misspelt(raw, faults)) continue;
      faults_.append(faults.list());
    }
    check_places_of_laws(catalogue);
    faults_.throw_if_any();
    return catalogue;
  }

  Faults& faults() { return faults_; }

 private:
  static void bind(const RawRecord& raw, Catalogue& catalogue, Faults& faults) {
    const std::string& kind = raw.record.kind;
    if (kind == "accelerators") catalogue.accelerators_.push_back(bind_accelerator(raw, faults));
    if (kind == "models") catalogue.models_.push_back(bind_model(raw, faults));
    if (kind == "workloads") catalogue.workloads_.push_back(bind_workload(raw, faults));
    if (kind == "measurements") catalogue.measurements_.push_back(bind_measurement(raw, faults));
    if (kind == "countries") catalogue.countries_.push_back(bind_country(raw, faults));
    if (kind == "regions") catalogue.regions_.push_back(bind_region(raw, faults));
    if (kind == "laws") catalogue.laws_.push_back(bind_law(raw, faults));
    if (kind == "technologies") catalogue.technologies_.push_back(bind_technology(raw, faults));
    catalogue.records_.push_back(raw.record);
  }

  /// GP2008 for countries of laws that no record describes: laws may be read before the countries.
  void check_places_of_laws(const Catalogue& catalogue) {
    auto law = catalogue.laws().begin();
    for (const RawRecord& raw : raw_) {
      if (raw.record.kind != "laws") continue;
      for (const auto& name : (law++)->countries) {
        if (name == "EU" || catalogue.find_country(name) != nullptr) continue;
        const auto near = catalogue.nearest_name("countries", name);
        faults_.add("GP2008", raw.fields.at("where"),
                    fmt::format("the catalogue has no country \"{}\", where law \"{}\" holds", name, raw.record.id),
                    near.empty() ? "write \"EU\" or countries (DEU), ';' between them"
                                 : fmt::format("did you mean \"{}\"?", near));
      }
    }
  }

  /// A record of an overlay that lacks most of what a new one needs, beside a record of nearly its name: one fault.
  bool is_misspelt(const RawRecord& raw, const Faults& faults) {
    constexpr std::ptrdiff_t too_many = 4;
    const auto lacks = std::ranges::count(faults.list(), "GP2005", &Fault::code);
    if (lacks < too_many) return false;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < first_new_; ++i)
      if (raw_[i].record.kind == raw.record.kind) names.push_back(raw_[i].record.id);
    const auto near = nearest(raw.record.id, names);
    if (near.empty()) return false;
    faults_.add("GP2008", raw.place,
                fmt::format("the catalogue has no {} \"{}\", and a new record lacks {} fields here", raw.record.kind,
                            raw.record.id, lacks),
                fmt::format("did you mean \"{}\"?", near));
    return true;
  }

  std::vector<RawRecord> raw_;
  std::size_t first_new_ = std::numeric_limits<std::size_t>::max();  // of the overlay's records in raw_
  std::map<std::string, std::size_t> index_;                         // "kind/name in small letters" -> place in raw_
  Faults faults_;
};

namespace {

CatalogueBuilder folder_builder(const std::filesystem::path& folder) {
  CatalogueBuilder builder;
  for (const std::filesystem::path& file : toml_files(folder))
    builder.add(read_records(read_file(file), file.string(), false, builder.faults()), false);
  return builder;
}

}  // namespace

Catalogue load_catalogue_with(const std::filesystem::path& folder, std::string_view overlay_text,
                              const std::string& name) {
  CatalogueBuilder builder = folder_builder(folder);
  builder.add(read_records(overlay_text, name, true, builder.faults()), true);
  return builder.build();
}

Catalogue load_catalogue(const std::filesystem::path& folder, const std::optional<std::filesystem::path>& overlay) {
  if (overlay) return load_catalogue_with(folder, read_file(*overlay), overlay->string());
  return folder_builder(folder).build();
}

std::filesystem::path catalogue_folder() {
  namespace fs = std::filesystem;
  if (const char* named = std::getenv("GIGAPLAN_CATALOGUE"); named != nullptr && *named != '\0') return named;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  std::vector<fs::path> places;
  if (!error) {
    places.push_back(program.parent_path().parent_path() / "share/gigaplan/catalogue");
    for (fs::path above = program.parent_path(); above != above.root_path(); above = above.parent_path())
      places.push_back(above / "catalogue");
  }
  for (const fs::path& place : places)
    if (fs::exists(place / "accelerators.toml", error)) return place;
  std::string looked;
  for (const fs::path& place : places) looked += (looked.empty() ? "" : ", ") + place.string();
  throw FileTrouble(places.empty() ? "catalogue" : places.front().string(),
                    fmt::format("no catalogue found; looked in {}; set GIGAPLAN_CATALOGUE", looked));
}

}  // namespace gigaplan
