// Where the interior point starts.
#pragma once
#include "gigaplan/solve/block_ipm/newton.hpp"

namespace gigaplan::block_ipm {

/// x nearest to the bounds with A x = b and the z nearest to zero with Aᵀy + Gᵀz = c give |w|, |z|; both are lifted to
/// a floor (10 times the mean for w, a tenth of the mean for z, which keeps hourly duals from starting at the size of
/// yearly costs) and each product w_k z_k is brought to within a factor of 10 of their mean.
[[nodiscard]] Point starting_point(const StandardForm& form, Newton& newton, const Crew& crew);

}  // namespace gigaplan::block_ipm
