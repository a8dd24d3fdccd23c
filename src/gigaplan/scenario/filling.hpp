// Fills a Scenario: what the user wrote, else the field's default, each with its origin.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gigaplan/scenario/record.hpp"

namespace gigaplan::scenario {

/// What {country} and {language} of a default's catalogue key stand for.
struct Around {
  std::string country, language;
};

/// Records of all sections, as the user wrote them.
struct Records {
  Record top, catalogue, horizon, accelerators, halls, power, money, loan;
  std::vector<Record> services, trainings, sites, supplies, makers, contracts, factories, own_chips, plants,
      interconnectors, built, claims, funds, licences, targets, labours, laws;
  std::vector<const Node*> built_nodes, claim_nodes;  ///< same order
  [[nodiscard]] bool all_sound(const std::vector<Record>& list) const;
};

/// Reads every section of a tree; faults are added, what is faulty left out. The tree must outlive the records.
[[nodiscard]] Records read_sections(const Node& root, Reading& reading);

/// Takes values from records and notes where each came from.
class Filling {
 public:
  Filling(Reading& reading, Scenario& out) : reading_(reading), out_(out) {}

  /// In the field's unit; shares as fractions ("%" and "%/yr" are divided by 100).
  [[nodiscard]] double number(const Record& record, std::string_view key, const Around& around = {});
  [[nodiscard]] std::optional<double> given(const Record& record, std::string_view key);
  [[nodiscard]] int year(const Record& record, std::string_view key, int otherwise, std::string_view how);
  /// The record's `name`; without one its id as people write names: "wind-brandenburg" is "Wind Brandenburg".
  [[nodiscard]] std::string name(const Record& record, const std::string& id);
  [[nodiscard]] std::string text(const Record& record, std::string_view key, const std::string& otherwise = {},
                                 std::string_view how = {});
  [[nodiscard]] bool flag(const Record& record, std::string_view key);
  /// The texts of a list; none where the key is not there.
  [[nodiscard]] std::vector<std::string> list(const Record& record, std::string_view key);
  /// Shares as fractions; a single value holds from `first` on.
  [[nodiscard]] Path path(const Record& record, std::string_view key, int first);
  [[nodiscard]] std::optional<UserSeries> series(const Record& record, std::string_view key);

  /// The table under `key` of a record as a record of its own, in `section`, which must outlive it.
  [[nodiscard]] static Record inner(const Record& outer, const Value& value, Section& section, const std::string& key);

  /// The value of a catalogue figure in `unit`; a fault of the catalogue (std::logic_error) when it is not there.
  [[nodiscard]] double figure(const std::string& key, const std::string& unit, const std::string& path,
                              const Place& place);

  /// Remembers a figure that a default is taken or worked out from.
  void note(const Figure& figure);

  void wrote(const Record& record, const Value& value, std::string_view key);
  void derived(std::string path, std::string value, std::string source, const Place& place,
               std::string confidence = "C");
  void own_choice(std::string path, std::string value, const Place& place);
  Reading& reading() { return reading_; }
  Scenario& out() { return out_; }
  [[nodiscard]] const Catalogue& catalogue() const { return reading_.catalogue; }

 private:
  Reading& reading_;
  Scenario& out_;
};

// One file per subject.
void fill_plan(const Records& records, Filling& fill);
void fill_money_year(const Records& records, Filling& fill);
void fill_services(const Records& records, Filling& fill);
void fill_trainings(const Records& records, Filling& fill);
void fill_sites(const Records& records, Filling& fill);
/// `of_halls`: what [halls] says for all sites; null while that is read.
[[nodiscard]] Standby fill_standby(const Record& record, const Standby* of_halls, Filling& fill);
void fill_accelerators(const Records& records, Filling& fill);
void fill_chain(const Records& records, Filling& fill);
void fill_power(const Records& records, Filling& fill);
void fill_plants(const Records& records, Filling& fill);
void fill_interconnectors(const Records& records, Filling& fill);
void fill_money(const Records& records, Filling& fill);
void fill_law(const Records& records, Filling& fill);
/// The catalogue's law of this id, or nullptr. fill_law.cpp
[[nodiscard]] const gigaplan::Law* known_law(const Catalogue& catalogue, const std::string& id);
void fill_claims(const Records& records, Filling& fill);

}  // namespace gigaplan::scenario
