#include "gigaplan/catalogue/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>

#include "gigaplan/catalogue/kinds.hpp"

namespace gigaplan {
namespace {

bool same(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

template <class T>
bool is_called(const T& item, std::string_view name) {
  return same(item.id, name) || std::any_of(item.aliases.begin(), item.aliases.end(),
                                            [&](const std::string& alias) { return same(alias, name); });
}

template <class T>
const T* find_in(const std::vector<T>& list, std::string_view name) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const T& item) { return is_called(item, name); });
  return found == list.end() ? nullptr : &*found;
}

[[noreturn]] void unknown(std::string_view what, std::string_view name, const std::string& near, const Place& where,
                          std::string_view listing) {
  throw InputInvalid({{"GP2008", where, fmt::format("the catalogue has no {} \"{}\"", what, name),
                       near.empty() ? fmt::format("see `gigaplan catalogue list {}`", listing)
                                    : fmt::format("did you mean \"{}\"?", near)}});
}

template <class T>
const T& found_or_fault(const Catalogue& catalogue, const T* found, std::string_view what, std::string_view kind,
                        std::string_view name, const Place& where) {
  if (found == nullptr) unknown(what, name, catalogue.nearest_name(kind, name), where, kind);
  return *found;
}

}  // namespace

const Accelerator* Catalogue::find_accelerator(std::string_view name) const { return find_in(accelerators_, name); }
const Model* Catalogue::find_model(std::string_view name) const { return find_in(models_, name); }
const Workload* Catalogue::find_workload(std::string_view name) const { return find_in(workloads_, name); }
const Country* Catalogue::find_country(std::string_view name) const { return find_in(countries_, name); }
const Region* Catalogue::find_region(std::string_view name) const { return find_in(regions_, name); }
const Technology* Catalogue::find_technology(std::string_view name) const { return find_in(technologies_, name); }

const Accelerator& Catalogue::accelerator(std::string_view name, const Place& where) const {
  return found_or_fault(*this, find_accelerator(name), "accelerator", "accelerators", name, where);
}
const Model& Catalogue::model(std::string_view name, const Place& where) const {
  return found_or_fault(*this, find_model(name), "model", "models", name, where);
}
const Workload& Catalogue::workload(std::string_view name, const Place& where) const {
  return found_or_fault(*this, find_workload(name), "workload", "workloads", name, where);
}
const Country& Catalogue::country(std::string_view name, const Place& where) const {
  return found_or_fault(*this, find_country(name), "country", "countries", name, where);
}
const Region& Catalogue::region(std::string_view name, const Place& where) const {
  return found_or_fault(*this, find_region(name), "region", "regions", name, where);
}
const Technology& Catalogue::technology(std::string_view name, const Place& where) const {
  return found_or_fault(*this, find_technology(name), "technology", "technologies", name, where);
}

std::vector<const Record*> Catalogue::records(std::string_view kind) const {
  std::vector<const Record*> list;
  for (const Record& record : records_)
    if (kind.empty() || record.kind == kind) list.push_back(&record);
  return list;
}

const Record* Catalogue::find_record(std::string_view kind, std::string_view name) const {
  for (const Record& record : records_)
    if (record.kind == kind && is_called(record, name)) return &record;
  return nullptr;
}

std::vector<std::string> Catalogue::kinds() const {
  std::vector<std::string> list;
  for (const Kind& kind : kinds_of_record) list.emplace_back(kind.key);
  return list;
}

const Figure* Catalogue::find_figure(std::string_view key) const {
  const std::size_t slash = key.find('/');
  if (slash == std::string_view::npos) return nullptr;
  const std::string_view kind = key.substr(0, slash);
  const std::string_view rest = key.substr(slash + 1);
  for (std::size_t cut = rest.find('/'); cut != std::string_view::npos; cut = rest.find('/', cut + 1)) {
    const Record* record = find_record(kind, rest.substr(0, cut));  // an id may hold slashes itself: try each
    if (record == nullptr) continue;
    const auto found = record->figures.find(std::string(rest.substr(cut + 1)));
    if (found != record->figures.end()) return &found->second;
  }
  return nullptr;
}

const Figure& Catalogue::figure(std::string_view key, const Place& where) const {
  if (const Figure* found = find_figure(key)) return *found;
  std::vector<std::string> keys;
  for (const Record& record : records_)
    for (const auto& [name, figure] : record.figures) keys.push_back(figure.key);
  unknown("figure", key, nearest(key, keys), where, key.substr(0, key.find('/')));
}

YearSeries Catalogue::series(std::string_view record_key, std::string_view field, const Place& where) const {
  const std::size_t slash = record_key.find('/');
  const Record* record = slash == std::string_view::npos
                             ? nullptr
                             : find_record(record_key.substr(0, slash), record_key.substr(slash + 1));
  YearSeries series;
  if (record != nullptr) {
    const std::string prefix = field.empty() ? std::string() : std::string(field) + "/";
    for (const auto& [name, figure] : record->figures) {
      if (!name.starts_with(prefix)) continue;
      int year = 0;
      const char* end = name.data() + name.size();
      if (const auto [stop, error] = std::from_chars(name.data() + prefix.size(), end, year);
          error == std::errc() && stop == end)
        series.by_year.emplace(year, figure);
    }
  }
  if (series.by_year.empty())
    unknown("series", fmt::format("{}/{}", record_key, field), {}, where, record_key.substr(0, slash));
  return series;
}

std::string Catalogue::nearest_name(std::string_view kind, std::string_view name) const {
  std::vector<std::string> names;
  for (const Record& record : records_) {
    if (record.kind != kind) continue;
    names.push_back(record.id);
    names.insert(names.end(), record.aliases.begin(), record.aliases.end());
  }
  return nearest(name, names);
}

}  // namespace gigaplan
