#include "gigaplan/plan/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/scenario/law.hpp"

namespace gigaplan::plan {

std::string number(double value, int figures) {
  if (!std::isfinite(value)) return "unlimited";
  if (value == 0) return "0";
  const int magnitude = static_cast<int>(std::floor(std::log10(std::abs(value)))) + 1;
  const double unit = std::pow(10.0, magnitude - figures);
  const double rounded = std::round(value / unit) * unit;
  std::string text = fmt::format("{:.{}f}", rounded, std::max(0, figures - magnitude));
  const auto point = std::min(text.find('.'), text.size());
  const std::size_t first = text[0] == '-' ? 1 : 0;
  for (std::size_t i = point; i > first + 3; i -= 3) text.insert(i - 3, ",");
  if (text.find('.') != std::string::npos) {
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
  }
  return text;
}

std::string money(double value, const std::string& currency) {
  const double size = std::abs(value);
  if (size >= 1e12) return fmt::format("{} tn {}", number(value / 1e12), currency);
  if (size >= 1e9) return fmt::format("{} bn {}", number(value / 1e9), currency);
  if (size >= 1e6) return fmt::format("{} M {}", number(value / 1e6), currency);
  return fmt::format("{} {}", number(value), currency);
}

std::string amount(double value, const std::string& unit) {
  if (unit == "share") return fmt::format("{} percentage points", number(100 * value));
  const bool is_currency =
      unit.size() == 3 && unit.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos && unit != "FTE";
  if (is_currency) return money(value, unit);
  return unit == "1" ? number(value) : fmt::format("{} {}", number(value), unit);
}

std::string in_words(const std::vector<std::string>& kinds) {
  std::string words;
  for (std::size_t i = 0; i < kinds.size(); ++i)
    words += fmt::format("{}{}",
                         i == 0                 ? ""
                         : i + 1 < kinds.size() ? ", "
                                                : " and ",
                         std::ranges::find(scenario::build_kinds(), kinds[i], &scenario::BuildKind::id)->words);
  return words;
}

}  // namespace gigaplan::plan
