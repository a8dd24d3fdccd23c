// What a plan pays for when it builds, by what it is for, with the years over which its annuity pays.
#pragma once
#include <string>
#include <vector>

#include "gigaplan/compile/compile.hpp"

namespace gigaplan::compile {

struct Purchase {
  network::AssetId asset;
  std::string kind;          ///< "accelerators", "halls", "grid connection", "own plants", "loan fees", …
  std::vector<double> life;  ///< by vintage [yr]
};

/// Everything with an overnight cost, and what holds it; each asset once.
[[nodiscard]] std::vector<Purchase> purchases_of(const network::Network& network, const Meaning& meaning,
                                                 const scenario::Scenario& scenario, const Catalogue& catalogue);

}  // namespace gigaplan::compile
