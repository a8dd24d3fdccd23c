#include "apps/cli/commands/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

#include "gigaplan/catalogue/catalogue.hpp"

namespace gigaplan::cli {
namespace {

using Json = nlohmann::ordered_json;
using Row = std::vector<std::string>;

Catalogue load(const CatalogueCommand& command) {
  return load_catalogue(catalogue_folder(),
                        command.overlay.empty() ? std::nullopt : std::optional<std::filesystem::path>(command.overlay));
}

/// Characters as they show: continuation bytes of UTF-8 take no room.
std::size_t width(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// Columns as wide as their widest cell; cells that start with a digit stand to the right.
void print_table(const std::vector<Row>& rows) {
  std::vector<std::size_t> widest;
  for (const Row& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (widest.size() <= i) widest.push_back(0);
      widest[i] = std::max(widest[i], width(row[i]));
    }
  for (const Row& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string gap(widest[i] - width(row[i]), ' ');
      const bool number = i > 0 && !row[i].empty() && (std::isdigit(static_cast<unsigned char>(row[i][0])) != 0);
      line += (i == 0 ? "" : "  ") + (number ? gap + row[i] : row[i] + gap);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    fmt::print("{}\n", line);
  }
}

std::string number(double value) { return fmt::format("{:.6g}", value); }
std::string maybe(const std::optional<Figure>& figure) { return figure ? number(figure->value) : "-"; }

std::vector<Row> accelerator_rows(const Catalogue& catalogue) {
  std::vector<Row> rows{
      {"id", "maker", "available", "BF16 TFLOP/s", "FP8", "FP4", "memory GB", "TB/s", "server W", "price USD"}};
  for (const Accelerator& a : catalogue.accelerators())
    rows.push_back({a.id, a.maker, a.available, number(a.flops_bf16.value), maybe(a.flops_fp8), maybe(a.flops_fp4),
                    number(a.memory.value), number(a.bandwidth.value), number(a.server_power.value),
                    number(a.price.value)});
  return rows;
}

std::vector<Row> model_rows(const Catalogue& catalogue) {
  std::vector<Row> rows{{"id", "maker", "parameters 1e9", "active 1e9", "layers", "experts", "published"}};
  for (const Model& m : catalogue.models())
    rows.push_back({m.id, m.maker, number(m.params_total.value), number(m.params_active.value), number(m.layers.value),
                    number(m.experts.value), m.estimated ? "no, estimate" : "yes"});
  return rows;
}

std::vector<Row> country_rows(const Catalogue& catalogue) {
  std::vector<Row> rows{
      {"id", "iso2", "name", "people M", "USD/kWh", "gCO2/kWh", "carbon-free %", "halls USD/W", "grid years"}};
  for (const Country& c : catalogue.countries())
    rows.push_back({c.id, c.iso2, c.name, fmt::format("{:.1f}", c.population.value / 1e6),
                    number(c.industrial_price.value), number(c.carbon_intensity.value),
                    number(c.carbon_free_share.value), number(c.construction_cost.value), number(c.grid_years.value)});
  return rows;
}

std::vector<Row> technology_rows(const Catalogue& catalogue) {
  std::vector<Row> rows{{"id", "region", "capital cost 2030", "unit", "lifetime", "build years"}};
  for (const Technology& t : catalogue.technologies()) {
    const Figure cost = t.capital_cost.at(2030);
    rows.push_back({t.id, t.region, number(cost.value), cost.unit, number(t.lifetime.at(2030).value),
                    number(t.build_years.at(2030).value)});
  }
  return rows;
}

std::vector<Row> record_rows(const Catalogue& catalogue, const std::string& kind) {
  std::vector<Row> rows{{"id", "figures", "aliases"}};
  for (const Record* record : catalogue.records(kind)) {
    std::string aliases;
    for (const std::string& alias : record->aliases) aliases += (aliases.empty() ? "" : ", ") + alias;
    rows.push_back({record->id, fmt::format("{}", record->figures.size() + record->statements.size()), aliases});
  }
  return rows;
}

/// One record or several, of the wanted name, in any kind.
std::vector<const Record*> called(const Catalogue& catalogue, const std::string& name) {
  std::vector<const Record*> found;
  const std::size_t slash = name.find('/');
  if (slash != std::string::npos)
    if (const Record* one = catalogue.find_record(name.substr(0, slash), name.substr(slash + 1))) found.push_back(one);
  for (const std::string& kind : catalogue.kinds())
    if (const Record* one = catalogue.find_record(kind, name)) found.push_back(one);
  if (!found.empty()) return found;
  std::vector<std::string> candidates;
  for (const std::string& kind : catalogue.kinds())
    if (std::string near = catalogue.nearest_name(kind, name); 2 * near.size() > name.size())
      candidates.push_back(std::move(near));
  const std::string near = nearest(name, candidates);
  throw InputInvalid(
      {{"GP2008",
        {},
        fmt::format("the catalogue has no \"{}\"", name),
        near.empty() ? "`gigaplan catalogue list` shows the kinds, `gigaplan catalogue list KIND` their records"
                     : fmt::format("did you mean \"{}\"?", near)}});
}

Json figure_json(const Figure& f) {
  return {{"key", f.key},
          {"value", f.value},
          {"unit", f.unit},
          {"low", f.low ? Json(*f.low) : Json()},
          {"high", f.high ? Json(*f.high) : Json()},
          {"year", f.year},
          {"source", f.source},
          {"confidence", f.confidence},
          {"url", f.url},
          {"note", f.note},
          {"overlay", f.overlay}};
}

Json record_json(const Record& record) {
  Json figures = Json::object(), statements = Json::object();
  for (const auto& [name, figure] : record.figures) figures[name] = figure_json(figure);
  for (const auto& [name, s] : record.statements)
    statements[name] = {{"text", s.text}, {"year", s.year}, {"source", s.source},  {"confidence", s.confidence},
                        {"url", s.url},   {"note", s.note}, {"overlay", s.overlay}};
  return {{"kind", record.kind},           {"id", record.id},
          {"aliases", record.aliases},     {"texts", record.texts},
          {"figures", std::move(figures)}, {"statements", std::move(statements)}};
}

void print_record(const Record& record) {
  fmt::print("{}/{}", record.kind, record.id);
  for (const std::string& alias : record.aliases)
    fmt::print("{}{}", &alias == &record.aliases.front() ? "  also: " : ", ", alias);
  fmt::print("\n");
  for (const auto& [name, text] : record.texts) fmt::print("  {}: {}\n", name, text);
  std::vector<Row> rows{{"  figure", "value", "unit", "low - high", "year", "grade", "source"}};
  for (const auto& [name, f] : record.figures) {
    std::string spread;
    if (f.low || f.high) spread = fmt::format("{} - {}", f.low ? number(*f.low) : "?", f.high ? number(*f.high) : "?");
    rows.push_back({"  " + name, number(f.value), f.unit, spread, f.year, f.confidence + (f.overlay ? " (yours)" : ""),
                    f.source + (f.note.empty() ? "" : " (" + f.note + ")")});
  }
  print_table(rows);
  for (const auto& [name, s] : record.statements)
    fmt::print("  {}: {} [{}, {}, {}]\n", name, s.text, s.year, s.confidence, s.source);
}

}  // namespace

int run_catalogue_list(const CatalogueCommand& command) {
  const Catalogue catalogue = load(command);
  const std::vector<std::string> kinds = catalogue.kinds();
  if (command.kind.empty()) {
    Json json = Json::object();
    std::vector<Row> rows{{"kind", "records", "figures"}};
    for (const std::string& kind : kinds) {
      const auto records = catalogue.records(kind);
      const std::size_t figures =
          std::accumulate(records.begin(), records.end(), std::size_t{0},
                          [](std::size_t sum, const Record* record) { return sum + record->figures.size(); });
      json[kind] = {{"records", records.size()}, {"figures", figures}};
      rows.push_back({kind, fmt::format("{}", records.size()), fmt::format("{}", figures)});
    }
    if (command.common.json)
      fmt::print("{}\n", Json{{"kinds", std::move(json)}}.dump());
    else
      print_table(rows);
    return Exit::ok;
  }
  if (std::find(kinds.begin(), kinds.end(), command.kind) == kinds.end()) {
    const std::string near = nearest(command.kind, kinds);
    throw InputInvalid(
        {{"GP2009",
          {},
          fmt::format("the catalogue has no kind \"{}\"", command.kind),
          near.empty() ? "`gigaplan catalogue list` shows the kinds" : fmt::format("did you mean \"{}\"?", near)}});
  }
  if (command.common.json) {
    Json list = Json::array();
    for (const Record* record : catalogue.records(command.kind)) list.push_back(record_json(*record));
    fmt::print("{}\n", Json{{"kind", command.kind}, {"records", std::move(list)}}.dump());
    return Exit::ok;
  }
  print_table(command.kind == "accelerators"   ? accelerator_rows(catalogue)
              : command.kind == "models"       ? model_rows(catalogue)
              : command.kind == "countries"    ? country_rows(catalogue)
              : command.kind == "technologies" ? technology_rows(catalogue)
                                               : record_rows(catalogue, command.kind));
  return Exit::ok;
}

int run_catalogue_show(const CatalogueCommand& command) {
  const Catalogue catalogue = load(command);
  const std::vector<const Record*> records = called(catalogue, command.name);
  if (command.common.json) {
    Json list = Json::array();
    for (const Record* record : records) list.push_back(record_json(*record));
    fmt::print("{}\n", Json{{"records", std::move(list)}}.dump());
    return Exit::ok;
  }
  for (const Record* record : records) print_record(*record);
  return Exit::ok;
}

}  // namespace gigaplan::cli
