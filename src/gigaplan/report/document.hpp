// Everything the report shows, as plain data: words, numbers, units. It knows no scenario, network or program; who
// fills it has done all computing, the page only draws, sorts, filters and adds up what is shown side by side.
//
// Rules for who fills it
//  * A number that does not exist is nullopt (or NaN): it becomes null in the JSON and a dash on the page.
//  * `period` is an index into Document::periods. `site` is a Site::id, "" is the whole plan. `service`
//    is a Service::id.
//  * A part that is left empty does not appear on the page: sections come with their data.
//  * Text is plain text; the page escapes it. Units are written as people read them: "MW", "MW_it", "USD_2024/kW".
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "gigaplan/report/document_finance.hpp"
#include "gigaplan/report/document_hours.hpp"

namespace gigaplan::report {

/// Who planned what, when, with which program. `planned_at` may stay empty so that the same input gives the same bytes.
struct Head {
  std::string title;     ///< "Germany: an assistant for everybody, in German, under German law"
  std::string subtitle;  ///< one sentence of scope
  std::string scenario;  ///< file name of the scenario
  std::string program_version;
  std::string input_hash;
  std::string planned_at;  ///< ISO date or date-time, or empty
  std::string currency;    ///< "USD_2024": currency and price year of all money that names no other
  std::string objective;   ///< in words: "least present cost of meeting the demand"
  std::string hours;       ///< in words: "12 typical days a year, linked for storage"
  std::string foresight;   ///< in words: "perfect foresight over 2027-2035"
  std::string status;      ///< optimal | limit | infeasible | unbounded | numerical
};

/// One large figure at the head of the page. `text` wins over `value` (for dates and names).
struct Headline {
  std::string label;  ///< "Power at the last stage"
  Number value;
  std::string unit;
  std::string text;
  std::string note;  ///< small print below
};

struct Period {
  std::string name;  ///< "2030"
  int first_year = 0;
  int years = 1;  ///< how many years it stands for
};

struct Service {
  std::string id, name;
  std::string residency;  ///< "in-country", "region", "adequacy", "anywhere", or words
  std::string note;
};

/// One site in one period. Energies and tokens are per year.
struct SiteYear {
  Number it_power;        ///< MW_it installed
  Number facility_power;  ///< MW at the peak hour, with cooling
  Number grid_power;      ///< MW of grid connection
  Number accelerators;    ///< pieces in operation
  Number tokens;          ///< tokens per year, in and out
  Number energy;          ///< MWh per year
  Number carbon;          ///< t CO2 per year
  Number cost;            ///< currency per year
};

struct Site {
  std::string id, name, country;
  double longitude = 0, latitude = 0;  ///< WGS84 degrees
  std::string opens;                   ///< "2027-10" or empty: first operation
  std::string note;
  std::vector<SiteYear> by_period;  ///< one per period
};

/// Where users or suppliers sit: an end of a flow that is not a site.
struct Place {
  std::string id, name, country;
  double longitude = 0, latitude = 0;
  bool supplier = false;  ///< the map is not fitted to it: where it lies outside, its flows come in over the edge
};

/// A flow on the map; ends are Place or Site ids.
struct Flow {
  int period = 0;
  std::string kind = "tokens";  ///< tokens | chips | power
  std::string from, to;
  Number amount;
  std::string unit;
};

/// A bar of the build timeline. Dates "2026", "2026-03" or "2026-03-15"; `end` is the first day it is over.
struct Task {
  std::string site;
  std::string lane;  ///< permit | grid | building | cooling | chips | power | operation, or another word
  std::string label;
  std::string start, end;
  Number amount;
  std::string unit;
  bool committed = false;  ///< under construction or signed before the plan
  bool critical = false;   ///< on the path that sets the opening
  std::string note;
};

/// Pieces of one accelerator and vintage in operation.
struct FleetRow {
  int period = 0;
  std::string site;
  std::string accelerator;  ///< "H200 SXM"
  std::string generation;   ///< "Hopper"
  int vintage = 0;          ///< year of building
  Number pieces, it_power, h100_equivalents;
  Number utilisation;  ///< share of the year busy, 0..1
};

/// Money per year of a period in one category; `site` "" when it belongs to no single site.
struct CostRow {
  int period = 0;
  std::string category;  ///< "accelerators", "halls", "grid connection", "energy", …
  std::string site;
  Number per_year;
};

struct UnitCost {
  int period = 0;
  std::string service;  ///< "" = all services
  Number value;
  std::string unit;  ///< "USD_2024 per million tokens"
};

/// The flow from power to tokens in one unit (energy per year).
struct EnergyNode {
  std::string id, name;
  std::string kind;  ///< source kinds as in Series::kind_of_supply; site; use; service
  std::string note;  ///< "1.9e15 tokens"
};
struct EnergyLink {
  int period = 0;
  std::string from, to;
  Number value;
};
struct EnergyFlow {
  std::string unit = "GWh per year";
  std::vector<EnergyNode> nodes;
  std::vector<EnergyLink> links;
};

/// A binding limit with its price. `measured`: solved again with the step taken; otherwise the saving is "at most".
struct Bottleneck {
  std::string sentence;  ///< "100 MW more grid in Frankfurt in 2030 saves 41 M EUR a year."
  std::string kind;      ///< "grid", "chips", "hall", …
  std::string site;
  int period = -1;  ///< -1: over all periods
  Number price;     ///< dual
  std::string price_unit;
  Number step;
  std::string step_unit;
  Number saving;
  std::string saving_unit;
  bool measured = false;
};

/// What a rule costs: the plan against the plan without it.
struct RulePrice {
  std::string kind;      ///< "target", "residency", "carbon-free", …
  std::string rule;      ///< in words
  std::string sentence;  ///< "The carbon-free share (90 % in 2035) costs 41 M EUR a year (0.9 %)."
  Number worth;          ///< 0: it costs nothing; null: not known
  std::string unit;      ///< of `worth`: money per year, or that of the first goal
  Number share;          ///< of the plan's cost, or of its first goal
  Number cost_per_year;  ///< money
};

enum class Fulfilment { yes, no, operators, not_checked };
struct ComplianceRow {
  std::string rule;                                ///< "Personal data stay in Germany"
  std::string law;                                 ///< "GDPR Art. 44-49" with its source
  std::string subject;                             ///< site, service or programme, as people read it
  std::string period;                              ///< name of the period, or empty
  Fulfilment fulfilled = Fulfilment::not_checked;  ///< operators: asked of them beside the plan
  std::string fulfilled_by;
  std::string evidence;
};

/// What was said, beside what the plan says. Same unit on both sides.
struct Claim {
  std::string what, who, date, source;
  Number claimed, planned;
  std::string unit;
  std::string explanation;
};

/// Where tokens ran: one cell of service x site.
struct TokenRow {
  int period = 0;
  std::string service, site;
  Number tokens;  ///< per year
};
/// A pair that the plan may not use, with its reason.
struct Forbidden {
  std::string service, site;
  std::string accelerator;  ///< "" = every accelerator
  std::string rule, reason;
};

/// One line of a yearly balance. Sources are positive, uses negative; `total` lines are not added up.
struct BalanceRow {
  std::string topic;  ///< energy | carbon | water | jobs, or another word: one table each
  int period = 0;
  std::string item;
  Number value;
  std::string unit;
  bool total = false;
  std::string note;
};

struct CertificateCheck {
  std::string name;  ///< "Power balance, largest violation"
  Number value, limit;
  std::string unit;
  bool accepted = false;
  std::string meaning;
};
struct Stage {
  std::string name;
  Number seconds;
};
struct Certificate {
  std::optional<bool> accepted;  ///< nullopt: no certificate, no section
  std::string sentence;
  Number objective, dual_bound, gap;
  std::string objective_unit;
  std::vector<std::string> dual_bound_assumes;
  std::vector<CertificateCheck> checks;
  std::vector<std::string> worst_rows;
  std::string solver;
  Number iterations, columns, rows, nonzeros, peak_memory_bytes;
  std::vector<Stage> seconds;
  std::string hours_error;  ///< what typical days cost in exactness, in words
};

struct Figure {
  std::string name;     ///< "accelerator H200 SXM power"
  std::string used_in;  ///< "fleet", "halls", …
  Number value, low, high;
  std::string text;  ///< where the figure is no number
  std::string unit;
  std::string year;
  std::string source;
  std::string confidence;  ///< "A", "B", "C"
  bool overlay = false;    ///< the user's own figure
};

/// How much of a stage of the supply chain a period uses.
struct SupplyRow {
  int period = 0;
  std::string stage;  ///< "HBM3E stacks"
  Number available, used;
  std::string unit;
  bool bottleneck = false;
  Number price;
  std::string price_unit;
  std::string note;
};

struct Target {
  std::string name;
  int period = 0;
  Number required, reached;
  std::string unit;
  Number price;
  std::string price_unit;
  Number cost;  ///< of the target against a plan without it, currency; null when not computed
  std::string note;
};

/// Runs of one scenario side by side; the first is the base.
struct VariantRow {
  std::string quantity, unit;
  std::vector<Number> values;  ///< one per variant
};
struct Variants {
  std::vector<std::string> names;
  std::vector<std::string> changes;  ///< what each variant changes in the input, in words; one per variant
  std::vector<VariantRow> rows;
  std::vector<std::string> findings;
  int here = -1;  ///< the run that this page is of; -1: none
};

struct Recompute {
  std::vector<std::string> commands;
  std::vector<std::string> files;  ///< what lies beside the report: "results.nc: every number, with units"
};

/// A sentence added to the one the page writes below a chart.
struct Caption {
  std::string chart;  ///< "timeline"; "map tokens", "map chips", "map power": by the kind of flow chosen
  std::string sentence;
};

struct Document {
  Head head;
  std::vector<std::string> answer;  ///< sentences; the first is the lead
  std::vector<Headline> headlines;
  std::vector<Period> periods;
  std::vector<Service> services;
  std::vector<Site> sites;
  std::vector<Place> places;
  std::vector<Flow> flows;
  std::vector<Task> timeline;
  std::vector<FleetRow> fleet;
  Hours hours;
  std::vector<CostRow> costs;
  std::vector<UnitCost> unit_costs;
  EnergyFlow energy_flow;
  std::vector<Bottleneck> bottlenecks;
  std::vector<RulePrice> rule_prices;
  std::string rule_note;  ///< why rules have no price, in words
  std::vector<ComplianceRow> compliance;
  std::vector<Claim> claims;
  std::vector<TokenRow> tokens;
  std::vector<Forbidden> forbidden;
  std::vector<BalanceRow> balances;
  std::vector<SupplyRow> supply;
  std::vector<Target> targets;
  Variants variants;
  Finance finance;
  Certificate certificate;
  std::vector<Figure> figures;
  std::vector<std::string> assumptions, warnings;
  Recompute recompute;
  std::vector<Caption> captions;
};

/// One self-contained page: no address outside itself is ever loaded. Same document, same bytes.
/// Throws std::invalid_argument naming the field when an index or id points nowhere or a series has the wrong length.
std::string render(const Document& document);

}  // namespace gigaplan::report
