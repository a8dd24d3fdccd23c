// The steps of the mapping, in the order in which import_network takes them. Each reads its own tables and adds to the
// Network and the Trace.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gigaplan/exchange/pypsa/map/view.hpp"

namespace gigaplan::exchange::pypsa::map {

void horizon(Work& work);
void buses(Work& work);
void loads(Work& work);

/// Limits on flows (primary_energy, operational_limit): the nodes that generators and stores then feed.
struct FlowLimit {
  network::NodeId node;
  std::size_t constraint = 0;  ///< row of the table of global constraints
  bool primary_energy = true;
  std::string attribute;  ///< of carriers (primary energy), or the carrier itself
  int period = -1;        ///< index of the only period it counts, or −1: all
};
[[nodiscard]] std::vector<FlowLimit> flow_limits(Work& work);

void generators(Work& work, const std::vector<FlowLimit>& limits);
void storage_units(Work& work, const std::vector<FlowLimit>& limits);
void stores(Work& work, const std::vector<FlowLimit>& limits);
void links(Work& work);
void processes(Work& work);
void lines(Work& work);
void transformers(Work& work);
/// Limits on capacities, after all assets are there; drops limits on flows that nothing feeds, as PyPSA does.
void capacity_limits(Work& work, const std::vector<FlowLimit>& limits);

/// Capacity of a member (`stem`: p_nom, e_nom or s_nom), when it is extendable: an asset with one vintage. `rated`: the
/// existing capacity, where a standard type gives it.
[[nodiscard]] network::AssetId asset(View& view, Work& work, std::size_t m, const std::string& stem, Member& member,
                                     std::optional<double> rated = {});
/// Cost of one unit of capacity for the modelled horizon, of one scenario [money per unit]; `with_fom`: fixed operation
/// too.
[[nodiscard]] double periodized_cost(const View& view, const Work& work, std::size_t m, std::size_t scenario,
                                     bool with_fom = true);
/// coefficient · everything that is built of an asset, as terms of a limit.
[[nodiscard]] std::vector<network::CapacityLimit::Term> builds_of(const Work& work, network::AssetId asset,
                                                                  double coefficient);
/// Is the member there in each period? Empty where it always is.
[[nodiscard]] std::vector<bool> active_periods(const View& view, const Work& work, std::size_t m);
/// The capacity of a fixed member as a series (it may differ between scenarios).
[[nodiscard]] network::Series rating(const View& view, const std::string& stem, std::size_t m);

/// Ramps, commitment, costs and set point that generators, links and processes share. `stem` is "p_nom".
void operation(const View& view, Work& work, std::size_t m, Member& member, network::Process& process);

/// The largest activity while on of a committable member whose size is decided, by snapshot [MW].
[[nodiscard]] network::Series reach(const View& view, Work& work, std::size_t m);

/// Outages of a maintainable member, as PyPSA plans them.
void outage(const View& view, const Work& work, std::size_t m, const Member& member, network::Process& process);

/// Coefficient with which one unit of the member's carrier feeds a limit: emissions per unit of primary energy, or 1;
/// 0 throughout where the limit does not count the carrier.
[[nodiscard]] network::Series weight_of(Work& work, const FlowLimit& limit, const std::string& carrier);

}  // namespace gigaplan::exchange::pypsa::map
