// The parts of a repair: limits that give way in words, and the ways around them.
#pragma once
#include <optional>

#include "gigaplan/plan/plan.hpp"
#include "gigaplan/plan/steps.hpp"
#include "gigaplan/solve/elastic.hpp"

namespace gigaplan::plan {

/// Whether a new hall may run in a period.
[[nodiscard]] bool may_open(const network::Asset& hall, int period);

/// One limit that gives way: which, where, when, how much. repair_words.cpp
[[nodiscard]] RepairLine in_words(const Plan& plan, const solve::Repair& repair, const solve::RepairItem& item);

/// The same for parts of accelerators and training runs; nothing for other limits. repair_words_chain.cpp
[[nodiscard]] std::optional<RepairLine> chain_line(const Plan& plan, const solve::RepairItem& item, int period);

/// The same for licences, targets and labour; nothing for other limits. repair_words_law.cpp
[[nodiscard]] std::optional<RepairLine> law_line(const Plan& plan, const solve::RepairItem& item, int period);

/// Says of every line on a grid connection in how many hours of the year it binds, and when most: in the cheapest plan
/// with the limits of `repair` moved. repair_hours.cpp
void tell_hours(const Plan& plan, const program::Program& program, const solve::Repair& repair,
                const PlanOptions& options, const Context& context, std::vector<RepairLine>& lines);

/// Fewer people served at first, or in all periods, in place of every other change; nothing where that does not help.
/// repair_later.cpp
[[nodiscard]] std::optional<RepairLine> smaller_reach(const Plan& plan, const program::Program& program,
                                                      const PlanOptions& options, const Context& context);

/// Training runs that end after their deadlines in place of every other change. repair_later.cpp
[[nodiscard]] std::optional<RepairLine> later_deadlines(const Plan& plan, const Catalogue& catalogue,
                                                        const PlanOptions& options, const Context& context);

/// What residency keeps from being served elsewhere: the fewest requests that would have to leave their place for a
/// plan to exist, or nothing where that does not help. repair_law.cpp
[[nodiscard]] std::optional<RepairLine> weaker_law(const Plan& plan, const Catalogue& catalogue,
                                                   const PlanOptions& options, const Context& context);

}  // namespace gigaplan::plan
