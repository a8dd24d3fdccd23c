#include "gigaplan/solve/elastic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "gigaplan/solve/elastic_program.hpp"

namespace gigaplan::solve {
namespace {

using program::Program;
using program::Solution;
using program::Status;

// Amounts below this share of the whole repair, or of their limit, are the solver's rounding.
constexpr double noise = 1e-6;

/// Σ weight · amount over the slacks of one priority.
double total_of(const Elastic& elastic, const std::vector<double>& x, int priority) {
  double total = 0;
  for (const auto& slacks : elastic.slacks)
    if (slacks.priority == priority)
      for (std::int32_t k = 0; k < slacks.count; ++k)
        total += slacks.weight * x[static_cast<std::size_t>(slacks.first + k)];
  return total;
}

/// All costs by one factor, so that the smallest (a unit of money, of a budget of billions) stands above the solvers'
/// tolerance of reduced costs.
void price_only(Elastic& elastic, int priority) {
  constexpr double least = 1e-4, most_factor = 1e6;
  double smallest = least;
  for (const auto& slacks : elastic.slacks)
    if (slacks.priority == priority) smallest = std::min(smallest, slacks.weight);
  const double factor = std::min(most_factor, least / smallest);
  std::ranges::fill(elastic.program.cost, 0.0);
  for (const auto& slacks : elastic.slacks)
    if (slacks.priority == priority)
      for (std::int32_t k = 0; k < slacks.count; ++k)
        elastic.program.cost[static_cast<std::size_t>(slacks.first + k)] = factor * slacks.weight;
}

/// Keeps what one priority has reached: no slack at all where none is needed, else a row  Σ weight · s ≤ total.
void keep(Elastic& elastic, int priority, double total) {
  auto& program = elastic.program;
  if (total <= noise) {
    for (const auto& slacks : elastic.slacks)
      if (slacks.priority == priority)
        for (std::int32_t k = 0; k < slacks.count; ++k) program.upper[static_cast<std::size_t>(slacks.first + k)] = 0;
    return;
  }
  program.row_families.push_back({fmt::format("repair of priority {}", priority), "", ""});
  program.row_runs.push_back({program.rows(), 1, 0, static_cast<std::int16_t>(program.row_families.size() - 1),
                              program::Axis::single, "total"});
  for (const auto& slacks : elastic.slacks) {
    if (slacks.priority != priority) continue;
    for (std::int32_t k = 0; k < slacks.count; ++k) {
      program.column.push_back(slacks.first + k);
      program.value.push_back(slacks.weight);
    }
  }
  program.start.push_back(static_cast<std::int32_t>(program.value.size()));
  program.row_lower.push_back(-program::infinity);
  program.row_upper.push_back(total * (1 + 1e-8));
}

class Items {
 public:
  Items(const Program& original, const Slacks& slacks)
      : original_(original),
        slacks_(slacks),
        run_((slacks.column ? original.column_runs : original.row_runs)[static_cast<std::size_t>(slacks.run)]) {}

  /// Groups consecutive hours that give way; each period stands for itself.
  void collect(const std::vector<double>& x, double total, std::vector<RepairItem>& items) const {
    bool open = false;
    for (std::int32_t k = 0; k < slacks_.count; ++k) {
      const double amount = x[static_cast<std::size_t>(slacks_.first + k)];
      const double size = slacks_.in_proportion ? 1 : std::abs(finite_limit(k));
      if (slacks_.weight * amount <= noise * total || amount <= 1e-3 * noise * size) {
        open = false;
        continue;
      }
      if (!open || run_.axis == program::Axis::period) items.push_back(start(k));
      open = true;
      auto& item = items.back();
      item.count = slacks_.together ? run_.count : item.count + 1;
      item.sum += amount;
      item.weighted += slacks_.weight * amount;
      if (amount <= item.largest) continue;
      item.largest = amount;
      item.limit = finite_limit(k);
    }
  }

 private:
  /// The limit at position k; of slacks for a whole run, the first that exists.
  [[nodiscard]] double finite_limit(std::int32_t k) const {
    const auto& limits = slacks_.column ? (slacks_.upper ? original_.upper : original_.lower)
                                        : (slacks_.upper ? original_.row_upper : original_.row_lower);
    for (auto i = k; i < run_.count; ++i)
      if (const double limit = limits[static_cast<std::size_t>(run_.first + i)]; std::isfinite(limit)) return limit;
    return 0;
  }

  [[nodiscard]] RepairItem start(std::int32_t k) const {
    const auto& families = slacks_.column ? original_.column_families : original_.row_families;
    const auto& family = families[static_cast<std::size_t>(run_.family)];
    RepairItem item;
    item.column = slacks_.column;
    item.family = family.name;
    item.member = run_.member;
    item.unit = family.unit;
    item.axis = run_.axis;
    item.run = slacks_.run;
    item.first = run_.first + k;
    item.from = run_.from + k;
    item.count = 0;
    item.upper = slacks_.upper;
    return item;
  }

  const Program& original_;
  const Slacks& slacks_;
  const program::Run& run_;
};

}  // namespace

Repair find_repair(const Program& program, const std::vector<Relaxable>& relaxable, const SolveOptions& options,
                   const Context& context) {
  static const std::vector<Relaxable> everything = {{.column = false}, {.column = true, .priority = 1}};
  std::vector<Relaxable> wishes = relaxable;
  if (wishes.empty()) {
    const auto finite = [](double limit) { return std::isfinite(limit); };
    for (const auto& wish : everything) {
      const auto& lower = wish.column ? program.lower : program.row_lower;
      const auto& upper = wish.column ? program.upper : program.row_upper;
      if (std::ranges::any_of(lower, finite) || std::ranges::any_of(upper, finite)) wishes.push_back(wish);
    }
  }
  auto elastic = elastic_copy(program, wishes);
  std::set<int, std::greater<>> priorities{0};
  for (const auto& slacks : elastic.slacks) priorities.insert(slacks.priority);

  Repair repair;
  Solution solution;
  for (const int priority : priorities) {
    price_only(elastic, priority);
    solution = solve(elastic.program, options, context);
    repair.status = solution.status;
    repair.message = solution.message;
    if (solution.status != Status::optimal) return repair;
    keep(elastic, priority, total_of(elastic, solution.primal, priority));
  }
  for (const int priority : priorities) repair.total += total_of(elastic, solution.primal, priority);
  repair.primal.assign(solution.primal.begin(), solution.primal.begin() + program.columns());
  if (repair.total <= 1e-3 * noise) return repair;
  for (const auto& slacks : elastic.slacks) Items(program, slacks).collect(solution.primal, repair.total, repair.items);
  std::ranges::stable_sort(repair.items, std::greater<>(), &RepairItem::weighted);
  return repair;
}

}  // namespace gigaplan::solve
