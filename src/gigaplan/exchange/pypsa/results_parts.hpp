// How results are brought back, part by part: results.cpp (capacities, costs, prices), results_dispatch.cpp (flows),
// results_angles.cpp (voltage angles), results_duals.cpp (duals of single limits).
#pragma once
#include <unordered_map>

#include "gigaplan/exchange/pypsa/results.hpp"

namespace gigaplan::exchange::pypsa {

using network::Series;
using Numbers = std::vector<double>;

class Results {
 public:
  Results(Tables& tables, const Import& import, const formulate::Formulated& formulated,
          const program::Solution& solution)
      : tables_(tables),
        import_(import),
        net_(import.network),
        layout_(formulated.layout),
        program_(formulated.program),
        solution_(solution),
        horizon_(net_.snapshots()) {}
  void add();
  /// The duals of single limits (results_duals.cpp), after add().
  void duals();

 private:
  Component* table(const std::string& list);
  [[nodiscard]] const Member& member(const std::string& list, std::size_t m) const;
  /// Values of the columns that start at `first` in each slice; 0 where the thing is not there.
  [[nodiscard]] Numbers columns(const std::vector<std::int32_t>& first) const;
  [[nodiscard]] static std::size_t at(std::int64_t i) { return static_cast<std::size_t>(i); }
  [[nodiscard]] Numbers activity(network::ProcessId id) const;
  static void store(Component& component, const std::string& name, std::size_t m, Numbers values);
  /// Power into the bus that `attribute` names.
  void inject(const Component& component, const char* attribute, std::size_t m, const Numbers& power, double sign);
  [[nodiscard]] static double number(const Component& component, const char* attribute, std::size_t m);
  void capacity(Component& component, const std::string& stem);
  /// Mean cost of a unit along a curve, of running (by snapshot) and of capacity; NaN where there is no unit.
  void mean_costs(Component& component, const std::string& stem, const std::string& power);
  /// Status, start and stop of the members with commitment.
  void commitment(Component& component);
  /// Planned outages, and where they begin.
  void maintenance(Component& component);
  /// Branches and stores without a carrier take that of their bus, as they do in PyPSA when it optimises.
  void carriers(const std::string& list, const char* at_bus);
  void generators();
  /// p0, p1 … are powers out of the buses.
  void branches(const std::string& list);
  /// The port in the Network: the process has one for every port whose bus is named, in order.
  [[nodiscard]] const network::Port& arm_of(network::ProcessId id, const std::vector<int>& ports, int port,
                                            const Component& component, std::size_t m) const;
  /// Adds what a port gives along a curve, as power out of the bus.
  void along(const std::string& list, std::size_t m, int port, Numbers& out) const;
  void storage_units();
  /// Power of a free store: what the level loses, (keep^τ e[h−1] − e[h]) / τ.
  [[nodiscard]] Numbers free_power(network::StoreId id, const Numbers& level) const;
  [[nodiscard]] bool no_later(const std::vector<std::int32_t>& first, std::size_t q) const;
  void stores();
  /// A transformer with a type has the type's rating.
  void ratings(Component& component);
  /// Degrees by which transformers shift, given or decided.
  void shifts(Component& component);
  void passive(const std::string& list);
  void loads();
  void buses();
  void angles();
  void constraints();
  /// Duals of a member's rows of one family, by snapshot; NaN where there is no row.
  [[nodiscard]] Numbers row_duals(const std::string& family, const std::string& member) const;
  /// mu_upper and mu_lower of columns whose limits are rows FAMILY_upper and FAMILY_lower, or their bounds.
  void limits(Component& component, std::size_t m, const std::string& member, const std::vector<std::int32_t>& first,
              const std::string& family);
  /// The duals of one family of rows of the members' processes, times `sign`, where there are any.
  void row_series(Component& component, const std::string& name, const std::string& family, double sign);
  void storage_duals(Component& component);
  /// Duals of the balances of stores without power of their own: (price of the bus − cost) / elapsed.
  [[nodiscard]] std::vector<Numbers> store_prices(const Component& component) const;
  Tables& tables_;
  const Import& import_;
  const network::Network& net_;
  const formulate::Layout& layout_;
  const program::Program& program_;
  const program::Solution& solution_;
  std::size_t horizon_;
  std::vector<Numbers> injection_;
  std::unordered_map<std::string, std::vector<const program::Run*>> runs_;  ///< of rows, by family and member
};

}  // namespace gigaplan::exchange::pypsa
