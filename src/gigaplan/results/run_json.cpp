#include "gigaplan/results/run_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>

#include "gigaplan/base/index.hpp"

namespace gigaplan::results {
namespace {

using nlohmann::json;

json number(double value) { return std::isfinite(value) ? json(value) : json(nullptr); }

json certificate_of(const plan::Plan& plan) {
  const auto& c = plan.certificate;
  json out{{"accepted", c.accepted},
           {"primal", number(c.primal)},
           {"dual", number(c.dual)},
           {"gap", number(c.gap)},
           {"dual_bound_assumes", c.dual_bound_assumes},
           {"reason", c.reason}};
  out["dual_bound"] = c.dual_bound ? number(*c.dual_bound) : json(nullptr);
  out["bound_is_solvers"] = c.bound_is_solvers;
  return out;
}

json figures_of(const plan::Plan& plan) {
  json periods = json::array();
  for (std::size_t p = 0; p < plan.scenario.periods.size(); ++p) {
    double cost = 0;
    for (const auto& row : plan.costs) cost += row.period == static_cast<int>(p) ? row.per_year : 0;
    json sites = json::array();
    for (const auto& y : plan.sites) {
      if (y.period != static_cast<int>(p)) continue;
      sites.push_back({{"site", plan.scenario.sites[at(y.site)].id},
                       {"it_power_mw", number(y.it_power)},
                       {"grid_mw", number(y.grid)},
                       {"peak_mw", number(y.peak)},
                       {"accelerators", number(y.accelerators)},
                       {"energy_mwh", number(y.energy)},
                       {"output_tokens", number(y.output_tokens)},
                       {"cost", number(y.cost)}});
    }
    periods.push_back({{"year", plan.scenario.periods[p]},
                       {"cost_per_year", number(cost)},
                       {"carbon_free_share", number(plan.carbon_free[p])},
                       {"carbon_t_location_based", number(plan.carbon[p])},
                       {"carbon_t_market_based", number(plan.carbon_market[p])},
                       {"sites", sites}});
  }
  return periods;
}

}  // namespace

std::string hash_of(const std::string& text) {
  std::uint64_t h = 14695981039346656037ULL;
  for (const unsigned char c : text) h = (h ^ c) * 1099511628211ULL;
  return fmt::format("{:016x}", h);
}

std::string run_json(const plan::Plan& plan, const std::string& version, const std::string& input_hash,
                     const std::string& output, double peak_memory_bytes, int indent) {
  json out;
  out["status"] = program::word(plan.solution.status);
  out["scenario"] = plan.scenario.name;
  out["variant"] = plan.scenario.variant.empty() ? json(nullptr) : json(plan.scenario.variant);
  const bool answer = plan.has_answer();
  out["objective"] = answer ? number(plan.objective) : json(nullptr);
  out["objective_sense"] = plan.compiled.network.goals.front().least_cost ? "min" : "max";
  out["objective_constant"] = plan.compiled.network.constant_cost;
  out["present_cost"] = answer ? number(plan.present_cost) : json(nullptr);
  out["currency"] = plan.compiled.network.currency;
  out["certificate"] = certificate_of(plan);
  out["solver"] = {
      {"name", plan.solution.solver}, {"iterations", plan.solution.iterations}, {"tried", plan.solution.tried}};
  out["size"] = {{"columns", plan.columns}, {"rows", plan.rows}, {"nonzeros", plan.nonzeros}};
  std::map<std::string, double> seconds;
  for (const auto& stage : plan.stages) seconds[stage.name] += stage.seconds;
  out["seconds"] = seconds;
  out["peak_memory_bytes"] = peak_memory_bytes;
  out["output"] = output.empty() ? json(nullptr) : json(output);
  out["version"] = version;
  out["input_hash"] = input_hash;
  out["answer"] = plan::answer_in_words(plan);
  if (answer) {
    out["goals"] = json::array();
    for (const auto& g : plan.goals)
      out["goals"].push_back({{"name", g.name},
                              {"unit", g.unit},
                              {"sense", g.least ? "min" : "max"},
                              {"best", number(g.best)},
                              {"planned", number(g.planned)},
                              {"before", g.before ? number(*g.before) : json(nullptr)},
                              {"tolerance", g.tolerance},
                              {"price", g.price ? number(*g.price) : json(nullptr)},
                              {"certified", g.certified}});
    out["periods"] = figures_of(plan);
    out["bottlenecks"] = json::array();
    for (const auto& b : plan.bottlenecks)
      out["bottlenecks"].push_back({{"sentence", b.sentence},
                                    {"kind", b.kind},
                                    {"period", plan.scenario.periods[at(b.period)]},
                                    {"price", number(b.price)},
                                    {"step", b.step},
                                    {"unit", b.unit},
                                    {"saving_per_year", number(b.saving_per_year)},
                                    {"gain", b.gain_unit.empty() ? json(nullptr) : number(b.gain)},
                                    {"gain_unit", b.gain_unit.empty() ? json(nullptr) : json(b.gain_unit)},
                                    {"measured", b.measured}});
    out["rule_prices"] = json::array();
    for (const auto& r : plan.rule_prices)
      out["rule_prices"].push_back({{"kind", r.kind},
                                    {"rule", r.rule},
                                    {"sentence", r.sentence},
                                    {"worth", r.worth ? number(*r.worth) : json(nullptr)},
                                    {"unit", r.unit},
                                    {"share", number(r.share)},
                                    {"cost_per_year", number(r.cost_per_year)}});
    out["compliance_broken"] = std::ranges::count(plan.compliance, false, &plan::Compliance::fulfilled);
    out["compliance_left_to_operators"] =
        std::ranges::count(plan.compliance, true, &plan::Compliance::left_to_operators);
  }
  if (!plan.repair.empty()) {
    out["repair"] = json::array();
    for (const auto& line : plan.repair)
      out["repair"].push_back({{"sentence", line.sentence},
                               {"amount", number(line.amount)},
                               {"unit", line.unit},
                               {"alternative", line.alternative},
                               {"cost", line.cost ? number(*line.cost) : json(nullptr)}});
  }
  return out.dump(indent, ' ', false, json::error_handler_t::replace);
}

}  // namespace gigaplan::results
