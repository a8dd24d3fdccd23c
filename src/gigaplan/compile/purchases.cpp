#include "gigaplan/compile/purchases.hpp"

#include "gigaplan/base/index.hpp"

namespace gigaplan::compile {

std::vector<Purchase> purchases_of(const network::Network& network, const Meaning& meaning, const scenario::Scenario& s,
                                   const Catalogue& catalogue) {
  std::vector<Purchase> list;
  const auto add = [&](network::AssetId id, const char* kind, const auto& life_of) {
    Purchase one{.asset = id, .kind = kind, .life = {}};
    for (const auto& vintage : network.assets[id].vintages) one.life.push_back(life_of(s.periods[at(vintage.period)]));
    list.push_back(std::move(one));
  };
  const auto always = [](double life) { return [life](int) { return life; }; };
  for (const auto& fleet : meaning.fleets) add(fleet.asset, "accelerators", always(s.accelerator_life));
  for (const auto& site : meaning.sites) {
    add(site.hall, "halls", always(s.hall_life));
    add(site.grid, "grid connection", always(catalogue.figure("building/grid/connection_life").value));
    if (site.heat.valid())
      add(site.heat_station, "heat stations", always(catalogue.figure("building/heat/life").value));
  }
  if (s.power.bought_at_prices())  // else the power systems build them
    for (const auto& line : meaning.interconnectors)
      add(line.asset, "lines between countries", always(catalogue.figure("building/grid/connection_life").value));
  for (const auto& standby : meaning.standbys) {
    if (!standby.backup.valid()) continue;
    const auto& technology = catalogue.technology(network.assets[standby.backup].carrier);
    add(standby.backup, "backup power", [&](int year) { return technology.lifetime.at(year).value; });
  }
  for (const auto& stage : meaning.chain.stages)
    for (const auto& source : stage.sources) {
      for (const auto bought : source.bought) add(bought, "parts of accelerators", always(s.accelerator_life));
      for (const auto& factory : s.chain.factories)
        if (source.factory.valid() && factory.name == source.name)
          add(source.factory, "factories", always(factory.life));
    }
  for (const auto& own : meaning.chain.own_chips)  // the development is spent, not capital
    for (const auto chips : {own.made, own.sold})
      if (chips.valid()) add(chips, "accelerators", always(s.accelerator_life));
  for (const auto& plant : meaning.plants) {
    const auto& technology = catalogue.technology(s.plants[at(plant.plant)].technology);
    add(plant.asset, "own plants", [&](int year) { return technology.lifetime.at(year).value; });
  }
  if (meaning.loan.asset.valid()) add(meaning.loan.asset, "loan fees", always(s.loan.tenor));
  return list;
}

}  // namespace gigaplan::compile
