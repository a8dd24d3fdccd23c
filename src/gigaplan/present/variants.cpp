// The runs of one scenario side by side: what each changes in the input, what it is worth, its main figures.
#include "gigaplan/plan/variants.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "gigaplan/present/present.hpp"
#include "gigaplan/scenario/flat.hpp"

namespace gigaplan::present {
namespace {

using Values = std::map<std::string, std::string>;

Values values_of(const scenario::Scenario& s) {
  Faults faults;
  auto values = scenario::flat_values(scenario::parse_toml(s.text, s.file, faults));
  // A list that lost its last item, and years that stand in the path already, are no changes of their own.
  std::erase_if(values, [](const auto& value) { return value.second == "[]" || value.first.ends_with("].year"); });
  return values;
}

// "licence[tier-2].tpp" → "licence[tier-2]"; a key that belongs to no item of a section's list is its own.
std::string item_of(const std::string& path) {
  const auto end = path.find(']');
  return end == std::string::npos || path.find('.') < end ? path : path.substr(0, end + 1);
}

// "licence[tier-2]" → "licence tier-2"; "power.carbon_free[2030].share" stays.
std::string in_words(std::string item) {
  if (item.find('.') != std::string::npos) return item;
  std::erase(item, ']');
  std::ranges::replace(item, '[', ' ');
  std::ranges::replace(item, '_', ' ');
  return item;
}

std::set<std::string> items_of(const Values& values) {
  std::set<std::string> items;
  for (const auto& [path, value] : values) items.insert(item_of(path));
  return items;
}

std::string changes_in_words(const Values& base, const Values& variant) {
  constexpr std::size_t most = 5;
  const auto before = items_of(base), after = items_of(variant);
  std::vector<std::string> words;
  for (const auto& item : before)
    if (!after.contains(item)) words.push_back("without " + in_words(item));
  for (const auto& [path, value] : variant) {
    const auto old = base.find(path);
    if (old != base.end() && old->second == value) continue;
    words.push_back(old == base.end() ? fmt::format("{} = {}", path, value)
                                      : fmt::format("{} = {} instead of {}", path, value, old->second));
  }
  for (const auto& [path, value] : base)
    if (!variant.contains(path) && after.contains(item_of(path))) words.push_back("without " + path);
  if (words.size() > most) {
    const auto more = words.size() - most;
    words.resize(most);
    words.push_back(fmt::format("and {} more values", more));
  }
  return fmt::format("{}", fmt::join(words, "; "));
}

}  // namespace

void add_variants(report::Document& d, const std::vector<const plan::Plan*>& runs, int here) {
  if (runs.size() < 2) return;
  auto& v = d.variants;
  v = {};
  v.here = here;
  const auto& base = *runs.front();
  const auto written = values_of(base.scenario);
  std::vector<plan::RunFigures> figures;
  for (const auto* run : runs) {
    const bool is_base = run == runs.front();
    v.names.push_back(is_base ? "base" : run->scenario.variant);
    v.changes.push_back(is_base ? "the scenario as it stands" : changes_in_words(written, values_of(run->scenario)));
    if (!is_base) v.findings.push_back(plan::difference_in_words(base, *run));
    figures.push_back(plan::run_figures(*run));
  }
  const auto row = [&](const std::string& quantity, const std::string& unit, auto member, double factor = 1) {
    report::VariantRow out{.quantity = quantity, .unit = unit, .values = {}};
    for (const auto& of : figures) {
      const std::optional<double> value = of.*member;
      out.values.push_back(value ? report::Number(factor * *value) : std::nullopt);
    }
    v.rows.push_back(std::move(out));
  };
  const auto in_last = fmt::format(" in {}", base.scenario.periods.back());
  row("Present cost", d.head.currency, &plan::RunFigures::present_cost);
  row("Capital spending", d.head.currency, &plan::RunFigures::capital);
  row("Accelerators" + in_last, "", &plan::RunFigures::accelerators);
  row("H100 equivalents" + in_last, "", &plan::RunFigures::h100_equivalents);
  row("Hall power" + in_last, "MW_it", &plan::RunFigures::it_power);
  row("Energy" + in_last, "GWh per year", &plan::RunFigures::energy, 1e-3);
  row("Carbon-free share" + in_last, "%", &plan::RunFigures::carbon_free, 100);
}

}  // namespace gigaplan::present
