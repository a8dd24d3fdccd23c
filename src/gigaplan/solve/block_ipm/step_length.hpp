// How far a direction may go, and how much of a second direction to add to it.
#pragma once
#include <array>

#include "gigaplan/solve/block_ipm/kernels.hpp"
#include "gigaplan/solve/block_ipm/newton.hpp"

namespace gigaplan::block_ipm {

inline constexpr int blend_weights = lane;

/// Largest step a ≥ 0 with v + a d ≥ 0 (1e300 when nothing blocks).
[[nodiscard]] double longest_step(const Crew& crew, const Vector& v, const Vector& d);

/// A share of the second direction and the step (at most 1) that the blended direction allows.
struct Blend {
  double weight = 1;
  double step = 0;
};
/// The weight in [least, 1] (on a grid, the largest of equals) for which d + weight · more allows the longest step.
[[nodiscard]] Blend best_blend(const Crew& crew, const Vector& v, const Vector& d, const Vector& more, double least);

/// The step that leaves all but `few` components positive, never more than three times the longest step.
[[nodiscard]] double clipped_step(const Crew& crew, const Vector& v, const Vector& d, std::size_t few, double longest);

}  // namespace gigaplan::block_ipm
