#include "gigaplan/catalogue/bind.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace gigaplan {

Accelerator bind_accelerator(const RawRecord& raw, Faults& faults) {
  Accelerator a;
  a.id = raw.record.id;
  a.aliases = raw.record.aliases;
  FieldReader read(raw, faults);
  read.text("maker", a.maker);
  read.text("memory_generation", a.memory_generation);
  read.text("process_node", a.process_node);
  read.text("package", a.package);
  read.text("available", a.available);
  read.figure("flops/bf16", "TFLOP/s", a.flops_bf16);
  read.figure("flops/fp8", "TFLOP/s", a.flops_fp8);
  read.figure("flops/fp4", "TFLOP/s", a.flops_fp4);
  read.figure("memory", "GB", a.memory);
  read.figure("bandwidth", "TB/s", a.bandwidth);
  read.figure("link_bandwidth", "GB/s", a.link_bandwidth);
  read.figure("scale_up", "accelerators", a.scale_up);
  read.figure("hbm_stacks", "stacks", a.hbm_stacks);
  read.figure("tdp", "W", a.tdp);
  read.figure("server_power", "W", a.server_power);
  read.figure("idle_power", "W", a.idle_power);
  read.figure("price", "USD_*", a.price);
  read.figure("server_cost", "USD_*", a.server_cost);
  read.figure("tpp", "TPP", a.tpp);
  read.finish();
  return a;
}

Model bind_model(const RawRecord& raw, Faults& faults) {
  Model m;
  m.id = raw.record.id;
  m.aliases = raw.record.aliases;
  FieldReader read(raw, faults);
  read.text("maker", m.maker);
  read.flag("estimated", m.estimated);
  read.figure("params_total", "1e9", m.params_total);
  read.figure("params_active", "1e9", m.params_active);
  read.figure("layers", "1", m.layers);
  read.figure("hidden", "1", m.hidden);
  read.figure("query_width", "1", m.query_width);
  read.figure("kv_elements", "1", m.kv_elements);
  read.figure("experts", "1", m.experts);
  read.figure("experts_per_token", "1", m.experts_per_token);
  read.figure("expert_share", "1", m.expert_share);
  read.figure("training_compute", "FLOP", m.training_compute);
  read.finish();
  return m;
}

Workload bind_workload(const RawRecord& raw, Faults& faults) {
  Workload w;
  w.id = raw.record.id;
  w.aliases = raw.record.aliases;
  FieldReader read(raw, faults);
  read.text("model", w.model);
  read.figure("input_tokens", "tokens", w.input_tokens);
  read.figure("output_tokens", "tokens", w.output_tokens);
  read.figure("context", "tokens", w.context);
  read.figure("input_second_moment", "1", w.input_second_moment);
  read.figure("input_p99", "1", w.input_p99);
  read.figure("server_ttft", "s", w.server_ttft);
  read.figure("server_tpot", "s", w.server_tpot);
  read.figure("interactive_ttft", "s", w.interactive_ttft);
  read.figure("interactive_tpot", "s", w.interactive_tpot);
  read.finish();
  return w;
}

Measurement bind_measurement(const RawRecord& raw, Faults& faults) {
  Measurement m;
  m.id = raw.record.id;
  FieldReader read(raw, faults);
  read.text("workload", m.workload);
  read.text("accelerator", m.accelerator);
  read.text("rule", m.rule);
  read.figure("throughput", "tokens/s", m.throughput);
  read.figure("accelerators", "accelerators", m.accelerators);
  read.finish();
  if (m.rule != "offline" && m.rule != "server" && m.rule != "interactive" && !m.rule.empty())
    faults.add("GP2007", raw.fields.at("rule"), fmt::format("rule is \"{}\"", m.rule),
               "write offline, server or interactive");
  return m;
}

namespace {

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> words;
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t end = std::min(text.find(';', begin), text.size());
    const std::size_t first = text.find_first_not_of(' ', begin);
    if (first < end) words.push_back(text.substr(first, end - first));
    begin = end + 1;
  }
  return words;
}

}  // namespace

Country bind_country(const RawRecord& raw, Faults& faults) {
  Country c;
  c.id = raw.record.id;
  c.aliases = raw.record.aliases;
  FieldReader read(raw, faults);
  read.text("iso2", c.iso2);
  read.text("name", c.name);
  read.text("time_zone", c.time_zone);
  read.text("daylight_saving", c.daylight_saving);
  read.statement("official_languages", c.official_languages);
  c.languages = split(c.official_languages.text);
  read.figure("utc_offset", "h", c.utc_offset);
  read.figure("latitude", "deg", c.latitude);
  read.figure("longitude", "deg", c.longitude);
  read.group("extent", "deg", c.extent);
  read.figure("population", "people", c.population);
  read.figure("internet_users", "%", c.internet_users);
  read.figure("gdp", "USD_*", c.gdp);
  read.group("generation", "TWh", c.generation);
  read.figure("electricity", "TWh", c.electricity);
  read.figure("carbon_intensity", "gCO2/kWh", c.carbon_intensity);
  read.figure("carbon_free_share", "%", c.carbon_free_share);
  read.figure("industrial_price", "USD_*", c.industrial_price);
  read.series("wholesale_price", "EUR_*", c.wholesale_price);
  read.figure("solar_cf", "p.u.", c.solar_cf);
  read.figure("wind_cf", "p.u.", c.wind_cf);
  read.figure("offshore_cf", "p.u.", c.offshore_cf);
  read.figure("mean_temperature", "degC", c.mean_temperature);
  read.figure("warmest_month", "degC", c.warmest_month);
  read.figure("construction_cost", "USD_*", c.construction_cost);
  read.figure("grid_years", "years", c.grid_years);
  read.figure("permit_months", "months", c.permit_months);
  read.figure("data_centre_capacity", "MW", c.data_centre_capacity);
  read.figure("water_stress", "%", c.water_stress);
  read.figure("tax_rate", "%", c.tax_rate);
  read.figure("wacc", "%", c.wacc);
  read.statement("export_tier", c.export_tier);
  read.statement("eu", c.eu);
  read.statement("eea", c.eea);
  read.statement("data_law", c.data_law);
  read.statement("residency", c.residency);
  read.finish();
  return c;
}

Region bind_region(const RawRecord& raw, Faults& faults) {
  Region r;
  r.id = raw.record.id;
  r.aliases = raw.record.aliases;
  FieldReader read(raw, faults);
  read.text("name", r.name);
  read.text("country", r.country);
  read.figure("industrial_price", "USD_*", r.industrial_price);
  read.figure("carbon_intensity", "gCO2/kWh", r.carbon_intensity);
  read.figure("carbon_free_share", "%", r.carbon_free_share);
  read.finish();
  return r;
}

const std::vector<std::string>& law_measures() {
  static const std::vector<std::string> words{"pue", "renewable", "heat-reuse", "firm-power", "report", "training"};
  return words;
}

namespace {

void bind_limit(const RawRecord& raw, FieldReader& read, Law& law, Faults& faults) {
  std::string word;
  read.text("measure", word);
  const auto& words = law_measures();
  const auto found = std::ranges::find(words, word);
  if (found == words.end()) {
    read.figure("limit", "*", law.limit);
    if (!word.empty())
      faults.add("GP2007", raw.fields.at("measure"), fmt::format("measure is \"{}\"", word),
                 fmt::format("write one of {}", fmt::join(words, ", ")));
    return;
  }
  law.measure = static_cast<LawMeasure>(found - words.begin());
  const std::string_view unit = law.measure == LawMeasure::training ? "FLOP" : "1";
  if (law.measure == LawMeasure::report)
    read.figure("limit", unit, law.limit);
  else
    read.figure("limit", unit, law.limit.emplace());
}

void check_years(const RawRecord& raw, const Law& law, Faults& faults) {
  if (law.from && law.until && law.until->value <= law.from->value)
    faults.add("GP2007", raw.fields.at("until"),
               fmt::format("{} ends in {}, not after it begins in {}", law.id, law.until->value, law.from->value),
               "`until` is the first year without it");
}

}  // namespace

Law bind_law(const RawRecord& raw, Faults& faults) {
  Law l;
  l.id = raw.record.id;
  l.aliases = raw.record.aliases;
  FieldReader read(raw, faults);
  std::string where;
  read.text("name", l.name);
  read.text("where", where);
  l.countries = split(where);
  bind_limit(raw, read, l, faults);
  read.text("asks", l.asks);
  read.figure("least_it_power", "MW", l.least_it_power);
  read.figure("from", "year", l.from);
  read.figure("until", "year", l.until);
  read.figure("opened_from", "year", l.opened_from);
  read.figure("opened_before", "year", l.opened_before);
  read.finish();
  check_years(raw, l, faults);
  return l;
}

Technology bind_technology(const RawRecord& raw, Faults& faults) {
  Technology t;
  t.id = raw.record.id;
  t.aliases = raw.record.aliases;
  FieldReader read(raw, faults);
  read.text("name", t.name);
  read.text("region", t.region);
  read.series("capital_cost", "*", t.capital_cost);
  read.series("fom", "%/yr", t.fom);
  read.series("vom", "*", t.vom);
  read.series("fuel", "*", t.fuel);
  read.series("efficiency", "p.u.", t.efficiency);
  read.series("capacity_factor", "p.u.", t.capacity_factor);
  read.series("co2", "tCO2/MWh", t.co2);
  read.figure("least_load", "%", t.least_load);
  read.figure("start_cost", "*", t.start_cost);
  read.figure("least_on", "h", t.least_on);
  read.figure("least_off", "h", t.least_off);
  read.series("lifetime", "years", t.lifetime);
  read.series("build_years", "years", t.build_years);
  read.finish();
  return t;
}

}  // namespace gigaplan
