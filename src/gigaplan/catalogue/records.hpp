// The typed records. Every Figure of a typed record has the one unit named here; the reader refuses any other.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "gigaplan/catalogue/figure.hpp"

namespace gigaplan {

/// A figure by year (cost years, price indices). Never empty in a loaded catalogue.
struct YearSeries {
  std::map<int, Figure> by_year;

  /// Linear between the neighbouring years, the first or last year outside; an interpolated figure has the earlier
  /// neighbour's key, unit and source, the weaker confidence of both, and says so in its note. Throws
  /// std::logic_error when empty.
  [[nodiscard]] Figure at(int year) const;
};

struct Accelerator {
  std::string id;
  std::vector<std::string> aliases;
  std::string maker, memory_generation, process_node, package;
  std::string available;            ///< ISO date of first availability ("2024-11-18")
  Figure flops_bf16;                ///< dense [TFLOP/s]
  std::optional<Figure> flops_fp8;  ///< dense [TFLOP/s]; absent = not supported
  std::optional<Figure> flops_fp4;  ///< dense [TFLOP/s]; absent = not supported
  Figure memory;                    ///< [GB]
  Figure bandwidth;                 ///< memory bandwidth [TB/s]
  Figure link_bandwidth;            ///< to the others of the scale-up domain, both directions together [GB/s]
  Figure scale_up;                  ///< accelerators in one scale-up domain [accelerators]
  Figure hbm_stacks;                ///< [stacks]; 0 = other memory
  Figure tdp;                       ///< [W]
  Figure server_power;              ///< largest IT power with its share of server and rack [W]
  Figure idle_power;                ///< IT power without work, same share [W]
  Figure price;                     ///< accelerator alone [USD_y, y the price year]
  Figure server_cost;               ///< accelerator with its share of the server, no network or storage [USD_y]
  Figure tpp;                       ///< total processing performance, export control [TPP]

  /// Dense FLOP/s at `bits` = 16, 8 or 4, or of the next wider format that the chip has [TFLOP/s].
  [[nodiscard]] const Figure& flops(int bits) const;
};

struct Model {
  std::string id;
  std::vector<std::string> aliases;
  std::string maker;
  bool estimated = false;                  ///< true: not published, figures are estimates
  Figure params_total, params_active;      ///< [1e9]
  Figure layers, hidden;                   ///< [1]
  Figure query_width;                      ///< heads × head size [1]
  Figure kv_elements;                      ///< cached numbers per token and layer [1]
  Figure experts, experts_per_token;       ///< [1]; 0 = dense
  Figure expert_share;                     ///< share of all parameters that lies in routed experts [1]
  std::optional<Figure> training_compute;  ///< [FLOP]
};

/// A published benchmark workload: token lengths and latency limits.
struct Workload {
  std::string id, model;
  std::vector<std::string> aliases;
  Figure input_tokens, output_tokens;                        ///< mean [tokens]
  Figure context;                                            ///< mean while decoding, weighted by tokens [tokens]
  Figure input_second_moment;                                ///< E[in²]/E[in]² [1]
  Figure input_p99;                                          ///< p99 over mean of the input length [1]
  Figure server_ttft, server_tpot;                           ///< p99 limits [s]
  std::optional<Figure> interactive_ttft, interactive_tpot;  ///< p99 limits [s]
};

/// One measured row of a benchmark.
struct Measurement {
  std::string id, workload, accelerator;
  std::string rule;     ///< "offline" | "server" | "interactive"
  Figure throughput;    ///< output tokens per second and accelerator, best submission [tokens/s]
  Figure accelerators;  ///< in the measured system [accelerators]
};

struct Country {
  std::string id;                        ///< ISO 3166 alpha-3
  std::vector<std::string> aliases;      ///< alpha-2, English name
  std::string iso2, name, time_zone;     ///< IANA zone of the capital
  Statement official_languages;          ///< English names, "; " between them
  std::vector<std::string> languages;    ///< English names; the first is the default
  Figure utc_offset;                     ///< standard time [h]
  std::string daylight_saving;           ///< "eu" | "us" | "au" | "cl" | "none"
  Figure latitude, longitude;            ///< [deg]
  std::map<std::string, Figure> extent;  ///< box of its land: "west", "south", "east", "north" [deg]; may be empty
  Figure population;                     ///< [people]
  Figure internet_users;                 ///< [%]
  Figure gdp;                            ///< nominal [USD_y]
  std::map<std::string, Figure>
      generation;            ///< TWh a year by "nuclear", "hydro", "wind", "solar", "gas", "coal", "other"
  Figure electricity;        ///< generation of the year, all kinds [TWh]
  Figure carbon_intensity;   ///< of the grid, yearly mean [gCO2/kWh]
  Figure carbon_free_share;  ///< of the grid, yearly mean [%]
  Figure industrial_price;   ///< electricity, all in [USD_y/kWh]
  std::optional<YearSeries> wholesale_price;  ///< day-ahead mean by year [EUR_y/MWh]
  Figure solar_cf, wind_cf;                   ///< typical capacity factors [1]
  std::optional<Figure> offshore_cf;          ///< [1]
  Figure mean_temperature, warmest_month;     ///< [degC]
  Figure construction_cost;                   ///< halls [USD_y/W]
  Figure grid_years;                          ///< wait for a connection of the 100 MW class [years]
  Figure permit_months;                       ///< planning and building permits [months]
  Figure data_centre_capacity;                ///< installed [MW]
  Figure water_stress;                        ///< freshwater withdrawal over internal renewable resources [%]
  Figure tax_rate, wacc;                      ///< [%]; wacc nominal USD after tax
  Statement export_tier;                      ///< "1", "2", "3", "1 (home)" of the rescinded US rule
  Statement eu, eea;                          ///< "yes" | "no"
  Statement data_law, residency;
};

/// A part of a country whose power has a price of its own, and carbon and a carbon-free share where these are known.
struct Region {
  std::string id;                           ///< ISO 3166-2 ("US-TX")
  std::vector<std::string> aliases;         ///< English name
  std::string name, country;                ///< country: alpha-3
  Figure industrial_price;                  ///< electricity, all in [USD_y/kWh]
  std::optional<Figure> carbon_intensity;   ///< of what is generated there [gCO2/kWh]; absent: the country's
  std::optional<Figure> carbon_free_share;  ///< of what is generated there, yearly [%]; absent: the country's
};

/// An energy technology. Money units are "EUR_2015/kW" and the like: the unit of the series, not fixed here.
struct Technology {
  std::string id, name, region;  ///< region "EU" | "US" | "global"
  std::vector<std::string> aliases;
  YearSeries capital_cost;                    ///< overnight, per kW, or per kWh for stores
  std::optional<YearSeries> fom;              ///< fixed operation, share of the capital cost [%/yr]
  std::optional<YearSeries> vom;              ///< variable operation, per MWh
  std::optional<YearSeries> fuel;             ///< fuel price per MWh thermal
  std::optional<YearSeries> efficiency;       ///< [p.u.]
  std::optional<YearSeries> capacity_factor;  ///< [p.u.]
  std::optional<YearSeries> co2;              ///< per MWh thermal [tCO2/MWh]
  std::optional<Figure> least_load;           ///< of a unit that is on, share of its size [%]
  std::optional<Figure> start_cost;           ///< per MW of a unit that starts
  std::optional<Figure> least_on, least_off;  ///< shortest times on and off [h]
  YearSeries lifetime;                        ///< [years]
  YearSeries build_years;                     ///< development and construction [years]
};

/// What a law asks for.
enum class LawMeasure : std::uint8_t { pue, renewable, heat_reuse, firm_power, report, training };

/// Words of the measures, in their order: "pue", "renewable", "heat-reuse", "firm-power", "report", "training".
[[nodiscard]] const std::vector<std::string>& law_measures();

/// What a law asks of data centres.
struct Law {
  std::string id, name;
  std::vector<std::string> aliases;
  std::vector<std::string> countries;  ///< alpha-3, or "EU"
  LawMeasure measure = LawMeasure::report;
  std::string asks;                      ///< in words, of the operator
  std::optional<Figure> limit;           ///< FLOP of a training run, else [1]; none for a report
  std::optional<Figure> least_it_power;  ///< of a site that it holds for [MW]
  std::optional<Figure> from, until, opened_from, opened_before;  ///< first year with, without; of opening [year]
};

/// A record of the other kinds (building, cooling, supply, policy, finance, demand, claims, languages): figures by
/// field.
struct Record {
  std::string kind, id;  ///< kind as in keys ("building")
  std::vector<std::string> aliases;
  std::map<std::string, std::string> texts;  ///< plain words of the record (maker, subject)
  std::map<std::string, Figure> figures;     ///< by field; nested fields joined by '/' ("investment/2030")
  std::map<std::string, Statement> statements;
};

}  // namespace gigaplan
