#include <fmt/format.h>

#include <charconv>

#include "gigaplan/catalogue/bind.hpp"

namespace gigaplan {
namespace {

bool fits(std::string_view unit, std::string_view pattern) {
  if (pattern.ends_with('*')) return unit.starts_with(pattern.substr(0, pattern.size() - 1));
  return unit == pattern;
}

}  // namespace

void FieldReader::missing(const std::string& name) {
  faults_.add("GP2005", raw_.place, fmt::format("\"{}\" of {} has no `{}`", raw_.record.id, raw_.record.kind, name),
              fmt::format("add {} to the record", name));
}

const Figure& FieldReader::checked(const std::string& name, std::string_view unit) {
  const Figure& found = raw_.record.figures.at(name);
  if (!fits(found.unit, unit))
    faults_.add("GP2006", raw_.fields.at(name), fmt::format("`{}` is in {}", name, found.unit),
                fmt::format("give it in {}", unit));
  return found;
}

void FieldReader::figure(const std::string& name, std::string_view unit, Figure& out) {
  asked_.insert(name);
  if (has(name))
    out = checked(name, unit);
  else
    missing(name);
}

void FieldReader::figure(const std::string& name, std::string_view unit, std::optional<Figure>& out) {
  asked_.insert(name);
  if (has(name)) out = checked(name, unit);
}

void FieldReader::statement(const std::string& name, Statement& out) {
  asked_.insert(name);
  if (const auto found = raw_.record.statements.find(name); found != raw_.record.statements.end())
    out = found->second;
  else
    missing(name);
}

void FieldReader::text(const std::string& name, std::string& out) {
  asked_.insert(name);
  if (const auto found = raw_.record.texts.find(name); found != raw_.record.texts.end() && !found->second.empty())
    out = found->second;
  else
    missing(name);
}

void FieldReader::flag(const std::string& name, bool& out) {
  std::string word;
  text(name, word);
  out = word == "true";
}

void FieldReader::group(const std::string& name, std::string_view unit, std::map<std::string, Figure>& out) {
  const std::string prefix = name + "/";
  for (const auto& [field, found] : raw_.record.figures) {
    if (!field.starts_with(prefix)) continue;
    asked_.insert(field);
    out.emplace(field.substr(prefix.size()), checked(field, unit));
  }
}

void FieldReader::series(const std::string& name, std::string_view unit, std::optional<YearSeries>& out) {
  std::map<std::string, Figure> found;
  group(name, unit, found);
  YearSeries series;
  for (auto& [word, figure] : found) {
    int year = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), year);
    if (error != std::errc() || end != word.data() + word.size() || year < 1900 || year > 2200)
      faults_.add("GP2007", raw_.fields.at(name + "/" + word), fmt::format("`{}` is not a year", word),
                  fmt::format("write {}.2030 = {{ … }}", name));
    else
      series.by_year.emplace(year, std::move(figure));
  }
  if (!series.by_year.empty()) out = std::move(series);
}

void FieldReader::series(const std::string& name, std::string_view unit, YearSeries& out) {
  std::optional<YearSeries> found;
  series(name, unit, found);
  if (found)
    out = std::move(*found);
  else
    missing(name);
}

void FieldReader::finish() {
  const std::vector<std::string> known(asked_.begin(), asked_.end());
  for (const auto& [name, place] : raw_.fields) {
    if (asked_.contains(name)) continue;
    const std::string near = nearest(name, known);
    faults_.add("GP2003", place, fmt::format("`{}` is no field of {}", name, raw_.record.kind),
                near.empty() ? "remove it" : fmt::format("did you mean `{}`?", near));
  }
}

}  // namespace gigaplan
