// A case as SAM exports it: one flat JSON object of numbers, lists and matrices. A key that is nearly one that is asked
// for is a fault; one far from all of them belongs to another module of SAM and is named. All faults are told at once.
#pragma once
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gigaplan/base/fault.hpp"

namespace gigaplan::finance::sam {

struct Range {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool whole = false;      ///< whole numbers only
  bool above_low = false;  ///< low itself is not allowed
};

inline constexpr Range any_number{};
inline constexpr Range percent{.low = 0, .high = 100};
inline constexpr Range not_negative{.low = 0};
inline constexpr Range whole_count{.low = 0, .whole = true};

/// Faults: GP5001 no JSON, GP5002 missing, GP5003 wrong kind, GP5004 out of range, GP5005 unknown key,
/// GP5007 does not fit together.
class CaseReader {
 public:
  /// Reads `text`; `file` is for places. Throws InputInvalid when it is no flat JSON object.
  CaseReader(std::string_view text, std::string file);

  [[nodiscard]] bool has(const std::string& name) const { return entries_.contains(name); }

  /// The value, `otherwise` where the key is absent; absent without `otherwise` is a fault (then 0 or nothing).
  double number(const std::string& name, std::optional<double> otherwise = {}, const Range& range = any_number);
  int integer(const std::string& name, std::optional<double> otherwise = {}, const Range& range = whole_count);
  bool flag(const std::string& name, bool otherwise);
  /// A list; a single number counts as a list of one.
  std::vector<double> list(const std::string& name, const std::optional<std::vector<double>>& otherwise = {});
  /// rows × columns, row by row. A fault when it has another shape.
  std::vector<double> matrix(const std::string& name, std::size_t rows, std::size_t columns);
  /// s of a long list that was replaced by {"dropped_array_len": n, "sum": s}, of which list() gives n equal parts;
  /// nothing for a list that is whole.
  [[nodiscard]] std::optional<double> shortened_sum(const std::string& name) const;

  /// The key may be there and has no bearing on the results; `prefix` stands for all keys that begin with it.
  void no_bearing(const std::string& name) { silent_.push_back(name); }
  void no_bearing_prefix(std::string prefix) { silent_prefixes_.push_back(std::move(prefix)); }
  /// Something does not fit together; the place is that of `name`.
  void trouble(const std::string& name, std::string message, std::string remedy);

  /// Sorts the keys that were not asked for: one that differs from a known input by a letter or two is taken for a
  /// misspelling and refused, unless `not_misspelt` names it; the others cannot bear on the model and go to riding().
  /// Throws InputInvalid when there were faults.
  void finish(std::span<const std::string_view> not_misspelt = {});

  /// After finish(): keys that are no input of the model (inputs of other modules of SAM, echoed results), by name.
  [[nodiscard]] const std::vector<std::string>& riding() const { return riding_; }

 private:
  struct Entry {
    char kind = 'n';  // n number, l list, m matrix, t text, o other
    std::vector<double> values;
    std::size_t rows = 0, columns = 0;
    std::optional<double> shortened_sum;
    Place place;
  };
  const Entry* find(const std::string& name, bool required);
  void check(const std::string& name, const Entry& entry, double value, const Range& range);

  std::string file_;
  std::map<std::string, Entry> entries_;
  std::vector<std::string> asked_, silent_, silent_prefixes_, riding_;
  Faults faults_;
};

}  // namespace gigaplan::finance::sam
