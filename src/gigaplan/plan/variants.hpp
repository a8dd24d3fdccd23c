// What a change of a scenario is worth.
#pragma once
#include <string>

#include "gigaplan/plan/plan.hpp"

namespace gigaplan::plan {

/// One sentence: what `variant` costs and installs, by country in its last period, against `base`. Both have the same
/// periods, currency and discount rate; where one has no answer the sentence says so.
[[nodiscard]] std::string difference_in_words(const Plan& base, const Plan& variant);

}  // namespace gigaplan::plan
