#include "gigaplan/solve/block_ipm/verdict.hpp"

#include <algorithm>
#include <cmath>

namespace gigaplan::block_ipm {
namespace {

using program::Program;

constexpr double nothing = 1e-9;  // relative size below which a number is rounding
constexpr double absent = 1e20;   // limits of this size are not there

bool finite(double limit) { return std::abs(limit) < absent; }

double nearest_to_zero(const Program& p, Index j) { return std::max(p.lower[j], std::min(p.upper[j], 0.0)); }

// Does y, as it is, prove it? Prices of sides that are not there are set to zero.
bool contradicts(const Program& p, Vector& y) {
  double margin = 0;
  double size = 0;
  double weighted = 0;  // a margin below the tolerance on rows proves nothing
  double largest_limit = 1;
  double left_out = 0;  // what columns without a limit could add, if they were as large as the largest limit
  Vector pull(p.cost.size(), 0.0);  // Aᵀy
  Vector term(p.cost.size(), 0.0);
  for (Index i = 0; i < p.rows(); ++i) {
    const double side = y[i] > 0 ? p.row_lower[i] : p.row_upper[i];
    if (y[i] == 0) continue;
    if (!finite(side)) {
      if (std::abs(y[i]) > nothing) return false;
      y[i] = 0;
      continue;
    }
    margin += y[i] * side;
    size = std::max(size, std::abs(y[i] * side));
    weighted += std::abs(y[i]) * std::max(1.0, std::abs(side));
    largest_limit = std::max(largest_limit, std::abs(side));
    for (Index q = p.start[i]; q < p.start[i + 1]; ++q) {
      pull[p.column[q]] += p.value[q] * y[i];
      term[p.column[q]] = std::max(term[p.column[q]], std::abs(p.value[q] * y[i]));
    }
  }
  for (Index j = 0; j < p.columns(); ++j) {
    const double bound = pull[j] > 0 ? p.upper[j] : p.lower[j];
    if (pull[j] == 0) continue;
    if (finite(bound)) {
      margin -= pull[j] * bound;
      size = std::max(size, std::abs(pull[j] * bound));
    } else if (std::abs(pull[j]) > nothing * term[j]) {
      return false;
    } else {
      left_out += std::abs(pull[j]) * 10 * largest_limit;
    }
  }
  return margin > std::max({1e-7 * size, 1e-7 * weighted, 2 * left_out});
}

}  // namespace

bool proves_infeasible(const Program& p, Vector& y) {
  double largest = 0;
  for (const double price : y) largest = std::max(largest, std::abs(price));
  if (!(largest > 0) || !std::isfinite(largest)) return false;
  // Prices that only rounding or an unfinished iteration left are dropped, from the smallest up.
  for (const double least : {0.0, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7}) {
    Vector tidy = y;
    for (double& price : tidy) price = std::abs(price) <= least * largest ? 0.0 : price / largest;
    if (!contradicts(p, tidy)) continue;
    y = std::move(tidy);
    return true;
  }
  return false;
}

bool proves_unbounded(const Program& p, const Vector& d) {
  double largest = 0;  // of the columns that the objective counts: a long way beside them allows nothing
  for (Index j = 0; j < p.columns(); ++j) {
    if (p.cost[j] != 0) largest = std::max(largest, std::abs(d[j]));
  }
  if (!(largest > 0) || !std::isfinite(largest)) return false;
  const auto blocked = [](double move, double lower, double upper, double small) {
    return (move < -small && finite(lower)) || (move > small && finite(upper));
  };
  double gain = 0;
  double size = 0;
  for (Index j = 0; j < p.columns(); ++j) {
    if (blocked(d[j], p.lower[j], p.upper[j], nothing * largest)) return false;
    if (!p.quadratic.empty() && p.quadratic[j] * std::abs(d[j]) > nothing * largest) return false;
    gain += (p.maximise ? p.cost[j] : -p.cost[j]) * d[j];
    size = std::max(size, std::abs(p.cost[j] * d[j]));
  }
  for (Index i = 0; i < p.rows(); ++i) {
    double move = 0;
    double coefficient = 0;
    for (Index q = p.start[i]; q < p.start[i + 1]; ++q) {
      move += p.value[q] * d[p.column[q]];
      coefficient = std::max(coefficient, std::abs(p.value[q]));
    }
    if (blocked(move, p.row_lower[i], p.row_upper[i], nothing * coefficient * largest)) return false;
  }
  return gain > 1e-7 * size;
}

Program elastic_program(const Program& p) {
  Program e = p;
  std::ranges::fill(e.cost, 0.0);
  e.quadratic.clear();
  e.constant = 0;
  e.maximise = false;
  // One run of columns for every run of rows and side: what the row may be short of, or above.
  std::vector<Index> give_way_of_row(2 * p.row_lower.size(), -1);
  for (const auto& run : p.row_runs) {
    for (const int side : {0, 1}) {
      program::Run columns{e.columns(), 0, 0, 0, run.axis, "gives way"};
      const auto close = [&](Index row) {
        if (columns.count > 0) e.column_runs.push_back(columns);
        columns.first = e.columns();
        columns.count = 0;
        columns.from = run.from + (row - run.first);
      };
      close(run.first);
      for (Index i = run.first; i < run.first + run.count; ++i) {
        double activity = 0;
        double largest = 0;
        for (Index q = p.start[i]; q < p.start[i + 1]; ++q) {
          activity += p.value[q] * nearest_to_zero(p, p.column[q]);
          largest = std::max(largest, std::abs(p.value[q]));
        }
        const bool holds = side == 0 ? activity >= p.row_lower[i] : activity <= p.row_upper[i];
        if (holds) {
          close(i + 1);
          continue;
        }
        give_way_of_row[2 * static_cast<std::size_t>(i) + side] = e.columns();
        e.cost.push_back(largest > 0 ? 1 / largest : 1);
        e.lower.push_back(0);
        e.upper.push_back(program::infinity);
        ++columns.count;
      }
      close(run.first + run.count);
    }
  }
  e.integer.clear();
  e.start.assign(1, 0);
  e.column.clear();
  e.value.clear();
  for (Index i = 0; i < p.rows(); ++i) {
    for (Index q = p.start[i]; q < p.start[i + 1]; ++q) {
      e.column.push_back(p.column[q]);
      e.value.push_back(p.value[q]);
    }
    for (const int side : {0, 1}) {
      const Index column = give_way_of_row[2 * static_cast<std::size_t>(i) + side];
      if (column < 0) continue;
      e.column.push_back(column);
      e.value.push_back(side == 0 ? 1 : -1);
    }
    e.start.push_back(static_cast<Index>(e.column.size()));
  }
  return e;
}

Program ray_program(const Program& p) {
  Program r = p;
  r.quadratic.clear();
  r.constant = 0;
  for (Index j = 0; j < p.columns(); ++j) {
    const bool curved = !p.quadratic.empty() && p.quadratic[j] != 0;
    r.lower[j] = finite(p.lower[j]) || curved ? 0 : -1;
    r.upper[j] = finite(p.upper[j]) || curved ? 0 : 1;
  }
  for (Index i = 0; i < p.rows(); ++i) {
    r.row_lower[i] = finite(p.row_lower[i]) ? 0 : -program::infinity;
    r.row_upper[i] = finite(p.row_upper[i]) ? 0 : program::infinity;
  }
  return r;
}

}  // namespace gigaplan::block_ipm
