// Scenario + catalogue → network. The only room that knows AI; each subject has a file of its own.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "gigaplan/base/context.hpp"
#include "gigaplan/catalogue/catalogue.hpp"
#include "gigaplan/compile/hours.hpp"
#include "gigaplan/network/network.hpp"
#include "gigaplan/scenario/scenario.hpp"

namespace gigaplan::compile {

/// One country's grid: the market that sites and purchases meet in. Series have one value a snapshot.
struct ZoneRef {
  std::string country;
  network::NodeId power;        ///< [MW]
  network::ProcessId buy;       ///< [MW] from the market
  network::Series price;        ///< delivered [money/MWh]
  network::Series carbon_free;  ///< share of the market's energy, in [0, 1]
  network::Series carbon;       ///< [t CO2/MWh]
};

struct SiteRef {
  int site = 0;                 ///< index into Scenario::sites
  int zone = 0;                 ///< index into Meaning::zones
  network::NodeId power;        ///< facility power at the site [MW]
  network::NodeId space;        ///< hall space [MW_it], a yearly row
  network::NodeId water;        ///< [m3/year], invalid without a limit
  network::AssetId hall;        ///< [MW_it]
  network::AssetId grid;        ///< connection [MW]
  network::ProcessId import;    ///< [MW] through the connection
  network::Series pue;          ///< facility power per IT power
  network::Series wue;          ///< [m3/MWh of IT]
  network::Series temperature;  ///< [degC]
};

/// All accelerators of one type at one site.
struct FleetRef {
  int site = 0;                     ///< index into Scenario::sites
  int accelerator = 0;              ///< index into Scenario::accelerators
  network::AssetId asset;           ///< [accelerators], a vintage for every period it can be bought in
  network::NodeId time;             ///< accelerators that work in an hour ≤ what availability and peak use allow
  double busy_kw = 0, idle_kw = 0;  ///< IT power of one accelerator with its share of server and network
  double unit_cost = 0;             ///< overnight money per accelerator, server, network and storage included
  double h100_equivalents = 0;      ///< by dense FP8, else BF16 FLOP/s
};

/// Service j served from a site by an accelerator type: a process with activity [accelerators].
struct ServeRef {
  int service = 0, site = 0, accelerator = 0;
  int fleet = 0;  ///< index into Meaning::fleets
  network::ProcessId process;
  double requests_per_hour = 0;         ///< of one busy accelerator
  double output_tokens_per_second = 0;  ///< of one busy accelerator, prefill of its requests included
  int batch = 0, accelerators_per_copy = 0;
};

struct ServiceRef {
  int service = 0;
  network::NodeId demand;    ///< [requests/h]
  network::StoreId backlog;  ///< deferrable services: requests done earlier or later; invalid otherwise
  network::Series requests;  ///< demand by snapshot [requests/h]
};

struct PlantRef {
  int plant = 0;               ///< index into Scenario::plants
  network::AssetId asset;      ///< [MW]
  network::ProcessId process;  ///< generation [MW]; invalid for a battery
  network::StoreId store;      ///< battery; invalid otherwise
  network::Series output;      ///< capacity factor
  bool carbon_free = false;
  double carbon = 0;         ///< [t CO2/MWh of electricity]
  double marginal_cost = 0;  ///< [money/MWh]
};

struct SupplyRef {
  int accelerator = 0;
  network::NodeId node;  ///< accelerators of one period, a stock node
};

struct TrainRef {
  int run = 0, site = 0, accelerator = 0;
  network::ProcessId process;  ///< [accelerators busy with the run]
};

/// Why a pair does not exist.
struct Forbidden {
  int service = 0, site = -1, accelerator = -1;
  std::string rule, reason;
};

/// A limit that may hold the plan back, in the words of its subject: `sentence` holds {step} for the relaxed amount.
struct Limit {
  std::string kind;      ///< "grid", "hall", "chips", "budget", "carbon-free", "plant"
  std::string subject;   ///< "grid connection at Frankfurt"
  std::string sentence;  ///< "{step} more grid connection at Frankfurt in 2030"
  int site = -1, period = 0;
  double step = 0;  ///< realistic step, in `unit`
  std::string unit;
  double amount = 0;  ///< the limit itself
  /// Rows and columns whose duals price it: yearly rows of nodes, capacity bounds of assets.
  network::NodeId node;
  network::AssetId asset;
  /// Takes the step in a copy of the network.
  std::function<void(network::Network&, double step)> relax;
};

struct Meaning {
  std::vector<ZoneRef> zones;
  std::vector<SiteRef> sites;  ///< one per scenario site, same order
  std::vector<FleetRef> fleets;
  std::vector<ServiceRef> services;  ///< one per scenario service, same order
  std::vector<ServeRef> serves;
  std::vector<TrainRef> trains;
  std::vector<PlantRef> plants;  ///< one per scenario plant, same order
  std::vector<SupplyRef> supplies;
  network::NodeId budget;       ///< money, a stock node; invalid without a budget
  network::NodeId carbon_free;  ///< yearly row of the carbon-free share; invalid without a target
  network::NodeId carbon;       ///< yearly t CO2
  std::vector<Forbidden> forbidden;
  std::vector<Limit> limits;
  std::map<std::string, double> population;  ///< by country (alpha-3) of the services
  std::vector<std::string> assumptions;
  std::vector<Figure> figures;  ///< every catalogue figure the network was built from, once
  Hours hours;
};

struct Compiled {
  network::Network network;
  Meaning meaning;
};

/// Builds the network of a checked scenario. Throws InputInvalid for what only shows here: a service that no site and
/// accelerator may serve (GP1601), an accelerator that cannot hold a model and no other candidate (GP1602).
[[nodiscard]] Compiled compile(const scenario::Scenario& scenario, const Catalogue& catalogue, const Context& context);

}  // namespace gigaplan::compile
