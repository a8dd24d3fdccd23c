// A checked scenario: what the user wrote, in the plan's units, with the catalogue's defaults filled in.
//
// Units, wherever a comment says nothing else: power MW, energy MWh, money in units of `currency` at the prices of
// `price_year`, time in years, shares as fractions. IT power (MW_it) and facility power (MW) are different quantities.
#pragma once
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "gigaplan/base/fault.hpp"
#include "gigaplan/catalogue/figure.hpp"
#include "gigaplan/scenario/chain.hpp"
#include "gigaplan/scenario/law.hpp"
#include "gigaplan/scenario/path.hpp"
#include "gigaplan/scenario/standby.hpp"

namespace gigaplan::scenario {

/// Where a value came from, for `check --explain` and the report: the scenario's own line, or a catalogue figure.
struct Origin {
  std::string key;     ///< the scenario's key, e.g. "service.assistant.requests_per_user_per_day"
  std::string value;   ///< as people read it, with unit
  std::string figure;  ///< catalogue key path, empty when the user wrote it
  std::string year, source, confidence;
  Place place;
  bool overlay = false;  ///< the figure is the user's own
};

/// An hourly series the user brings: 8,760 values (a leap day is dropped), UTC, hour beginning.
struct UserSeries {
  std::string file, column;
  std::vector<double> values;
};

enum class Objective : std::uint8_t { least_cost, most_compute, most_served };
enum class Residency : std::uint8_t { in_country, region, adequacy, anywhere };
enum class ServiceClass : std::uint8_t { interactive, deferrable };
enum class PowerKind : std::uint8_t { price, mix, network };
enum class Contract : std::uint8_t { own, purchase };
enum class Matching : std::uint8_t { hourly, annual };

struct Service {
  std::string id, name;
  std::string country;    ///< ISO 3166 alpha-3, of the users
  std::string language;   ///< ISO 639-1
  std::string model;      ///< catalogue id
  std::string precision;  ///< "auto" (best the accelerator serves the model with), "FP8", "BF16", "FP4"
  Path reach;             ///< share of the population that uses it, linear between points
  double requests_per_user_per_day = 0;
  double input_tokens = 0, output_tokens = 0;  ///< per request, in English tokens
  double language_factor = 1;                  ///< tokens per English token
  double growth = 0;                           ///< of requests per user, per year
  double weight = 1;                           ///< what one of its users counts in the objective most-served
  double time_to_first_token = 0;              ///< [s]
  double time_per_output_token = 0;            ///< [s]
  ServiceClass kind = ServiceClass::interactive;
  double within_hours = 0;  ///< deferrable: latest completion
  Residency residency = Residency::in_country;
  std::optional<double> latency_ms;       ///< limit of the network's round trip
  std::vector<double> profile;            ///< 168 weights, Monday 0:00 local time first, mean 1
  std::vector<std::string> accelerators;  ///< allowed ones; empty: all candidates
};

struct GridExtension {
  double most = 0;  ///< [MW]
  double cost = 0;  ///< overnight, per MW
  int from = 0;     ///< first year of operation
};

/// A network near a site that takes the heat of its halls.
struct HeatSale {
  double most = 0;         ///< that it takes in cold hours [MW]
  double price = 0;        ///< per MWh delivered
  double cost = 0;         ///< of the station, overnight, per MW delivered
  double share = 0;        ///< of the IT power, that can be had as heat
  double electricity = 0;  ///< per MWh delivered, of pumps and heat pumps; it is delivered too
  double summer = 0;       ///< share of `most` that it takes in warm hours
  int from = 0;            ///< first year of the station
};

struct Site {
  std::string id, name;
  std::string country;  ///< ISO 3166 alpha-3
  std::string region;   ///< catalogue id: its power has the price there; empty: the country's
  double lon = 0, lat = 0;
  std::string bus;  ///< of power.network; empty: the nearest
  Path grid;        ///< contracted connection [MW], holds from its year on
  std::optional<GridExtension> extension;
  double halls_most = std::numeric_limits<double>::infinity();  ///< [MW_it]
  double hall_block = 0;                                        ///< [MW_it], 0: any size
  bool whole_blocks = false;
  double hall_cost = 0;  ///< overnight, per MW_it, at the redundancy that the catalogue's cost means
  int hall_from = 0;     ///< earliest year of a new hall
  double permit_years = 0, construction_years = 0;
  double equipment_years = 0, installation_years = 0;  ///< wait for what takes longest to get; from there to running
  std::string cooling;                                 ///< catalogue id
  double water_most = std::numeric_limits<double>::infinity();  ///< [m3/year]
  double mean_temperature = 0, temperature_amplitude = 0;  ///< [°C] yearly mean; half the summer-winter difference
  std::optional<UserSeries> temperature;
  std::optional<HeatSale> heat;
  Standby standby;

  [[nodiscard]] double building_years() const { return permit_years + construction_years; }
  [[nodiscard]] double ordering_years() const { return equipment_years + installation_years; }
};

struct Supply {
  std::string accelerator;      ///< catalogue id
  Path most;                    ///< pieces per year, holds from its year on
  std::optional<double> price;  ///< per piece; empty: the catalogue's
};

/// Equal units of a plant, each on or off.
struct Units {
  double size = 0;                  ///< [MW]
  double least_load = 0;            ///< of the size, while on
  double start_cost = 0;            ///< per MW that starts
  int least_on = 0, least_off = 0;  ///< [h]
};

struct Plant {
  std::string id, name;
  std::string technology;  ///< catalogue id
  std::string site;        ///< behind this site's meter, or empty: through the grid of `country`
  std::string country;
  double lon = 0, lat = 0;
  Contract contract = Contract::own;
  double price = 0;                                                  ///< purchase: per MWh produced
  double least = 0, most = std::numeric_limits<double>::infinity();  ///< [MW]
  int from = 0;
  double hours = 0;                  ///< battery: storage duration
  std::optional<Units> units;        ///< on or off; nothing: it runs at any load
  std::optional<UserSeries> output;  ///< capacity factors
};

/// A wider passage that may be built.
struct LineExtension {
  double most = 0;             ///< [MW]
  std::optional<double> cost;  ///< overnight, per MW; nothing: converters and a line between the countries' middles
  int from = 0;                ///< first year of operation
};

/// Power that passes between two countries.
struct Interconnector {
  std::string id, name;
  std::string from, to;  ///< alpha-3
  Path power;            ///< [MW] sent each way, holds from its year on
  double back = 1;       ///< of it that may be sent from `to` to `from`, in [0, 1]
  double loss = 0;       ///< share of what is sent that does not arrive
  double charge = 0;     ///< per MWh sent
  std::optional<LineExtension> extension;
};

struct Power {
  PowerKind kind = PowerKind::price;
  std::string network;  ///< file, with PowerKind::network
  Path carbon_free;     ///< least share of carbon-free energy, holds from its year on
  Matching matching = Matching::hourly;
  Path carbon_cap;                   ///< t CO2 per year
  double carbon_price = 0;           ///< per t CO2, of own fuel burnt
  std::optional<UserSeries> price;   ///< per MWh, of every site's grid
  std::optional<UserSeries> carbon;  ///< g CO2/kWh
  /// Prices are of each region, and interconnectors carry the programme's own power? Else power systems trade.
  [[nodiscard]] bool bought_at_prices() const { return kind == PowerKind::price; }
};

struct Money {
  Path budget;                  ///< capital spending allowed from its year on, in total until the next point
  bool carry = true;            ///< what is left may be spent later
  bool while_building = false;  ///< halls are paid over their construction time, else when they open
};

/// Money beside the budget that pays for what is built in some countries, or of some kinds, only.
struct Fund {
  std::string id, name;
  std::vector<std::string> countries;  ///< alpha-3; empty: in any, and what stands in none
  std::vector<std::string> kinds;      ///< ids of build_kinds(); empty: all
  Path amount;                         ///< money from a year on, in total until the next point
  double share = 1;                    ///< most of what is built in a period, of what it pays for, that it pays
  bool carry = true;                   ///< what is left may be spent later
  /// Whether it pays for things of a kind in a country (empty: in none).
  [[nodiscard]] bool pays_for(const std::string& kind, const std::string& country) const {
    return within(kinds, kind) && within(countries, country);
  }
};

/// Debt that the plan may carry; none without income.
struct Loan {
  Path income;             ///< money per H100 equivalent and available hour
  Path limit;              ///< money lent at a time; empty: no limit
  double share = 0;        ///< most of the capital spending
  double least_cover = 1;  ///< debt service cover, before tax
  double interest = 0;     ///< real, a year
  double tenor = 0;        ///< [yr]
  double fee = 0;          ///< share that the lender keeps

  [[nodiscard]] bool wanted() const { return !income.empty(); }
};

/// Decided or built already: enters the plan as committed.
struct Built {
  enum class Kind : std::uint8_t { hall, fleet, plant, grid } kind = Kind::hall;
  std::string site, plant, accelerator;
  int year = 0;
  double amount = 0;  ///< MW_it, pieces, MW
};

struct Claim {
  std::string text, by, source;
  std::string because;                 ///< the author's reason for a difference
  std::string quantity;                ///< one of claim_quantities()
  std::string site;                    ///< of one site; empty: of all
  std::vector<std::string> countries;  ///< of the sites and people there, alpha-3; empty: of all
  int year = 0;                        ///< 0: the whole plan
  double value = 0;
  std::string unit;
  std::string written;  ///< as the user wrote the value
};

struct Training {
  std::string id, country;
  double flop = 0;              ///< total work
  int start = 0, deadline = 0;  ///< first and last calendar year
  double least_cluster = 0;     ///< accelerators of one kind at every site that takes part
  double utilisation = 0.4;     ///< of peak FLOP/s
  bool interruptible = true;
  bool co_located = false;  ///< in any period at one site, on one kind of accelerator
  Residency residency = Residency::in_country;
};

struct Hours {
  bool full = false;  ///< all 8,760
  int typical_days = 12;
};

struct Scenario {
  int schema_version = 1;
  std::string file;  ///< path it was read from
  std::string text;  ///< the whole text, for results.nc and `verify`
  std::string name;
  std::string variant;  ///< name of the variant, or empty
  std::string country;  ///< alpha-3
  std::string currency;
  int price_year = 2025;
  std::vector<Objective> objectives{Objective::least_cost};  ///< in their order; least cost ends it in any case
  double goal_tolerance = 0;  ///< relative: what later goals may give up of each earlier one
  double discount_rate = 0;
  std::uint64_t seed = 1;
  Hours hours;
  std::vector<int> periods;  ///< first years, ascending
  int end = 0;               ///< first year after the plan
  int now = 0;               ///< year in which decisions start; lead times count from here
  std::vector<Service> services;
  std::vector<Training> trainings;
  std::vector<Site> sites;
  std::vector<std::string> accelerators;  ///< candidates, catalogue ids
  std::vector<Supply> supplies;
  Chain chain;
  std::vector<Plant> plants;
  std::vector<Interconnector> interconnectors;
  Power power;
  Money money;
  Loan loan;
  std::vector<Built> built;
  std::vector<Claim> claims;
  std::vector<Fund> funds;
  std::vector<Licence> licences;
  std::vector<Target> targets;
  std::vector<Labour> labours;
  std::vector<Law> laws;        ///< beside, or in place of, the catalogue's
  double availability = 0;      ///< of an accelerator
  double peak_utilisation = 0;  ///< busiest allowed load of a fleet, so that queues stay short
  double accelerator_life = 0;
  bool full_power = false;  ///< the power of a site must run all its accelerators at once
  double hall_life = 0;
  std::vector<Origin> origins;     ///< every value used, in the order of the file, defaults included
  std::vector<Figure> figures;     ///< that defaults were taken or worked out from, and money converted by, each once
  std::vector<std::string> notes;  ///< for the report: assumptions, C figures leaned on

  [[nodiscard]] bool aims_at(Objective aim) const {
    for (const auto objective : objectives)
      if (objective == aim) return true;
    return false;
  }
  /// Whether a plan may leave people unserved: the objective most-served, or a target of that share, says how many.
  [[nodiscard]] bool may_leave_unserved() const;
  [[nodiscard]] int period_end(std::size_t p) const { return p + 1 < periods.size() ? periods[p + 1] : end; }
  [[nodiscard]] double period_years(std::size_t p) const { return period_end(p) - periods[p]; }
  /// "2029", or "2029-2032" for a period of several years.
  [[nodiscard]] std::string period_name(std::size_t p) const {
    const auto first = std::to_string(periods[p]);
    return period_end(p) - 1 > periods[p] ? first + "-" + std::to_string(period_end(p) - 1) : first;
  }
};

/// The smallest part of a plan that has a quantity of its own.
enum class Part : std::uint8_t { plan, countries, site };

/// Quantities of a plan that a claim can meet, with the unit each is compared in.
struct ClaimQuantity {
  std::string name, unit, help;
  Part part = Part::plan;
};
[[nodiscard]] const std::vector<ClaimQuantity>& claim_quantities();

}  // namespace gigaplan::scenario
