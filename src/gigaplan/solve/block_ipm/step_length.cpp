#include "gigaplan/solve/block_ipm/step_length.hpp"

#include <algorithm>

namespace gigaplan::block_ipm {
namespace {

constexpr double unblocked = 1e300;
constexpr double most_clipping = 3;  // times the longest step

}  // namespace

double longest_step(const Crew& crew, const Vector& v, const Vector& d) {
  const double fastest = largest_of(crew, v.size(), 0.0, [&](std::size_t k) { return -d[k] / v[k]; });
  return fastest > 0 ? 1 / fastest : unblocked;
}

Blend best_blend(const Crew& crew, const Vector& v, const Vector& d, const Vector& more, double least) {
  std::array<double, blend_weights> weight;
  for (int s = 0; s < blend_weights; ++s) weight[s] = least + (1 - least) * s / (blend_weights - 1);
  std::array<std::array<double, blend_weights>, pieces> parts{};
  each_piece(crew, v.size(), [&](int p, std::size_t first, std::size_t last) {
    kernels().fastest_blends(last - first, v.data() + first, d.data() + first, more.data() + first, weight.data(),
                             parts[p].data());
  });
  Blend best;
  best.step = -1;
  for (int s = 0; s < blend_weights; ++s) {
    double fastest = 0;
    for (const auto& part : parts) fastest = std::max(fastest, part[s]);
    const double step = fastest > 1 ? 1 / fastest : 1.0;
    if (step >= best.step) best = {weight[s], step};
  }
  return best;
}

double clipped_step(const Crew& crew, const Vector& v, const Vector& d, std::size_t few, double longest) {
  std::array<std::vector<double>, pieces> parts;
  each_piece(crew, v.size(), [&](int p, std::size_t first, std::size_t last) {
    auto& ratios = parts[p];
    for (std::size_t k = first; k < last; ++k) {
      if (d[k] < 0 && v[k] + d[k] < 0) ratios.push_back(-v[k] / d[k]);
    }
    if (ratios.size() > few + 1) {
      std::ranges::nth_element(ratios, ratios.begin() + static_cast<std::ptrdiff_t>(few));
      ratios.resize(few + 1);
    }
  });
  std::vector<double> ratios;
  for (const auto& part : parts) ratios.insert(ratios.end(), part.begin(), part.end());
  if (ratios.size() <= few) return std::min(1.0, most_clipping * longest);
  const auto at = ratios.begin() + static_cast<std::ptrdiff_t>(few);
  std::ranges::nth_element(ratios, at);
  return std::min(*at, most_clipping * longest);
}

}  // namespace gigaplan::block_ipm
