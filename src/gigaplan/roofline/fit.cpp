#include "gigaplan/roofline/fit.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace gigaplan {
namespace {

constexpr std::array<double Efficiencies::*, 6> fitted_members{&Efficiencies::gemm,          &Efficiencies::attention,
                                                               &Efficiencies::link,          &Efficiencies::activation,
                                                               &Efficiencies::layer_seconds, &Efficiencies::amd};

using Point = std::vector<double>;

Efficiencies at(const Point& x, Efficiencies e) {
  for (std::size_t i = 0; i < x.size(); ++i) e.*fitted_members[i] = std::exp(x[i]);
  return e;
}

/// Nelder and Mead's simplex with the dimension-dependent coefficients of Gao and Han; stops when the values agree.
template <class Function>
Point minimise(const Function& f, const Point& start, double width, int most) {
  const std::size_t n = start.size();
  const double size = static_cast<double>(n);
  const double expand = 1 + 2 / size, contract = 0.75 - 1 / (2 * size), shrink = 1 - 1 / size;
  std::vector<Point> corner(n + 1, start);
  for (std::size_t i = 0; i < n; ++i) corner[i + 1][i] += width;
  std::vector<double> value;
  for (const Point& x : corner) value.push_back(f(x));
  std::vector<std::size_t> order(n + 1);
  for (int step = 0; step < most; ++step) {
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return value[a] < value[b]; });
    const std::size_t best = order.front(), worst = order.back(), second = order[n - 1];
    if (value[worst] - value[best] < 1e-9) break;
    Point centre(n, 0.0);
    for (std::size_t k = 0; k < n; ++k)
      for (std::size_t i = 0; i < n; ++i) centre[i] += corner[order[k]][i] / size;
    const auto towards = [&](double t) {
      Point x(n);
      for (std::size_t i = 0; i < n; ++i) x[i] = centre[i] + t * (centre[i] - corner[worst][i]);
      return x;
    };
    const auto accept = [&](Point x, double v) {
      corner[worst] = std::move(x);
      value[worst] = v;
    };
    Point mirrored = towards(1);
    const double mirrored_value = f(mirrored);
    if (mirrored_value < value[best]) {
      Point further = towards(expand);
      const double v = f(further);
      if (v < mirrored_value)
        accept(std::move(further), v);
      else
        accept(std::move(mirrored), mirrored_value);
    } else if (mirrored_value < value[second]) {
      accept(std::move(mirrored), mirrored_value);
    } else {
      Point nearer = towards(mirrored_value < value[worst] ? contract : -contract);
      const double v = f(nearer);
      if (v < std::min(mirrored_value, value[worst])) {
        accept(std::move(nearer), v);
      } else {
        for (std::size_t k = 1; k <= n; ++k) {
          Point& x = corner[order[k]];
          for (std::size_t i = 0; i < n; ++i) x[i] = corner[best][i] + shrink * (x[i] - corner[best][i]);
          value[order[k]] = f(x);
        }
      }
    }
  }
  return corner[static_cast<std::size_t>(std::min_element(value.begin(), value.end()) - value.begin())];
}

}  // namespace

Efficiencies fit_start() {
  Efficiencies e;
  e.gemm = 0.8;
  e.amd = 0.5;
  e.attention = 0.14;
  e.link = 0.4;
  e.activation = 120;
  e.layer_seconds = 170e-6;
  return e;
}

double fit_loss(const std::vector<BenchmarkRow>& rows, const Efficiencies& efficiencies) {
  double sum = 0;
  for (const BenchmarkRow& row : rows) {
    const double off = std::log(std::max(1 + error(row, efficiencies), 1e-6));
    sum += std::sqrt(0.01 + off * off) - 0.1 + 0.1 * std::pow(std::min(std::abs(off), 1.0), 2);
  }
  double drift = 0;
  const Efficiencies start = fit_start();
  for (const auto member : fitted_members) drift += std::pow(std::log(efficiencies.*member / (start.*member)), 2);
  return sum / static_cast<double>(rows.size()) + 0.02 * drift / static_cast<double>(fitted_members.size());
}

Efficiencies fit_efficiencies(const std::vector<BenchmarkRow>& rows, const Efficiencies& start, bool keep_amd) {
  Point best;
  for (std::size_t i = 0; i + (keep_amd ? 1 : 0) < fitted_members.size(); ++i)
    best.push_back(std::log(start.*fitted_members[i]));
  const auto loss = [&](const Point& x) { return fit_loss(rows, at(x, start)); };
  for (const double width : {0.25, -0.2, 0.1}) best = minimise(loss, best, width, 400);
  return at(best, start);
}

std::vector<UnseenRow> leave_one_out(const std::vector<BenchmarkRow>& rows, const Efficiencies& fitted,
                                     const Context& context, LeftOut by) {
  const auto group = [by](const BenchmarkRow& row) -> const std::string& {
    return by == LeftOut::accelerator ? row.accelerator->id
           : by == LeftOut::model     ? row.model->id
                                      : row.measurement->rule;
  };
  std::vector<UnseenRow> unseen;
  std::vector<std::string> groups;
  for (const BenchmarkRow& row : rows)
    if (row.fitted && std::find(groups.begin(), groups.end(), group(row)) == groups.end()) groups.push_back(group(row));
  for (std::size_t i = 0; i < groups.size(); ++i) {
    context.report("leave out " + groups[i], static_cast<double>(i) / static_cast<double>(groups.size()));
    std::vector<BenchmarkRow> others;
    bool amd_seen = false;
    for (const BenchmarkRow& row : rows)
      if (row.fitted && group(row) != groups[i]) {
        others.push_back(row);
        amd_seen = amd_seen || row.accelerator->maker == "AMD";
      }
    Efficiencies start = fit_start();
    if (!amd_seen) start.amd = fitted.amd;
    const Efficiencies e = fit_efficiencies(others, start, !amd_seen);
    for (const BenchmarkRow& row : rows)
      if (row.fitted && group(row) == groups[i]) unseen.push_back({row, error(row, e)});
  }
  for (const BenchmarkRow& row : rows)
    if (!row.fitted) unseen.push_back({row, error(row, fitted)});
  return unseen;
}

}  // namespace gigaplan
