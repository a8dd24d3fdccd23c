#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>

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

constexpr std::size_t longest_value = 48, most_named = 12;
constexpr auto own_figure = " [your own figure]";

std::string amount(const Figure& figure, const YearValue& used) {
  return fmt::format("{}{:g}{}{}", used.year > 0 ? fmt::format("{}: ", used.year) : "", used.value,
                     figure.unit == "1" ? "" : " ", figure.unit == "1" ? "" : figure.unit);
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

std::string explanation(const Scenario& scenario, const std::vector<Figure>& used) {
  struct Line {
    std::string key, value, year, grade, source;
  };
  std::vector<Line> values, figures;
  std::set<std::string> told;
  for (const auto& origin : scenario.origins) {
    const bool own_line = origin.figure.empty() && origin.place.line > 0 && origin.source == "the scenario";
    auto source = own_line                ? fmt::format("{}:{}", origin.place.file, origin.place.line)
                  : origin.figure.empty() ? origin.source
                                          : fmt::format("{} ({})", origin.figure, origin.source);
    if (origin.overlay) source += own_figure;
    if (!origin.figure.empty()) told.insert(origin.figure);
    values.push_back({origin.key, origin.value, origin.year, origin.confidence, std::move(source)});
  }
  for (const auto& figure : used)
    if (!told.contains(figure.key)) {
      const auto years = values_used(figure);
      figures.push_back({figure.key, amount(figure, years.front()), figure.year, figure.confidence,
                         figure.source + (figure.overlay ? own_figure : "")});
      for (const auto& later : std::span(years).subspan(1)) figures.push_back({{}, amount(figure, later), {}, {}, {}});
    }
  const auto table = [](const std::vector<Line>& lines, const char* what) {
    std::size_t keys = 6, wide = 5, years = 4;
    for (const auto& line : lines) {
      keys = std::max(keys, width(line.key));
      wide = std::max(wide, std::min(width(line.value), longest_value));
      years = std::max(years, width(line.year));
    }
    std::string out =
        fmt::format("{}  {}  {}  grade  source\n", padded(what, keys), padded("value", wide), padded("year", years));
    for (const auto& line : lines)
      out +=
          fmt::format("{}  {}  {}  {:<5}  {}\n", padded(line.key, keys), padded(cut(line.value, longest_value), wide),
                      padded(line.year, years), line.grade, line.source);
    return out;
  };
  auto out = table(values, "key");
  if (!figures.empty()) out += "\nFigures used besides:\n" + table(figures, "figure");
  return out;
}

std::string estimates_note(const std::vector<Figure>& used) {
  std::string list;
  std::size_t estimates = 0;
  for (const auto& figure : used) {
    if (figure.confidence != "C") continue;
    if (++estimates <= most_named)
      list += fmt::format("{}{} = {}", list.empty() ? "" : "; ", figure.key, amount(figure, {0, figure.value}));
  }
  if (estimates > most_named) list += fmt::format("; and {} more: --explain lists them", estimates - most_named);
  if (estimates == 0) return {};
  return fmt::format("Leans on {} estimated figure{} (confidence C): {}.", estimates, estimates == 1 ? "" : "s", list);
}

std::string summary(const Scenario& s, const Catalogue& catalogue, const std::vector<Figure>& used) {
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
  const auto estimates = std::ranges::count(used, "C", &Figure::confidence);
  return fmt::format(
      "{}{}: {}; {}. Period{} {} up to {}, {} candidate site{}, {} accelerator{}, {} power plant{} on offer, money in "
      "{} of {}. It rests on {} figures besides, {} of them estimates (C).",
      s.name, s.variant.empty() ? "" : fmt::format(" [{}]", s.variant), services, goals,
      s.periods.size() == 1 ? "" : "s", periods, s.end - 1, s.sites.size(), s.sites.size() == 1 ? "" : "s",
      s.accelerators.size(), s.accelerators.size() == 1 ? "" : "s", s.plants.size(), s.plants.size() == 1 ? "" : "s",
      s.currency, s.price_year, used.size(), estimates);
}

}  // namespace gigaplan::scenario
