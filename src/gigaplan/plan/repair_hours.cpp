// In how many hours of the year a connection is too small, and when most.
//
// Power by the hour is read from the cheapest plan of the repaired scenario: limits moved as the repair says. An hour
// counts where the power drawn exceeds the connection that there is; with typical days it stands for its days.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/base/index.hpp"
#include "gigaplan/plan/repair.hpp"
#include "gigaplan/plan/words.hpp"

namespace gigaplan::plan {
namespace {

const compile::SiteRef* connection_of(const Plan& plan, const solve::RepairItem& item) {
  for (const auto& ref : plan.compiled.meaning.sites)
    if (item.member == plan.compiled.network.processes[ref.import].name) return &ref;
  return nullptr;
}

// The program with the repair done and money as its objective; a margin for the repair's own rounding.
program::Program repaired(const Plan& plan, const program::Program& program, const solve::Repair& repair) {
  auto moved = program;
  for (const auto& item : repair.items) {
    auto& limits =
        item.column ? (item.upper ? moved.upper : moved.lower) : (item.upper ? moved.row_upper : moved.row_lower);
    const double step = (item.upper ? 1 : -1) * (item.largest * (1 + 1e-6) + 1e-9);
    for (int i = item.first; i < item.first + item.count; ++i) limits[at(i)] += step;
  }
  const auto& network = plan.compiled.network;
  auto priced = formulate::formulate(network, network.goals.size() - 1);
  moved.cost = std::move(priced.program.cost), moved.constant = priced.program.constant, moved.maximise = false;
  return moved;
}

// "12 January 18:00 UTC" of "2030-01-12T18…"
std::string moment(const std::string& label) {
  static const char* const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December"};
  int year = 0, month = 0, day = 0, hour = 0;
  if (std::sscanf(label.c_str(), "%d-%d-%dT%d", &year, &month, &day, &hour) != 4 || month < 1 || month > 12)
    return label;
  return fmt::format("{} {} {}:00 UTC", day, months[month - 1], hour);
}

}  // namespace

void tell_hours(const Plan& plan, const program::Program& program, const solve::Repair& repair,
                const PlanOptions& options, const Context& context, std::vector<RepairLine>& lines) {
  const bool of_power = std::ranges::any_of(
      repair.items, [&](const solve::RepairItem& item) { return connection_of(plan, item) != nullptr; });
  if (!of_power) return;
  auto moved = repaired(plan, program, repair);
  const auto solution = solve::solve(moved, options.solver, context);
  if (solution.status != program::Status::optimal) return;
  const auto& horizon = plan.compiled.network.horizon;
  const View view(plan.compiled.network, plan.layout, solution);
  for (const auto& item : repair.items) {
    const auto* ref = connection_of(plan, item);
    if (ref == nullptr || item.axis != program::Axis::snapshot) continue;
    const int period = horizon.slices[at(horizon.slice_of_snapshot()[at(item.from)])].period;
    const double there = view.capacity(ref->grid, at(period));
    double hours = 0, most = 0;
    std::size_t worst = at(item.from);
    for (std::size_t h = at(item.from); h < at(item.from + item.count); ++h) {
      const double over = view.activity(ref->import, h) - there;
      if (over <= 1e-3 * item.largest) continue;
      hours += horizon.snapshots[h].energy;
      if (over > most * (1 + 1e-9)) most = over, worst = h;
    }
    if (most <= 0) continue;
    const auto sentence = in_words(plan, repair, item).sentence;
    const auto line = std::ranges::find(lines, sentence, &RepairLine::sentence);
    if (line != lines.end())
      line->sentence += fmt::format(" (in {} hours of the year, worst on {})", number(hours, 4),
                                    moment(horizon.snapshots[worst].label));
  }
}

}  // namespace gigaplan::plan
