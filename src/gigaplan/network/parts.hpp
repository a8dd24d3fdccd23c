// The five kinds of thing, as plain data: nodes, processes, stores, lines, assets.
#pragma once
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "gigaplan/base/ids.hpp"
#include "gigaplan/network/series.hpp"

namespace gigaplan::network {

using NodeId = Id<struct NodeTag>;
using ProcessId = Id<struct ProcessTag>;
using StoreId = Id<struct StoreTag>;
using LineId = Id<struct LineTag>;
using AssetId = Id<struct AssetTag>;

inline constexpr double unlimited = std::numeric_limits<double>::infinity();

/// hourly: balances in every snapshot. rate: per year (CO2, water, staff). stock: per period, in pieces (chips, money).
enum class Speed : std::uint8_t { hourly, rate, stock };

/// What a balance demands of  inflow − outflow − limit:  = 0, ≤ 0 or ≥ 0.
enum class Sense : std::uint8_t { equal, at_most, at_least };

/// Where a commodity balances. Row of an hourly node [unit]:     Σ inflow − Σ outflow = demand[h]
/// of a rate node [unit/year]:   Σ yearly flow + Σ_h energy_h · hourly flow − Σ hold · cap   (sense)   limit[p]
/// of a stock node [unit]:       years_p · (the same flows) − Σ draw · build + keep · carry[p−1] − carry[p]   (sense)
/// −stock[p]
struct Node {
  std::string name;
  std::string commodity;
  std::string place;
  std::string unit;
  Speed speed = Speed::hourly;
  Sense sense = Sense::equal;
  Series demand;              ///< hourly: demand by snapshot [unit]
  std::vector<double> limit;  ///< rate: limit by period [unit/year]; stock: supply given in the period [unit]; empty: 0
  double keep = 0;            ///< stock: share carried into the next period, in [0, 1]; 0: nothing is carried
  bool whole_horizon = false;  ///< rate: one row for all periods (weighted by their years), limit[0] or one a scenario
};

/// One arm of a process: per unit of activity `coefficient` units flow into the node (negative: out of it).
struct Port {
  NodeId node;
  Series coefficient = 1.0;
  /// Of an hourly process whose goods are on their way for a while: what arrives in snapshot h is the activity of
  /// snapshot left[h] of the same slice (−1: nothing arrives), times coefficient[h]. Empty: everything at once.
  std::vector<std::int32_t> left;
};

/// Capacity taken from an asset: per unit of its capacity, `share` units of activity (or level).
struct Share {
  AssetId asset;
  double share = 1;
};

/// Change of activity between consecutive snapshots, per unit of capacity and hour; NaN or infinite: no limit. Between
/// h − 1 and h lie elapsed[h − 1] hours; the values at h count.
struct Ramp {
  Series up = unlimited;
  Series down = unlimited;
  double start =
      unlimited;  ///< largest activity in the first snapshot after a start, per unit of capacity (commitment only)
  double stop = unlimited;                                   ///< largest activity in the last snapshot before a stop
  double before = std::numeric_limits<double>::quiet_NaN();  ///< activity before the first snapshot; NaN: not known
};

/// On and off (integer). Times in snapshots, as PyPSA counts them. A representative day follows itself: nothing was
/// before it, and no time is longer than it.
struct Commitment {
  /// Size of one of several equal units: the status then counts those that run, the capacity is whole units, and ramps
  /// are per unit that runs. 0: one unit of the whole capacity.
  double unit = 0;
  /// Where the capacity is decided and has no largest value: the largest activity that on and off reckon with, by
  /// snapshot.
  Series reach = unlimited;
  int min_up = 0, min_down = 0;
  int up_before = 1, down_before = 0;  ///< snapshots on (off) before the horizon
  bool follows = true;                 ///< the first snapshot's ramp counts from what was before; false: it is free
  /// [money per start], [money per stop], [money/h while on]. A snapshot that stands for more hours (cost weight) than
  /// it lasts (elapsed) happens cost / elapsed times a year, and so do its starts and stops.
  Series start_cost, stop_cost, standby_cost;
};

/// Outages that the program plans: so many in each scenario, each of a run of snapshots that do not overlap.
struct Outage {
  int events = 1;
  double share = 1;                ///< of the capacity that is away meanwhile
  std::vector<std::int32_t> last;  ///< by snapshot: the last one of an outage that begins there; −1: none may begin
};

/// Activity x[h] in [lower, upper] · C, with C = Σ share · cap(asset) + rating.
struct Process {
  std::string name;
  std::string carrier;
  std::string place;
  std::string unit;
  bool yearly = false;  ///< one activity per period [unit/year] instead of one per snapshot; series then by period
  std::vector<Port> ports;
  std::vector<Share> capacity;
  Series rating = 0.0;  ///< fixed capacity beside the assets; by period when it varies and `rating_by_period`
  bool rating_by_period = false;
  Series lower = 0.0;  ///< per unit of capacity
  Series upper = 1.0;
  Series cost = 0.0;            ///< money per unit of activity and hour (yearly: per unit)
  Series quadratic = 0.0;       ///< money per unit² and hour: cost is cost · x + quadratic · x²
  std::optional<Series> fixed;  ///< activity given; NaN where it is free
  std::optional<Ramp> ramp;
  std::optional<Commitment> commitment;
  std::optional<Outage> outage;
  /// A piece of a curve, of a fixed capacity, that runs only where that other piece runs at its upper limit.
  ProcessId after;
  double energy_min = -unlimited, energy_max = unlimited;  ///< Σ_h energy_h · x[h] over each scenario's horizon
  std::vector<bool> active;                                ///< by period; empty: always
};

/// Level carried from snapshot to snapshot.
///   e[h] = keep^τ e[h−1] + τ (charge_efficiency · in[h] − out[h] / discharge_efficiency + inflow[h] − spill[h])
/// A `free` store has no power variables: the node gets what the level loses, (keep^τ e[h−1] − e[h]) / τ + inflow −
/// spill; discharge_cost then counts this net power, negative while it takes; efficiencies are 1 and charge_cost 0.
struct Store {
  std::string name;
  std::string carrier;
  std::string place;
  std::string unit;       ///< of the level
  NodeId node;            ///< takes from it when charging, gives to it when discharging
  NodeId discharge_node;  ///< gives here instead, when valid
  bool free = false;
  std::vector<Share> power;  ///< capacity of charge and discharge
  double power_rating = 0;
  Series charge_upper = 1.0, discharge_upper = 1.0;  ///< per unit of power
  std::vector<Share> level;                          ///< capacity of the level (share: hours, where the asset is power)
  Series level_rating = 0.0;                         ///< fixed level capacity beside the assets
  Series level_lower = 0.0, level_upper = 1.0;       ///< per unit of level capacity
  Series charge_efficiency = 1.0, discharge_efficiency = 1.0;
  Series loss = 0.0;    ///< standing loss per hour: keep = 1 − loss
  Series inflow = 0.0;  ///< [unit/h]
  bool may_spill = false;
  Series discharge_cost = 0.0, charge_cost = 0.0, level_cost = 0.0, spill_cost = 0.0;  ///< money per unit and hour
  std::optional<Series> fixed_level, fixed_power;  ///< given; NaN where free; power: discharge − charge
  bool cyclic = true;                              ///< level before the first snapshot = level after the last
  bool per_period = true;          ///< cyclic or initial level in each period; otherwise carried from period to period
  double initial = 0;              ///< level before the first snapshot when not cyclic …
  std::vector<double> initial_of;  ///< … by scenario, where they differ
  bool linked = false;             ///< with representative days: levels carried through the calendar (long storage)
  std::vector<Port>
      depletion;  ///< yearly nodes fed with coefficient · (level at the start − level at the end) of a slice
  std::vector<bool> active;

  [[nodiscard]] double before(int scenario) const {
    return initial_of.empty() ? initial : initial_of[static_cast<std::size_t>(scenario)];
  }
};

/// Passive branch. Flow f[h] from node `from` to node `to`, |f| ≤ upper · C; over every cycle Σ ± x f = Σ ± shift; the
/// difference of the angles at its ends, x f − shift, stays within ± angle.
struct Line {
  std::string name;
  std::string carrier;
  NodeId from, to;
  double reactance = 0;  ///< per unit, effective; 0: the branch obeys no voltage law (a transport arc) …
  bool stiff = false;    ///< … unless `stiff`: then it obeys it as a branch without reactance
  Series shift = 0.0;    ///< phase shift [rad], positive in the direction of the flow
  double shift_lower = 0, shift_upper = 0;  ///< a range: the shift is decided in every snapshot instead of given
  double angle = unlimited;                 ///< [rad]; only with a reactance
  std::vector<Share> capacity;
  double rating = 0;
  Series upper = 1.0;
  std::optional<Series> fixed;
  std::vector<bool> active;
};

/// A chance to build: capacity decided once, alive in the periods of `alive`.
struct Vintage {
  int period = 0;           ///< period of building (its first year is the first of operation)
  std::vector<bool> alive;  ///< by period; empty: from `period` to the end
  double lower = 0, upper = unlimited;
  double block = 0;                 ///< size of one block; 0: any amount
  bool whole = false;               ///< blocks only in whole numbers
  std::optional<double> committed;  ///< built for sure, this much, whatever `lower` and `upper` say
  int after = -1;                   ///< built only where that vintage of the asset is built up to its `upper`
  /// Year of building where it lies before the first period: it stands from there on and its building draws nothing.
  std::optional<int> stood_since;
  std::vector<double> annual_cost;  ///< by period: money per unit and year while alive, annuity + fixed; empty: none
  double overnight_cost = 0;        ///< money per unit, for the cash of the finance room; not in the objective
};

/// Used up by building one unit: from a stock node, `lead_years` before the vintage's first year.
struct Draw {
  NodeId node;
  double amount = 0;
  double lead_years = 0;
  int from_period = 0;  ///< vintages of earlier periods draw nothing

  [[nodiscard]] bool counts(const Vintage& vintage) const {
    return !vintage.stood_since && vintage.period >= from_period;
  }
};

/// Occupied as long as the capacity lives: from an hourly or rate node.
struct Hold {
  NodeId node;
  Series amount;  ///< per unit of capacity, by snapshot (hourly) or by period (rate)
};

/// Capacity.  cap[p] = stock[p] + Σ_{v alive in p} (build[v] − retired[v, ≤ p])
struct Asset {
  std::string name;
  std::string carrier;
  std::string place;
  std::string unit;
  std::vector<Vintage> vintages;
  std::vector<double> stock;                 ///< existing capacity by period; empty: none
  std::vector<double> cap_lower, cap_upper;  ///< limits on cap by period; empty: none
  bool may_retire = false;                   ///< early retirement saves the fixed share of the annual cost
  double fixed_share_saved = 0;              ///< money per unit and year saved by retiring
  std::vector<Draw> draws;
  std::vector<Hold> holds;
  double constant_cost = 0;  ///< money a year that the objective counts though nothing decides it (existing capacity)
};

/// A linear limit over capacities:  lower ≤ Σ coefficient · (cap[asset, period], or build of one vintage) ≤ upper.
struct CapacityLimit {
  struct Term {
    AssetId asset;
    int period = 0;    ///< capacity in this period …
    int vintage = -1;  ///< … or, when ≥ 0, the build of this vintage
    double coefficient = 1;
  };
  std::string name;
  std::string unit;
  std::vector<Term> terms;
  double lower = -unlimited, upper = unlimited;
};

/// What the plan aims at; the goals of a network count in their order (lexicographic).
struct Goal {
  std::string name;
  std::string unit;
  bool least_cost = true;  ///< otherwise: the most of Σ terms
  struct CapacityTerm {
    AssetId asset;
    int period = 0;
    double coefficient = 1;
  };
  struct ActivityTerm {  ///< coefficient · Σ_h energy_h x[h] of the period (yearly: · x[p])
    ProcessId process;
    int period = 0;
    double coefficient = 1;
  };
  std::vector<CapacityTerm> capacity;
  std::vector<ActivityTerm> activity;
  double slack = 1e-6;  ///< relative amount that later goals may give up of this one
};

}  // namespace gigaplan::network
