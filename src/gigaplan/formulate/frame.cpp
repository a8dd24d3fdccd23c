#include "gigaplan/formulate/frame.hpp"

namespace gigaplan::formulate {

Frame::Frame(const network::Network& net) : network(net), arms(net) {
  const auto empty = [&](std::size_t count) {
    return std::vector<std::vector<std::int32_t>>(count, std::vector<std::int32_t>(slices().size(), nowhere));
  };
  const auto by_asset = [&] { return std::vector<std::vector<std::int32_t>>(net.assets.size()); };
  layout.build = layout.retired = layout.begun = by_asset();
  layout.capacity.assign(net.assets.size(), std::vector<std::int32_t>(net.periods(), nowhere));
  layout.activity = layout.status = layout.start = layout.stop = empty(net.processes.size());
  layout.outage = layout.outage_start = layout.away = layout.filled = layout.activity;
  layout.charge = layout.discharge = layout.level = layout.spill = layout.day_level = layout.store =
      empty(net.stores.size());
  layout.flow = layout.shift = empty(net.lines.size());
  layout.carry.assign(net.nodes.size(), nowhere);
  layout.balance = empty(net.nodes.size());
  layout.yearly.assign(net.nodes.size(),
                       std::vector<std::int32_t>(net.periods() * net.horizon.scenarios.size(), nowhere));
  layout.limit.assign(net.limits.size(), nowhere);
  caps.resize(net.assets.size() * net.periods());
}

Expression Frame::capacity(const std::vector<network::Share>& shares, double rating, int period) const {
  Expression sum;
  sum.constant = rating;
  for (const auto& share : shares) sum.add(cap(share.asset, period), share.share);
  return sum;
}

template <class Kind>
std::int16_t Frame::family(std::vector<std::vector<Number>>& numbers, Kind kind, const std::string& unit) {
  auto& known = numbers[at(kind)];
  for (const auto& number : known)
    if (number.unit == unit) return number.family;
  if constexpr (std::is_same_v<Kind, Column>) {
    const auto& card = column_cards[at(kind)];
    known.push_back({unit, builder.column_family({card.name, unit, card.dual})});
  } else {
    const auto& card = row_cards[at(kind)];
    known.push_back({unit, builder.row_family({card.name, unit, card.dual})});
  }
  return known.back().family;
}

template std::int16_t Frame::family(std::vector<std::vector<Number>>&, Column, const std::string&);
template std::int16_t Frame::family(std::vector<std::vector<Number>>&, Row, const std::string&);

bool alive(const network::Vintage& vintage, int period) {
  return vintage.alive.empty() ? period >= vintage.period : vintage.alive[at(period)];
}

}  // namespace gigaplan::formulate
