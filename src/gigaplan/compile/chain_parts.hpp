// What the files of the supply chain share.
#pragma once
#include <string>
#include <vector>

#include "gigaplan/compile/work.hpp"

namespace gigaplan::compile {

/// What an accelerator is made of, of the stages that the scenario limits (`all`: of every stage). Throws InputInvalid
/// (GP1631) where the catalogue does not say.
[[nodiscard]] std::vector<Part> parts_of(Work& work, const Accelerator& chip, bool all = false);
/// Money of the parts at the catalogue's prices.
[[nodiscard]] double price_of(const std::vector<Part>& parts);

/// How pieces are bought: at most `most` of a period, or exactly that many; or as many as the stock node `from` gives.
struct Purchase {
  std::vector<double> most;  ///< by period [pieces]; 0: none
  network::NodeId from = {};
  bool committed = false;
  const char* kind = "parts";       ///< of scenario::build_kinds()
  double prepaid = 0;               ///< share of the price that the budget has paid before
  std::vector<double> dearer = {};  ///< by period: what that time is worth, 1 where nothing is paid ahead
};
/// Adds the buying of pieces for a stage at a price each.
network::AssetId buy(Work& work, const std::string& name, const StageRef& stage, double price, Purchase purchase);

/// Pieces of every period from pieces a year.
[[nodiscard]] std::vector<double> pieces_of_periods(const Work& work, const scenario::Path& path, double share);

void add_contracts(Work& work, StageRef& stage);  ///< contracts.cpp
void add_factories(Work& work, StageRef& stage);  ///< factories.cpp

}  // namespace gigaplan::compile
