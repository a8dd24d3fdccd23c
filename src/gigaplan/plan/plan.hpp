// The plan: what to build and how to run it, in the user's terms, with its reasons and its certificate.
#pragma once
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gigaplan/base/context.hpp"
#include "gigaplan/catalogue/catalogue.hpp"
#include "gigaplan/certify/certify.hpp"
#include "gigaplan/compile/compile.hpp"
#include "gigaplan/formulate/formulate.hpp"
#include "gigaplan/plan/view.hpp"
#include "gigaplan/program/interior.hpp"
#include "gigaplan/scenario/scenario.hpp"
#include "gigaplan/solve/solve.hpp"

namespace gigaplan::plan {

struct Plan;

struct PlanOptions {
  solve::SolveOptions solver;
  /// Plan of a scenario much like this one: the block interior point starts from the way to its answers. Not owned.
  const Plan* neighbour = nullptr;
  int measured_limits = 10;  ///< how many of the largest bottlenecks are solved again with their step taken
  bool vertex = true;    ///< typical days by simplex, where it does not take long; false: only the cost is asked for
  int priced_rules = 0;  ///< how many rules are priced by planning again without them
  double rule_seconds = std::numeric_limits<double>::infinity();  ///< for all of them; the rest stays unpriced
};

/// One thing that is built in one period.
struct BuildItem {
  std::string kind;  ///< "hall", "fleet", "grid", "plant"
  std::string what;  ///< accelerator, plant or site
  int site = -1, plant = -1, accelerator = -1;
  int period = 0;
  int year = 0;  ///< of building
  double amount = 0;
  std::string unit;
  double overnight = 0;  ///< money
  bool committed = false;
  bool stood = false;  ///< built before the plan: no money, chips or labour of its first period
};

/// One site in one period; energies, tokens, money per year.
struct SiteYear {
  int site = 0, period = 0;
  double it_power = 0;       ///< hall capacity [MW_it]
  double used_it_power = 0;  ///< what the accelerators there can draw [MW_it]
  double operation = 0;      ///< of it, what the connection and firm plants can run at once in the hottest hour [MW_it]
  double grid = 0;           ///< connection [MW]
  double peak = 0;           ///< facility power at the busiest hour [MW]
  double accelerators = 0, h100_equivalents = 0;
  double it_energy = 0;  ///< [MWh]
  double energy = 0;     ///< facility [MWh]
  double requests = 0, output_tokens = 0, tokens = 0;
  double carbon = 0;            ///< location-based: the market's carbon of what is drawn from it, and own fuel [t]
  double water = 0;             ///< [m3]
  double heat = 0;              ///< delivered to a heat network [MWh]
  double heat_electricity = 0;  ///< drawn for it, beside `energy` [MWh]
  double cost = 0;              ///< money
  double construction_jobs = 0, permanent_jobs = 0;  ///< [FTE-years of the period's building], [FTE]
  /// Jobs at suppliers and where the wages are spent, for those at the site: multipliers of the catalogue, which no
  /// target counts [FTE-years of the period's building], [FTE].
  double construction_elsewhere = 0, permanent_elsewhere = 0;
};

struct FleetRow {
  int site = 0, accelerator = 0, period = 0, vintage_year = 0;
  double pieces = 0, it_power = 0, h100_equivalents = 0, utilisation = 0;
};

struct TokenRow {
  int service = 0, site = 0, accelerator = 0, period = 0;
  double requests = 0, tokens = 0;  ///< per year; tokens in and out
};

/// Money per year of a period, by what it is for. Σ_p δ_p Σ rows = the cost objective (without the constant).
struct CostRow {
  int period = 0, site = -1;
  std::string category;  ///< "accelerators", "halls", "grid connection", "plants", "market power", "fuel and running"
  double per_year = 0;
};

struct EnergyRow {
  int period = 0;
  std::string item, kind;  ///< kind: grid | wind | solar | gas | nuclear | battery | load | …
  double mwh = 0;          ///< sources positive, uses negative
};

/// What the programme does to a country's own grid (power of kind "mix") or to the user's (kind "network").
struct GridRow {
  int period = 0;
  std::string country;  ///< or the bus, or the line
  std::string item, unit;
  double without = 0, with = 0;
};

/// What passes over an interconnector one way in a period.
struct TradeRow {
  int line = 0, period = 0;       ///< index into Scenario::interconnectors
  std::string from, to;           ///< alpha-3
  double sent = 0, received = 0;  ///< [MWh/yr]
  double use = 0;                 ///< of what could be sent, in [0, 1]; 0 where nothing could
};

/// Loans of one period and what serves them; real money.
struct LoanRow {
  int period = 0;
  double lent = 0;      ///< in this period [money]
  double standing = 0;  ///< of all that is not yet paid back, as it was lent [money]
  double service = 0;   ///< interest and repayment [money/yr]
  double income = 0;    ///< [money/yr]
  double running = 0;   ///< costs beyond annuities [money/yr]
  double spending = 0;  ///< capital that is built, loans' fees included [money]

  /// Debt service cover; infinite without debt.
  [[nodiscard]] double cover() const { return (income - running) / service; }
};

/// What a fund gives in a period.
struct FundRow {
  int fund = 0, period = 0;
  int account = 0;   ///< index into compile::Meaning::accounts: what it pays for
  double given = 0;  ///< [money]
};

struct Bottleneck {
  std::string kind, sentence;
  int site = -1, period = 0;
  double price = 0;  ///< saving of the first unit, money of the plan's present value per unit
  double step = 0;
  std::string unit;
  double saving = 0;           ///< present value over the plan; with `gain_unit`: while the first goal keeps its value
  double saving_per_year = 0;  ///< the same, spread over the years of the plan from the step's period on
  double gain = 0;             ///< what the whole step gives of the first goal, where that is no cost [gain_unit]
  std::string gain_unit;       ///< "H100 equivalents", "people"; empty where the first goal is the least cost
  bool measured = false;       ///< solved again; otherwise "at most"
};

/// What a rule of the scenario costs: the plan against the plan without it.
struct RulePrice {
  std::string kind;  ///< "target", "residency", "latency", "carbon-free", "carbon", "water", "licence", "law",
                     ///< "full power"
  std::string rule;  ///< in words: "Residency of the assistant (in-country)"
  std::string sentence;
  std::string unit;             ///< of `worth`: money a year, or that of the first goal
  std::optional<double> worth;  ///< what the rule costs, ≥ 0; nothing where the plan without it was not found
  double share = 0;             ///< of the plan's present cost, or of its first goal
  double cost_per_year = 0;     ///< money a year that the rule costs; negative where the goal grows with spending
};

struct Compliance {
  std::string rule, law, subject, period, fulfilled_by, evidence;
  std::string source;  ///< of the law, where one is known
  bool fulfilled = false;
  bool left_to_operators = false;  ///< a law asks it of them, and no plan decides it: neither kept nor broken here
};

struct ClaimResult {
  scenario::Claim claim;
  std::optional<double> planned;
  std::string explanation;
};

/// One limit that must give way when no plan exists.
struct RepairLine {
  std::string sentence;
  double amount = 0;
  std::string unit;
  bool alternative = false;    ///< does alone what all lines that are none do together
  std::optional<double> cost;  ///< overnight money of what gives way, where its price is known
};

/// One goal of a lexicographic plan, in the order in which they were sought.
struct GoalRow {
  std::string name, unit;
  bool least = true;             ///< otherwise the most is best
  double best = 0;               ///< value when it was sought, the goals before it kept
  double planned = 0;            ///< value in the plan: later goals may give up `tolerance` of the best
  double constant = 0;           ///< what its value holds whatever is decided
  double tolerance = 0;          ///< relative; 0 for the last goal
  std::optional<double> before;  ///< value in the best plan of the goal before it: what it gained
  std::optional<double> price;   ///< what giving up one unit would gain of the last goal [its unit/unit]
  bool certified = false;
};

struct Stage {
  std::string name;
  double seconds = 0;
};

struct Plan {
  scenario::Scenario scenario;
  compile::Compiled compiled;
  formulate::Layout layout;
  program::Solution solution;
  certify::Certificate certificate;
  program::Solution grid_alone;  ///< the countries' own grids without the programme; empty where there are none
  std::int64_t columns = 0, rows = 0, nonzeros = 0;
  std::vector<double> reached;  ///< values of the goals, in their order
  std::vector<GoalRow> goals;   ///< one for each; empty for a stored plan
  double objective = 0;         ///< of the first goal: present cost, or the amount reached
  double present_cost = 0;      ///< of the last goal (cost)
  std::vector<Stage> stages;    ///< disjoint
  /// By goal, for neighbours to start from; null where the block interior point did not find the answer.
  std::vector<std::shared_ptr<const program::Interior>> interiors;

  // empty unless a certified (or, at a limit, feasible) answer exists
  std::vector<BuildItem> builds;
  std::vector<SiteYear> sites;
  std::vector<FleetRow> fleet;
  std::vector<TokenRow> tokens;
  std::vector<CostRow> costs;
  std::vector<EnergyRow> energy;
  std::vector<FundRow> funds;
  std::vector<LoanRow> loans;  ///< one per period where the plan may borrow
  std::vector<TradeRow> trade;
  std::vector<GridRow> grid;
  std::vector<double> grid_cost;  ///< by period: what the programme adds to the cost of the grids; empty without them
  std::vector<double> carbon;     ///< by period, location-based: the grid's mean for all that is drawn from it [t/yr]
  std::vector<double> carbon_market;  ///< by period, market-based: contracted plants' power counts as theirs [t/yr]
  std::vector<double> carbon_free;    ///< by period: share of the energy that is carbon-free in its hour
  std::vector<double> carbon_free_annual;  ///< by period: the same over the year, what contracted plants make counted
  std::vector<Bottleneck> bottlenecks;
  std::vector<RulePrice> rule_prices;  ///< the dearest first, those without a price last
  std::string rule_note;               ///< why rules have no price; empty where all have
  std::vector<Compliance> compliance;
  std::vector<ClaimResult> claims;
  std::vector<RepairLine> repair;  ///< infeasible: the smallest repair, largest first

  [[nodiscard]] bool has_answer() const { return !builds.empty() || !sites.empty(); }
  [[nodiscard]] View view() const { return {compiled.network, layout, solution}; }
};

/// The main path: compile → formulate → solve → certify → read. Throws InputInvalid as compile does. An infeasible or
/// unbounded scenario is a Plan with that status; an answer that is not certified has status numerical and no results.
[[nodiscard]] Plan make_plan(const scenario::Scenario& scenario, const Catalogue& catalogue, const PlanOptions& options,
                             const Context& context);

/// The results of a solution that is in the plan already: everything from `builds` to `claims` but the bottlenecks.
void read_results(Plan& plan, const Catalogue& catalogue);

/// The answer in a few sentences, the first one the lead.
[[nodiscard]] std::vector<std::string> answer_in_words(const Plan& plan);

/// What a plant makes power of, in a word: "wind", "solar", "nuclear", "battery", …, or "other".
[[nodiscard]] std::string plant_kind(const Plan& plan, const compile::PlantRef& plant);

}  // namespace gigaplan::plan
