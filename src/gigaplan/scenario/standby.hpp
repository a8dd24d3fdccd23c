// What stands ready for a failure at a site: spare units, backup power, firm capacity above the peak.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

namespace gigaplan::scenario {

/// Units installed where n are needed: n; n + 1; two separate paths of n each.
enum class Redundancy : std::uint8_t { n, n_plus_1, two_n };
[[nodiscard]] std::string word(Redundancy redundancy);

struct Backup {
  std::string kind;            ///< "diesel", "gas", "battery"
  double hours = 0;            ///< of the peak draw, without new fuel
  double tests = 0;            ///< [h/yr] at full power
  std::optional<double> cost;  ///< overnight, per MW, without tanks and fuel; empty: the catalogue's
};

struct Standby {
  Redundancy power = Redundancy::n_plus_1;    ///< of transformers, switchgear, UPS and backup
  Redundancy cooling = Redundancy::n_plus_1;  ///< of cooling units
  int units = 1;                              ///< n
  std::optional<Backup> backup;
  std::optional<double> reserve_margin;  ///< firm capacity over the peak draw, less one; empty: no rule
};

}  // namespace gigaplan::scenario
