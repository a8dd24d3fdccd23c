// What follows from a vintage alone: how much may be built, and when its draws fall due.
#pragma once
#include "gigaplan/formulate/families.hpp"

namespace gigaplan::formulate {

struct Range {
  double lower = 0, upper = 0;
  [[nodiscard]] bool fixed() const { return lower == upper; }
};

/// Period in which a draw of the vintage falls due: the one containing (first year of the vintage − lead); −1 before
/// the first period.
[[nodiscard]] int draw_period(const network::Horizon& horizon, const network::Vintage& vintage,
                              const network::Draw& draw);
/// True when some draw would fall before the first period: such a vintage can only be committed.
[[nodiscard]] bool drawn_too_early(const network::Horizon& horizon, const network::Asset& asset,
                                   const network::Vintage& vintage);
/// Bounds of build[a,v].
[[nodiscard]] Range build_range(const network::Horizon& horizon, const network::Asset& asset,
                                const network::Vintage& vintage);
/// True when build[a,v] has a column of whole blocks right behind it.
[[nodiscard]] bool comes_in_blocks(const network::Vintage& vintage);

}  // namespace gigaplan::formulate
