// The rules of a scenario that a plan could do without.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "gigaplan/compile/compile.hpp"
#include "gigaplan/scenario/scenario.hpp"

namespace gigaplan::plan {

struct Rule {
  std::string kind;   ///< as RulePrice::kind
  std::string words;  ///< subject of a sentence, in the singular: "The cap of 12,000 t CO2 a year"
  std::function<void(scenario::Scenario&)> drop;
  bool idle = false;  ///< it forbids no pair of work and site: without it the program is the same
};

/// Each target, each residency and all of them where several forbid something, each limit of latency, the carbon-free
/// share, the cap on carbon, the limits of water together, each regime of licences, each law that binds, full power: whatever of these the
/// scenario has, in this order. `forbidden`: the pairs that compile() left out.
[[nodiscard]] std::vector<Rule> rules_of(const scenario::Scenario& scenario,
                                         const std::vector<compile::Forbidden>& forbidden);

}  // namespace gigaplan::plan
