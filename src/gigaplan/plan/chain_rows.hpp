// The supply chain of a plan by stage and period.
#pragma once
#include <string>
#include <vector>

#include "gigaplan/plan/plan.hpp"

namespace gigaplan::plan {

/// Pieces of a whole period.
struct ChainRow {
  int period = 0;
  std::string stage, pieces;                               ///< id and word of the scenario::StageKind
  double market = 0, contract = 0, factory = 0, kept = 0;  ///< on offer: markets, contracts, factories, left of before
  double used = 0;                                         ///< in accelerators
  double left = 0;                                         ///< bought or made, not used by the end of the period
  double at_factories = 0;                                 ///< of it in the factories' own stores
  double price = 0;         ///< what one piece more on the market would save, present money; 0 without duals
  bool bottleneck = false;  ///< of the period: of the exhausted stages the one with the largest price · used

  [[nodiscard]] double offered() const { return market + contract + factory + kept; }
  /// Whether no source has a piece left: markets, contracts, factories and what was kept are used up.
  [[nodiscard]] bool exhausted() const { return used > 0 && used >= offered() * (1 - 1e-4); }
};

/// One row for each stage that the scenario limits and each period; none without an answer.
[[nodiscard]] std::vector<ChainRow> chain_rows(const Plan& plan);

}  // namespace gigaplan::plan
