// One table as the mapping reads it: every attribute has a value, from the file or by PyPSA's default.
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "gigaplan/exchange/pypsa/import.hpp"
#include "gigaplan/network/series.hpp"

namespace gigaplan::exchange::pypsa::map {

/// What all parts of one mapping share.
struct Work {
  const Tables& tables;
  Import& result;
  Faults faults;

  [[nodiscard]] std::size_t horizon() const { return tables.snapshot_count() * tables.scenario_count(); }
  [[nodiscard]] std::size_t scenario_of(std::size_t h) const { return h / tables.snapshot_count(); }
  [[nodiscard]] network::Network& network() const { return result.network; }
  [[nodiscard]] double probability(std::size_t scenario) const {
    return tables.scenario_weight.empty() ? 1 : tables.scenario_weight[scenario];
  }
};

class View {
 public:
  View(Work& work, std::string list);

  [[nodiscard]] std::size_t size() const { return table_ == nullptr ? 0 : table_->names.size(); }
  [[nodiscard]] const std::string& name(std::size_t m) const { return table_->names[m]; }
  [[nodiscard]] const std::string& list() const { return list_; }
  [[nodiscard]] const Component* table() const { return table_; }
  /// Ports that the table has columns for: 0, 1, 2 …
  [[nodiscard]] std::vector<int> ports() const;

  [[nodiscard]] double number(std::string_view attribute, std::size_t m, std::size_t scenario) const;
  [[nodiscard]] std::string text(std::string_view attribute, std::size_t m, std::size_t scenario = 0) const;
  /// The value that all scenarios share; a fault where they differ.
  [[nodiscard]] double one(std::string_view attribute, std::size_t m) const;
  [[nodiscard]] bool flag(std::string_view attribute, std::size_t m) const { return one(attribute, m) != 0; }
  /// The value of each scenario where they differ; empty otherwise.
  [[nodiscard]] std::vector<double> each(std::string_view attribute, std::size_t m) const;
  /// Probability-weighted mean over the scenarios.
  [[nodiscard]] double expected(std::size_t m, const std::function<double(std::size_t)>& value) const;
  /// By snapshot of the whole horizon: the series where there is one, otherwise the static value.
  [[nodiscard]] network::Series series(std::string_view attribute, std::size_t m) const;
  /// True where the attribute is NaN throughout (set points that are not given).
  [[nodiscard]] bool absent(std::string_view attribute, std::size_t m) const;
  [[nodiscard]] const Piecewise* curve(std::string_view attribute, std::size_t m, std::size_t& at) const;

  /// Node of the bus that `attribute` names; invalid for an empty name.
  [[nodiscard]] network::NodeId node(std::string_view attribute, std::size_t m) const;
  /// `carrier`, or that of the bus where it is empty.
  [[nodiscard]] std::string carrier(std::size_t m, std::string_view bus) const;
  void fault(const std::string& code, std::size_t m, const std::string& message, const std::string& remedy) const;

 private:
  Work& work_;
  std::string list_;
  const Component* table_;
};

/// f(h) over the horizon; a constant where all of `inputs` are.
[[nodiscard]] network::Series combine(std::size_t horizon, const std::vector<const network::Series*>& inputs,
                                      const std::function<double(std::size_t)>& f);

/// f(h) over the horizon, whatever it is made of.
[[nodiscard]] network::Series varying(std::size_t horizon, const std::function<double(std::size_t)>& f);

}  // namespace gigaplan::exchange::pypsa::map
