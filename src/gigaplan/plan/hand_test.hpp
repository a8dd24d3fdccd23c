// What one accelerator costs and serves in the flat scenario, from the catalogue's figures alone.
#pragma once
#include <cmath>

#include "gigaplan/plan/flat_test.hpp"
#include "gigaplan/roofline/roofline.hpp"
#include "gigaplan/scenario/money.hpp"

namespace gigaplan::plan {

inline double figure(const std::string& key) { return catalogue().figure(key).value; }
/// Payment a year over `years` for one unit now, at 5 %.
inline double annuity(double years) { return 0.05 / (1 - std::pow(1.05, -years)); }
/// Discounted years of the period 2030 to 2034.
inline double five_years() {
  return 1 + 1 / 1.05 + 1 / std::pow(1.05, 2) + 1 / std::pow(1.05, 3) + 1 / std::pow(1.05, 4);
}
inline double in_usd(const std::string& key, const char* unit = "money") {
  const auto& f = catalogue().figure(key);
  return std::get<double>(convert(f.value, f.unit, unit, scenario::money_converter(catalogue(), {"USD", 2025})));
}

/// Plans with whole numbers, solved to the last digit.
inline Plan plan_in_wholes(const scenario::Scenario& s, int measured = 0) {
  PlanOptions options;
  options.solver.mip_gap = 1e-9;
  options.measured_limits = measured;
  return make_plan(s, catalogue(), options, {});
}

/// One accelerator in a hall of 10 USD/W.
struct Hand {
  double busy_kw = 0, idle_kw = 0, cost = 0, hall = 0, upkeep = 0, used = 0, requests = 0, per_user = 0, life = 0;

  Hand(const scenario::Scenario& s, const std::string& name) {
    const auto& chip = catalogue().accelerator(name);
    const double overhead = figure("building/compute/it_overhead");
    used = s.availability * s.peak_utilisation;
    busy_kw = chip.server_power.value * overhead / 1000, idle_kw = chip.idle_power.value * overhead / 1000;
    cost = chip.server_cost.value + figure("building/compute/network_per_accelerator") +
           figure("building/compute/storage_per_accelerator") + figure("building/compute/install_per_accelerator");
    life = s.accelerator_life;
    hall = busy_kw / 1000 * (10e6 * annuity(s.hall_life) + in_usd("building/opex/fixed_100mw", "money/MW/yr"));
    upkeep = cost * in_usd("building/opex/server_maintenance", "1/yr");
    if (s.services.empty()) return;
    const auto& service = s.services[0];
    const auto how = estimate(catalogue().model(service.model), chip,
                              {.input_tokens = service.input_tokens,
                               .output_tokens = service.output_tokens,
                               .first_token = service.time_to_first_token,
                               .per_token = service.time_per_output_token});
    requests = 3600 / how.seconds_per_request * used;
    per_user = service.requests_per_user_per_day / 24;
  }
  [[nodiscard]] double power(double mean_kw) const {
    return mean_kw * figure("cooling/air-cooled/pue_base") / 1000 * 8760 * power_price;
  }
  /// What one that is used as much as it may be draws of the site [kW].
  [[nodiscard]] double mean_kw() const {
    return (idle_kw + (busy_kw - idle_kw) * used) * figure("cooling/air-cooled/pue_base");
  }
  /// Money a year of one that stands idle, and of one that is used as much as it may be.
  [[nodiscard]] double yearly_idle() const { return cost * annuity(life) + upkeep + hall + power(idle_kw); }
  [[nodiscard]] double yearly_busy() const { return yearly_idle() + power((busy_kw - idle_kw) * used); }
  /// Overnight money of one with its hall.
  [[nodiscard]] double capital() const { return cost + busy_kw / 1000 * 10e6; }
  [[nodiscard]] double pieces_for(double users) const { return users * per_user / requests; }
};

}  // namespace gigaplan::plan
