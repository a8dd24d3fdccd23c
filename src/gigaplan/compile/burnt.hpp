// How much of the load burns in each hour, so that it is a given share of the year.
#pragma once
#include <vector>

namespace gigaplan::compile {

/// The s with  Σ min(load, s · thermal) = wanted · Σ load,  load = total · shape,  by bisection: the left side grows with
/// s, up to the load of all hours that have any thermal generation. One value an hour each; market.cpp
[[nodiscard]] double scale_of(const std::vector<double>& thermal, const std::vector<double>& shape, double total,
                              double wanted);

}  // namespace gigaplan::compile
