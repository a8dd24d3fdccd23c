// Numbers as people read them.
#pragma once
#include <string>
#include <vector>

namespace gigaplan::plan {

/// Three figures, with thousands separated: 1234567 → "1,230,000"; 0.01234 → "0.0123".
[[nodiscard]] std::string number(double value, int figures = 3);
/// "41 M EUR", "3.2 bn EUR", "950 EUR".
[[nodiscard]] std::string money(double value, const std::string& currency);
/// "100 MW", "12,000 accelerators", "5 points" (of a share), "41 M EUR".
[[nodiscard]] std::string amount(double value, const std::string& unit);

/// "halls, accelerators and plants" of ids of scenario::build_kinds().
[[nodiscard]] std::string in_words(const std::vector<std::string>& kinds);

}  // namespace gigaplan::plan
