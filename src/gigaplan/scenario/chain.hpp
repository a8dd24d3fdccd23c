// The supply chain of accelerators as a scenario states it: makers, contracts and factories of stages.
#pragma once
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gigaplan/scenario/path.hpp"

namespace gigaplan::scenario {

/// A stage of the chain: what its pieces are called. Wafers are of 300 mm.
struct StageKind {
  std::string id;      ///< "HBM3E", "logic-5nm", "packaging", "servers"
  std::string pieces;  ///< "HBM3E stacks"
  bool keeps = true;   ///< what is not used in a period may be kept for later ones
};
[[nodiscard]] const std::vector<StageKind>& stage_kinds();
[[nodiscard]] const StageKind& stage_kind(std::string_view id);

/// What a maker offers in the open market.
struct Maker {
  std::string id, name;
  std::string stage;  ///< id of a StageKind
  Path capacity;      ///< [pieces/year], holds from its year on
  double share = 1;   ///< of the capacity that the programme can get
  double price = 0;   ///< per piece
};

/// Volumes agreed with a maker, beyond the open market.
struct SupplyContract {
  std::string id, name;
  std::string stage;
  Path volume;             ///< [pieces/year], holds from its year on
  double price = 0;        ///< per piece
  double take_or_pay = 0;  ///< share of the volume that is paid, taken or not
  double prepaid = 0;      ///< share of that payment which is made in `prepaid_in`
  int prepaid_in = 0;
};

/// A factory that the programme may pay for.
struct Factory {
  std::string id, name;
  std::string stage;
  double cost = 0;                                        ///< overnight, per piece a year
  double running = 0;                                     ///< per piece made
  double life = 0;                                        ///< [years]
  int from = 0;                                           ///< first year of output
  double most = std::numeric_limits<double>::infinity();  ///< [pieces/year]
  std::vector<double> ramp;  ///< share of the capacity that runs in its first, second, … year; then all of it
};

/// An accelerator that the programme may develop, and then have made.
struct OwnChip {
  std::string id, name;
  std::string accelerator;          ///< catalogue id: what it can do
  double development = 0;           ///< overnight, once
  int start = 0;                    ///< first year of the development
  int spread = 1;                   ///< years that it is paid in, in equal parts
  int from = 0;                     ///< first year in which it can be had
  std::optional<double> unit_cost;  ///< of making one, parts included; empty: what its parts cost
  double most = 0;                  ///< [pieces/year]
  bool sold = true;                 ///< whether a seller has it too, at his price
};

struct Chain {
  std::vector<Maker> makers;
  std::vector<SupplyContract> contracts;
  std::vector<Factory> factories;
  std::vector<OwnChip> own_chips;
  /// Whether no stage is limited.
  [[nodiscard]] bool empty() const { return makers.empty() && contracts.empty() && factories.empty(); }
  /// Whether anything of the scenario names the stage: only then is it limited.
  [[nodiscard]] bool names(std::string_view stage) const;
};

}  // namespace gigaplan::scenario
