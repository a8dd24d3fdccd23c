// From raw records to typed ones: every field that a kind needs is there, in its unit.
#pragma once
#include <set>

#include "gigaplan/catalogue/read.hpp"

namespace gigaplan {

/// Reads the fields of one raw record and remembers which were asked for. Faults: GP2005 missing, GP2006 unit.
class FieldReader {
 public:
  FieldReader(const RawRecord& raw, Faults& faults) : raw_(raw), faults_(faults) {}

  /// `unit` may end in '*' ("USD_*" takes any price year).
  void figure(const std::string& name, std::string_view unit, Figure& out);
  void figure(const std::string& name, std::string_view unit, std::optional<Figure>& out);
  void statement(const std::string& name, Statement& out);
  void text(const std::string& name, std::string& out);
  void flag(const std::string& name, bool& out);
  /// Every figure `name/…`, by what follows.
  void group(const std::string& name, std::string_view unit, std::map<std::string, Figure>& out);
  /// Every figure `name/YYYY`.
  void series(const std::string& name, std::string_view unit, YearSeries& out);
  void series(const std::string& name, std::string_view unit, std::optional<YearSeries>& out);
  /// Faults GP2003 for the fields that nobody asked for.
  void finish();

 private:
  bool has(const std::string& name) const { return raw_.record.figures.contains(name); }
  void missing(const std::string& name);
  const Figure& checked(const std::string& name, std::string_view unit);

  const RawRecord& raw_;
  Faults& faults_;
  std::set<std::string> asked_;
};

[[nodiscard]] Accelerator bind_accelerator(const RawRecord& raw, Faults& faults);
[[nodiscard]] Model bind_model(const RawRecord& raw, Faults& faults);
[[nodiscard]] Workload bind_workload(const RawRecord& raw, Faults& faults);
[[nodiscard]] Measurement bind_measurement(const RawRecord& raw, Faults& faults);
[[nodiscard]] Country bind_country(const RawRecord& raw, Faults& faults);
[[nodiscard]] Region bind_region(const RawRecord& raw, Faults& faults);
[[nodiscard]] Law bind_law(const RawRecord& raw, Faults& faults);
[[nodiscard]] Technology bind_technology(const RawRecord& raw, Faults& faults);

}  // namespace gigaplan
