#include "gigaplan/network/validate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace gigaplan::network {
namespace {

template <class T, class IdType>
void check_names(Check& check, const char* kind, const Table<T, IdType>& table) {
  std::set<std::string> seen;
  for (const auto& thing : table) {
    check.about(kind, thing.name);
    if (thing.name.empty()) check.fault("GP3102", "has no name");
    if (!seen.insert(thing.name).second)
      check.fault("GP3102", "there is more than one of this name", "give each its own name");
  }
}

}  // namespace

void Check::fault(const char* code, const std::string& message, const std::string& remedy) {
  faults.add(code, {network.name, 0, 0}, thing_ + message, remedy);
}

void Check::number(const char* what, double value, const Wanted& wanted) {
  if (std::isnan(value)) {
    if (!wanted.may_be_missing) fault("GP3105", fmt::format("{} is not a number", what), "give a number");
  } else if (std::isinf(value) && !wanted.may_be_infinite) {
    fault("GP3105", fmt::format("{} is infinite", what), "give a finite number");
  } else if (value < wanted.least) {
    fault("GP3106", fmt::format("{} is {}, less than {}", what, value, wanted.least));
  }
}

void Check::series(const char* what, const Series& series, const Wanted& wanted) {
  if (series.constant()) return number(what, series.at(0), wanted);
  const auto values = series.values();
  const auto length = wanted.by_period ? network.periods() : network.snapshots();
  if (values.size() != length) {
    fault("GP3104", fmt::format("{} has {} values, the horizon has {} {}", what, values.size(), length,
                                wanted.by_period ? "periods" : "snapshots"));
    return;
  }
  const auto wrong = [&](double value) {
    return (std::isnan(value) && !wanted.may_be_missing) || (std::isinf(value) && !wanted.may_be_infinite) ||
           value < wanted.least;
  };
  const auto at = std::ranges::find_if(values, wrong);  // the first one tells enough
  if (at != values.end()) number(fmt::format("{} at position {}", what, at - values.begin()).c_str(), *at, wanted);
}

void Check::ordered(const char* what, double lower, double upper) {
  if (lower > upper) fault("GP3106", fmt::format("{}: lower {} is above upper {}", what, lower, upper));
}

void Check::ordered(const char* what, const Series& lower, const Series& upper, bool by_period) {
  const auto length = by_period ? network.periods() : network.snapshots();
  const auto fits = [&](const Series& series) { return series.constant() || series.values().size() == length; };
  if (!fits(lower) || !fits(upper)) return;  // told already
  if (lower.constant() && upper.constant()) return ordered(what, lower.at(0), upper.at(0));
  for (std::size_t i = 0; i < length; ++i)
    if (lower.at(i) > upper.at(i))
      return ordered(fmt::format("{} at position {}", what, i).c_str(), lower.at(i), upper.at(i));
}

void Check::by_period(const char* what, std::span<const double> values, const Wanted& wanted) {
  if (!values.empty() && values.size() != network.periods())
    fault("GP3104",
          fmt::format("{} has {} values, the horizon has {} periods", what, values.size(), network.periods()));
  for (const double value : values) number(what, value, wanted);
}

void Check::by_period(const char* what, const std::vector<bool>& flags) {
  if (!flags.empty() && flags.size() != network.periods())
    fault("GP3104", fmt::format("{} has {} values, the horizon has {} periods", what, flags.size(), network.periods()));
}

void Check::shares(const char* what, const std::vector<Share>& shares) {
  for (const auto& share : shares) {
    exists(what, network.assets, share.asset);
    number(fmt::format("{} share", what).c_str(), share.share, {.least = 0});
  }
}

bool Check::meets(const char* what, NodeId node, Speed speed, Speed other) {
  if (!exists(what, network.nodes, node)) return false;
  const auto& there = network.nodes[node];
  if (there.speed == speed || there.speed == other) return true;
  static constexpr const char* words[] = {"an hourly", "a rate", "a stock"};
  const auto word = [](Speed s) { return words[static_cast<std::size_t>(s)]; };
  fault("GP3107", fmt::format("{} meets node \"{}\", which is {} node", what, there.name, word(there.speed)),
        speed == other ? fmt::format("use {} node", word(speed))
                       : fmt::format("use {} or {} node", word(speed), word(other)));
  return false;
}

std::vector<Fault> validate(const Network& network) {
  Check check(network);
  check_horizon(check);
  if (!check.faults.empty()) return check.faults.list();  // nothing can be looked up in a broken horizon
  check_names(check, "node", network.nodes);
  check_names(check, "process", network.processes);
  check_names(check, "store", network.stores);
  check_names(check, "line", network.lines);
  check_names(check, "asset", network.assets);
  check_nodes(check);
  check_assets(check);
  check_processes(check);
  check_stores(check);
  check_lines(check);
  check_aims(check);
  return check.faults.list();
}

}  // namespace gigaplan::network
