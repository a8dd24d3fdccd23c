// Random programs of the kind the block solver is made for, and HiGHS's answer to any program. For tests.
#pragma once
#include <Highs.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "gigaplan/program/builder.hpp"
#include "gigaplan/program/solution.hpp"

namespace gigaplan::block_ipm {

/// What a random program contains; `draw` sets everything at random.
struct RandomProgram {
  int sites = 2, hours = 24, chains = 1;
  bool expansion = true, storage = true, cyclic = true, links = true, budget = true, ramps = true;
  bool free_power = true;     ///< store power as a free column, which the presolve substitutes
  bool daily_budget = false;  ///< rows over many hours
  bool nuisances = true;      ///< empty, duplicate and one-column rows, fixed columns, bounds of 1e10 and 1e30
  bool quadratic = false;
  bool linked_chains = false;  ///< a row between hours of two chains
  bool shedding = true;        ///< demand can always be met
  bool maximise = false;
  double unit = 1;  ///< factor on all amounts (1e6: watts instead of megawatts)

  template <class Random>
  static RandomProgram draw(Random& random) {
    const auto flip = [&](double p = 0.5) { return std::bernoulli_distribution(p)(random); };
    RandomProgram r;
    r.sites = std::uniform_int_distribution(1, 4)(random);
    r.hours = std::uniform_int_distribution(1, 72)(random);
    r.chains = flip(0.7) ? 1 : std::uniform_int_distribution(2, 4)(random);
    r.expansion = flip(0.8);
    r.storage = flip(0.7);
    r.cyclic = flip();
    r.links = flip(0.6);
    r.budget = flip();
    r.ramps = flip(0.4);
    r.free_power = flip();
    r.daily_budget = flip(0.2);
    r.nuisances = flip();
    r.quadratic = flip(0.15);
    r.linked_chains = flip(0.3);
    r.maximise = !r.quadratic && flip(0.1);
    return r;
  }
};

/// Builds one; equal seeds give equal programs.
inline program::Program random_program(const RandomProgram& what, unsigned seed) {
  using program::Axis;
  using program::infinity;
  std::mt19937 random(seed);
  const auto between = [&](double a, double b) { return std::uniform_real_distribution(a, b)(random); };
  const auto flip = [&](double p) { return std::bernoulli_distribution(p)(random); };
  program::Builder b;
  const auto column = b.column_family({"column", "MW", ""});
  const auto row = b.row_family({"row", "MW", ""});
  const int blocks = what.hours * what.chains;
  const double unit = what.unit;
  const double sign = what.maximise ? -1 : 1;
  const auto hourly = [&](const std::string& name, double lower, double upper) {
    return b.add_columns(column, name, Axis::snapshot, 0, blocks, lower, upper);
  };
  const auto cost = [&](std::int32_t first, double c) {
    for (int t = 0; t < blocks; ++t) b.add_cost(first + t, sign * c);
  };
  struct Site {
    std::vector<std::pair<std::int32_t, double>> feeds;  // first hourly column, coefficient in the balance
    std::vector<double> demand;
  };
  std::vector<Site> sites(what.sites);
  std::vector<std::int32_t> gas;
  // Rows are collected and written after all columns, one run each.
  struct Row {
    int block;  // −1: border
    double lower, upper;
    std::vector<std::pair<std::int32_t, double>> entries;
  };
  std::vector<Row> rows;

  for (int s = 0; s < what.sites; ++s) {
    auto& site = sites[s];
    const double peak = between(20, 200) * unit;
    for (int t = 0; t < blocks; ++t) site.demand.push_back(peak * between(0.5, 1));
    for (int g = 0; g < 3; ++g) {
      const bool renewable = g < 2;
      const auto power = hourly("power", 0, what.expansion ? infinity : peak * between(0.3, 1.2));
      cost(power, renewable ? between(0, 0.05) : between(20, 80));
      if (!renewable) gas.push_back(power);
      if (what.quadratic && !renewable) {
        for (int t = 0; t < blocks; ++t) b.add_quadratic(power + t, between(0.01, 0.5) / unit);
      }
      std::int32_t build = -1;
      if (what.expansion) {
        build = b.add_columns(column, "build", Axis::single, 0, 1, 0, flip(0.3) ? peak * between(0.5, 3) : infinity);
        b.add_cost(build, sign * between(5, 40) * what.hours);
      }
      for (int t = 0; t < blocks; ++t) {
        const double available = renewable ? (flip(0.3) ? 0.0 : between(0, 1)) : 1.0;
        if (build >= 0) {
          rows.push_back({t, -infinity, 0, {{power + t, 1.0}, {build, -available}}});
        } else if (renewable) {
          rows.push_back({t, -infinity, available * peak, {{power + t, 1.0}}});
        }
        if (!renewable && what.ramps && t % what.hours > 0) {
          const double most = peak * between(0.2, 0.5);
          if (build >= 0) {
            rows.push_back({t, -infinity, 0, {{power + t, 1.0}, {power + t - 1, -1.0}, {build, -0.4}}});
          } else {
            rows.push_back({t, -most, most, {{power + t, 1.0}, {power + t - 1, -1.0}}});
          }
        }
      }
      site.feeds.emplace_back(power, 1.0);
    }
    if (what.shedding) {
      const auto shed = hourly("shed", 0, peak);
      cost(shed, 3000);
      site.feeds.emplace_back(shed, 1.0);
      const auto spill = hourly("spill", 0, infinity);
      site.feeds.emplace_back(spill, -1.0);
    }
    if (what.storage) {
      const double size = peak * between(1, 6);
      const auto charge = hourly("charge", 0, size / 4);
      const auto discharge = hourly("discharge", 0, size / 4);
      const auto level = hourly("level", 0, size);
      const double loss = flip(0.5) ? 1.0 : between(0.9, 1);
      std::int32_t power = -1;
      if (what.free_power) power = hourly("store", -infinity, infinity);
      cost(discharge, between(0, 1));
      for (int t = 0; t < blocks; ++t) {
        const bool first = t % what.hours == 0;
        std::vector<std::pair<std::int32_t, double>> e{{level + t, 1.0}};
        if (!first) {
          e.emplace_back(level + t - 1, -loss);
        } else if (what.cyclic) {
          e.emplace_back(level + t + what.hours - 1, -loss);
        }
        if (power >= 0) {
          e.emplace_back(power + t, 1.0);
          rows.push_back({t, 0, 0, {{power + t, -1.0}, {charge + t, -0.95}, {discharge + t, 1 / 0.95}}});
        } else {
          e.emplace_back(charge + t, -0.95);
          e.emplace_back(discharge + t, 1 / 0.95);
        }
        const double start = first && !what.cyclic ? size / 2 : 0;
        rows.push_back({t, start, start, e});
      }
      site.feeds.emplace_back(discharge, 1.0);
      site.feeds.emplace_back(charge, -1.0);
    }
  }
  if (what.links) {
    for (int s = 1; s < what.sites; ++s) {
      const double most = between(10, 60) * unit;
      const auto flow = hourly("flow", -most, most);
      sites[s - 1].feeds.emplace_back(flow, -1.0);
      sites[s].feeds.emplace_back(flow, 0.97);
      if (flip(0.3)) {  // a loop that costs nothing
        const auto back = hourly("loop", 0, infinity);
        const auto forth = hourly("loop", 0, infinity);
        sites[s].feeds.emplace_back(back, 1.0);
        sites[s].feeds.emplace_back(forth, -1.0);
      }
    }
  }
  for (const auto& site : sites) {
    for (int t = 0; t < blocks; ++t) {
      std::vector<std::pair<std::int32_t, double>> e;
      for (const auto& [first, a] : site.feeds) e.emplace_back(first + t, a);
      rows.push_back({t, site.demand[t], site.demand[t], e});
      if (what.nuisances && flip(0.05)) {  // the same again, doubled
        for (auto& [j, a] : e) a *= 2;
        rows.push_back({t, 2 * site.demand[t], 2 * site.demand[t], e});
      }
    }
  }
  const auto total_of_gas = [&](int from, int to) {
    std::vector<std::pair<std::int32_t, double>> e;
    for (const auto power : gas) {
      for (int t = from; t < to; ++t) e.emplace_back(power + t, 0.2);
    }
    return e;
  };
  if (what.budget) {
    for (int c = 0; c < what.chains; ++c) {
      const double most = between(0.5, 4) * unit * what.hours * what.sites;
      rows.push_back({-1, -infinity, most, total_of_gas(c * what.hours, (c + 1) * what.hours)});
    }
  }
  if (what.daily_budget) {
    for (int t = 0; t + 6 <= blocks; t += 6)
      rows.push_back({t, -infinity, 60 * unit * what.sites, total_of_gas(t, t + 6)});
  }
  if (what.linked_chains && what.chains > 1) {
    rows.push_back({-1, -5 * unit, infinity, {{gas[0], 1.0}, {gas[0] + what.hours, -1.0}}});
  }
  if (what.nuisances) {
    rows.push_back({-1, -1, infinity, {}});
    const auto fixed = hourly("fixed", 3 * unit, 3 * unit);
    const auto huge = hourly("huge", -1e10 * std::max(1.0, unit), 1e30);
    for (int t = 0; t < blocks; ++t) {
      rows.push_back({t, 0, 0, {{fixed + t, 2.0}, {huge + t, -1.0}}});
      if (flip(0.1)) rows.push_back({t, -1e30, infinity, {{fixed + t, 1.0}, {gas[0] + t, 1.0}}});
    }
  }
  for (const auto& r : rows) {
    b.begin_rows(row, "r", r.block < 0 ? Axis::single : Axis::snapshot, std::max(r.block, 0), 1);
    for (const auto& [j, a] : r.entries) b.entry(j, a);
    b.row(r.lower, r.upper);
  }
  auto program = b.finish();
  program.maximise = what.maximise;
  for (int t = 0; t < blocks; ++t) program.chain_of_block.push_back(t / what.hours);
  return program;
}

/// HiGHS's status and objective (simplex; for quadratic costs the active-set method, which may end without an answer:
/// `numerical` then).
struct HighsAnswer {
  program::Status status = program::Status::numerical;
  double objective = 0;
};

inline HighsAnswer highs_answer(const program::Program& p) {
  HighsModel model;
  HighsLp& lp = model.lp_;
  lp.num_col_ = p.columns();
  lp.num_row_ = p.rows();
  lp.col_cost_ = p.cost;
  lp.col_lower_ = p.lower;
  lp.col_upper_ = p.upper;
  lp.row_lower_ = p.row_lower;
  lp.row_upper_ = p.row_upper;
  lp.offset_ = p.constant;
  lp.sense_ = p.maximise ? ObjSense::kMaximize : ObjSense::kMinimize;
  lp.a_matrix_.format_ = MatrixFormat::kRowwise;
  lp.a_matrix_.start_ = p.start;
  lp.a_matrix_.index_ = p.column;
  lp.a_matrix_.value_ = p.value;
  if (p.has_quadratic()) {
    auto& q = model.hessian_;
    q.dim_ = p.columns();
    q.format_ = HessianFormat::kTriangular;
    q.start_.clear();
    for (std::int32_t j = 0; j < p.columns(); ++j) {
      q.start_.push_back(j);
      q.index_.push_back(j);
      q.value_.push_back(p.quadratic[j]);
    }
    q.start_.push_back(p.columns());
  }
  Highs highs;
  highs.setOptionValue("output_flag", false);
  highs.setOptionValue("threads", 1);
  highs.setOptionValue("time_limit", 2.0);
  highs.setOptionValue("primal_feasibility_tolerance", 1e-9);
  highs.setOptionValue("dual_feasibility_tolerance", 1e-9);
  highs.passModel(std::move(model));
  highs.run();
  HighsAnswer answer;
  answer.objective = highs.getInfo().objective_function_value;
  switch (highs.getModelStatus()) {
    case HighsModelStatus::kOptimal:
      answer.status = program::Status::optimal;
      break;
    case HighsModelStatus::kInfeasible:
      answer.status = program::Status::infeasible;
      break;
    case HighsModelStatus::kUnbounded:
    case HighsModelStatus::kUnboundedOrInfeasible:
      answer.status = program::Status::unbounded;
      break;
    default:
      break;
  }
  return answer;
}

}  // namespace gigaplan::block_ipm
