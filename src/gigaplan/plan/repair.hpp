// The parts of a repair: limits that give way in words, and the way around them through a weaker law.
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

/// The same for licences, targets and labour; nothing for other limits. repair_words_law.cpp
[[nodiscard]] std::optional<RepairLine> law_line(const Plan& plan, const solve::RepairItem& item, int period);

/// What residency keeps from being served elsewhere: the fewest requests that would have to leave their place for a
/// plan to exist, or nothing where that does not help. repair_law.cpp
[[nodiscard]] std::optional<RepairLine> weaker_law(const Plan& plan, const Catalogue& catalogue,
                                                   const PlanOptions& options, const Context& context);

}  // namespace gigaplan::plan
