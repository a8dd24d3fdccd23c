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
  network::NodeId limit;                 ///< pieces of a period that can be had, a stock node; invalid for a contract
  std::vector<network::AssetId> bought;  ///< [pieces], a vintage for each period
  network::AssetId factory;              ///< [pieces/year]; invalid otherwise
};

struct StageRef {
  std::string stage, pieces;  ///< id and word of the scenario::StageKind
  network::NodeId node;       ///< pieces of a period: what sources give, what accelerators draw
  std::vector<SourceRef> sources;
};

struct Chain {
  std::vector<StageRef> stages;
  std::vector<std::vector<Part>> parts;  ///< by accelerator of the scenario: parts of stages that are limited
};

}  // namespace gigaplan::compile
