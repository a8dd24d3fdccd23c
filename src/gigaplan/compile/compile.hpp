// Scenario + catalogue → network. The only room that knows AI; each subject has a file of its own.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "gigaplan/base/context.hpp"
#include "gigaplan/catalogue/catalogue.hpp"
#include "gigaplan/compile/chain.hpp"
#include "gigaplan/compile/hours.hpp"
#include "gigaplan/network/network.hpp"
#include "gigaplan/scenario/scenario.hpp"

namespace gigaplan::compile {

/// Generation in a country's own grid, of one kind.
struct GridSource {
  network::ProcessId process;
  std::string kind;
  bool carbon_free = false;
  network::Series carbon;  ///< [t CO2/MWh]
};

/// One country's grid: the market that sites and purchases meet in. Series have one value a snapshot.
struct ZoneRef {
  std::string country;
  std::string name;    ///< the country, or the region of it: "US-TX"
  bool market = true;  ///< false: only what plants deliver in a country whose sites buy in regions
  // with power of kind "mix": the country's own system, which the programme buys from; with "network" `country` is the
  // name of a bus of the user's grid, and the sources of the whole grid stand with the first zone
  network::NodeId grid;  ///< [MW]; its price is that of the country's power without the wires
  std::vector<GridSource> sources;
  network::ProcessId unserved;  ///< [MW]
  double network_charge = 0;    ///< for the wires [money/MWh]
  network::NodeId power;        ///< [MW]
  network::ProcessId buy;       ///< [MW] from the market
  network::Series price;        ///< delivered [money/MWh]
  network::Series carbon_free;  ///< share of the market's energy, in [0, 1]
  network::Series carbon;       ///< [t CO2/MWh]
};

/// Power that passes between two countries: between what the programme has there (power of kind "price"), or between
/// their power systems (kind "mix").
struct InterconnectorRef {
  int interconnector = 0;    ///< index into Scenario::interconnectors
  int from = 0, to = 0;      ///< indices into Meaning::zones
  network::AssetId asset;    ///< [MW]
  network::ProcessId there;  ///< sent from `from` [MW]
  network::ProcessId back;   ///< sent from `to` [MW]; invalid where nothing may
};

/// What plants deliver through a country's grid, on its way to one of the regions of that country.
struct DeliveryRef {
  int from = 0, to = 0;        ///< indices into Meaning::zones
  network::ProcessId process;  ///< [MW]
};

struct SiteRef {
  int site = 0;                   ///< index into Scenario::sites
  int zone = 0;                   ///< index into Meaning::zones
  network::NodeId power;          ///< facility power at the site [MW]
  network::NodeId space;          ///< hall space [MW_it], a yearly row
  network::NodeId water;          ///< [m3/year], invalid without a limit
  network::NodeId full_power;     ///< [MW], a yearly row; invalid unless all, or what promises count, must run at once
  network::AssetId hall;          ///< [MW_it]
  network::AssetId grid;          ///< connection [MW]
  network::AssetId running;       ///< IT power in operation [MW_it]; invalid where no promise counts it
  network::AssetId counted;       ///< halls built for it [MW_it]; invalid where no promise of building jobs counts them
  network::ProcessId import;      ///< [MW] through the connection
  network::Series pue;            ///< facility power per IT power
  network::Series wue;            ///< [m3/MWh of IT]
  network::Series temperature;    ///< [degC]
  network::NodeId heat;           ///< heat of the halls [MW]; invalid where nobody takes it
  network::AssetId heat_station;  ///< delivers [MW]; invalid likewise
  network::ProcessId heat_sold;   ///< delivered [MW]; invalid likewise
  double peak_pue = 1;            ///< highest of all 8,760 hours, whichever are chosen
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
  network::NodeId demand;     ///< [requests/h]
  network::StoreId backlog;   ///< deferrable services: requests done earlier or later; invalid otherwise
  network::Series requests;   ///< demand by snapshot [requests/h]
  std::vector<double> users;  ///< by period [people]
  network::AssetId share;     ///< share of the users that is served, [1]; invalid: all are
};

struct PlantRef {
  int plant = 0;               ///< index into Scenario::plants
  network::AssetId asset;      ///< [MW]
  network::ProcessId process;  ///< generation [MW]; invalid for a battery
  network::StoreId store;      ///< battery; invalid otherwise
  network::Series output;      ///< capacity factor
  double firm = 0;             ///< least output of all 8,760 hours per MW, whichever are chosen; 0 for a battery
  bool carbon_free = false;
  bool renewable = false;  ///< carbon-free and not nuclear
  network::Series carbon;  ///< [t CO2/MWh of electricity]
};

/// What stands ready for a failure at a site.
struct StandbyRef {
  int site = 0;                                            ///< index into Scenario::sites
  double power_units = 1, cooling_units = 1;               ///< installed over needed
  double lost_power = 0, lost_cooling = 0, lost_grid = 0;  ///< expected hours a year without service, by cause
  double grid_out = 0;                                     ///< expected hours a year without the grid
  network::AssetId backup;                                 ///< [MW]; invalid without
  double fuel_store = 0;                                   ///< fuel kept per MW installed [MWh]
  double running = 0;                                      ///< tests and outages [h/yr]
  double carbon = 0;                                       ///< per MW installed [t CO2/yr]
  network::NodeId firm;                                    ///< [MW], a yearly row; invalid without a reserve margin
};

struct SupplyRef {
  int accelerator = 0;
  network::NodeId node;  ///< accelerators of one period, a stock node
};

/// What a licence leaves: H100s of equal TPP, a stock node.
struct LicenceRef {
  int licence = 0;  ///< index into Scenario::licences
  network::NodeId node;
  std::vector<double> tpp;   ///< of one accelerator in H100s, by Scenario::accelerators; 0: not controlled
  std::vector<double> most;  ///< H100s given by period, without what was carried; infinite where there is no regime
};

enum class Aim : std::uint8_t { compute, it_power, compute_share, construction_jobs, permanent_jobs, sites, served };

/// One promise of a target: a yearly row (construction jobs: a stock row of [FTE years] a period).
struct TargetRef {
  int target = 0;  ///< index into Scenario::targets
  Aim aim = Aim::compute;
  network::NodeId node;
  std::vector<double> asked;  ///< by period, in the scenario's unit; 0: nothing
};

/// People that can be had, as TargetRef.
struct LabourRef {
  int labour = 0;  ///< index into Scenario::labours
  bool construction = false;
  network::NodeId node;
  std::vector<double> most;  ///< people by period; infinite where nothing limits them
};

/// A fund beside the budget.
struct FundRef {
  int fund = 0;           ///< index into Scenario::funds
  network::NodeId money;  ///< what it has, a stock node
  network::NodeId part;   ///< its share of what is built, a stock node; invalid where it may pay all
  struct Given {
    int account = 0;         ///< index into Meaning::accounts
    network::AssetId asset;  ///< money given to it, a vintage for every period
  };
  std::vector<Given> given;
};

/// Spending that the same funds may pay for: of some kinds, in one country where one of them names countries.
struct Account {
  std::vector<int> funds;          ///< indices into Scenario::funds, ascending
  std::string country;             ///< alpha-3; empty: wherever and whatever no fund of countries pays for
  std::vector<std::string> kinds;  ///< that the plan may build and pay for, ids of scenario::build_kinds()
  network::NodeId spent;           ///< of it what funds have not paid, a stock node
};

/// Loans beside the budget.
struct LoanRef {
  network::AssetId asset;     ///< [money lent], a vintage for every period; invalid without loans
  network::NodeId cash;       ///< yearly row of the debt service cover [money/yr]
  network::NodeId share;      ///< what of the spending loans may pay, a stock node [money]
  double payment = 0;         ///< real, a year and unit lent
  std::vector<double> limit;  ///< money lent at a time, by period; infinite without
};

struct TrainRef {
  int run = 0, site = 0, accelerator = 0;
  network::ProcessId process;  ///< [accelerators busy with the run]
  network::NodeId work;        ///< of the whole run [1e21 FLOP]
  network::AssetId cluster;    ///< [accelerators]; null where the run asks for none
  network::NodeId least;       ///< its least size; null where the run asks for none
  /// Of the run's work, what an accelerator does in an hour [1e21 FLOP].
  [[nodiscard]] const network::Series& each(const network::Network& network) const;
};

/// A row of a law that binds.
struct LawRef {
  int law = 0;        ///< index into Scenario::laws
  int site = -1;      ///< index into Scenario::sites; −1: a country's
  std::string place;  ///< id of the site, or alpha-3
  network::NodeId node;
};

/// Why a pair does not exist.
struct Forbidden {
  int service = 0, site = -1, accelerator = -1;
  std::string rule, reason;
};

/// A limit that may hold the plan back, in the words of its subject: `sentence` holds {step} for the relaxed amount.
struct Limit {
  std::string kind;      ///< "grid", "hall", "chips", "budget", "carbon-free", "plant", "licence", "target", "labour",
                         ///< "loan", "reserve", "interconnector"
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

/// The parts of the network that are the countries' own grids: those with an index below these.
struct GridParts {
  std::size_t processes = 0, stores = 0, assets = 0;
};

struct Meaning {
  std::vector<ZoneRef> zones;
  std::vector<DeliveryRef> deliveries;
  std::vector<InterconnectorRef> interconnectors;  ///< one per scenario interconnector, same order
  GridParts grid;
  std::vector<SiteRef> sites;  ///< one per scenario site, same order
  std::vector<FleetRef> fleets;
  std::vector<ServiceRef> services;  ///< one per scenario service, same order
  std::vector<ServeRef> serves;
  std::vector<TrainRef> trains;
  std::vector<PlantRef> plants;      ///< one per scenario plant, same order
  std::vector<StandbyRef> standbys;  ///< one per scenario site, same order
  std::vector<SupplyRef> supplies;
  std::vector<LicenceRef> licences;
  std::vector<TargetRef> targets;
  std::vector<LabourRef> labours;
  std::vector<LawRef> laws;
  LoanRef loan;
  std::vector<FundRef> funds;
  std::vector<Account> accounts;
  Chain chain;
  network::NodeId budget;       ///< money, a stock node; invalid without a budget
  network::NodeId carbon_free;  ///< yearly row of the carbon-free share; invalid without a target
  network::NodeId carbon;       ///< yearly t CO2
  std::vector<Forbidden> forbidden;
  std::vector<Limit> limits;
  std::vector<std::string> assumptions;
  std::vector<Figure> figures;  ///< every figure the scenario's defaults and the network were made from, once
  Hours hours;
};

struct Compiled {
  network::Network network;
  Meaning meaning;
};

/// What the countries' grids do without the programme: by zone and snapshot, and what they cost.
struct GridOutcome {
  struct Zone {
    std::vector<double> carbon_free;  ///< share of the generation, in [0, 1]
    std::vector<double> carbon;       ///< [t CO2/MWh]
  };
  std::vector<Zone> zones;
  double present_cost = 0;  ///< money
};

/// Power of kind "mix": the countries' grids alone, on the hours of the plan; Meaning holds the zones. The carbon-free
/// share of the grid is an outcome, and share · import would be a product: solve this first, then compile() with what
/// came out.
[[nodiscard]] Compiled compile_grid(const scenario::Scenario& scenario, const Catalogue& catalogue,
                                    const Context& context);

/// Every figure that a plan of the scenario rests on: its defaults and what its network is built from, each once. No
/// power system is solved. Throws InputInvalid as compile() does.
[[nodiscard]] std::vector<Figure> figures_used(const scenario::Scenario& scenario, const Catalogue& catalogue,
                                               const Context& context);

/// Builds the network of a checked scenario; `grid` must be given where the power is of kind "mix", and its cost is
/// taken off the objective, so that the plan's cost is what the programme adds. Throws InputInvalid for what only shows
/// here: a service that no site and accelerator may serve (GP1601), a training run that may run nowhere (GP1603), what
/// no builder honours (GP1605 …).
[[nodiscard]] Compiled compile(const scenario::Scenario& scenario, const Catalogue& catalogue, const Context& context,
                               const GridOutcome* grid = nullptr);

}  // namespace gigaplan::compile
