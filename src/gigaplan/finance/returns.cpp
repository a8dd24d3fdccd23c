#include "gigaplan/finance/returns.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "gigaplan/finance/root.hpp"

namespace gigaplan::finance {
namespace {

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();
constexpr double chord_tolerance = 1e-6;
constexpr int chord_rounds = 100;

bool usable(double rate) {
  return rate != -1 && rate < std::numeric_limits<int>::max() && rate > std::numeric_limits<int>::min();
}

// Σ_{t=0..last} f(t) (1 + r)^−t
double discounted_sum(std::span<const double> flow, int last, double rate) {
  double out = 0;
  if (!usable(rate)) return out;
  for (int t = 0; t <= last; ++t) {
    const double growth = std::pow(1 + rate, t);
    if (growth == 0) break;
    out += flow[t] / growth;
  }
  return out;
}

// d/dr Σ f(t) (1 + r)^−t = −Σ t f(t) (1 + r)^−(t+1)
double discounted_slope(std::span<const double> flow, int last, double rate) {
  double out = 0;
  if (!usable(rate)) return -out;
  for (int t = 1; t <= last; ++t) out += flow[t] * t / std::pow(1 + rate, t + 1);
  return -out;
}

struct Chord {
  double rate = no_number;
  double residual = 0;
  int rounds = 0;
};

// r ← r − F(r) / F′(start): the slope is the one at the start throughout.
Chord chord(std::span<const double> flow, int last, double start, double scale) {
  Chord at;
  const double slope = discounted_slope(flow, last, start);
  if (slope == 0) {
    at.rate = start;
    return at;
  }
  at.rate = start - discounted_sum(flow, last, start) / slope;
  for (at.rounds = 1;; ++at.rounds) {
    at.residual = discounted_sum(flow, last, at.rate) / scale;
    if (std::abs(at.residual) <= chord_tolerance || at.rounds >= chord_rounds) return at;
    at.rate -= discounted_sum(flow, last, at.rate) / slope;
  }
}

bool accepted(const Chord& at, std::span<const double> flow, int last, double scale) {
  const double here = present_value(flow, at.rate, last) + flow[0];
  const double above = present_value(flow, at.rate + 0.001, last) + flow[0];
  return at.rounds < chord_rounds && std::abs(at.residual) < chord_tolerance && here > above &&
         std::abs(here / scale) < chord_tolerance;
}

double first_start(std::span<const double> flow, int last) {
  if (flow[0] == 0) return -2.0;
  if (last == 1) return -(1 + flow[1] / flow[0]);
  const double b = 2 + flow[1] / flow[0];
  const double c = 1 + flow[1] / flow[0] + flow[2] / flow[0];
  const double lower = -0.5 * b - 0.5 * std::sqrt(b * b - 4 * c);
  if (lower > 0 && lower < 1) return lower;
  return std::isnan(lower) ? lower : -0.5 * b + 0.5 * std::sqrt(b * b - 4 * c);
}

}  // namespace

double present_value(std::span<const double> flow, double rate, int last) {
  const double factor = rate != -1 ? 1 / (1 + rate) : 1;
  double out = 0;
  for (int t = last; t > 0; --t) out = factor * out + flow[t];
  return out * factor;
}

double present_value(std::span<const double> flow, double rate) {
  return flow.empty() ? 0 : present_value(flow, rate, static_cast<int>(flow.size()) - 1);
}

double net_present_value(std::span<const double> flow, double rate) {
  return flow.empty() ? 0 : flow[0] + present_value(flow, rate);
}

std::optional<double> internal_rate_of_return(std::span<const double> flow) {
  const bool pays = std::ranges::any_of(flow, [](double f) { return f < 0; });
  const bool earns = std::ranges::any_of(flow, [](double f) { return f > 0; });
  if (!pays || !earns) return std::nullopt;
  const auto value = [&](double rate) { return net_present_value(flow, rate); };
  const Root above = bracket_and_solve(value, 0.0, 0.01, 1000.0, 1e-14);
  const auto mirrored = [&](double loss) { return net_present_value(flow, -loss); };
  const Root below = bracket_and_solve(mirrored, 0.0, 0.01, 0.99, 1e-14);
  if (above.bracketed && (!below.bracketed || above.at <= below.at)) return above.at;
  if (below.bracketed) return -below.at;
  return std::nullopt;
}

double chord_rate_of_return(std::span<const double> flow, int last) {
  if (last < 1 || !(flow[0] <= 0)) return no_number;
  double scale = 0;
  for (int t = 0; t <= last; ++t) scale = std::max(scale, std::abs(flow[t]));
  if (!(scale > 0)) scale = 1;
  for (const double start : {first_start(flow, last), 0.1, -0.1, 0.0}) {
    const Chord at = chord(flow, last, start, scale);
    if (accepted(at, flow, last, scale)) return at.rate;
  }
  return no_number;
}

std::optional<double> payback_years(std::span<const double> flow) {
  double sum = 0;
  for (std::size_t t = 0; t < flow.size(); ++t) {
    const double before = sum;
    sum += flow[t];
    if (t > 0 && before < 0 && sum >= 0) return static_cast<double>(t) - sum / flow[t];
  }
  return std::nullopt;
}

double levelised_price(std::span<const double> cost, std::span<const double> amount, double rate_of_cost,
                       double rate_of_amount) {
  const double sold = present_value(amount, rate_of_amount);
  return sold == 0 ? 0 : net_present_value(cost, rate_of_cost) / sold;
}

}  // namespace gigaplan::finance
