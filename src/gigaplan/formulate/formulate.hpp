// Network → Program: one family of variables, rows or costs per file; this header is the door.
#pragma once
#include <cstdint>
#include <vector>

#include "gigaplan/network/network.hpp"
#include "gigaplan/program/program.hpp"

namespace gigaplan::formulate {

/// Where everything lies in the program: first column (or row) of each thing, −1 where there is none. Elements along
/// the snapshot axis: first + (h − from) for h in the periods where the thing is active; `activity[k]` etc. hold one
/// entry per slice.
struct Layout {
  // columns
  std::vector<std::vector<std::int32_t>> build;  ///< [asset][vintage]
  std::vector<std::vector<std::int32_t>>
      capacity;  ///< [asset][period]: column of cap, or −1 where cap is expressed by builds
  std::vector<std::vector<std::int32_t>> retired;  ///< [asset][vintage · periods + period]
  std::vector<std::vector<std::int32_t>>
      activity;  ///< [process][slice] first column (yearly: [process][0], one a period)
  std::vector<std::vector<std::int32_t>> status, start, stop;   ///< [process][slice] of units that switch
  std::vector<std::vector<std::int32_t>> outage, outage_start;  ///< [process][slice] with planned outages
  std::vector<std::vector<std::int32_t>> away;    ///< [process][slice] of size that outages take away, where a column
  std::vector<std::vector<std::int32_t>> filled;  ///< [process][slice] of pieces after others
  std::vector<std::vector<std::int32_t>> begun;   ///< [asset][vintage] of vintages after others
  std::vector<std::vector<std::int32_t>> charge, discharge, level, spill;  ///< [store][slice]
  /// [store][slice] first column, one a calendar day: level of a linked store at the start of the day. `level` is then
  /// relative to it: the level in snapshot h of calendar day D is keep^(hours since the day began) · day_level + level.
  std::vector<std::vector<std::int32_t>> day_level;
  std::vector<std::vector<std::int32_t>> flow;   ///< [line][slice]
  std::vector<std::vector<std::int32_t>> shift;  ///< [line][slice], where the shift is decided
  /// [node] first column, one a period (and scenario, where hourly flows feed the node: period + periods · scenario)
  std::vector<std::int32_t> carry;
  // rows
  std::vector<std::vector<std::int32_t>> balance;  ///< [node][slice] first row of an hourly node
  std::vector<std::vector<std::int32_t>> yearly;   ///< [node][period + periods · scenario] row of a rate or stock node
  std::vector<std::vector<std::int32_t>> store;    ///< [store][slice] first row of a level with power of its own
  std::vector<std::int32_t> limit;                 ///< [capacity limit]
};

struct Formulated {
  program::Program program;
  Layout layout;
};

/// Builds the program of goal `goal` (index into network.goals; least cost when there are none). `earlier` holds the
/// values reached by the goals before it: each becomes a row that keeps it within its slack.
[[nodiscard]] Formulated formulate(const network::Network& network, std::size_t goal = 0,
                                   const std::vector<double>& earlier = {});

}  // namespace gigaplan::formulate
