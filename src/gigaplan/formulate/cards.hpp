// The card of every family: its name, and what its dual means. The formula stands above the code that builds it.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

namespace gigaplan::formulate {

/// Kinds of columns, in the order of `column_cards`.
enum class Column : std::uint8_t {
  build,
  blocks,
  retired,
  capacity,
  activity,
  status,
  start,
  stop,
  charge,
  discharge,
  level,
  spill,
  day_level,
  day_highest,
  day_lowest,
  flow,
  shift,
  carry,
  tail_start,
  tail_excess,
  count
};

/// Kinds of rows, in the order of `row_cards`.
enum class Row : std::uint8_t {
  blocks,
  retired,
  capacity,
  capacity_limit,
  limit,
  activity_upper,
  activity_lower,
  fixed_activity,
  ramp_up,
  ramp_down,
  ramp_start,
  ramp_stop,
  running_upper,
  running_lower,
  running_units,
  switching,
  least_up,
  least_down,
  energy,
  hourly_balance,
  rate_balance,
  stock_balance,
  charge_upper,
  discharge_upper,
  level_upper,
  level_lower,
  store,
  fixed_level,
  fixed_power,
  day_chain,
  day_highest,
  day_lowest,
  day_upper,
  day_lower,
  flow_upper,
  flow_lower,
  fixed_flow,
  cycle,
  angle_upper,
  angle_lower,
  tail,
  earlier_goal,
  count
};

struct Card {
  const char* name;
  const char* dual;  ///< of a row: what its dual value means; of a column: what the variable is
};

inline constexpr std::array<Card, static_cast<std::size_t>(Column::count)> column_cards{{
    {"build", "capacity built as one vintage"},
    {"blocks", "whole number of blocks of a vintage"},
    {"retired", "capacity of a vintage closed early in a period"},
    {"capacity", "capacity of an asset that stands in a period"},
    {"activity", "activity of a process"},
    {"status", "1 while a unit runs"},
    {"start", "1 where a unit starts"},
    {"stop", "1 where a unit stops"},
    {"charge", "power taken into a store"},
    {"discharge", "power given by a store"},
    {"level", "level of a store at the end of a snapshot; on linked representative days, relative to the day's start"},
    {"spill", "inflow let go"},
    {"day_level", "level of a linked store at the start of a calendar day"},
    {"day_highest", "highest level within a representative day, relative to the day's start"},
    {"day_lowest", "lowest level within a representative day, relative to the day's start"},
    {"flow", "flow of a line"},
    {"shift", "phase shift of a line where it is decided"},
    {"carry", "stock carried into the next period"},
    {"tail_start", "operating cost at which the tail of the risk measure begins"},
    {"tail_excess", "operating cost of a scenario above the start of the tail"},
}};

inline constexpr std::array<Card, static_cast<std::size_t>(Row::count)> row_cards{{
    {"blocks", "price of a vintage being whole blocks"},
    {"retired", "price of one unit more that could be closed"},
    {"capacity", "what one more existing unit of capacity changes in the objective"},
    {"capacity_limit", "price of the limit on an asset's capacity in a period"},
    {"limit", "price of the limit over capacities"},
    {"activity_upper", "what one unit more of available activity changes in that snapshot"},
    {"activity_lower", "what one unit more of required activity changes in that snapshot"},
    {"fixed_activity", "what one unit more of the given activity changes"},
    {"ramp_up", "price of the limit on the rise"},
    {"ramp_down", "price of the limit on the fall"},
    {"ramp_start", "price of the limit on the activity after a start"},
    {"ramp_stop", "price of the limit on the activity before a stop"},
    {"running_upper", "price of the largest activity while running"},
    {"running_lower", "price of the smallest activity while running"},
    {"running_units", "price of one unit of capacity more that could run"},
    {"switching", "price of a unit being on one snapshot earlier"},
    {"least_up", "price of the shortest time on"},
    {"least_down", "price of the shortest time off"},
    {"energy", "price of the limit on the year's activity"},
    {"hourly_balance", "price of one unit more demanded at the node in that snapshot"},
    {"rate_balance", "price of one unit a year more of the node's limit"},
    {"stock_balance", "price of one unit less of the node's supply in that period"},
    {"charge_upper", "price of charging power"},
    {"discharge_upper", "price of discharging power"},
    {"level_upper", "price of room in the store"},
    {"level_lower", "price of the least level"},
    {"store", "value of one unit more in the store at the end of the snapshot, as a price with its sign"},
    {"fixed_level", "what one unit more of the given level changes"},
    {"fixed_power", "what one unit more of the given power changes"},
    {"day_chain", "value of one unit more in the linked store at the start of the calendar day"},
    {"day_highest", "price of the day's highest level"},
    {"day_lowest", "price of the day's lowest level"},
    {"day_upper", "price of room in the linked store on the calendar day"},
    {"day_lower", "price of the least level of the linked store on the calendar day"},
    {"flow_upper", "price of the line's limit with its direction"},
    {"flow_lower", "price of the line's limit against its direction"},
    {"fixed_flow", "what one unit more of the given flow changes"},
    {"cycle", "price of the voltage law around the cycle"},
    {"angle_upper", "price of the limit on the angle in the direction of the line"},
    {"angle_lower", "price of the limit on the angle against its direction"},
    {"tail", "weight of the scenario in the tail"},
    {"earlier_goal", "what giving up one unit of the earlier goal would gain in this one"},
}};

}  // namespace gigaplan::formulate
