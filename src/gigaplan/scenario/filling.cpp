#include "gigaplan/scenario/filling.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace gigaplan::scenario {
namespace {

std::string path_of(const Record& record, std::string_view key) {
  return record.path.empty() ? std::string(key) : record.path + "." + std::string(key);
}

double scaled(double value, const Field& field) { return field.unit.starts_with("%") ? value / 100 : value; }

std::string replaced(std::string pattern, std::string_view what, const std::string& by) {
  if (const auto at = pattern.find(what); at != std::string::npos) pattern.replace(at, what.size(), by);
  return pattern;
}

}  // namespace

bool Records::all_sound(const std::vector<Record>& list) const { return std::ranges::all_of(list, &Record::sound); }

void Filling::wrote(const Record& record, const Value& value, std::string_view key) {
  const auto source = record.offered ? "assumed: the scenario names none" : "the scenario";
  out_.origins.push_back({path_of(record, key), value.written, "", "", source, record.offered ? "C" : "", value.place});
}

void Filling::derived(std::string path, std::string value, std::string source, const Place& place,
                      std::string confidence) {
  out_.origins.push_back({std::move(path), std::move(value), "", "", std::move(source), std::move(confidence), place});
}

void Filling::note(const Figure& figure) { remember(out_.figures, figure); }

// A default that stands in the field table and not in the catalogue: nobody's figure but the program's.
void Filling::own_choice(std::string path, std::string value, const Place& place) {
  out_.origins.push_back({std::move(path), std::move(value), "", "", "the program's own choice", "C", place});
}

double Filling::figure(const std::string& key, const std::string& unit, const std::string& path, const Place& place) {
  const Figure* figure = reading_.catalogue.find_figure(key);
  if (figure == nullptr) throw std::logic_error(fmt::format("the catalogue lacks {}, a default of {}", key, path));
  const auto value = convert(figure->value, figure->unit, unit, reading_.money);
  if (const auto* trouble = std::get_if<QuantityTrouble>(&value)) {
    reading_.faults.add("GP1207", place, fmt::format("the default of `{}`, {}: {}", path, key, trouble->message),
                        "write the value yourself, or use a currency that the catalogue converts");
    return 0;
  }
  const auto shown = fmt::format("{:g} {}", figure->value, figure->unit == "1" ? "" : figure->unit);
  out_.origins.push_back({path, shown.ends_with(' ') ? shown.substr(0, shown.size() - 1) : shown, figure->key,
                          figure->year, figure->source, figure->confidence, place, figure->overlay});
  note(*figure);
  return std::get<double>(value);
}

double Filling::number(const Record& record, std::string_view key, const Around& around) {
  const Field& f = field(*record.section, key);
  if (const Value* value = record.find(key)) {
    wrote(record, *value, key);
    return scaled(value->number, f);
  }
  const auto path = path_of(record, key);
  if (!f.figure.empty()) {
    const auto name = replaced(replaced(f.figure, "{country}", around.country), "{language}", around.language);
    const double value = figure(name, f.figure_unit.empty() ? f.unit : f.figure_unit, path, record.place);
    auto& last = out_.origins.back();  // told as one may write it: the catalogue's W of a hall are W_it
    if (f.unit == f.figure_unit + "_it" && last.key == path) last.value += "_it";
    return scaled(value, f);
  }
  if (f.fallback.empty()) return 0;  // required, and a fault already
  const auto value = std::get<double>(in_unit(f.fallback, f.unit, reading_.money, true));
  own_choice(path, f.fallback, record.place);
  const bool setting = record.section->key.empty() || f.unit == "1";  // how to plan, weights: no figures of the world
  if (f.type == Field::Type::quantity && value != 0 && !setting)
    note({.key = fmt::format("program/{}.{}", record.section->key, f.key),
          .value = value,
          .unit = f.unit,
          .low = {},
          .high = {},
          .year = {},
          .source = "the program's own choice",
          .confidence = "C",
          .url = {},
          .note = f.help});
  return scaled(value, f);
}

std::optional<double> Filling::given(const Record& record, std::string_view key) {
  const Value* value = record.find(key);
  if (value == nullptr) return std::nullopt;
  wrote(record, *value, key);
  return scaled(value->number, field(*record.section, key));
}

int Filling::year(const Record& record, std::string_view key, int otherwise, std::string_view how) {
  if (const Value* value = record.find(key)) {
    wrote(record, *value, key);
    return static_cast<int>(value->number);
  }
  derived(path_of(record, key), std::to_string(otherwise), std::string(how), record.place, "");
  return otherwise;
}

Record Filling::inner(const Record& outer, const Value& value, Section& section, const std::string& key) {
  section.key = key;
  section.fields = field(*outer.section, key).fields;
  Record record = value.inner.front();
  record.section = &section;
  record.path = outer.path + "." + key;
  return record;
}

std::string Filling::name(const Record& record, const std::string& id) {
  if (record.find("name") != nullptr) return text(record, "name");
  std::string name = id;
  bool first = true;
  for (char& c : name) {
    if (c == '-' || c == '_') c = ' ';
    if (first && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    first = c == ' ';
  }
  return name;
}

std::string Filling::text(const Record& record, std::string_view key, const std::string& otherwise,
                          std::string_view how) {
  const Field& f = field(*record.section, key);
  if (const Value* value = record.find(key)) {
    if (f.type != Field::Type::id) wrote(record, *value, key);
    return value->text;
  }
  if (!how.empty()) {
    derived(path_of(record, key), otherwise, std::string(how), record.place, "");
    return otherwise;
  }
  if (!f.fallback.empty()) own_choice(path_of(record, key), f.fallback, record.place);
  if (f.type == Field::Type::name && !f.fallback.empty())
    if (const auto* found = reading_.catalogue.find_record(f.kind, f.fallback)) return found->id;
  return f.fallback.empty() ? otherwise : f.fallback;
}

bool Filling::flag(const Record& record, std::string_view key) {
  const Field& f = field(*record.section, key);
  if (const Value* value = record.find(key)) {
    wrote(record, *value, key);
    return value->number != 0;
  }
  own_choice(path_of(record, key), f.fallback, record.place);
  return f.fallback == "true";
}

std::vector<std::string> Filling::list(const Record& record, std::string_view key) {
  const Value* value = record.find(key);
  if (value == nullptr) return {};
  wrote(record, *value, key);
  return value->texts;
}

Path Filling::path(const Record& record, std::string_view key, int first) {
  const Value* value = record.find(key);
  if (value == nullptr) return {};
  wrote(record, *value, key);
  Path path = value->path;
  for (auto& point : path.points) {
    if (point.year == 0) point.year = first;
    point.value = scaled(point.value, field(*record.section, key));
  }
  return path;
}

std::optional<UserSeries> Filling::series(const Record& record, std::string_view key) {
  const Value* value = record.find(key);
  if (value == nullptr) return std::nullopt;
  wrote(record, *value, key);
  return value->series;
}

}  // namespace gigaplan::scenario
