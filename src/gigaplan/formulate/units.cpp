#include "gigaplan/formulate/units.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "gigaplan/formulate/vintages.hpp"

namespace gigaplan::formulate {

std::vector<std::int32_t> chain(const Frame& frame, const std::vector<std::int32_t>& first_by_slice, int scenario) {
  std::vector<std::int32_t> columns;
  for (std::size_t s = 0; s < frame.slices().size(); ++s) {
    const auto& slice = frame.slices()[s];
    if (slice.scenario != scenario || first_by_slice[s] == nowhere) continue;
    for (int i = 0; i < slice.count; ++i) columns.push_back(first_by_slice[s] + i);
  }
  return columns;
}

bool opens_chain(const Frame& frame, std::size_t k, std::size_t s) {
  for (std::size_t q = 0; q < s; ++q)
    if (frame.slices()[q].scenario == frame.slices()[s].scenario && frame.layout.activity[k][q] != nowhere)
      return false;
  return true;
}

bool on_before(const network::Commitment& commitment) {
  return commitment.down_before == 0 && commitment.up_before > 0;
}

double activity_before(const network::Process& process) {
  if (process.commitment && !process.commitment->follows) return std::numeric_limits<double>::quiet_NaN();
  if (process.commitment && !on_before(*process.commitment)) return 0;
  return process.ramp ? process.ramp->before : std::numeric_limits<double>::quiet_NaN();
}

double largest_capacity(const Frame& frame, const std::vector<network::Share>& shares, int period) {
  double sum = 0;
  for (const auto& share : shares) {
    const auto& asset = frame.network.assets[share.asset];
    double most = by_period(asset.stock, period, 0);
    for (const auto& vintage : asset.vintages)
      if (alive(vintage, period)) most += build_range(frame.network.horizon, asset, vintage).upper;
    sum += times(share.share, std::min(most, by_period(asset.cap_upper, period, program::infinity)));
  }
  return sum;
}

double big(const network::Commitment& commitment, const Band& band, double largest, int i, double limit) {
  const double size = largest + band.constant(i);
  return std::isinf(size) ? commitment.reach.at(at(band.from + i)) : std::abs(limit) * size;
}

}  // namespace gigaplan::formulate
