// What the builders of the subjects share while a scenario becomes a network.
#pragma once
#include <string>
#include <vector>

#include "gigaplan/compile/compile.hpp"
#include "gigaplan/compile/figures.hpp"
#include "gigaplan/compile/market.hpp"
#include "gigaplan/weather/weather.hpp"

namespace gigaplan::compile {

/// Whole-year series (8,760 values, UTC), made before the hours are chosen.
struct YearData {
  /// Where the programme buys power, or brings that of plants.
  struct Zone {
    std::string country;  ///< alpha-3
    std::string region;   ///< catalogue id; empty: the whole country, or none
    bool market = true;   ///< false: what plants deliver in a country whose sites buy in regions

    friend bool operator==(const Zone&, const Zone&) = default;
    /// "USA", "US-TX", or "plants of USA".
    [[nodiscard]] std::string name() const {
      return !market ? "plants of " + country : region.empty() ? country : region;
    }
  };
  std::vector<Zone> zones;                       ///< of sites, plants, interconnectors
  std::vector<Market> markets;                   ///< one per zone
  std::vector<std::vector<double>> temperature;  ///< one per site [degC]
  std::vector<std::vector<double>> profile;      ///< one per service: requests relative to the mean
  std::vector<std::vector<double>> output;       ///< one per plant: capacity factors; empty where it does not vary

  /// Index of the zone in which a site buys (region empty: in no region), and of that to which plants and
  /// interconnectors of a country deliver.
  [[nodiscard]] std::size_t zone_of_site(const std::string& country, const std::string& region) const;
  [[nodiscard]] std::size_t zone_of_plants(const std::string& country) const;
};

/// The region in whose market a site buys: its own where power is bought at prices, else none (the whole country).
[[nodiscard]] std::string market_region(const scenario::Scenario& scenario, const scenario::Site& site);

struct Work {
  const scenario::Scenario& scenario;
  Figures figures;
  YearData year;
  Hours hours;
  network::Network network;
  Meaning meaning;
  std::vector<std::size_t> site_zone, plant_zone;  ///< with a network of the user's: index into Meaning::zones

  [[nodiscard]] std::size_t periods() const { return scenario.periods.size(); }
  /// Values of the chosen hours for all periods.
  [[nodiscard]] network::Series series(const std::vector<double>& whole_year, bool keep_mean = false,
                                       double most = 1e300) const {
    return pick(hours, whole_year, periods(), keep_mean, most);
  }
  /// One value for each period, over its snapshots.
  [[nodiscard]] network::Series by_period(const std::vector<double>& values) const;
  /// What a busy accelerator of `fleet` draws at its site beyond an idle one, as flows of a process per accelerator:
  /// power and, where the site's water counts, water; heat where somebody takes it.
  void draw_of_work(const FleetRef& fleet, network::Process& process) const;
  /// Hours of the year that snapshot h stands for times the value, added up over one period.
  [[nodiscard]] double yearly_sum(const network::Series& series, std::size_t period) const;
  /// The first period that starts in or after `year` (periods() when there is none).
  [[nodiscard]] std::size_t first_period_from(int year) const;
  /// The period that `year` falls into; the first when it is earlier.
  [[nodiscard]] std::size_t period_of(int year) const;

  /// A vintage built at the start of period p that lives `life` years: alive in the periods that start in its life.
  [[nodiscard]] network::Vintage vintage(std::size_t p, double life, double annual_cost, double overnight) const;
  /// What is built already or decided, until the last period begins (GP1403 refuses later years): alive in the periods
  /// that start in the years of its life.
  [[nodiscard]] network::Vintage committed(const scenario::Built& built, double life, double annual_cost,
                                           double overnight) const;
  /// A vintage without cost of at most `most` that is alive in period p alone.
  [[nodiscard]] network::Vintage vintage_of_one(std::size_t p, double most) const;
  /// An asset without cost, decided anew in each of the `periods` that are true, of at most `most` in each.
  [[nodiscard]] network::Asset free_asset(const std::string& name, const std::string& commodity,
                                          const std::string& place, const char* unit, const std::vector<bool>& periods,
                                          double most = network::unlimited) const;
  /// A yes or no (1 or 0) in each of the `periods` that are true, without cost.
  [[nodiscard]] network::Asset choice(const std::string& name, const std::string& commodity, const std::string& place,
                                      const std::vector<bool>& periods, const char* unit = "1") const;
  /// A row "at least 0" in every period, which assets hold and processes feed.
  network::NodeId at_least(const std::string& name, const std::string& commodity, const std::string& place,
                           const char* unit, network::Speed speed = network::Speed::rate);
  /// Lets an asset (its building: draw) of every site in `countries` take `amount` per MW_it from `node`.
  void sites_hold(network::AssetId SiteRef::*asset, const std::vector<std::string>& countries, network::NodeId node,
                  double amount);
  void sites_draw(network::AssetId SiteRef::*asset, const std::vector<std::string>& countries, network::NodeId node,
                  double amount);
  /// A free supply without limit of `node` in the periods where `most` is infinite.
  void lift(network::NodeId node, const std::vector<double>& most);
  /// That asset of every site in `countries`.
  [[nodiscard]] std::vector<network::AssetId> of_sites(network::AssetId SiteRef::*asset,
                                                       const std::vector<std::string>& countries) const;
};

/// What a unit of money that is spent takes from a stock node: 1 of the budget, less than nothing of the accounts and
/// shares of the funds that may pay for it.
struct Charge {
  network::NodeId node;
  double amount = 1;
};
/// Of money spent on things of `kind` (scenario::build_kinds()) in `country` (alpha-3; empty: in none), the budget
/// first; nothing where there is neither budget nor fund. money.cpp
[[nodiscard]] std::vector<Charge> charges_of(Work& work, const std::string& kind, const std::string& country);
/// Charges each vintage of `asset` its overnight cost of its period. money.cpp
void charge_budget(Work& work, network::Asset& asset, const std::string& kind, const std::string& country);

[[nodiscard]] YearData year_data(const scenario::Scenario& scenario, Figures& figures);

/// Throws InputInvalid for what may be said and is not built: a kind of power with figures of its own (GP1605).
void refuse_unbuilt(const scenario::Scenario& scenario);

// The subjects, in the order they are built.
void build_budget(Work& work);  ///< money.cpp
/// power.cpp: markets, sites' connections; `grid`: what the countries' own grids do without the programme, or null.
void build_power(Work& work, const GridOutcome* grid);
/// interconnectors.cpp: power between countries; called by build_power() and build_mix(), whose nodes it joins.
void build_interconnectors(Work& work);
void build_halls(Work& work);       ///< halls.cpp: hall space, cooling, water
void build_heat(Work& work);        ///< heat.cpp: heat of the halls for those who take it; before the fleets
void build_supply(Work& work);      ///< supply.cpp
void build_chain(Work& work);       ///< supply_chain.cpp
void build_own_chips(Work& work);   ///< own_chips.cpp: chips that the programme may develop
void build_fleets(Work& work);      ///< fleets.cpp
void build_services(Work& work);    ///< services.cpp: demand, serving, residency
void build_training(Work& work);    ///< training.cpp
void build_plants(Work& work);      ///< plants.cpp
void build_green(Work& work);       ///< green.cpp: carbon-free share, carbon
void build_redundancy(Work& work);  ///< redundancy.cpp: spare units, hours lost
void build_backup(Work& work);      ///< backup.cpp: power for outages of the grid
void build_reserve(Work& work);     ///< reserve.cpp: firm capacity over the peak draw
void build_laws(Work& work);        ///< laws.cpp: laws on data centres that bind the plan
void build_licences(Work& work);    ///< licences.cpp: export control
void build_operation(Work& work);   ///< operation.cpp: IT power in operation, which promises count
void build_targets(Work& work);     ///< targets.cpp: what a programme promises
void build_labour(Work& work);      ///< labour.cpp: skilled people
void build_full_power(Work& work);  ///< full_power.cpp: power for all accelerators, or those in operation, at once
void build_loan(Work& work);        ///< loan.cpp: debt that the cash flow can serve; after all that costs
void build_goals(Work& work);       ///< goals.cpp

}  // namespace gigaplan::compile
