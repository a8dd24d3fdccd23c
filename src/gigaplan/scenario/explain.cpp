#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "gigaplan/scenario/describe.hpp"

namespace gigaplan::scenario {
namespace {

/// Characters as a terminal shows them (UTF-8 code points).
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](unsigned char c) { return (c & 0xC0U) != 0x80U; }));
}

std::string cut(std::string_view text, std::size_t most) {
  if (width(text) <= most) return std::string(text);
  std::string out;
  std::size_t shown = 0;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U && ++shown >= most) break;
    out += c;
  }
  return out + "…";
}

std::string padded(std::string text, std::size_t to) {
  const auto have = width(text);
  if (have < to) text.append(to - have, ' ');
  return text;
}

std::string goals_in_words(const Scenario& s) {
  std::string words;
  for (std::size_t i = 0; i < s.objectives.size(); ++i) {
    if (i > 0 && i + 1 == s.objectives.size()) break;  // every list ends with the least cost
    const auto* word = s.objectives[i] == Objective::least_cost     ? "at the least cost"
                       : s.objectives[i] == Objective::most_compute ? "most compute for the budget"
                                                                    : "most people served for the budget";
    words += (i == 0 ? "" : ", then ") + std::string(word);
  }
  return words;
}

}  // namespace

std::string explanation(const Scenario& scenario) {
  constexpr std::size_t longest_value = 48;
  std::size_t keys = 3, values = 5, years = 4;
  for (const auto& origin : scenario.origins) {
    keys = std::max(keys, width(origin.key));
    values = std::max(values, std::min(width(origin.value), longest_value));
    years = std::max(years, width(origin.year));
  }
  std::string out =
      fmt::format("{}  {}  {}  grade  source\n", padded("key", keys), padded("value", values), padded("year", years));
  for (const auto& origin : scenario.origins) {
    const auto source = origin.figure.empty() ? origin.source : fmt::format("{} ({})", origin.figure, origin.source);
    const auto line = origin.figure.empty() && origin.place.line > 0 && origin.source == "the scenario"
                          ? fmt::format("{}:{}", origin.place.file, origin.place.line)
                          : source;
    out += fmt::format("{}  {}  {}  {:<5}  {}\n", padded(origin.key, keys),
                       padded(cut(origin.value, longest_value), values), padded(origin.year, years), origin.confidence,
                       line);
  }
  return out;
}

std::string estimates_note(const Scenario& scenario) {
  std::map<std::string, std::string> estimates;
  for (const auto& origin : scenario.origins)
    if (origin.confidence == "C" && !origin.figure.empty()) estimates.emplace(origin.figure, origin.value);
  if (estimates.empty()) return {};
  std::string list;
  for (const auto& [key, value] : estimates) list += fmt::format("{}{} = {}", list.empty() ? "" : "; ", key, value);
  return fmt::format("Leans on {} estimated figure{} (confidence C): {}.", estimates.size(),
                     estimates.size() == 1 ? "" : "s", list);
}

std::string summary(const Scenario& s, const Catalogue& catalogue) {
  std::string services;
  for (const auto& service : s.services) {
    const int last = s.periods.back();
    const double users = catalogue.country(service.country).population.value * service.reach.linear(last);
    services +=
        fmt::format("{}{} for {:.1f} M people of {} ({}, {}) by {}", services.empty() ? "" : "; ", service.name,
                    users / 1e6, catalogue.country(service.country).name, service.language, service.model, last);
  }
  for (const auto& run : s.trainings)
    services +=
        fmt::format("{}training {} of {:.2g} FLOP by {}", services.empty() ? "" : "; ", run.id, run.flop, run.deadline);
  std::string periods;
  for (const int year : s.periods) periods += fmt::format("{}{}", periods.empty() ? "" : ", ", year);
  const auto goals = goals_in_words(s);
  std::set<std::string> figures;
  std::size_t estimates = 0;
  for (const auto& origin : s.origins)
    if (!origin.figure.empty() && figures.insert(origin.figure).second && origin.confidence == "C") ++estimates;
  return fmt::format(
      "{}{}: {}; {}. Period{} {} up to {}, {} candidate site{}, {} accelerator{}, {} power plant{} on offer, money in "
      "{} of {}. {} default figures come from the catalogue, {} of them estimates (C). No faults.\n",
      s.name, s.variant.empty() ? "" : fmt::format(" [{}]", s.variant), services, goals,
      s.periods.size() == 1 ? "" : "s", periods, s.end - 1, s.sites.size(), s.sites.size() == 1 ? "" : "s",
      s.accelerators.size(), s.accelerators.size() == 1 ? "" : "s", s.plants.size(), s.plants.size() == 1 ? "" : "s",
      s.currency, s.price_year, figures.size(), estimates);
}

}  // namespace gigaplan::scenario
