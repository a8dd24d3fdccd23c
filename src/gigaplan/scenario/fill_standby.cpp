// What stands ready for a failure: under [halls] for all sites, under [[site]] for one.
#include "gigaplan/scenario/filling.hpp"

namespace gigaplan::scenario {
namespace {

Redundancy redundancy_of(const std::string& written) {
  return written == "N" ? Redundancy::n : written == "2N" ? Redundancy::two_n : Redundancy::n_plus_1;
}

std::optional<Backup> backup_of(const Record& outer, const Value& value, Filling& fill) {
  Section section;
  const Record record = Filling::inner(outer, value, section, "backup");
  Backup backup;
  backup.kind = fill.text(record, "kind");
  if (backup.kind == "none") return std::nullopt;
  backup.hours = fill.number(record, "hours");
  if (backup.kind != "battery") backup.tests = fill.number(record, "tests");
  backup.cost = fill.given(record, "cost");
  return backup;
}

}  // namespace

std::string word(Redundancy redundancy) {
  return redundancy == Redundancy::n ? "N" : redundancy == Redundancy::two_n ? "2N" : "N+1";
}

Standby fill_standby(const Record& record, const Standby* of_halls, Filling& fill) {
  Standby standby = of_halls != nullptr ? *of_halls : Standby{};
  const bool says = of_halls == nullptr || record.find("redundancy") != nullptr;
  if (says) standby.power = redundancy_of(fill.text(record, "redundancy"));
  if (record.find("cooling_redundancy") != nullptr)
    standby.cooling = redundancy_of(fill.text(record, "cooling_redundancy"));
  else if (says)
    standby.cooling = standby.power;
  if (of_halls == nullptr || record.find("redundancy_units") != nullptr)
    standby.units = static_cast<int>(fill.number(record, "redundancy_units"));
  if (const Value* backup = record.find("backup")) standby.backup = backup_of(record, *backup, fill);
  if (const auto margin = fill.given(record, "reserve_margin")) standby.reserve_margin = margin;
  return standby;
}

}  // namespace gigaplan::scenario
