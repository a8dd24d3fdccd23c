// How many people run a site: fewer for each MW beyond the first ones.
#pragma once
#include "gigaplan/compile/work.hpp"

namespace gigaplan::compile {

/// staff(x) = first · min(x, first_mw) + beyond · max(0, x − first_mw).
struct Staffing {
  double first = 0, beyond = 0;  ///< [FTE/MW_it] of the first MW and of those beyond, first ≥ beyond
  double first_mw = 0;           ///< [MW_it]

  /// People who run `mw` [MW_it] at one site [FTE].
  [[nodiscard]] double of(double mw) const;
};

/// From `building/jobs` of the catalogue.
[[nodiscard]] Staffing staffing_of(const Catalogue& catalogue);

/// Lets the promise `node` count the people who run what is in operation in `countries`: at least.
void staff_promised(Work& work, const std::vector<std::string>& countries, network::NodeId node);

/// Lets the limit `node` [FTE, at most] count the people who run the halls of `countries` in the periods of which it
/// says something.
void staff_limited(Work& work, const std::vector<std::string>& countries, network::NodeId node,
                   const std::vector<double>& most);

}  // namespace gigaplan::compile
