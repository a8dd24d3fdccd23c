#include "gigaplan/exchange/pypsa/export.hpp"

#include "gigaplan/exchange/pypsa/out/parts.hpp"

namespace gigaplan::exchange::pypsa {
namespace out {

Exporting::Exporting(const network::Network& network)
    : net_(network), period_(network.snapshots()), many_periods_(network.periods() > 1) {
  for (const auto& period : net_.horizon.periods) factor_.push_back(period.weight);
  for (const auto& slice : net_.horizon.slices) {
    const auto first = static_cast<std::size_t>(slice.first), n = static_cast<std::size_t>(slice.count);
    for (std::size_t h = first; h < first + n; ++h) period_[h] = static_cast<std::size_t>(slice.period);
    slices_.push_back({first, first + n - 1});
    const auto day = slice.calendar.day.empty() ? n : static_cast<std::size_t>(slice.calendar.snapshots_per_day);
    for (std::size_t h = first; h < first + n; h += day) blocks_.push_back({h, h + day - 1});
  }
}

Tables Exporting::tables() {
  refuse_what_pypsa_lacks();
  faults_.throw_if_any();
  nodes();
  processes();
  stores();
  lines();
  assets();
  standing_costs();
  Tables tables;
  tables.name = net_.name;
  horizon(tables);
  for (const auto& [list, rows] : rows_)
    for (const auto& made : rows)
      if (const auto carrier = made.texts.find("carrier"); carrier != made.texts.end())
        taken_["carriers"][carrier->second] = 1;
  for (const auto& [name, times] : taken_["carriers"])
    if (!name.empty()) rows_["carriers"].push_back({.name = name});
  for (const auto& [list, rows] : rows_) tables.components[list] = component(list);
  return tables;
}

}  // namespace out

Tables export_network(const network::Network& network) { return out::Exporting(network).tables(); }

}  // namespace gigaplan::exchange::pypsa
