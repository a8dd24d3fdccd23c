#include "apps/cli/commands/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <vector>

#include "gigaplan/plan/words.hpp"
#include "gigaplan/results/run_json.hpp"
#include "gigaplan/results/stored.hpp"
#include "gigaplan/scenario/flat.hpp"

namespace gigaplan::cli {
namespace {

using nlohmann::json;
using scenario::Node;

constexpr std::size_t long_list = 30;  // longer lists are told by their length

// Values of the tree by their path.
std::map<std::string, std::string> values_of(const Node& root) {
  auto values = scenario::flat_values(root);
  for (auto& [path, value] : values) {
    if (!value.starts_with('[')) continue;
    const auto items = static_cast<std::size_t>(std::ranges::count(value, ',')) + 1;
    if (items > long_list)
      value = fmt::format("{} values, checksum {}", items, results::hash_of(value.substr(1, value.size() - 2)));
  }
  return values;
}

struct Run {
  std::map<std::string, std::string> input;
  json answer;
};

Run load(const std::filesystem::path& folder) {
  const auto stored = results::read_stored(folder);
  Run run;
  Faults faults;
  run.input = values_of(scenario::parse_toml(stored.scenario_text, "results.nc", faults));
  faults.throw_if_any();
  run.input["(hours)"] = stored.hours;
  run.input["(variant)"] = stored.variant.empty() ? "base" : stored.variant;
  run.input["(program)"] = stored.version;
  run.input.erase("hours");  // what was planned with counts, not what the file says
  std::ifstream file(folder / "run.json");
  if (!file)
    throw FileTrouble((folder / "run.json").string(), fmt::format("{} cannot be read", (folder / "run.json").string()));
  run.answer = json::parse(file, nullptr, false);
  if (run.answer.is_discarded())
    throw InputInvalid({{"GP3303",
                         {(folder / "run.json").string(), 0, 0},
                         "run.json is no JSON",
                         "name a folder that `gigaplan plan` wrote"}});
  return run;
}

struct Figure {
  std::string period, name, unit;
  bool operator<(const Figure& other) const { return std::tie(period, name) < std::tie(other.period, other.name); }
};

using Figures = std::map<Figure, double>;

void add(Figures& figures, const Figure& figure, const json& value) {
  if (value.is_number()) figures[figure] += value.get<double>();
}

// The main figures: the whole plan first, then every period and site.
Figures figures_of(const json& answer) {
  Figures out;
  const std::string currency = answer.value("currency", "");
  add(out, {"plan", "present cost", currency}, answer.value("present_cost", json()));
  for (const auto& period : answer.value("periods", json::array())) {
    const auto year = std::to_string(period.value("year", 0));
    add(out, {year, "cost a year", currency}, period.value("cost_per_year", json()));
    add(out, {year, "carbon-free share", "1"}, period.value("carbon_free_share", json()));
    add(out, {year, "carbon, location-based", "t/yr"}, period.value("carbon_t_location_based", json()));
    add(out, {year, "carbon, market-based", "t/yr"}, period.value("carbon_t_market_based", json()));
    for (const auto& site : period.value("sites", json::array())) {
      const auto name = site.value("site", "");
      add(out, {year, "accelerators", "pieces"}, site.value("accelerators", json()));
      add(out, {year, "energy", "MWh/yr"}, site.value("energy_mwh", json()));
      add(out, {year, "output tokens", "1/yr"}, site.value("output_tokens", json()));
      add(out, {year, "IT power", "MW_it"}, site.value("it_power_mw", json()));
      add(out, {year, "IT power at " + name, "MW_it"}, site.value("it_power_mw", json()));
    }
  }
  return out;
}

json null_or(const std::optional<double>& value) { return value ? json(*value) : json(nullptr); }

json inputs_that_differ(const Run& a, const Run& b) {
  std::set<std::string> keys;
  for (const auto* run : {&a, &b})
    for (const auto& [key, value] : run->input) keys.insert(key);
  json out = json::array();
  const auto at = [](const Run& run, const std::string& key) {
    const auto found = run.input.find(key);
    return found == run.input.end() ? json(nullptr) : json(found->second);
  };
  for (const auto& key : keys)
    if (at(a, key) != at(b, key)) out.push_back({{"key", key}, {"a", at(a, key)}, {"b", at(b, key)}});
  return out;
}

json results_of(const Run& a, const Run& b) {
  const auto of_a = figures_of(a.answer), of_b = figures_of(b.answer);
  auto all = of_a;
  all.insert(of_b.begin(), of_b.end());
  const auto at = [](const Figures& figures, const Figure& figure) {
    const auto found = figures.find(figure);
    return found == figures.end() ? std::nullopt : std::optional(found->second);
  };
  json out = json::array();
  for (const auto& [figure, value] : all) {
    const auto x = at(of_a, figure), y = at(of_b, figure);
    const auto difference = x && y ? std::optional(*y - *x) : std::nullopt;
    const auto relative = difference && *x != 0 ? std::optional(*difference / *x) : std::nullopt;
    out.push_back({{"period", figure.period},
                   {"figure", figure.name},
                   {"unit", figure.unit},
                   {"a", null_or(x)},
                   {"b", null_or(y)},
                   {"difference", null_or(difference)},
                   {"relative", null_or(relative)}});
  }
  // The plan as a whole is what people look for first.
  std::ranges::stable_partition(out, [](const json& row) { return row["period"] == "plan"; });
  return out;
}

std::string text_or(const json& value, const std::string& none) {
  if (value.is_null()) return none;
  return value.is_string() ? value.get<std::string>() : plan::number(value.get<double>(), 4);
}

// What the certificate allows an answer to be off by: changes below this share of the largest figure in the unit say
// nothing about the plans.
constexpr double dust = 1e-6;

std::map<std::string, double> largest_by_unit(const json& results) {
  std::map<std::string, double> out;
  for (const auto& row : results)
    for (const char* side : {"a", "b"})
      if (!row[side].is_null()) {
        auto& most = out[row["unit"].get<std::string>()];
        most = std::max(most, std::abs(row[side].get<double>()));
      }
  return out;
}

bool is_the_same(const json& row, double noise) {
  return !row["difference"].is_null() && std::abs(row["difference"].get<double>()) <= noise;
}

std::string change_of(const json& row, double noise) {
  if (row["difference"].is_null()) return "";
  const auto difference = row["difference"].get<double>();
  const auto& relative = row["relative"];
  // A share of next to nothing is no share.
  return relative.is_null() || std::abs(row["a"].get<double>()) <= noise
             ? fmt::format("{:+.4g}", difference)
             : fmt::format("{:+.4g} ({:+.2f} %)", difference, 100 * relative.get<double>());
}

void print(const json& out) {
  const auto& inputs = out["inputs"];
  fmt::print("Input: {}\n", inputs.empty()
                                ? "the same"
                                : fmt::format("{} difference{}", inputs.size(), inputs.size() == 1 ? "" : "s"));
  for (const auto& row : inputs)
    fmt::print("  {}: {} → {}\n", row["key"].get<std::string>(), text_or(row["a"], "not there"),
               text_or(row["b"], "not there"));
  fmt::print("Status: {} → {}\n", out["status"]["a"].get<std::string>(), out["status"]["b"].get<std::string>());
  std::string period;
  const auto largest = largest_by_unit(out["results"]);
  int same = 0;
  for (const auto& row : out["results"]) {
    const double noise = dust * largest.at(row["unit"].get<std::string>());
    if (is_the_same(row, noise)) {
      ++same;
      continue;
    }
    if (row["period"] != period) fmt::print("{}\n", (period = row["period"]) == "plan" ? "The plan" : period);
    const auto figure = [&](const json& value) {
      return value.is_number() && std::abs(value.get<double>()) <= noise ? "0" : text_or(value, "-");
    };
    fmt::print("  {:<34} {:>18} {:>18}  {:<10} {}\n", row["figure"].get<std::string>(), figure(row["a"]),
               figure(row["b"]), row["unit"].get<std::string>(), change_of(row, noise));
  }
  if (same > 0) fmt::print("{} figure{} the same in both (--json lists them)\n", same, same == 1 ? " is" : "s are");
}

}  // namespace

int run_compare(const std::string& a, const std::string& b, const Common& common) {
  const auto first = load(a), second = load(b);
  json out;
  out["a"] = a, out["b"] = b;
  out["status"] = {{"a", first.answer.value("status", "")}, {"b", second.answer.value("status", "")}};
  out["inputs"] = inputs_that_differ(first, second);
  out["results"] = results_of(first, second);
  if (common.json)
    fmt::print("{}\n", out.dump(2, ' ', false, json::error_handler_t::replace));
  else
    print(out);
  return Exit::ok;
}

}  // namespace gigaplan::cli
