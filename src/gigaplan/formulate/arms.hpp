// Node → everything that touches it, found once so that no balance has to search.
#pragma once
#include <vector>

#include "gigaplan/network/network.hpp"

namespace gigaplan::formulate {

/// Positions in the tables of the network, and in the list of ports (holds, draws) of the thing found there.
struct Arm {
  int thing = 0;
  int port = 0;
};

/// All that meets one node.
struct NodeArms {
  std::vector<Arm> processes;
  std::vector<int> charging, discharging;  ///< stores that take from the node, and that give to it
  std::vector<int> leaving, entering;      ///< lines from the node, and to it
  std::vector<Arm> holds, draws;           ///< of assets
  std::vector<Arm> depletions;             ///< of stores
};

class Arms {
 public:
  explicit Arms(const network::Network& network);
  [[nodiscard]] const NodeArms& operator[](std::size_t node) const { return nodes_[node]; }

 private:
  std::vector<NodeArms> nodes_;
};

}  // namespace gigaplan::formulate
