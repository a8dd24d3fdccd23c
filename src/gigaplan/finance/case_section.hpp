// A table of a money case: values with units, faults with places, keys that nobody asked for.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gigaplan/base/fault.hpp"
#include "gigaplan/base/mended_toml.hpp"
#include "gigaplan/base/quantity.hpp"

namespace gigaplan::finance {

struct CaseReading {
  std::string file;
  std::string currency = "USD";
  int price_year = 2025;
  MoneyConverter money;
  Faults faults;
};

class CaseSection {
 public:
  /// `table` may be null: every value then has its fallback, and what has none is missing.
  CaseSection(const toml::table* table, std::string path, CaseReading& reading);

  [[nodiscard]] bool given() const { return table_ != nullptr; }
  [[nodiscard]] bool has(std::string_view key) const { return table_ != nullptr && table_->contains(key); }

  /// A quantity "…" in `unit` within [low, high]; `fallback` when absent, a fault without one.
  double quantity(const std::string& key, const std::string& unit, std::optional<double> fallback, double low = -1e30,
                  double high = 1e30);
  double share(const std::string& key, std::optional<double> fallback, double low = 0, double high = 1);
  int years(const std::string& key, std::optional<double> fallback, double low = 0);
  /// A plain number.
  double number(const std::string& key, std::optional<double> fallback, double low = -1e30, double high = 1e30);
  bool flag(const std::string& key, bool fallback);
  std::string text(const std::string& key, const std::optional<std::string>& fallback);
  std::string choice(const std::string& key, const std::vector<std::string>& allowed, const std::string& fallback);
  /// { 2026 = "…", 2027 = "…" } as values by year.
  std::map<int, double> by_year(const std::string& key, const std::string& unit);
  std::vector<double> shares(const std::string& key);
  CaseSection table(const std::string& key);
  std::vector<CaseSection> tables(const std::string& key);
  [[nodiscard]] Place place(std::string_view key) const;
  void trouble(std::string_view key, std::string code, std::string message, std::string remedy) const;
  /// Faults for keys that nobody asked for.
  void finish() const;

 private:
  const toml::node* find(const std::string& key, bool required);
  std::optional<double> read(const toml::node& node, const std::string& key, const std::string& unit) const;
  double ranged(double value, const std::string& key, double low, double high, const std::string& unit) const;

  const toml::table* table_;
  std::string path_;
  CaseReading* reading_;
  std::vector<std::string> asked_;
};

}  // namespace gigaplan::finance
