// The supply chain: what an accelerator is made of, and where its parts come from.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "gigaplan/network/network.hpp"

namespace gigaplan::compile {

/// Pieces of one stage in one accelerator.
struct Part {
  std::string stage;  ///< id of a scenario::StageKind
  double pieces = 0;
  double price = 0;  ///< of a piece, as it is contained in the accelerator's price [money]
};

/// One source of a stage: pieces bought of a maker, under a contract, or made in a factory.
struct SourceRef {
  enum class Kind : std::uint8_t { maker, contract, factory } kind = Kind::maker;
  std::string name;
  network::NodeId limit;  ///< pieces of a period that can be had, a stock node (a factory: what it has made); invalid
                          ///< for a contract
  std::vector<network::AssetId> bought;  ///< [pieces], a vintage for each period
  network::AssetId factory;              ///< [pieces/year]; invalid otherwise
  network::AssetId running;              ///< what of it runs: itself, or the part that its ramp allows
};

struct StageRef {
  std::string stage, pieces;  ///< id and word of the scenario::StageKind
  network::NodeId node;       ///< pieces of a period: what sources give, what accelerators draw
  std::vector<SourceRef> sources;
};

/// An accelerator that can be had from its seller or, once developed, made on the programme's own account.
struct OwnChipRef {
  int own = 0, accelerator = 0;  ///< indices into Scenario::chain.own_chips and Scenario::accelerators
  network::NodeId chips;         ///< chips of a period, a stock node that the fleets draw from
  network::AssetId developed;    ///< 0 or 1
  network::AssetId made;         ///< [accelerators], a vintage for each period
  network::AssetId sold;         ///< the same from the seller; invalid where he does not sell it
  double price = 0;              ///< of the seller, per chip [money]
  double development = 0;        ///< present cost of the development [money]
  double pays_from = 0;          ///< chips of the first period at which it costs what it saves; infinite: it never does
};

struct Chain {
  std::vector<StageRef> stages;
  std::vector<OwnChipRef> own_chips;
  std::vector<std::vector<Part>> parts;  ///< by accelerator of the scenario: parts of stages that are limited
};

}  // namespace gigaplan::compile
