#include "gigaplan/solve/highs/obvious.hpp"

#include <cmath>

namespace gigaplan::solve {
namespace {

using program::Program;
using program::Solution;

/// +1: row i stays below its lower limit whatever its columns do; −1: above its upper one; 0: neither.
int misses(const Program& program, std::size_t i) {
  double least = 0;
  double most = 0;
  for (auto k = static_cast<std::size_t>(program.start[i]); k < static_cast<std::size_t>(program.start[i + 1]); ++k) {
    const auto j = static_cast<std::size_t>(program.column[k]);
    const double a = program.value[k];
    least += a * (a > 0 ? program.lower[j] : program.upper[j]);
    most += a * (a > 0 ? program.upper[j] : program.lower[j]);
  }
  if (most < program.row_lower[i]) return 1;
  if (least > program.row_upper[i]) return -1;
  return 0;
}

void obvious_farkas(const Program& program, Solution& solution) {
  for (std::size_t i = 0; i < program.row_lower.size(); ++i) {
    const int sign = misses(program, i);
    if (sign == 0) continue;
    solution.row_dual.assign(program.row_lower.size(), 0.0);
    solution.row_dual[i] = sign;
    solution.ray = true;
    return;
  }
}

void obvious_direction(const Program& program, Solution& solution) {
  std::vector<bool> up(program.cost.size()), down(program.cost.size());
  for (std::size_t j = 0; j < program.cost.size(); ++j) {
    const double gain = program.maximise ? program.cost[j] : -program.cost[j];
    const bool flat = program.quadratic.empty() || program.quadratic[j] == 0;
    up[j] = flat && gain > 0 && std::isinf(program.upper[j]);
    down[j] = flat && gain < 0 && std::isinf(program.lower[j]);
  }
  for (std::size_t i = 0; i < program.row_lower.size(); ++i) {
    for (auto k = static_cast<std::size_t>(program.start[i]); k < static_cast<std::size_t>(program.start[i + 1]); ++k) {
      const auto j = static_cast<std::size_t>(program.column[k]);
      const bool may_rise = std::isinf(program.row_upper[i]);
      const bool may_fall = std::isinf(program.row_lower[i]);
      up[j] = up[j] && (program.value[k] > 0 ? may_rise : may_fall);
      down[j] = down[j] && (program.value[k] > 0 ? may_fall : may_rise);
    }
  }
  for (std::size_t j = 0; j < up.size(); ++j) {
    if (!up[j] && !down[j]) continue;
    solution.primal.assign(up.size(), 0.0);
    solution.primal[j] = up[j] ? 1 : -1;
    solution.ray = true;
    return;
  }
}

}  // namespace

void take_obvious_proof(const Program& program, Solution& solution) {
  if (solution.status == program::Status::infeasible) obvious_farkas(program, solution);
  if (solution.status == program::Status::unbounded) obvious_direction(program, solution);
}

}  // namespace gigaplan::solve
