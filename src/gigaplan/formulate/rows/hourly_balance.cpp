// The balance of hourly node n in snapshot h, [unit of n]:
//
//     Σ_k coefficient[k,n,h] x[k,h] + Σ_s (out − in)[s,h] + Σ_l ±f[l,h] − Σ_a hold[a,n,h] cap[a,p]
//         (=, ≤, ≥)  demand[n,h]
//
// x activity of the processes with a port at n, out and in the powers of the stores there (a free store gives what its
// level loses); where goods are on their way, x of the snapshot in which they left; f the flows of the lines that enter
// (+) and leave (−), cap the capacities that hold something of n. The dual is the price of one unit more demanded,
// [money/unit], with the weight of the snapshot in it.
#include <algorithm>

#include "gigaplan/formulate/power.hpp"

namespace gigaplan::formulate {
namespace {

using program::infinity;

/// One run of columns that enters the rows of a node.
struct Piece {
  std::int32_t first = nowhere;
  double sign = 1;
  const network::Series* coefficient = nullptr;     ///< none: 1
  const std::vector<std::int32_t>* left = nullptr;  ///< snapshot whose column enters; none: the row's own
};

struct Hold {
  const Expression* capacity;
  const network::Series* amount;
};

struct Pieces {
  std::vector<Piece> runs;
  std::vector<int> free_stores;
  std::vector<Hold> holds;
  [[nodiscard]] bool empty() const { return runs.empty() && free_stores.empty() && holds.empty(); }
};

Pieces gather(const Frame& frame, std::size_t n, std::size_t s) {
  const auto& arms = frame.arms[n];
  const auto& network = frame.network;
  const auto& layout = frame.layout;
  Pieces pieces;
  const auto add = [&](std::int32_t first, double sign, const network::Series* coefficient = nullptr) {
    if (first != nowhere) pieces.runs.push_back({first, sign, coefficient});
  };
  for (const auto& arm : arms.processes) {
    const auto& port = nth(network.processes, arm.thing).ports[at(arm.port)];
    add(layout.activity[at(arm.thing)][s], 1, &port.coefficient);
    if (!port.left.empty() && layout.activity[at(arm.thing)][s] != nowhere) pieces.runs.back().left = &port.left;
  }
  for (int k : arms.charging) {
    if (!nth(network.stores, k).free)
      add(layout.charge[at(k)][s], -1);
    else if (layout.level[at(k)][s] != nowhere)
      pieces.free_stores.push_back(k);
  }
  for (int k : arms.discharging) add(layout.discharge[at(k)][s], 1);
  for (int l : arms.leaving) add(layout.flow[at(l)][s], -1);
  for (int l : arms.entering) add(layout.flow[at(l)][s], 1);
  for (const auto& arm : arms.holds)
    pieces.holds.push_back({&frame.cap(network.assets.id(at(arm.thing)), frame.slices()[s].period),
                            &nth(network.assets, arm.thing).holds[at(arm.port)].amount});
  std::ranges::sort(pieces.runs, {}, &Piece::first);
  return pieces;
}

bool holds_anyway(network::Sense sense, double demand) {
  if (sense == network::Sense::equal) return demand == 0;
  return sense == network::Sense::at_most ? demand >= 0 : demand <= 0;
}

void balance(Frame& frame, std::size_t n, std::size_t s) {
  auto& builder = frame.builder;
  const auto& node = nth(frame.network.nodes, n);
  const auto& slice = frame.slices()[s];
  const auto pieces = gather(frame, n, s);
  if (pieces.empty()) {
    bool needed = false;
    for (int h = slice.first; h < slice.first + slice.count && !needed; ++h)
      needed = !holds_anyway(node.sense, node.demand.at(at(h)));
    if (!needed) return;
  }
  frame.layout.balance[n][s] = builder.program().rows();
  builder.begin_rows(frame.family(Row::hourly_balance, node.unit), node.name, program::Axis::snapshot, slice.first,
                     slice.count);
  for (int i = 0; i < slice.count; ++i) {
    const auto h = at(slice.first + i);
    double demand = node.demand.at(h);
    for (const auto& hold : pieces.holds) {
      hold.capacity->enter(builder, -hold.amount->at(h));
      demand += hold.amount->at(h) * hold.capacity->constant;
    }
    for (const auto& run : pieces.runs) {
      const int from = run.left == nullptr ? i : (*run.left)[h] - slice.first;
      if (from >= 0)
        builder.entry(run.first + from, run.coefficient == nullptr ? run.sign : run.sign * run.coefficient->at(h));
    }
    for (int k : pieces.free_stores) demand -= enter_net_power(frame, at(k), s, i, 1);
    builder.row(node.sense == network::Sense::at_most ? -infinity : demand,
                node.sense == network::Sense::at_least ? infinity : demand);
  }
}

}  // namespace

void rows::hourly_balance(Frame& frame) {
  for (std::size_t n = 0; n < frame.network.nodes.size(); ++n)
    if (nth(frame.network.nodes, n).speed == network::Speed::hourly)
      for (std::size_t s = 0; s < frame.slices().size(); ++s) balance(frame, n, s);
}

}  // namespace gigaplan::formulate
