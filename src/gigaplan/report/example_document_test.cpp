#include "gigaplan/report/example_document.hpp"

#include <fmt/format.h>

#include <array>
#include <string>

namespace gigaplan::report::example {
namespace {

struct Seed {
  const char *id, *name;
  double longitude, latitude;
  std::array<double, 3> it;  // MW_it by period
  const char* opens;
};
constexpr Seed seeds[] = {{"frankfurt", "Frankfurt", 8.68, 50.11, {45, 90, 110}, "2027-04"},
                          {"brandenburg", "Berlin-Brandenburg", 13.52, 52.35, {25, 120, 260}, "2027-10"},
                          {"munich", "Munich", 11.58, 48.14, {10, 45, 60}, "2028-06"},
                          {"rhineland", "Rhineland", 6.55, 50.95, {0, 105, 240}, "2029-02"}};
constexpr std::array<double, 3> served{2.1e14, 9.4e14, 2.6e15};  // tokens per year by period

void sites(Document& d) {
  for (const Seed& seed : seeds) {
    Site site{seed.id, seed.name, "DEU", seed.longitude, seed.latitude, seed.opens, "", {}};
    for (std::size_t p = 0; p < 3; ++p) {
      const double it = seed.it[p], total = seeds[0].it[p] + seeds[1].it[p] + seeds[2].it[p] + seeds[3].it[p];
      site.by_period.push_back({it, 1.22 * it, 1.3 * it, 640 * it, served[p] * it / total, 1.22 * it * 8760 * 0.71,
                                1.22 * it * 8760 * 0.71 * (0.16 - 0.05 * static_cast<double>(p)), 3.1e6 * it});
    }
    d.sites.push_back(site);
  }
  const char* cities[] = {"Hamburg", "Cologne", "Berlin", "Stuttgart", "Munich region", "Leipzig"};
  const double where[][2] = {{9.99, 53.55}, {6.96, 50.94},  {13.40, 52.52},
                             {9.18, 48.78}, {12.10, 47.90}, {12.37, 51.34}};
  const char* from[] = {"brandenburg", "frankfurt", "brandenburg", "frankfurt", "munich", "brandenburg"};
  for (std::size_t i = 0; i < 6; ++i) {
    const std::string id = fmt::format("users-{}", i);
    d.places.push_back({id, cities[i], "DEU", where[i][0], where[i][1]});
    for (int p = 0; p < 3; ++p)
      d.flows.push_back({p, "tokens", from[i], id,
                         served[static_cast<std::size_t>(p)] * (0.24 - 0.03 * static_cast<double>(i)),
                         "tokens per year"});
  }
  for (int p = 1; p < 3; ++p) d.flows.push_back({p, "tokens", "rhineland", "users-1", 1.5e14 * p, "tokens per year"});
}

void timeline(Document& d) {
  const struct {
    const char *site, *lane, *label, *start, *end;
    double amount;
    const char* unit;
    bool committed, critical;
  } tasks[] = {
      {"frankfurt", "permit", "Building permit", "2025-01", "2025-11", 45, "MW_it", true, false},
      {"frankfurt", "grid", "Connection 60 MW", "2024-06", "2027-03", 60, "MW", true, true},
      {"frankfurt", "building", "Hall 1-3", "2025-11", "2027-04", 45, "MW_it", true, false},
      {"frankfurt", "chips", "B200 deliveries", "2026-12", "2027-06", 29000, "accelerators", false, false},
      {"frankfurt", "building", "Hall 4-6", "2028-02", "2029-10", 45, "MW_it", false, false},
      {"frankfurt", "grid", "Connection +60 MW", "2026-01", "2029-12", 60, "MW", false, true},
      {"frankfurt", "operation", "In operation", "2027-04", "2036-01", 45, "MW_it", false, false},
      {"brandenburg", "permit", "Building permit", "2025-07", "2026-06", 260, "MW_it", false, false},
      {"brandenburg", "grid", "Connection 160 MW", "2025-03", "2027-09", 160, "MW", false, true},
      {"brandenburg", "building", "Halls 1-2", "2026-06", "2027-10", 25, "MW_it", false, false},
      {"brandenburg", "building", "Halls 3-10", "2028-01", "2029-11", 95, "MW_it", false, false},
      {"brandenburg", "power", "Wind purchase 220 MW", "2026-03", "2029-06", 220, "MW", false, false},
      {"brandenburg", "chips", "GB300 deliveries", "2029-06", "2030-03", 64000, "accelerators", false, false},
      {"munich", "permit", "Building permit", "2026-03", "2027-05", 60, "MW_it", false, true},
      {"munich", "grid", "Connection 80 MW", "2026-01", "2028-03", 80, "MW", false, false},
      {"munich", "building", "Halls 1-3", "2027-05", "2028-06", 45, "MW_it", false, true},
      {"munich", "cooling", "Dry coolers", "2027-09", "2028-05", 45, "MW_it", false, false},
      {"rhineland", "permit", "Building and emission permit", "2026-01", "2027-06", 240, "MW_it", false, false},
      {"rhineland", "grid", "Connection 300 MW", "2026-06", "2029-01", 300, "MW", false, true},
      {"rhineland", "building", "Halls 1-8", "2027-06", "2029-02", 105, "MW_it", false, false},
      {"rhineland", "power", "Own gas 60 MW", "2027-03", "2029-02", 60, "MW", false, false},
      {"rhineland", "building", "Halls 9-18", "2032-01", "2033-11", 135, "MW_it", false, false}};
  for (const auto& t : tasks)
    d.timeline.push_back({t.site, t.lane, t.label, t.start, t.end, t.amount, t.unit, t.committed, t.critical, ""});
}

void fleet_and_costs(Document& d) {
  const struct {
    const char *name, *generation;
    int vintage;
    std::array<double, 3> share;
    double h100;
  } kinds[] = {{"H200 SXM", "Hopper", 2026, {0.35, 0.06, 0}, 1.4},
               {"B200 SXM", "Blackwell", 2027, {0.65, 0.24, 0}, 2.5},
               {"GB300 NVL72 (per GPU)", "Blackwell Ultra", 2029, {0, 0.7, 0.22}, 3.4},
               {"VR200 NVL144 (per GPU)", "Rubin", 2033, {0, 0, 0.78}, 9.0}};
  for (int p = 0; p < 3; ++p)
    for (const Seed& seed : seeds)
      for (const auto& kind : kinds) {
        const auto i = static_cast<std::size_t>(p);
        const double pieces = 640 * seed.it[i] * kind.share[i];
        if (pieces > 0)
          d.fleet.push_back({p, seed.id, kind.name, kind.generation, kind.vintage, pieces, seed.it[i] * kind.share[i],
                             pieces * kind.h100, 0.62 + 0.04 * p});
      }
  const std::pair<const char*, std::array<double, 3>> categories[] = {
      {"Accelerators and servers", {310e6, 1180e6, 1620e6}},
      {"Halls and cooling", {78e6, 350e6, 610e6}},
      {"Grid connection", {9e6, 41e6, 66e6}},
      {"Energy bought", {49e6, 186e6, 301e6}},
      {"Own plants and batteries", {4e6, 38e6, 82e6}},
      {"Staff and upkeep", {22e6, 71e6, 104e6}},
      {"Water and carbon", {1.2e6, 4.1e6, 5.2e6}}};
  for (const auto& [category, amounts] : categories)
    for (int p = 0; p < 3; ++p) d.costs.push_back({p, category, "", amounts[static_cast<std::size_t>(p)]});
  for (int p = 0; p < 3; ++p) {
    const double all[] = {2.25, 1.99, 1.07}, chat[] = {2.61, 2.28, 1.22}, agents[] = {1.42, 1.31, 0.78};
    d.unit_costs.push_back({p, "", all[p], "EUR_2024 per million tokens"});
    d.unit_costs.push_back({p, "assistant", chat[p], "EUR_2024 per million tokens"});
    d.unit_costs.push_back({p, "agents", agents[p], "EUR_2024 per million tokens"});
  }
}

void energy(Document& d) {
  d.energy_flow.nodes = {{"grid", "Grid", "grid", ""},
                         {"wind", "Wind purchase", "wind", ""},
                         {"solar", "Solar purchase", "solar", ""},
                         {"gas", "Own gas", "gas", ""},
                         {"assistant", "Assistant", "service", ""},
                         {"agents", "Agents for offices", "service", ""},
                         {"idle", "Idle accelerators", "use", ""},
                         {"cooling", "Cooling and losses", "use", ""}};
  for (const Seed& seed : seeds) d.energy_flow.nodes.push_back({std::string("at-") + seed.id, seed.name, "site", ""});
  const std::pair<const char*, double> sources[] = {{"grid", 0.46}, {"wind", 0.34}, {"solar", 0.16}, {"gas", 0.04}};
  const std::pair<const char*, double> uses[] = {
      {"assistant", 0.48}, {"agents", 0.23}, {"idle", 0.11}, {"cooling", 0.18}};
  for (int p = 0; p < 3; ++p)
    for (const Seed& seed : seeds) {
      const double gwh = 1.22 * seed.it[static_cast<std::size_t>(p)] * 8.76 * 0.71;
      if (gwh <= 0) continue;
      for (const auto& [source, share] : sources)
        d.energy_flow.links.push_back({p, source, std::string("at-") + seed.id, gwh * share});
      for (const auto& [use, share] : uses)
        d.energy_flow.links.push_back({p, std::string("at-") + seed.id, use, gwh * share});
    }
  for (int p = 0; p < 3; ++p) {
    double gwh = 0;
    for (const Seed& seed : seeds) gwh += 1.22 * seed.it[static_cast<std::size_t>(p)] * 8.76 * 0.71;
    for (const auto& [source, share] : sources)
      d.balances.push_back({"energy", p, source, gwh * share, "GWh per year", false, ""});
    for (const auto& [use, share] : uses)
      d.balances.push_back({"energy", p, use, -gwh * share, "GWh per year", false, ""});
    d.balances.push_back(
        {"carbon", p, "Grid imports", gwh * 0.46 * (280 - 70 * p), "t CO2 per year", false, "location-based"});
    d.balances.push_back({"carbon", p, "Own gas", gwh * 0.04 * 202 / 0.55, "t CO2 per year", false, ""});
    d.balances.push_back({"water", p, "Cooling water", gwh * 310, "m3 per year", false, "dry coolers below 24 °C"});
    d.balances.push_back({"jobs", p, "Construction", 5200.0 - 900 * p, "FTE", false, ""});
    d.balances.push_back({"jobs", p, "Operation", 320.0 + 420 * p, "FTE", false, ""});
  }
}

void limits_and_rules(Document& d) {
  d.bottlenecks = {
      {"100 MW more grid in Frankfurt in 2030 saves 41 million EUR a year.", "grid", "frankfurt", 1, 410,
       "EUR_2024/kW per year", 100, "MW", 41e6, "EUR_2024 per year", true},
      {"5,000 more GB300 accelerators in 2030 save at most 29 million EUR a year.", "chips", "", 1, 5800,
       "EUR_2024 per accelerator and year", 5000, "accelerators", 29e6, "EUR_2024 per year", false},
      {"Opening the Munich halls three months earlier saves 6.4 million EUR.", "permit", "munich", 1, 2.1e6,
       "EUR_2024 per month", 3, "months", 6.4e6, "EUR_2024", true},
      {"One percentage point less hourly matched carbon-free power saves 3.2 million EUR a year.", "carbon", "", 2,
       3.2e6, "EUR_2024 per point and year", 1, "point", 3.2e6, "EUR_2024 per year", true}};
  d.compliance = {{"Personal data are processed in Germany", "GDPR; scenario residency in-country", "Assistant", "2030",
                   Fulfilment::yes, "only the four German sites serve it", "100 % of 6.3e14 tokens in all 288 hours"},
                  {"Half of the power renewable, all from 2027", "EnEfG §11", "all sites", "2030", Fulfilment::yes,
                   "wind and solar purchase, guarantees of origin", "bilanzielle 100 %: 1,820 of 1,820 GWh"},
                  {"Heat reuse share at least 20 %", "EnEfG §11", "Rhineland", "2030", Fulfilment::no, "",
                   "no heat customer: 0 % of 640 GWh against 20 %"},
                  {"PUE at most 1.2 two years after opening", "EnEfG §11", "Frankfurt", "2030", Fulfilment::no, "",
                   "1.22 over the year; worst hour 1.31"},
                  {"Energy data reported each year", "EnEfG §13", "all sites", "", Fulfilment::not_checked, "", ""}};
  d.claims = {
      {"Compute for an assistant for all", "Federal programme", "2025-03", "programme paper, p. 12", 300, 360, "MW_it",
       "the plan serves the evening peak without shifting; with 10 % of the work deferred it needs 331 MW"},
      {"Cost per million tokens by 2030", "Industry association", "2024-11", "study, table 4", 1.2, 1.99,
       "EUR_2024 per million tokens", "the claim leaves out the grid connection and idle power"},
      {"Jobs in operation by 2035", "Ministry", "2025-06", "press note", 1500, 1160, "FTE", ""}};
  const std::pair<const char*, double> split[] = {{"assistant", 0.67}, {"agents", 0.33}};
  for (int p = 0; p < 3; ++p)
    for (const Site& site : d.sites)
      for (const auto& [service, share] : split) {
        if (site.id == "rhineland" && std::string(service) == "assistant" && p == 1) continue;
        d.tokens.push_back({p, service, site.id, *site.by_period[static_cast<std::size_t>(p)].tokens * share});
      }
  d.forbidden = {
      {"assistant", "rhineland", "H200 SXM", "latency", "a copy needs 8 accelerators and misses 40 ms per token"},
      {"assistant", "munich", "", "residency", "hypothetical: outside the trust zone until 2028"}};
  const std::pair<const char*, std::array<double, 3>> stages[] = {{"Logic wafers", {0.22, 0.41, 0.38}},
                                                                  {"HBM stacks", {0.71, 1.0, 0.82}},
                                                                  {"Packaging", {0.65, 0.93, 0.7}},
                                                                  {"Servers", {0.5, 0.6, 0.5}}};
  for (const auto& [stage, use] : stages)
    for (int p = 0; p < 3; ++p) {
      const double share = use[static_cast<std::size_t>(p)], room = 1.2e6 * (p + 1);
      d.supply.push_back({p, stage, room, room * share, "pieces per year", share >= 1,
                          share >= 1 ? Number(412) : Number(), share >= 1 ? "EUR_2024 per piece" : "", ""});
    }
  d.targets = {{"Hourly matched carbon-free share", 1, 80, 80, "%", 3.2e6, "EUR_2024 per point and year", 51e6, ""},
               {"Hourly matched carbon-free share", 2, 90, 90, "%", 4.9e6, "EUR_2024 per point and year", 88e6, ""},
               {"Sites in at least four states", 2, 4, 4, "sites", {}, "", 12e6, ""}};
  d.variants = {{"base", "no gas", "tier 1"},
                {"", "own gas not allowed", "accelerator quota lifted"},
                {{"Total cost", "EUR_2024", {12.4e9, 12.7e9, 11.9e9}},
                 {"IT power in 2035", "MW_it", {670, 668, 655}},
                 {"Carbon in 2035", "t CO2 per year", {412000, 351000, 405000}},
                 {"Date when the demand is met", "year", {2030, 2030.5, {}}}},
                {"Without own gas the plan costs 300 million EUR more and saves 61,000 t CO2 a year.",
                 "Tier 1 is worth 500 million EUR."},
                0};
  d.rule_prices = {{"carbon-free", "The carbon-free share (90 % in 2035, matched hour by hour)",
                    "The carbon-free share (90 % in 2035, matched hour by hour) costs 88 M EUR a year (4.6 %).", 88e6,
                    "EUR_2024 per year", 0.046, 88e6},
                   {"residency", "Residency of Agents for offices (region)",
                    "Residency of Agents for offices (region) costs 2.1 M EUR a year (0.11 %).", 2.1e6,
                    "EUR_2024 per year", 0.0011, 2.1e6},
                   {"water", "The limit of water (2 sites)", "The limit of water (2 sites) costs nothing.", 0,
                    "EUR_2024 per year", 0, 0},
                   {"target",
                    "Target \"four states\" (4 sites in 2035)",
                    "Target \"four states\" (4 sites in 2035): what "
                    "it costs is not known, no certified plan without it was found.",
                    {},
                    "",
                    {},
                    {}}};
  d.rule_note = "Without a price: 1 of 5 rules; each takes a plan of its own, and time was short.";
}

void money(Document& d) {
  d.finance.figures = {{"Equity IRR", 11.2, "%", "nominal, after tax"},
                       {"NPV", 412e6, "EUR_2024", "at 8 % WACC"},
                       {"Least DSCR", 1.31, "", "2031"},
                       {"LCOE of compute", 1.62, "EUR_2024 per GPU-hour", ""}};
  d.finance.bridges = {{"Sources and uses",
                        "EUR_2024",
                        {{"Equity", 1.9e9, false, ""},
                         {"Senior debt", 3.6e9, false, ""},
                         {"Grant", 0.4e9, false, ""},
                         {"Sources", 5.9e9, true, ""},
                         {"Accelerators", -3.4e9, false, ""},
                         {"Halls", -1.7e9, false, ""},
                         {"Grid", -0.3e9, false, ""},
                         {"Interest in building", -0.5e9, false, ""}}},
                       {"Price of a GPU-hour",
                        "EUR_2024 per GPU-hour",
                        {{"Capital", 0.94, false, ""},
                         {"Power", 0.21, false, ""},
                         {"Upkeep", 0.13, false, ""},
                         {"Tax", 0.09, false, ""},
                         {"Return", 0.25, false, ""},
                         {"Price", 1.62, true, ""}}}};
  MoneyYears cash{"Cash flow",
                  "EUR_2024",
                  {},
                  {{"Capital", {}, false}, {"Operation", {}, false}, {"Income", {}, false}, {"Sum", {}, true}}};
  DebtCover debt{"Debt and its cover", "EUR_2024", {}, {}, {}, {}, {}, 1.2};
  double left = 0, sum = 0;
  for (int year = 2026; year <= 2040; ++year) {
    const double capital = year < 2031    ? -0.9e9
                           : year == 2033 ? -1.4e9
                                          : 0,
                 run = -0.11e9 * (year - 2026), income = 0.3e9 * (year - 2026);
    left = year < 2031 ? left + 0.7e9 : left - 0.35e9;
    cash.years.push_back(year);
    debt.years.push_back(year);
    sum += capital + run + std::min(income, 2.2e9);
    const double parts[] = {capital, run, std::min(income, 2.2e9), sum};
    for (std::size_t i = 0; i < 4; ++i) cash.series[i].values.emplace_back(parts[i]);
    debt.drawn.emplace_back(year < 2031 ? 0.7e9 : 0);
    debt.repaid.emplace_back(year < 2031 || left < 0 ? 0 : 0.35e9);
    debt.balance.emplace_back(std::max(0.0, left));
    debt.limit.emplace_back(4e9);
    debt.dscr.push_back(year < 2031 ? Number() : Number(1.31 + 0.06 * (year - 2031)));
  }
  d.finance.cash_flows = {cash};
  d.finance.debt = {debt};
  d.finance.tables = {{"the equity IRR",
                       "%",
                       "Price",
                       "Capital cost",
                       {"-10 %", "as planned", "+10 %"},
                       {"-10 %", "as planned", "+10 %"},
                       {{11, 9, 7}, {13, 11.2, 9.5}, {16, 13.8, Number()}}}};
  d.finance.tornadoes = {{"Equity IRR",
                          "%",
                          11.2,
                          {{"Accelerator price", "+20 %", "-20 %", 6.1, 15.9},
                           {"Utilisation", "50 %", "75 %", 7.3, 13.8},
                           {"Power price", "+30 %", "-30 %", 9.4, 12.7},
                           {"WACC", "+1 point", "-1 point", 10.1, 12.1}}}};
}

void proof(Document& d) {
  d.certificate.accepted = true;
  d.certificate.sentence =
      "An independent check of every row, bound and price accepts the answer: no violation is above 1e-6.";
  d.certificate.objective = 1.2412345e10;
  d.certificate.dual_bound = 1.2412344e10;
  d.certificate.gap = 8.1e-8;
  d.certificate.objective_unit = "EUR_2024";
  d.certificate.checks = {
      {"Power balance", 3.1e-8, 1e-6, "of the peak", true, "supply equals load in every hour"},
      {"Bounds", 0, 1e-6, "", true, "no variable leaves its limits"},
      {"Prices (dual residual)", 4.4e-7, 1e-6, "", true, "no build or run is left undone that would pay"},
      {"Gap", 8.1e-8, 1e-6, "of the cost", true, "no other plan is cheaper by more than this"}};
  d.certificate.worst_rows = {"balance[electricity, rhineland, 2030-01-17T18:00Z]: 3.1e-8 MW"};
  d.certificate.solver = "highs-simplex";
  d.certificate.iterations = 48211;
  d.certificate.columns = 61213;
  d.certificate.rows = 58002;
  d.certificate.nonzeros = 231944;
  d.certificate.peak_memory_bytes = 412e6;
  d.certificate.seconds = {{"read", 0.1}, {"formulate", 0.3}, {"solve", 5.4}, {"certify", 0.2}, {"write", 0.4}};
  d.certificate.hours_error = "12 typical days cost 0.8 % less than the full year and build 1.1 % less capacity.";
  const char* names[] = {"H200 SXM power",      "B200 SXM price", "Building cost Germany",
                         "Grid wait Frankfurt", "PUE dry cooler", "Wind capital cost"};
  const char* units[] = {"W", "USD_2025", "USD_2024/W", "months", "", "EUR_2023/kW"};
  const double values[] = {700, 34500, 11.6, 48, 1.22, 1620};
  for (int i = 0; i < 240; ++i) {
    const auto k = static_cast<std::size_t>(i % 6);
    d.figures.push_back({i < 6 ? names[k] : fmt::format("{} ({})", names[k], i / 6), i % 3 ? "halls" : "fleet",
                         values[k] * (1 + 0.001 * i), i % 2 ? Number(0.9 * values[k]) : Number(),
                         i % 2 ? Number(1.2 * values[k]) : Number(), "", units[k], "2024",
                         "Public data sheet or yearly report of the maker, table 3, page 41",
                         i % 5 == 4 ? "C"
                         : i % 2    ? "B"
                                    : "A",
                         i % 37 == 3});
  }
  d.assumptions = {"Demand follows the local clock of Europe/Berlin with daylight saving.",
                   "Accelerators live five years; what is left at the horizon is credited by the annuity."};
  d.warnings = {
      "Weather is synthetic: computed from sun position and a seeded wind model, scaled to sourced capacity factors."};
  d.recompute.commands = {"gigaplan plan germany.toml -o runs/germany", "gigaplan verify runs/germany"};
  d.recompute.files = {"results.nc: every number, with units", "results.xlsx: the tables of this page",
                       "run.json: input, hash, version"};
}

}  // namespace

Document germany(bool full_year) {
  Document d;
  d.head = {"Germany: an assistant for everybody, in German, under German law",
            "Sites, accelerators, power and money from 2027 to 2039 for 83 million people",
            "germany.toml",
            "0.1.0",
            "5f0c1f1ad4a5b2f0d9c1",
            "",
            "EUR_2024",
            "least present cost of meeting the demand",
            full_year ? "all 8,760 hours" : "12 typical days a year, linked for storage",
            "perfect foresight over 2027-2035",
            "optimal"};
  d.answer = {
      "Germany can serve an assistant to 60 % of its people by 2030 from four sites with 360 MW of IT power, for 1.9 "
      "billion EUR a year.",
      "The grid connection at Frankfurt and the deliveries of accelerators in 2030 hold it back most.",
      "Two rules are broken and need a decision: heat reuse in the Rhineland and the PUE limit in Frankfurt."};
  d.headlines = {{"Cost", 12.4e9, "EUR_2024", "", "present value 2027-2039"},
                 {"IT power in 2035", 670, "MW_it", "", "817 MW at the meter"},
                 {"Accelerators in 2035", 428800, "", "", "3.3 million H100-equivalents"},
                 {"Tokens a year in 2035", 2.6e15, "tokens", "", "85 a second and person at the peak"},
                 {"Sites", 4, "", "", "in four federal states"},
                 {"Carbon in 2035", 412000, "t CO2 per year", "", "location-based"},
                 {"Demand met from", {}, "", "October 2030", "first period without unserved requests"}};
  d.periods = {{"2027", 2027, 3}, {"2030", 2030, 5}, {"2035", 2035, 5}};
  if (full_year) d.head.subtitle = "The full year, hour by hour";
  d.services = {{"assistant", "Assistant", "in-country", "97 % of requests within a second"},
                {"agents", "Agents for offices", "region", "up to 8 hours later"}};
  sites(d);
  timeline(d);
  fleet_and_costs(d);
  energy(d);
  limits_and_rules(d);
  money(d);
  proof(d);
  d.hours = hours(d, full_year ? 8760 : 288, full_year ? 1 : 3);
  return d;
}

}  // namespace gigaplan::report::example
