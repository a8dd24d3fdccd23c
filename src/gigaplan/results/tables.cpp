#include "gigaplan/results/tables.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "gigaplan/base/index.hpp"
#include "gigaplan/plan/chain_rows.hpp"
#include "gigaplan/plan/standby.hpp"
#include "gigaplan/plan/words.hpp"

namespace gigaplan::results {
namespace {

struct Names {
  const scenario::Scenario& s;
  Cell year(int period) const { return static_cast<double>(s.periods[at(period)]); }
  Cell site(int i) const { return i < 0 ? std::string() : s.sites[at(i)].id; }
  Cell chip(int i) const { return i < 0 ? std::string() : s.accelerators[at(i)]; }
  Cell service(int i) const { return s.services[at(i)].id; }
};

Sheet builds(const plan::Plan& plan, const Names& name, const std::string& money) {
  Sheet sheet{"builds",
              {{"period", "year"},
               {"kind", ""},
               {"what", ""},
               {"site", ""},
               {"amount", "see unit"},
               {"unit", ""},
               {"overnight cost", money},
               {"committed", ""}},
              {},
              "what"};
  for (const auto& b : plan.builds)
    sheet.rows.push_back({static_cast<double>(b.year), b.kind, b.what, name.site(b.site), b.amount, b.unit, b.overnight,
                          std::string(b.stood       ? "stood before"
                                      : b.committed ? "yes"
                                                    : "no")});
  return sheet;
}

Sheet sites(const plan::Plan& plan, const Names& name, const std::string& money) {
  Sheet sheet{"sites",
              {{"period", "year"},
               {"site", ""},
               {"hall", "MW_it"},
               {"used", "MW_it"},
               {"grid connection", "MW"},
               {"peak load", "MW"},
               {"accelerators", "pieces"},
               {"H100 equivalents", "pieces"},
               {"IT energy", "MWh/yr"},
               {"facility energy", "MWh/yr"},
               {"requests", "1/yr"},
               {"output tokens", "1/yr"},
               {"carbon, location-based", "t CO2/yr"},
               {"water", "m3/yr"},
               {"heat delivered", "MWh/yr"},
               {"cost", money + "/yr"},
               {"construction work", "FTE yr"},
               {"permanent jobs", "FTE"},
               {"construction work elsewhere", "FTE yr"},
               {"permanent jobs elsewhere", "FTE"}},
              {}};
  for (const auto& y : plan.sites)
    sheet.rows.push_back({name.year(y.period),
                          name.site(y.site),
                          y.it_power,
                          y.used_it_power,
                          y.grid,
                          y.peak,
                          y.accelerators,
                          y.h100_equivalents,
                          y.it_energy,
                          y.energy,
                          y.requests,
                          y.output_tokens,
                          y.carbon,
                          y.water,
                          y.heat,
                          y.cost,
                          y.construction_jobs,
                          y.permanent_jobs,
                          y.construction_elsewhere,
                          y.permanent_elsewhere});
  return sheet;
}

Sheet fleet(const plan::Plan& plan, const Names& name) {
  Sheet sheet{"fleet",
              {{"period", "year"},
               {"site", ""},
               {"accelerator", ""},
               {"vintage", "year"},
               {"pieces", "pieces"},
               {"IT power", "MW_it"},
               {"H100 equivalents", "pieces"},
               {"utilisation", "1"}},
              {}};
  for (const auto& r : plan.fleet)
    sheet.rows.push_back({name.year(r.period), name.site(r.site), name.chip(r.accelerator),
                          static_cast<double>(r.vintage_year), r.pieces, r.it_power, r.h100_equivalents,
                          r.utilisation});
  return sheet;
}

Sheet tokens(const plan::Plan& plan, const Names& name) {
  Sheet sheet{"tokens",
              {{"period", "year"},
               {"service", ""},
               {"site", ""},
               {"accelerator", ""},
               {"requests", "1/yr"},
               {"tokens in and out", "1/yr"}},
              {}};
  for (const auto& r : plan.tokens)
    sheet.rows.push_back({name.year(r.period), name.service(r.service), name.site(r.site), name.chip(r.accelerator),
                          r.requests, r.tokens});
  return sheet;
}

Sheet costs(const plan::Plan& plan, const Names& name, const std::string& money) {
  Sheet sheet{"costs", {{"period", "year"}, {"category", ""}, {"site", ""}, {"cost", money + "/yr"}}, {}, "category"};
  for (const auto& r : plan.costs)
    sheet.rows.push_back({name.year(r.period), r.category, name.site(r.site), r.per_year});
  return sheet;
}

Sheet energy(const plan::Plan& plan, const Names& name) {
  Sheet sheet{"energy", {{"period", "year"}, {"item", ""}, {"kind", ""}, {"energy", "MWh/yr"}}, {}, "item"};
  for (const auto& r : plan.energy) sheet.rows.push_back({name.year(r.period), r.item, r.kind, r.mwh});
  return sheet;
}

Sheet trade(const plan::Plan& plan, const Names& name) {
  Sheet sheet{"interconnectors",
              {{"period", "year"},
               {"interconnector", ""},
               {"from", ""},
               {"to", ""},
               {"sent", "MWh/yr"},
               {"received", "MWh/yr"},
               {"use", "1"}},
              {}};
  for (const auto& r : plan.trade)
    sheet.rows.push_back(
        {name.year(r.period), plan.scenario.interconnectors[at(r.line)].name, r.from, r.to, r.sent, r.received, r.use});
  return sheet;
}

Sheet carbon(const plan::Plan& plan, const Names& name) {
  Sheet sheet{"carbon",
              {{"period", "year"},
               {"carbon, location-based", "t CO2/yr"},
               {"carbon, market-based", "t CO2/yr"},
               {"carbon-free share by the hour", "1"}},
              {}};
  for (std::size_t p = 0; p < plan.carbon.size(); ++p)
    sheet.rows.push_back({name.year(static_cast<int>(p)), plan.carbon[p], plan.carbon_market[p], plan.carbon_free[p]});
  return sheet;
}

Sheet loans(const plan::Plan& plan, const Names& name, const std::string& money) {
  Sheet sheet{"loans",
              {{"period", "year"},
               {"spending", money},
               {"lent", money},
               {"lent and not yet paid back", money},
               {"income", money + "/yr"},
               {"running costs", money + "/yr"},
               {"interest and repayment", money + "/yr"},
               {"debt service cover", "1"}},
              {}};
  for (const auto& r : plan.loans)
    sheet.rows.push_back({name.year(r.period), r.spending, r.lent, r.standing, r.income, r.running, r.service,
                          r.service > 0 ? Cell(r.cover()) : Cell(std::string())});
  return sheet;
}

Sheet funds(const plan::Plan& plan, const Names& name, const std::string& money) {
  Sheet sheet{
      "funds", {{"period", "year"}, {"fund", ""}, {"country", ""}, {"paid for", ""}, {"given", money}}, {}, "fund"};
  for (const auto& r : plan.funds) {
    const auto& account = plan.compiled.meaning.accounts[at(r.account)];
    sheet.rows.push_back({name.year(r.period), plan.scenario.funds[at(r.fund)].name, account.country,
                          plan::in_words(account.kinds), r.given});
  }
  return sheet;
}

Sheet chain(const plan::Plan& plan, const Names& name, const std::string& money) {
  Sheet sheet{"supply chain",
              {{"period", "year"},
               {"stage", ""},
               {"on the market", "pieces"},
               {"under contract", "pieces"},
               {"of own factories", "pieces"},
               {"kept from before", "pieces"},
               {"used", "pieces"},
               {"left", "pieces"},
               {"price of one more", money},
               {"bottleneck", ""}},
              {},
              "stage"};
  for (const auto& r : plan::chain_rows(plan))
    sheet.rows.push_back({name.year(r.period), r.pieces, r.market, r.contract, r.factory, r.kept, r.used, r.left,
                          r.price, std::string(r.bottleneck ? "yes" : "no")});
  return sheet;
}

Sheet standby(const plan::Plan& plan, const Names& name, const std::string& money) {
  Sheet sheet{"standby",
              {{"period", "year"},
               {"site", ""},
               {"power chain", ""},
               {"cooling", ""},
               {"peak draw", "MW"},
               {"backup", ""},
               {"backup power", "MW"},
               {"backup lasts", "h"},
               {"fuel kept", "MWh"},
               {"backup, overnight", money},
               {"backup, cost", money + "/yr"},
               {"backup, carbon", "t CO2/yr"},
               {"expected below full load", "h/yr"},
               {"of it power chain", "h/yr"},
               {"of it cooling", "h/yr"},
               {"of it grid", "h/yr"},
               {"firm capacity", "MW"}},
              {}};
  for (const auto& r : plan::standby_rows(plan))
    sheet.rows.push_back({name.year(r.period), name.site(r.site), r.power, r.cooling, r.peak, r.backup, r.backup_power,
                          r.backup_hours, r.fuel_store, r.overnight, r.cost, r.carbon, r.lost, r.lost_power,
                          r.lost_cooling, r.lost_grid, r.firm});
  return sheet;
}

Sheet bottlenecks(const plan::Plan& plan, const std::string& money) {
  Sheet sheet{"bottlenecks",
              {{"sentence", ""},
               {"kind", ""},
               {"period", "year"},
               {"step", "see unit"},
               {"unit", ""},
               {"price of the first unit", money},
               {"saving", money},
               {"saving a year", money + "/yr"},
               {"measured", ""}},
              {},
              "kind"};
  const auto& first = plan.compiled.network.goals.front();
  if (!first.least_cost) sheet.columns.push_back({"gain", first.unit});
  for (const auto& b : plan.bottlenecks) {
    sheet.rows.push_back({b.sentence, b.kind, static_cast<double>(plan.scenario.periods[at(b.period)]), b.step, b.unit,
                          b.price, b.saving, b.saving_per_year, std::string(b.measured ? "yes" : "no")});
    if (!first.least_cost) sheet.rows.back().emplace_back(b.gain);
  }
  return sheet;
}

Sheet rules(const plan::Plan& plan, const std::string& money) {
  Sheet sheet{
      "rules",
      {{"rule", ""}, {"kind", ""}, {"costs", "see unit"}, {"unit", ""}, {"share", "1"}, {"cost", money + "/yr"}},
      {},
      "rule"};
  for (const auto& r : plan.rule_prices)
    sheet.rows.push_back(
        {r.rule, r.kind, r.worth ? Cell(*r.worth) : Cell(std::string("not known")), r.unit, r.share, r.cost_per_year});
  return sheet;
}

Sheet goals(const plan::Plan& plan) {
  Sheet sheet{"goals",
              {{"goal", ""},
               {"sense", ""},
               {"unit", ""},
               {"best", "see unit"},
               {"planned", "see unit"},
               {"in the plan of the goal before", "see unit"},
               {"tolerance", "1"},
               {"price of the last unit", plan.compiled.network.currency},
               {"certified", ""}},
              {},
              "goal"};
  const auto cell = [](const std::optional<double>& value) { return value ? Cell(*value) : Cell(std::string()); };
  if (plan.goals.size() > 1)
    for (const auto& g : plan.goals)
      sheet.rows.push_back({g.name, std::string(g.least ? "least" : "most"), g.unit, g.best, g.planned, cell(g.before),
                            g.tolerance, cell(g.price), std::string(g.certified ? "yes" : "no")});
  return sheet;
}

Sheet compliance(const plan::Plan& plan) {
  Sheet sheet{"compliance",
              {{"rule", ""},
               {"law", ""},
               {"subject", ""},
               {"period", ""},
               {"fulfilled", ""},
               {"by", ""},
               {"evidence", ""},
               {"source", ""}},
              {},
              "rule"};
  for (const auto& c : plan.compliance)
    sheet.rows.push_back({c.rule, c.law, c.subject, c.period,
                          std::string(c.left_to_operators ? "the operator"
                                      : c.fulfilled       ? "yes"
                                                          : "no"),
                          c.fulfilled_by, c.evidence, c.source});
  return sheet;
}

Sheet claims(const plan::Plan& plan) {
  Sheet sheet{"claims",
              {{"claim", ""},
               {"by", ""},
               {"quantity", ""},
               {"of", ""},
               {"year", ""},
               {"claimed", "see unit"},
               {"planned", "see unit"},
               {"unit", ""},
               {"explanation", ""},
               {"source", ""}},
              {},
              "claim"};
  for (const auto& c : plan.claims)
    sheet.rows.push_back({c.claim.text, c.claim.by, c.claim.quantity,
                          c.claim.site.empty() ? fmt::format("{}", fmt::join(c.claim.countries, ", ")) : c.claim.site,
                          c.claim.year > 0 ? std::to_string(c.claim.year) : std::string(), c.claim.value,
                          c.planned ? Cell(*c.planned) : Cell(std::string("none")), c.claim.unit, c.explanation,
                          c.claim.source});
  return sheet;
}

Sheet sources(const plan::Plan& plan) {
  Sheet sheet{"sources",
              {{"figure", ""},
               {"period", ""},
               {"value", "see unit"},
               {"unit", ""},
               {"year", ""},
               {"source", ""},
               {"confidence", ""},
               {"the user's own", ""}},
              {},
              "figure"};
  for (const auto& f : plan.compiled.meaning.figures)
    for (const auto& used : values_used(f))
      sheet.rows.push_back({f.key, used.year > 0 ? std::to_string(used.year) : std::string(), used.value, f.unit,
                            f.year, f.source, f.confidence, std::string(f.overlay ? "yes" : "no")});
  return sheet;
}

}  // namespace

std::vector<Sheet> tables_of(const plan::Plan& plan) {
  const Names name{plan.scenario};
  const auto& money = plan.compiled.network.currency;
  Sheet answer{"answer", {{"answer", ""}}, {}};
  for (const auto& line : plan::answer_in_words(plan)) answer.rows.push_back({line});
  std::vector<Sheet> all{answer,
                         goals(plan),
                         builds(plan, name, money),
                         sites(plan, name, money),
                         fleet(plan, name),
                         tokens(plan, name),
                         costs(plan, name, money),
                         energy(plan, name),
                         trade(plan, name),
                         carbon(plan, name),
                         funds(plan, name, money),
                         loans(plan, name, money),
                         chain(plan, name, money),
                         standby(plan, name, money),
                         bottlenecks(plan, money),
                         rules(plan, money),
                         compliance(plan),
                         claims(plan),
                         sources(plan)};
  std::erase_if(all, [](const Sheet& sheet) { return sheet.rows.empty(); });
  return all;
}

}  // namespace gigaplan::results
