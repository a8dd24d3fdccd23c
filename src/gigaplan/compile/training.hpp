// What the builders of training runs share.
#pragma once
#include <vector>

#include "gigaplan/compile/work.hpp"

namespace gigaplan::compile {

/// The row that lets a co-located run have one cluster in each period; null for other runs. clusters.cpp
[[nodiscard]] network::NodeId together(Work& work, const scenario::Training& run);

/// Limits `train` to a cluster on `fleet` where the run asks for one, and enters it into `ref`.
/// `done`: work of one accelerator by snapshot [1e21 FLOP/h]; `one`: what `together` gave.
void build_cluster(Work& work, const scenario::Training& run, const FleetRef& fleet, const std::vector<double>& done,
                   network::NodeId one, TrainRef& ref, network::Process& train);

}  // namespace gigaplan::compile
