// One sourced number or sentence of the catalogue.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gigaplan {

/// A number with its unit, date and source. `key` is its place in the catalogue ("accelerators/H200 SXM/memory"): a
/// caller that uses the number keeps the key, so that a report can list every figure used.
struct Figure {
  std::string key;
  double value = 0;
  std::string unit;
  std::optional<double> low, high;  ///< spread between sources (no statistical interval unless the note says so)
  std::string year;                 ///< year or ISO date of the figure; of its collection where it has no date itself
  std::string source;
  std::string confidence;  ///< "A" primary, "B" reputable secondary, "C" estimate or unverified
  std::string url, note;   ///< may be empty
  bool overlay = false;    ///< from the user's own file
  /// Taken from a series of years (YearSeries::at): the values by the year that each was taken for, `value` the first
  /// of them; a value that the catalogue has stands at its own year.
  std::map<int, double> by_year{};
};

/// One value of a figure that was used; `year` 0: at all times.
struct YearValue {
  int year = 0;
  double value = 0;
};

/// What was used of a figure: its value alone, or by years where more than one was used or one lies between years of
/// the catalogue.
[[nodiscard]] std::vector<YearValue> values_used(const Figure& figure);

/// Adds `figure` to `list`; of a key that is there, only years that it has besides.
void remember(std::vector<Figure>& list, const Figure& figure);

/// A sentence with date and source: a law, a language list, a tier.
struct Statement {
  std::string key;
  std::string text;
  std::string year, source, confidence, url, note;
  bool overlay = false;
};

}  // namespace gigaplan
