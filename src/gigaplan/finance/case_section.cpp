#include "gigaplan/finance/case_section.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace gigaplan::finance {

CaseSection::CaseSection(const toml::table* table, std::string path, CaseReading& reading)
    : table_(table), path_(std::move(path)), reading_(&reading) {}

Place CaseSection::place(std::string_view key) const {
  if (table_ == nullptr) return {reading_->file, 0, 0};
  const auto at = table_->find(key);
  if (at != table_->end()) {
    const toml::source_position& begin = at->first.source().begin;
    return {reading_->file, static_cast<int>(begin.line), static_cast<int>(begin.column)};
  }
  return {reading_->file, static_cast<int>(table_->source().begin.line),
          static_cast<int>(table_->source().begin.column)};
}

void CaseSection::trouble(std::string_view key, std::string code, std::string message, std::string remedy) const {
  reading_->faults.add(std::move(code), place(key), std::move(message), std::move(remedy));
}

const toml::node* CaseSection::find(const std::string& key, bool required) {
  asked_.push_back(key);
  if (has(key)) return table_->get(key);
  if (required)
    trouble(key, "GP5011", fmt::format("`{}{}` is missing", path_, key), "add it; docs/finance.md tells what it means");
  return nullptr;
}

std::optional<double> CaseSection::read(const toml::node& node, const std::string& key, const std::string& unit) const {
  const auto* text = node.as_string();
  if (text == nullptr) {
    trouble(key, "GP5012", fmt::format("`{}{}` is not a quantity with a unit", path_, key),
            unit == "1" ? "write it as a percentage, e.g. \"8 %\""
                        : fmt::format("write it as text with a unit, e.g. \"5 {}\"", unit));
    return std::nullopt;
  }
  const auto value = in_unit(text->get(), unit, reading_->money);
  if (const auto* wrong = std::get_if<QuantityTrouble>(&value)) {
    trouble(key, wrong->kind == QuantityTrouble::Kind::money ? "GP5015" : "GP5012",
            fmt::format("`{}{}`: {}", path_, key, wrong->message), wrong->remedy);
    return std::nullopt;
  }
  return std::get<double>(value);
}

namespace {

// "1.15 bn USD", "80 M USD/yr" for "money" and "money/yr"; other units as they are.
std::string told(double value, const std::string& unit, const std::string& currency) {
  if (unit == "1") return fmt::format("{:g} (as a share)", value);
  if (!unit.starts_with("money")) return fmt::format("{:g} {}", value, unit);
  const double size = std::abs(value);
  const auto [scale, word] = size >= 1e9   ? std::pair{1e9, "bn "}
                             : size >= 1e6 ? std::pair{1e6, "M "}
                                           : std::pair{1.0, ""};
  return fmt::format("{:g} {}{}{}", value / scale, word, currency, unit.substr(5));
}

}  // namespace

double CaseSection::ranged(double value, const std::string& key, double low, double high,
                           const std::string& unit) const {
  if (value >= low && value <= high) return value;
  trouble(
      key, "GP5013", fmt::format("`{}{}` is {}", path_, key, told(value, unit, reading_->currency)),
      high < 1e29 ? fmt::format("it lies between {:g} and {:g}", low, high) : fmt::format("it is at least {:g}", low));
  return std::clamp(value, low, high);
}

double CaseSection::quantity(const std::string& key, const std::string& unit, std::optional<double> fallback,
                             double low, double high) {
  const toml::node* node = find(key, !fallback);
  if (node == nullptr) return fallback.value_or(0);
  const auto value = read(*node, key, unit);
  return value ? ranged(*value, key, low, high, unit) : fallback.value_or(std::max(0.0, low));
}

double CaseSection::share(const std::string& key, std::optional<double> fallback, double low, double high) {
  return quantity(key, "1", fallback, low, high);
}

int CaseSection::years(const std::string& key, std::optional<double> fallback, double low) {
  const double value = quantity(key, "yr", fallback, low, 200);
  if (value != std::floor(value))
    trouble(key, "GP5013", fmt::format("`{}{}` is {:g} years", path_, key, value), "give whole years");
  return static_cast<int>(std::lround(value));
}

double CaseSection::number(const std::string& key, std::optional<double> fallback, double low, double high) {
  const toml::node* node = find(key, !fallback);
  if (node == nullptr) return fallback.value_or(0);
  const auto value = node->value<double>();
  if (!value || node->is_boolean() || !std::isfinite(*value)) {
    trouble(key, "GP5012", fmt::format("`{}{}` is not a number", path_, key), "give a plain number");
    return fallback.value_or(std::max(0.0, low));
  }
  return ranged(*value, key, low, high, "");
}

bool CaseSection::flag(const std::string& key, bool fallback) {
  const toml::node* node = find(key, false);
  if (node == nullptr) return fallback;
  if (!node->is_boolean())
    trouble(key, "GP5012", fmt::format("`{}{}` is neither true nor false", path_, key), "write true or false");
  return node->value_or(fallback);
}

std::string CaseSection::text(const std::string& key, const std::optional<std::string>& fallback) {
  const toml::node* node = find(key, !fallback);
  if (node == nullptr) return fallback.value_or("");
  if (!node->is_string()) trouble(key, "GP5012", fmt::format("`{}{}` is not text", path_, key), "put it in quotes");
  return node->value_or(fallback.value_or(""));
}

std::string CaseSection::choice(const std::string& key, const std::vector<std::string>& allowed,
                                const std::string& fallback) {
  std::string value = text(key, fallback);
  if (std::ranges::find(allowed, value) != allowed.end()) return value;
  trouble(key, "GP5013", fmt::format("`{}{}` is \"{}\"", path_, key, value),
          fmt::format("one of: {}", fmt::join(allowed, ", ")));
  return fallback;
}

std::map<int, double> CaseSection::by_year(const std::string& key, const std::string& unit) {
  std::map<int, double> out;
  const toml::node* node = find(key, false);
  if (node == nullptr) return out;
  const toml::table* table = node->as_table();
  if (table == nullptr) {
    trouble(key, "GP5012", fmt::format("`{}{}` is not a table by year", path_, key),
            "write { 2026 = \"…\", 2027 = \"…\" }");
    return out;
  }
  for (const auto& [name, value] : *table) {
    const std::string_view digits = name.str();
    int year = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), year);
    if (error != std::errc{} || end != digits.data() + digits.size()) {
      trouble(key, "GP5012", fmt::format("`{}{}`: \"{}\" is not a year", path_, key, digits), "the keys are years");
      continue;
    }
    if (const auto read_value = read(value, key, unit)) out[year] = *read_value;
  }
  return out;
}

std::vector<double> CaseSection::shares(const std::string& key) {
  std::vector<double> out;
  const toml::node* node = find(key, false);
  if (node == nullptr) return out;
  const toml::array* list = node->as_array();
  if (list == nullptr) {
    trouble(key, "GP5012", fmt::format("`{}{}` is not a list", path_, key), "write [\"40 %\", \"30 %\", …]");
    return out;
  }
  for (const toml::node& item : *list)
    if (const auto value = read(item, key, "1")) out.push_back(*value);
  return out;
}

CaseSection CaseSection::table(const std::string& key) {
  const toml::node* node = find(key, false);
  if (node != nullptr && !node->is_table())
    trouble(key, "GP5012", fmt::format("`{}{}` is not a table", path_, key), fmt::format("write [{}]", key));
  return {node == nullptr ? nullptr : node->as_table(), key + ".", *reading_};
}

std::vector<CaseSection> CaseSection::tables(const std::string& key) {
  std::vector<CaseSection> out;
  const toml::node* node = find(key, false);
  if (node == nullptr) return out;
  const toml::array* list = node->as_array();
  if (list == nullptr || !list->is_array_of_tables()) {
    trouble(key, "GP5012", fmt::format("`{}` is not a list of tables", key),
            fmt::format("write [[{}]] before each", key));
    return out;
  }
  for (const toml::node& item : *list) out.emplace_back(item.as_table(), key + ".", *reading_);
  return out;
}

void CaseSection::finish() const {
  if (table_ == nullptr) return;
  for (const auto& [key, node] : *table_) {
    if (std::ranges::find(asked_, key.str()) != asked_.end()) continue;
    const std::string near = nearest(key.str(), asked_);
    trouble(key.str(), "GP5014", fmt::format("`{}{}` is not known", path_, key.str()),
            near.empty() ? "remove it" : fmt::format("did you mean `{}`?", near));
  }
}

}  // namespace gigaplan::finance
