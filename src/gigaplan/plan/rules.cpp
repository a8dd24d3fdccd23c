// The rules of a scenario, each with the way to do without it.
#include "gigaplan/plan/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "gigaplan/base/index.hpp"
#include "gigaplan/plan/words.hpp"

namespace gigaplan::plan {
namespace {

using scenario::Residency;
using scenario::Scenario;

std::string word(Residency residency) {
  constexpr std::array words{"in-country", "region", "adequacy", "anywhere"};
  return words[static_cast<std::size_t>(residency)];
}

// "200 MW_it in 2030": the last value that is asked.
std::string last(const scenario::Path& path, const std::string& unit, double factor = 1) {
  const auto& point = path.points.back();
  return fmt::format("{} {} in {}", number(factor * point.value), unit, point.year);
}

std::string asked_in_words(const scenario::Target& target) {
  std::vector<std::string> words;
  const auto add = [&](const scenario::Path& path, const char* unit, double factor = 1) {
    if (!path.empty()) words.push_back(last(path, unit, factor));
  };
  add(target.compute, "H100 equivalents");
  add(target.multiple, "H100 equivalents", target.base);
  add(target.it_power, "MW_it");
  add(target.compute_share, "% of the compute", 100);
  add(target.construction_jobs, "people who build");
  add(target.permanent_jobs, "permanent jobs");
  add(target.sites, "sites");
  add(target.served, "% of the users served", 100);
  return fmt::format("{}", fmt::join(words, ", "));
}

// A target of users served is what allows to leave some unserved: without it all would be, so it asks for none instead.
void drop_target(Scenario& s, std::size_t i) {
  auto served = s.targets[i].served;
  if (served.empty() || s.aims_at(scenario::Objective::most_served)) {
    s.targets.erase(s.targets.begin() + static_cast<std::ptrdiff_t>(i));
    return;
  }
  for (auto& point : served.points) point.value = 0;
  scenario::Target none;
  none.id = s.targets[i].id, none.name = s.targets[i].name, none.countries = s.targets[i].countries;
  none.served = served;
  s.targets[i] = none;
}

bool forbids(const std::vector<compile::Forbidden>& forbidden, std::size_t service, const char* rule) {
  return std::ranges::any_of(forbidden, [&](const auto& no) {
    return no.service == static_cast<int>(service) && no.site >= 0 && no.rule.starts_with(rule);
  });
}

void add_residencies(std::vector<Rule>& rules, const Scenario& s, const std::vector<compile::Forbidden>& forbidden) {
  std::size_t binding = 0;
  const auto add = [&](const std::string& whose, Residency residency, bool idle, auto drop) {
    if (residency == Residency::anywhere) return;
    binding += idle ? 0 : 1;
    rules.push_back({"residency", fmt::format("Residency of {} ({})", whose, word(residency)), std::move(drop), idle});
  };
  for (std::size_t i = 0; i < s.services.size(); ++i)
    add(s.services[i].name, s.services[i].residency, !forbids(forbidden, i, "residency"),
        [i](Scenario& of) { of.services[i].residency = Residency::anywhere; });
  for (std::size_t i = 0; i < s.trainings.size(); ++i) {
    const auto& run = s.trainings[i];
    const bool at_home = std::ranges::all_of(s.sites, [&](const auto& site) { return site.country == run.country; });
    add("training " + run.id, run.residency, at_home,
        [i](Scenario& of) { of.trainings[i].residency = Residency::anywhere; });
  }
  if (binding < 2) return;
  rules.push_back({"residency", "Residency of all work together", [](Scenario& of) {
                     for (auto& service : of.services) service.residency = Residency::anywhere;
                     for (auto& training : of.trainings) training.residency = Residency::anywhere;
                   }});
}

}  // namespace

std::vector<Rule> rules_of(const Scenario& s, const std::vector<compile::Forbidden>& forbidden) {
  std::vector<Rule> rules;
  for (std::size_t i = 0; i < s.targets.size(); ++i)
    rules.push_back({"target", fmt::format("Target \"{}\" ({})", s.targets[i].name, asked_in_words(s.targets[i])),
                     [i](Scenario& of) { drop_target(of, i); }});
  add_residencies(rules, s, forbidden);
  for (std::size_t i = 0; i < s.services.size(); ++i)
    if (s.services[i].latency_ms)
      rules.push_back(
          {"latency",
           fmt::format("The latency limit of {} ({} ms)", s.services[i].name, number(*s.services[i].latency_ms)),
           [i](Scenario& of) { of.services[i].latency_ms.reset(); }, !forbids(forbidden, i, "latency")});
  if (!s.power.carbon_free.empty())
    rules.push_back({"carbon-free",
                     fmt::format("The carbon-free share ({}, matched {})", last(s.power.carbon_free, "%", 100),
                                 s.power.matching == scenario::Matching::hourly ? "hour by hour" : "over the year"),
                     [](Scenario& of) { of.power.carbon_free = {}; }});
  if (!s.power.carbon_cap.empty())
    rules.push_back({"carbon", fmt::format("The cap on carbon ({})", last(s.power.carbon_cap, "t CO2 a year")),
                     [](Scenario& of) { of.power.carbon_cap = {}; }});
  const auto dry = std::ranges::count_if(s.sites, [](const auto& site) { return std::isfinite(site.water_most); });
  if (dry > 0)
    rules.push_back(
        {"water", fmt::format("The limit of water ({} site{})", dry, dry == 1 ? "" : "s"), [](Scenario& of) {
           for (auto& site : of.sites) site.water_most = std::numeric_limits<double>::infinity();
         }});
  for (std::size_t i = 0; i < s.licences.size(); ++i) {
    const auto& licence = s.licences[i];
    const auto where = licence.countries.empty() ? "all sites" : fmt::format("{}", fmt::join(licence.countries, ", "));
    rules.push_back({"licence", fmt::format("Export control {} ({})", licence.name, where),
                     [i](Scenario& of) { of.licences.erase(of.licences.begin() + static_cast<std::ptrdiff_t>(i)); }});
  }
  for (std::size_t i = 0; i < s.laws.size(); ++i)
    if (s.laws[i].binds)
      rules.push_back({"law", fmt::format("The law {} where it binds", s.laws[i].name),
                       [i](Scenario& of) { of.laws[i].binds = false; }});
  if (s.full_power)
    rules.push_back(
        {"full power", "Power for all accelerators of a site at once", [](Scenario& of) { of.full_power = false; }});
  return rules;
}

}  // namespace gigaplan::plan
