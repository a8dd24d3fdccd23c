#include "gigaplan/report/to_json.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "gigaplan/report/geography.hpp"
#include "gigaplan/report/packed.hpp"

// The overloads of json_of are static instead of in an unnamed namespace: list() finds them by the type of its
// argument.
namespace gigaplan::report {

using Json = nlohmann::ordered_json;

static Json value(const Number& number) { return number && std::isfinite(*number) ? Json(*number) : Json(nullptr); }

static Json values(const std::vector<Number>& numbers) {
  Json out = Json::array();
  for (const Number& number : numbers) out.push_back(value(number));
  return out;
}

template <class T>
static Json list(const std::vector<T>& items) {
  Json out = Json::array();
  for (const T& item : items) out.push_back(json_of(item));
  return out;
}

static Json json_of(const Headline& h) {
  return {{"label", h.label}, {"value", value(h.value)}, {"unit", h.unit}, {"text", h.text}, {"note", h.note}};
}
static Json json_of(const Period& p) { return {{"name", p.name}, {"first_year", p.first_year}, {"years", p.years}}; }
static Json json_of(const Service& s) {
  return {{"id", s.id}, {"name", s.name}, {"residency", s.residency}, {"note", s.note}};
}
static Json json_of(const SiteYear& y) {
  return {{"it_power", value(y.it_power)},     {"facility_power", value(y.facility_power)},
          {"grid_power", value(y.grid_power)}, {"accelerators", value(y.accelerators)},
          {"tokens", value(y.tokens)},         {"energy", value(y.energy)},
          {"carbon", value(y.carbon)},         {"cost", value(y.cost)}};
}
static Json json_of(const Site& s) {
  return {{"id", s.id},
          {"name", s.name},
          {"country", s.country},
          {"longitude", s.longitude},
          {"latitude", s.latitude},
          {"opens", s.opens},
          {"note", s.note},
          {"by_period", list(s.by_period)}};
}
static Json json_of(const Place& p) {
  return {{"id", p.id},
          {"name", p.name},
          {"country", p.country},
          {"longitude", p.longitude},
          {"latitude", p.latitude},
          {"supplier", p.supplier}};
}
static Json json_of(const Flow& f) {
  return {{"period", f.period},        {"kind", f.kind}, {"from", f.from}, {"to", f.to},
          {"amount", value(f.amount)}, {"unit", f.unit}};
}
static Json json_of(const Task& t) {
  return {{"site", t.site},         {"lane", t.lane},
          {"label", t.label},       {"start", t.start},
          {"end", t.end},           {"amount", value(t.amount)},
          {"unit", t.unit},         {"committed", t.committed},
          {"critical", t.critical}, {"note", t.note}};
}
static Json json_of(const FleetRow& f) {
  return {{"period", f.period},
          {"site", f.site},
          {"accelerator", f.accelerator},
          {"generation", f.generation},
          {"vintage", f.vintage},
          {"pieces", value(f.pieces)},
          {"it_power", value(f.it_power)},
          {"h100_equivalents", value(f.h100_equivalents)},
          {"utilisation", value(f.utilisation)}};
}
static Json json_of(const CostRow& c) {
  return {{"period", c.period}, {"category", c.category}, {"site", c.site}, {"per_year", value(c.per_year)}};
}
static Json json_of(const UnitCost& u) {
  return {{"period", u.period}, {"service", u.service}, {"value", value(u.value)}, {"unit", u.unit}};
}
static Json json_of(const EnergyNode& n) {
  return {{"id", n.id}, {"name", n.name}, {"kind", n.kind}, {"note", n.note}};
}
static Json json_of(const EnergyLink& l) {
  return {{"period", l.period}, {"from", l.from}, {"to", l.to}, {"value", value(l.value)}};
}
static Json json_of(const Bottleneck& b) {
  return {{"sentence", b.sentence},       {"kind", b.kind},           {"site", b.site},
          {"period", b.period},           {"price", value(b.price)},  {"price_unit", b.price_unit},
          {"step", value(b.step)},        {"step_unit", b.step_unit}, {"saving", value(b.saving)},
          {"saving_unit", b.saving_unit}, {"measured", b.measured}};
}
static Json json_of(const ComplianceRow& c) {
  const char* fulfilled = c.fulfilled == Fulfilment::yes         ? "yes"
                          : c.fulfilled == Fulfilment::no        ? "no"
                          : c.fulfilled == Fulfilment::operators ? "the operator"
                                                                 : "not checked";
  return {{"rule", c.rule},        {"law", c.law},           {"subject", c.subject},
          {"period", c.period},    {"fulfilled", fulfilled}, {"fulfilled_by", c.fulfilled_by},
          {"evidence", c.evidence}};
}
static Json json_of(const Claim& c) {
  return {{"what", c.what},
          {"who", c.who},
          {"date", c.date},
          {"source", c.source},
          {"claimed", value(c.claimed)},
          {"planned", value(c.planned)},
          {"unit", c.unit},
          {"explanation", c.explanation}};
}
static Json json_of(const TokenRow& t) {
  return {{"period", t.period}, {"service", t.service}, {"site", t.site}, {"tokens", value(t.tokens)}};
}
static Json json_of(const Forbidden& f) {
  return {
      {"service", f.service}, {"site", f.site}, {"accelerator", f.accelerator}, {"rule", f.rule}, {"reason", f.reason}};
}
static Json json_of(const BalanceRow& b) {
  return {{"topic", b.topic}, {"period", b.period}, {"item", b.item}, {"value", value(b.value)},
          {"unit", b.unit},   {"total", b.total},   {"note", b.note}};
}
static Json json_of(const CertificateCheck& c) {
  return {{"name", c.name}, {"value", value(c.value)}, {"limit", value(c.limit)},
          {"unit", c.unit}, {"accepted", c.accepted},  {"meaning", c.meaning}};
}
static Json json_of(const Stage& s) { return {{"name", s.name}, {"seconds", value(s.seconds)}}; }
static Json json_of(const Certificate& c) {
  return {{"accepted", c.accepted ? Json(*c.accepted) : Json(nullptr)},
          {"sentence", c.sentence},
          {"objective", value(c.objective)},
          {"dual_bound", value(c.dual_bound)},
          {"gap", value(c.gap)},
          {"objective_unit", c.objective_unit},
          {"dual_bound_assumes", c.dual_bound_assumes},
          {"checks", list(c.checks)},
          {"worst_rows", c.worst_rows},
          {"solver", c.solver},
          {"iterations", value(c.iterations)},
          {"columns", value(c.columns)},
          {"rows", value(c.rows)},
          {"nonzeros", value(c.nonzeros)},
          {"peak_memory_bytes", value(c.peak_memory_bytes)},
          {"seconds", list(c.seconds)},
          {"hours_error", c.hours_error}};
}
static Json json_of(const Figure& f) {
  return {{"name", f.name},          {"used_in", f.used_in},
          {"value", value(f.value)}, {"low", value(f.low)},
          {"high", value(f.high)},   {"text", f.text},
          {"unit", f.unit},          {"year", f.year},
          {"source", f.source},      {"confidence", f.confidence},
          {"overlay", f.overlay}};
}
static Json json_of(const SupplyRow& s) {
  return {{"period", s.period},
          {"stage", s.stage},
          {"available", value(s.available)},
          {"used", value(s.used)},
          {"unit", s.unit},
          {"bottleneck", s.bottleneck},
          {"price", value(s.price)},
          {"price_unit", s.price_unit},
          {"note", s.note}};
}
static Json json_of(const Target& t) {
  return {{"name", t.name}, {"period", t.period},      {"required", value(t.required)}, {"reached", value(t.reached)},
          {"unit", t.unit}, {"price", value(t.price)}, {"price_unit", t.price_unit},    {"cost", value(t.cost)},
          {"note", t.note}};
}
static Json json_of(const VariantRow& v) {
  return {{"quantity", v.quantity}, {"unit", v.unit}, {"values", values(v.values)}};
}
static Json json_of(const RulePrice& r) {
  return {{"kind", r.kind},
          {"rule", r.rule},
          {"sentence", r.sentence},
          {"unit", r.unit},
          {"worth", value(r.worth)},
          {"share", value(r.share)},
          {"cost_per_year", value(r.cost_per_year)}};
}
static Json json_of(const MoneyStep& s) {
  return {{"name", s.name}, {"value", value(s.value)}, {"total", s.total}, {"note", s.note}};
}
static Json json_of(const MoneyBridge& b) { return {{"title", b.title}, {"unit", b.unit}, {"steps", list(b.steps)}}; }
static Json json_of(const MoneySeries& s) { return {{"name", s.name}, {"values", values(s.values)}, {"line", s.line}}; }
static Json json_of(const MoneyYears& y) {
  return {{"title", y.title}, {"unit", y.unit}, {"years", y.years}, {"series", list(y.series)}};
}
static Json json_of(const DebtCover& d) {
  return {{"title", d.title},           {"unit", d.unit},
          {"years", d.years},           {"drawn", values(d.drawn)},
          {"repaid", values(d.repaid)}, {"balance", values(d.balance)},
          {"dscr", values(d.dscr)},     {"covenant", value(d.covenant)},
          {"limit", values(d.limit)}};
}
static Json json_of(const TwoWayTable& t) {
  Json rows = Json::array();
  for (const auto& row : t.values) rows.push_back(values(row));
  return {{"metric", t.metric}, {"unit", t.unit},           {"rows", t.rows}, {"columns", t.columns},
          {"row_at", t.row_at}, {"column_at", t.column_at}, {"values", rows}};
}
static Json json_of(const TornadoBar& b) {
  return {{"name", b.name},
          {"low_input", b.low_input},
          {"high_input", b.high_input},
          {"low", value(b.low)},
          {"high", value(b.high)}};
}
static Json json_of(const Tornado& t) {
  return {{"metric", t.metric}, {"unit", t.unit}, {"base", value(t.base)}, {"bars", list(t.bars)}};
}
static Json json_of(const FinanceFigure& f) {
  return {{"name", f.name}, {"value", value(f.value)}, {"unit", f.unit}, {"note", f.note}};
}
static Json json_of(const Stretch& s) {
  return {{"label", s.label}, {"start", s.start}, {"hours", s.hours}, {"weight", s.weight}};
}
static Json json_of(const Axis& a) { return {{"period", a.period}, {"stretches", list(a.stretches)}}; }
static Json json_of(const LandPolygon& l) { return {{"name", l.name}, {"home", l.home}, {"rings", l.rings}}; }
static Json json_of(const Caption& c) { return {{"chart", c.chart}, {"sentence", c.sentence}}; }

// value ≈ step · q with whole q, step = largest magnitude / levels; an hour without a number counts as zero.
static Json packed(const Series& series, int levels) {
  double largest = 0;
  for (const double v : series.values)
    if (std::isfinite(v)) largest = std::max(largest, std::abs(v));
  const double step = largest > 0 ? largest / levels : 1;
  std::vector<std::int64_t> steps;
  steps.reserve(series.values.size());
  for (const double v : series.values) steps.push_back(std::isfinite(v) ? std::llround(v / step) : 0);
  return {{"name", series.name}, {"role", series.role}, {"kind_of_supply", series.kind_of_supply},
          {"unit", series.unit}, {"step", step},        {"packed", pack(steps)}};
}

static Json json_of(const Hours& hours, Detail detail) {
  Json frames = Json::array();
  for (const Frame& frame : hours.frames) {
    if (!detail.sites && !frame.site.empty()) continue;
    Json series = Json::array();
    for (const Series& one : frame.series) series.push_back(packed(one, detail.levels));
    frames.push_back({{"period", frame.period}, {"site", frame.site}, {"series", std::move(series)}});
  }
  return {{"time_zone", hours.time_zone},
          {"levels", detail.levels},
          {"sites", detail.sites},
          {"axes", list(hours.axes)},
          {"frames", std::move(frames)}};
}

static std::vector<Point> points(const Document& document) {
  std::vector<Point> all;
  for (const Site& site : document.sites) all.push_back({site.longitude, site.latitude});
  for (const Place& place : document.places)
    if (!place.supplier) all.push_back({place.longitude, place.latitude});
  return all;
}

static Json json_of(const Head& h) {
  return {{"title", h.title},           {"subtitle", h.subtitle},
          {"scenario", h.scenario},     {"program_version", h.program_version},
          {"input_hash", h.input_hash}, {"planned_at", h.planned_at},
          {"currency", h.currency},     {"objective", h.objective},
          {"hours", h.hours},           {"foresight", h.foresight},
          {"status", h.status}};
}

std::string to_json(const Document& d, Detail detail) {
  Json out;
  out["head"] = json_of(d.head);
  out["answer"] = d.answer;
  out["headlines"] = list(d.headlines);
  out["periods"] = list(d.periods);
  out["services"] = list(d.services);
  out["sites"] = list(d.sites);
  out["places"] = list(d.places);
  out["flows"] = list(d.flows);
  out["land"] = list(land_around(points(d)));
  out["timeline"] = list(d.timeline);
  out["fleet"] = list(d.fleet);
  out["hours"] = json_of(d.hours, detail);
  out["costs"] = list(d.costs);
  out["unit_costs"] = list(d.unit_costs);
  out["energy_flow"] = {
      {"unit", d.energy_flow.unit}, {"nodes", list(d.energy_flow.nodes)}, {"links", list(d.energy_flow.links)}};
  out["bottlenecks"] = list(d.bottlenecks);
  out["rule_prices"] = list(d.rule_prices);
  out["rule_note"] = d.rule_note;
  out["compliance"] = list(d.compliance);
  out["claims"] = list(d.claims);
  out["tokens"] = list(d.tokens);
  out["forbidden"] = list(d.forbidden);
  out["balances"] = list(d.balances);
  out["supply"] = list(d.supply);
  out["targets"] = list(d.targets);
  out["variants"] = {{"names", d.variants.names},
                     {"changes", d.variants.changes},
                     {"rows", list(d.variants.rows)},
                     {"findings", d.variants.findings},
                     {"here", d.variants.here}};
  out["finance"] = {{"figures", list(d.finance.figures)},       {"bridges", list(d.finance.bridges)},
                    {"cash_flows", list(d.finance.cash_flows)}, {"debt", list(d.finance.debt)},
                    {"tornadoes", list(d.finance.tornadoes)},   {"tables", list(d.finance.tables)}};
  out["certificate"] = json_of(d.certificate);
  out["figures"] = list(d.figures);
  out["assumptions"] = d.assumptions;
  out["warnings"] = d.warnings;
  out["recompute"] = {{"commands", d.recompute.commands}, {"files", d.recompute.files}};
  out["captions"] = list(d.captions);
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace gigaplan::report
