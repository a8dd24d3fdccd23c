#include "gigaplan/catalogue/read.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "gigaplan/base/mended_toml.hpp"
#include "gigaplan/base/toml_guard.hpp"
#include "gigaplan/catalogue/kinds.hpp"

namespace gigaplan {
namespace {

const std::vector<std::string> figure_keys{"value",  "unit",       "low", "high", "year",
                                           "source", "confidence", "url", "note"};
const std::vector<std::string> statement_keys{"text", "year", "source", "confidence", "url", "note"};

class RecordReader {
 public:
  RecordReader(const std::string& file, bool overlay, Faults& faults)
      : file_(file), overlay_(overlay), faults_(faults) {}

  std::vector<RawRecord> file(const toml::table& root) {
    std::vector<RawRecord> records;
    for (const auto& [key, node] : root) {
      const auto kind = std::find_if(kinds_of_record.begin(), kinds_of_record.end(),
                                     [&](const Kind& k) { return k.table == key.str(); });
      if (kind == kinds_of_record.end() || !node.is_array_of_tables()) {
        std::vector<std::string> names;
        for (const Kind& k : kinds_of_record) names.emplace_back(k.table);
        const std::string near = nearest(key.str(), names);
        faults_.add("GP2009", at(key.source()), fmt::format("`{}` is no kind of catalogue record", key.str()),
                    fmt::format("write records as [[{}]]", near.empty() ? "accelerator" : near));
        continue;
      }
      for (const toml::node& item : *node.as_array()) records.push_back(record(*item.as_table(), kind->key));
    }
    return records;
  }

 private:
  RawRecord record(const toml::table& table, std::string_view kind) {
    RawRecord raw;
    raw.place = at(table.source());
    raw.record.kind = kind;
    if (const auto id = table["id"].value<std::string>(); id && !id->empty()) {
      raw.record.id = *id;
    } else {
      faults_.add("GP2004", raw.place, fmt::format("a record of `{}` has no id", kind), "add id = \"…\"");
    }
    if (const auto* aliases = table["aliases"].as_array())
      for (const toml::node& alias : *aliases)
        if (const auto name = alias.value<std::string>()) raw.record.aliases.push_back(*name);
    fields(table, "", raw);
    return raw;
  }

  void fields(const toml::table& table, const std::string& prefix, RawRecord& raw) {
    for (const auto& [key, node] : table) {
      const std::string name = prefix + std::string(key.str());
      if (name == "id" || name == "aliases") continue;
      raw.fields[name] = at(key.source());
      if (const auto* inner = node.as_table()) {
        if (inner->contains("value")) {
          raw.record.figures[name] = figure(*inner, raw, name);
        } else if (inner->contains("text")) {
          raw.record.statements[name] = statement(*inner, raw, name);
        } else if (inner->contains("source") || inner->contains("unit")) {
          faults_.add("GP2002", raw.fields[name], fmt::format("`{}` has neither value nor text", name),
                      "a figure is { value, unit, year, source, confidence }");
        } else {
          raw.fields.erase(name);
          fields(*inner, name + "/", raw);
        }
      } else if (const auto text = node.value_exact<std::string>()) {
        raw.record.texts[name] = *text;
      } else if (const auto flag = node.value_exact<bool>()) {
        raw.record.texts[name] = *flag ? "true" : "false";
      } else {
        faults_.add("GP2002", raw.fields[name], fmt::format("`{}` is a bare value", name),
                    "write { value = …, unit = \"…\", year = \"…\", source = \"…\", confidence = \"A|B|C\" }");
      }
    }
  }

  Figure figure(const toml::table& table, const RawRecord& raw, const std::string& name) {
    Figure figure;
    figure.key = fmt::format("{}/{}/{}", raw.record.kind, raw.record.id, name);
    figure.overlay = overlay_;
    known_keys(table, figure_keys, name);
    figure.value = number(table, "value", name).value_or(0);
    figure.low = number(table, "low", name);
    figure.high = number(table, "high", name);
    if (figure.low && *figure.low > figure.value) bad(table, name, "low is above value", "exchange them");
    if (figure.high && *figure.high < figure.value) bad(table, name, "high is below value", "exchange them");
    figure.unit = needed(table, "unit", name);
    provenance(table, name, figure);
    return figure;
  }

  Statement statement(const toml::table& table, const RawRecord& raw, const std::string& name) {
    Statement statement;
    statement.key = fmt::format("{}/{}/{}", raw.record.kind, raw.record.id, name);
    statement.overlay = overlay_;
    known_keys(table, statement_keys, name);
    statement.text = needed(table, "text", name);
    provenance(table, name, statement);
    return statement;
  }

  void provenance(const toml::table& table, const std::string& name, auto& item) {
    item.year = needed(table, "year", name);
    item.source = needed(table, "source", name);
    item.confidence = needed(table, "confidence", name);
    item.url = table["url"].value_or(std::string());
    item.note = table["note"].value_or(std::string());
    if (!item.confidence.empty() && item.confidence != "A" && item.confidence != "B" && item.confidence != "C")
      bad(table, name, fmt::format("confidence is \"{}\"", item.confidence),
          "A = primary source, B = reputable secondary, C = estimate");
  }

  void known_keys(const toml::table& table, const std::vector<std::string>& known, const std::string& name) {
    for (const auto& [key, node] : table) {
      if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
      const std::string near = nearest(key.str(), known);
      faults_.add("GP2003", at(key.source()), fmt::format("`{}` of `{}` is unknown", key.str(), name),
                  near.empty() ? "remove it" : fmt::format("did you mean `{}`?", near));
    }
  }

  std::optional<double> number(const toml::table& table, std::string_view key, const std::string& name) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return std::nullopt;
    const auto value = node->is_number() ? node->value<double>() : std::nullopt;
    if (!value || !std::isfinite(*value)) {
      faults_.add("GP2007", at(node->source()), fmt::format("{} of `{}` is not a finite number", key, name),
                  "write a number without unit; the unit has its own key");
      return std::nullopt;
    }
    return value;
  }

  std::string needed(const toml::table& table, std::string_view key, const std::string& name) {
    const auto text = table[key].value<std::string>();
    if (text && !text->empty()) return *text;
    faults_.add("GP2002", at(table.source()), fmt::format("`{}` has no {}", name, key),
                fmt::format("add {} = \"…\": a figure without it does not ship", key));
    return {};
  }

  void bad(const toml::table& table, const std::string& name, const std::string& what, const std::string& remedy) {
    faults_.add("GP2007", at(table.source()), fmt::format("`{}`: {}", name, what), remedy);
  }

  Place at(const toml::source_region& region) const {
    return {file_, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
  }

  const std::string& file_;
  bool overlay_;
  Faults& faults_;
};

}  // namespace

std::vector<RawRecord> read_records(std::string_view text, const std::string& file, bool overlay, Faults& faults) {
  if (const auto refusal = refuse_toml(text, file)) {
    faults.add("GP2001", refusal->place, refusal->message, refusal->remedy);
    return {};
  }
  try {
    const toml::table root = toml::parse(text, file);
    return RecordReader(file, overlay, faults).file(root);
  } catch (const toml::parse_error& error) {
    const auto& begin = error.source().begin;
    faults.add("GP2001", {file, static_cast<int>(begin.line), static_cast<int>(begin.column)},
               std::string(error.description()), "mend the TOML; later faults show after that");
    return {};
  }
}

}  // namespace gigaplan
