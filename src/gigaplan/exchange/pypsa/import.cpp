#include "gigaplan/exchange/pypsa/import.hpp"

#include <fmt/format.h>

#include "gigaplan/exchange/pypsa/map/parts.hpp"

namespace gigaplan::exchange::pypsa {
namespace {

// HiGHS solves quadratic costs or whole numbers, not both.
void refuse_quadratic_wholes(map::Work& work) {
  const auto& net = work.network();
  const network::Process *quadratic = nullptr, *whole = nullptr;
  const network::Asset* blocks = nullptr;
  for (std::size_t k = 0; k < net.processes.size(); ++k) {
    const auto& process = net.processes[network::ProcessId{static_cast<int>(k)}];
    if (quadratic == nullptr && !process.quadratic.is(0)) quadratic = &process;
    if (whole == nullptr && (process.commitment || process.outage || process.after.valid())) whole = &process;
  }
  for (std::size_t a = 0; a < net.assets.size(); ++a)
    for (const auto& vintage : net.assets[network::AssetId{static_cast<int>(a)}].vintages)
      if (blocks == nullptr && (vintage.whole || vintage.after >= 0))
        blocks = &net.assets[network::AssetId{static_cast<int>(a)}];
  if (quadratic == nullptr || (whole == nullptr && blocks == nullptr)) return;
  work.faults.add("GP3206", {work.tables.file},
                  fmt::format("marginal_cost_quadratic of {} together with whole numbers ({} of {}) is not modelled",
                              quadratic->name,
                              whole == nullptr    ? "blocks"
                              : whole->commitment ? "committable"
                              : whole->outage     ? "maintainable"
                                                  : "curve",
                              whole != nullptr ? whole->name : blocks->name),
                  "give linear costs, or set committable and maintainable to False, blocks (p_nom_mod …) to 0, and let "
                  "costs rise");
}

}  // namespace

Import import_network(const Tables& tables, std::optional<RiskPreference> risk) {
  Import result;
  Faults faults;
  faults.append(check(tables, result.notes));
  faults.throw_if_any();
  map::Work work{tables, result, {}};
  result.network.name = tables.file;
  result.network.currency = "currency";
  map::horizon(work);
  map::buses(work);
  map::loads(work);
  const std::vector<map::FlowLimit> limits = map::flow_limits(work);
  map::generators(work, limits);
  map::storage_units(work, limits);
  map::stores(work, limits);
  map::links(work);
  map::processes(work);
  map::lines(work);
  map::transformers(work);
  map::capacity_limits(work, limits);
  if (risk && !tables.scenarios.empty()) result.network.risk = network::Risk{risk->omega, risk->alpha};
  work.faults.throw_if_any();
  refuse_quadratic_wholes(work);
  work.faults.throw_if_any();
  // What no program can be made of; bounds that cross are a matter for the solver: the plan is infeasible.
  for (const Fault& fault : network::validate(result.network))
    if (fault.code == "GP3103" || fault.code == "GP3104" || fault.code == "GP3108") work.faults.add(fault);
  work.faults.throw_if_any();
  return result;
}

}  // namespace gigaplan::exchange::pypsa
