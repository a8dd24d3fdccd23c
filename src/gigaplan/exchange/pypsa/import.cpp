#include "gigaplan/exchange/pypsa/import.hpp"

#include "gigaplan/exchange/pypsa/map/parts.hpp"

namespace gigaplan::exchange::pypsa {

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
  // What no program can be made of; bounds that cross are a matter for the solver: the plan is infeasible.
  for (const Fault& fault : network::validate(result.network))
    if (fault.code == "GP3103" || fault.code == "GP3104" || fault.code == "GP3108") work.faults.add(fault);
  work.faults.throw_if_any();
  return result;
}

}  // namespace gigaplan::exchange::pypsa
