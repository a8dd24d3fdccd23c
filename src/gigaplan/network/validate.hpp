// The pieces of validate(): one check for each kind of thing, all collecting into the same list.
#pragma once
#include <span>
#include <string>

#include "gigaplan/network/network.hpp"

namespace gigaplan::network {

/// Where a fault is told: collects messages that begin with the thing at hand, `process "gas": …`.
class Check {
 public:
  explicit Check(const Network& net) : network(net) {}
  const Network& network;
  Faults faults;

  /// Everything from here on is about this thing.
  void about(const std::string& kind, const std::string& name) { thing_ = kind + " \"" + name + "\": "; }
  void fault(const char* code, const std::string& message, const std::string& remedy = {});

  /// Length (of a series by snapshot or by period, when it varies) and values: numbers, infinite ones only where
  /// `may_be_infinite`, NaN only where `may_be_missing`, at least `least`.
  struct Wanted {
    bool by_period = false;
    bool may_be_infinite = false;
    bool may_be_missing = false;
    double least = -unlimited;
  };
  void series(const char* what, const Series& series, const Wanted& wanted);
  void number(const char* what, double value, const Wanted& wanted);
  /// lower ≤ upper at every snapshot (period).
  void ordered(const char* what, const Series& lower, const Series& upper, bool by_period = false);
  void ordered(const char* what, double lower, double upper);
  /// Empty, or one value a period.
  void by_period(const char* what, std::span<const double> values, const Wanted& wanted);
  void by_period(const char* what, const std::vector<bool>& flags);
  void shares(const char* what, const std::vector<Share>& shares);

  template <class T, class IdType>
  bool exists(const char* what, const Table<T, IdType>& table, IdType id) {
    if (id.index >= 0 && static_cast<std::size_t>(id.index) < table.size()) return true;
    fault("GP3103", std::string(what) + " number " + std::to_string(id.index) + " does not exist",
          "ids come from the tables of the same network");
    return false;
  }
  /// The node exists and has one of the two speeds.
  bool meets(const char* what, NodeId node, Speed speed, Speed other);

 private:
  std::string thing_;
};

void check_horizon(Check& check);
void check_nodes(Check& check);
void check_processes(Check& check);
void check_stores(Check& check);
void check_lines(Check& check);
void check_assets(Check& check);
void check_aims(Check& check);  ///< limits over capacities, goals, risk

}  // namespace gigaplan::network
