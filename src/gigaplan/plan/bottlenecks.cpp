// What holds the plan back, and what a step is worth.
//
// A limit's price is the first-order change of the optimum when its data change by one unit. With the program before
// and after (c, A, b → c', A', b') and the optimal x, y, d:
//     Δobjective ≈ (c' − c)·x + Σ_i y_i (b'_i − b_i) + Σ_j d_j (bound'_j − bound_j) − y·(A' − A) x
// where b and bound are the sides that the signs of y and d name. A whole step gives at most that much. At a corner
// with many prices even the first unit may give less, or nothing: the largest ones are solved again with the step
// taken, and those that give nothing are dropped.
//
// A plan with whole numbers is measured with these numbers as they are: its prices are of that program, and a search
// anew would differ by its gap. What other whole numbers could give comes on top: "at least".
//
// Where the first goal is an amount (compute, people served), a step is worth what it gives of that: priced with the
// duals of the first goal's program, measured by seeking the first goal again. A limit that gives none of it may still
// save money while the first goal keeps its value: priced and measured in the last goal's program.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <optional>

#include "gigaplan/base/index.hpp"
#include "gigaplan/base/side_by_side.hpp"
#include "gigaplan/plan/steps.hpp"
#include "gigaplan/plan/words.hpp"

namespace gigaplan::plan {
namespace {

// Objective change by the formula above, or nothing when the two programs are not shaped alike. `s` may be the answer
// to an earlier goal, whose program is the same but for its objective and the rows of goals at the end.
std::optional<double> first_order(const program::Program& before, const program::Program& after,
                                  const program::Solution& s, bool maximise) {
  if (before.columns() != after.columns() || before.rows() != after.rows() || s.row_dual.empty()) return std::nullopt;
  const bool last = s.row_dual.size() == before.row_lower.size();
  const auto side = [&](double dual, double lower, double upper) {
    const double value = (dual > 0) != maximise ? lower : upper;
    return std::isfinite(value) ? value : 0.0;
  };
  double change = 0;
  for (std::size_t j = 0; j < before.cost.size(); ++j) {
    if (last) change += (after.cost[j] - before.cost[j]) * s.primal[j];
    const double d = s.reduced_cost[j];
    if (d != 0) change += d * (side(d, after.lower[j], after.upper[j]) - side(d, before.lower[j], before.upper[j]));
  }
  const auto product = [&](const program::Program& p, std::size_t i) {
    double sum = 0;
    for (auto k = at(p.start[i]); k < at(p.start[i + 1]); ++k) sum += p.value[k] * s.primal[at(p.column[k])];
    return sum;
  };
  for (std::size_t i = 0; i < s.row_dual.size(); ++i) {
    const double y = s.row_dual[i];
    if (y == 0) continue;
    change += y * (side(y, after.row_lower[i], after.row_upper[i]) - side(y, before.row_lower[i], before.row_upper[i]));
    change -= y * (product(after, i) - product(before, i));
  }
  return change;
}

class Pricing {
 public:
  Pricing(const Plan& plan, const program::Program& program, const program::Solution* first, const PlanOptions& options,
          const Context& context)
      : plan_(plan),
        network_(plan.compiled.network),
        limits_(plan.compiled.meaning.limits),
        program_(program),
        first_(first),
        options_(options),
        context_(context),
        last_goal_(network_.goals.size() - 1),
        earlier_(plan.reached.begin(),
                 plan.reached.begin() + static_cast<std::ptrdiff_t>(std::min(last_goal_, plan.reached.size()))),
        worth_saving_(1e-6 * std::abs(plan.present_cost)) {
    if (first_ != nullptr) worth_gaining_ = 1e-6 * std::abs(plan.reached.front());
  }

  std::vector<Bottleneck> all() {
    std::vector<Bottleneck> estimates(limits_.size());
    side_by_side(limits_.size(), threads(), [&](std::size_t i) { estimates[i] = estimate(i); });
    for (std::size_t i = 0; i < limits_.size(); ++i) {
      if (estimates[i].gain > worth_gaining_ && first_ != nullptr) {
        gains_.push_back({i, estimates[i]});
        continue;
      }
      estimates[i].gain = 0;
      if (estimates[i].saving > worth_saving_) savings_.push_back({i, estimates[i]});
    }
    std::vector<Bottleneck> found;
    tell(gains_, first_, &Bottleneck::gain, worth_gaining_, found);
    tell(savings_, &plan_.solution, &Bottleneck::saving, worth_saving_, found);
    return found;
  }

 private:
  [[nodiscard]] network::Network relaxed(std::size_t i) const {
    network::Network network = network_;
    limits_[i].relax(network, limits_[i].step);
    return network;
  }

  [[nodiscard]] int threads() const { return side_by_side_threads(program_, context_); }

  [[nodiscard]] Bottleneck estimate(std::size_t i) const {
    const auto& limit = limits_[i];
    const auto after = formulate::formulate(relaxed(i), last_goal_, earlier_).program;
    const auto change = first_order(program_, after, plan_.solution, false);
    Bottleneck b{.kind = limit.kind, .sentence = {}, .site = limit.site, .period = limit.period};
    b.step = limit.step, b.unit = limit.unit;
    b.saving = change ? std::max(0.0, -*change) : 0, b.price = b.saving / limit.step;
    if (first_ != nullptr) {
      b.gain_unit = network_.goals.front().unit;
      if (const auto gain = first_order(program_, after, *first_, true)) b.gain = std::max(0.0, *gain);
    }
    return b;
  }

  struct Candidate {
    std::size_t limit;
    Bottleneck b;
  };

  // Measures the largest candidates, drops those that give nothing, and puts the rest into words; largest first.
  void tell(std::vector<Candidate>& candidates, const program::Solution* start, double Bottleneck::*value, double worth,
            std::vector<Bottleneck>& found) {
    std::ranges::stable_sort(candidates, std::greater<>{}, [&](const Candidate& c) { return c.b.*value; });
    const bool of_first = start == first_;
    auto how = options_.solver;
    how.start = start;
    if (start != nullptr && !start->column_basis.empty()) how.solver = solve::Choice::simplex;
    const auto begin = static_cast<std::ptrdiff_t>(found.size());
    double least_measured = program::infinity;
    // Savings beside gains: what those have left, a third at least.
    const int allowed = std::max(options_.measured_limits - solved_, (options_.measured_limits + 2) / 3);
    const auto measured = measure(candidates, std::min(at(allowed), candidates.size()), of_first, how);
    for (std::size_t k = 0; k < candidates.size(); ++k) {
      auto& [i, b] = candidates[k];
      const double estimate = b.*value;
      if (k < measured.size()) {
        if (measured[k]) {
          b.*value = of_first ? *measured[k] - plan_.reached.front() : plan_.present_cost - *measured[k];
          b.measured = true;
          if (b.*value <= worth) {  // its price held for no whole step: one of many prices of a corner
            if (of_first && b.saving > worth_saving_) {
              b.gain = 0, b.measured = false;
              savings_.push_back({i, std::move(b)});
            }
            continue;
          }
          least_measured = std::min(least_measured, b.*value);
        }
      }
      // What is only estimated stands behind what is known: one above the least measured value proves nothing, nor does
      // the price of a limit of zero, where nothing is used yet.
      const bool above_known = !measured.empty() && (!std::isfinite(least_measured) || estimate >= least_measured);
      if (!b.measured && (limits_[i].amount == 0 || above_known)) continue;
      b.saving_per_year = b.saving / discounted_years(network_.horizon, at(b.period));
      b.sentence = words(limits_[i], b);
      found.push_back(std::move(b));
    }
    solved_ += static_cast<int>(measured.size());
    std::stable_sort(found.begin() + begin, found.end(), [&](const Bottleneck& a, const Bottleneck& b) {
      return std::pair(a.measured, a.*value) > std::pair(b.measured, b.*value);
    });
  }

  // Fixes the whole numbers where they are in `point`; false where the program has another shape than the plan's.
  static bool keep_whole(program::Program& again, const program::Solution& point) {
    if (again.cost.size() != point.primal.size()) return false;
    for (std::size_t j = 0; j < again.integer.size(); ++j)
      if (again.integer[j] != 0) again.lower[j] = again.upper[j] = std::round(point.primal[j]);
    again.integer.assign(again.integer.size(), 0);
    return true;
  }

  // Objectives of the first `count` candidates with their steps taken; nothing where no optimum was found in time.
  [[nodiscard]] std::vector<std::optional<double>> measure(const std::vector<Candidate>& candidates, std::size_t count,
                                                           bool of_first, const solve::SolveOptions& how) const {
    std::vector<std::optional<double>> objectives(count);
    const int inside = threads() > 1 ? 1 : context_.threads;
    std::mutex telling;
    side_by_side(count, threads(), [&](std::size_t k) {
      if (context_.stopped()) return;
      const auto i = candidates[k].limit;
      {
        const std::scoped_lock lock(telling);
        context_.report("bottlenecks", static_cast<double>(k) / static_cast<double>(count), limits_[i].subject);
      }
      auto again = of_first ? formulate::formulate(relaxed(i), 0).program
                            : formulate::formulate(relaxed(i), last_goal_, earlier_).program;
      if (program_.has_integers() && !keep_whole(again, of_first ? *first_ : plan_.solution)) return;
      const auto solution =
          solve::solve(again, how, {.threads = inside, .time_limit = context_.time_limit, .stop = context_.stop});
      if (solution.status == program::Status::optimal) objectives[k] = solution.objective;
    });
    if (context_.stopped() && std::ranges::none_of(objectives, [](const auto& o) { return o.has_value(); }))
      objectives.clear();  // nothing is known, and the estimates stand
    return objectives;
  }

  [[nodiscard]] std::string words(const compile::Limit& limit, const Bottleneck& b) const {
    auto text = limit.sentence;
    text.replace(text.find("{step}"), 6, amount(b.step, b.unit));
    text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    const char* most = !b.measured ? "at most " : program_.has_integers() ? "at least " : "";
    if (b.gain > 0) return fmt::format("{} gives {}{} more.", text, most, amount(b.gain, b.gain_unit));
    const std::string same = b.gain_unit.empty() ? "" : " at the same " + network_.goals.front().name;
    return fmt::format("{} saves {}{} a year{}.", text, most, money(b.saving_per_year, plan_.scenario.currency), same);
  }

  const Plan& plan_;
  const network::Network& network_;
  const std::vector<compile::Limit>& limits_;
  const program::Program& program_;
  const program::Solution* first_;
  const PlanOptions& options_;
  const Context& context_;
  std::size_t last_goal_;
  std::vector<double> earlier_;
  double worth_saving_, worth_gaining_ = 0;
  std::vector<Candidate> gains_, savings_;
  int solved_ = 0;
};

}  // namespace

std::vector<Bottleneck> price_limits(const Plan& plan, const program::Program& program, const program::Solution* first,
                                     const PlanOptions& options, const Context& context) {
  return Pricing(plan, program, first, options, context).all();
}

}  // namespace gigaplan::plan
