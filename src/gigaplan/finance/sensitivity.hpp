// What price makes the owners whole, and what moves their return: break-even, tornado, two-way table.
#pragma once
#include <string>
#include <vector>

#include "gigaplan/finance/project.hpp"
#include "gigaplan/finance/root.hpp"

namespace gigaplan::finance {

/// The price of all sold products, as a factor on the given prices, at which the owners earn `wanted`: the root in m of
///     NPV(owners' flow at prices · m, wanted) = 0,
/// by Brent's method between two factors at which this NPV has different signs (the proof is in `root`).
struct BreakEven {
  double wanted = 0;             ///< [1/yr]
  Root root;                     ///< in m; not bracketed: no price up to 1000 times the given ones does it
  std::vector<UnitCost> prices;  ///< nominal: price in the first year of operation; one for each sold product
};
[[nodiscard]] BreakEven break_even(const Project& project, double wanted);

/// What can be changed as a whole. Costs per unit follow the volume; a customer's commitment does not, so that a fall
/// of the volume below it is still paid. `delay` shifts volumes and commitments by whole years and takes a year count
/// instead of a factor.
enum class Driver { capital, operating, volume, price, interest, residual, delay };
[[nodiscard]] std::string_view driver_name(Driver driver);
[[nodiscard]] Project changed(const Project& project, Driver driver, double factor);

struct Swing {
  Driver driver = Driver::capital;
  double low_factor = 1, high_factor = 1;
  std::optional<double> low_irr, high_irr;                          ///< of the owners, after tax
  std::optional<double> low_factor_of_price, high_factor_of_price;  ///< break-even
};
/// Each driver down and up by `step` [1] (a delay: no year and one year), the others as they are; widest swing first.
[[nodiscard]] std::vector<Swing> tornado(const Project& project, double step);

struct TwoWay {
  Driver rows = Driver::price, columns = Driver::capital;
  std::vector<double> row_factors, column_factors;
  std::vector<std::vector<std::optional<double>>> irr;  ///< [row][column], of the owners after tax
};
[[nodiscard]] TwoWay two_way(const Project& project, Driver rows, Driver columns, const std::vector<double>& factors);

}  // namespace gigaplan::finance
