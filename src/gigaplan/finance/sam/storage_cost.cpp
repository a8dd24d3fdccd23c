#include <cmath>

#include "gigaplan/finance/returns.hpp"
#include "gigaplan/finance/sam/model.hpp"

namespace gigaplan::finance::sam {
namespace {

constexpr std::size_t hours_in_year = 8760;
constexpr double cents = 100;

// The share of the first year that is left in year t: (1 − d)^(t−1), or 1 − d(t) of a list, nothing beyond its end.
double remaining(const std::vector<double>& loss, std::size_t t) {
  if (loss.size() == 1) return std::pow(1 - loss[0], static_cast<double>(t - 1));
  return t <= loss.size() ? 1 - loss[t - 1] : 0;
}

// What is taken from the grid, at the price of sales:  Σ_steps power(step) · factor · price(t).
// Of lifetime output every step counts with its length, at the factor of its hour. Of one year the first 8760 values count
// as hours, as in SAM, and lose with the battery.
double at_price_of_sales(const SingleOwner& in, const std::vector<double>& factors, double price, std::size_t t) {
  const std::vector<double>& power = in.storage.from_grid;
  double out = 0;
  if (in.lifetime) {
    const std::size_t per_year = power.size() / static_cast<std::size_t>(in.years), steps = per_year / hours_in_year;
    for (std::size_t k = 0; k < per_year; ++k)
      out += power[(t - 1) * per_year + k] * hours_in_year / static_cast<double>(per_year) * factors[k / steps];
  } else {
    for (std::size_t h = 0; h < hours_in_year; ++h) out += power[h] * factors[h];
    out *= remaining(in.storage.loss, t);
  }
  return out * price / cents;
}

// The battery's part of the bill:  Σ_months taken by it / taken in all · energy charge + true-up.
double on_the_bill(const Storage& storage, std::size_t t) {
  double out = 0;
  for (std::size_t m = 0; m < 12; ++m) {
    const double all = storage.month_to_grid[m] + storage.month_system_to_grid[m] - storage.month_net_to_grid[m];
    if (all != 0)
      out += storage.month_from_grid[m] / all * storage.energy_charge[t * 12 + m] + storage.true_up[t * 12 + m];
  }
  return out;
}

Years growth_of_rates(const SingleOwner& in) {
  const std::vector<double>& growth = in.storage.rate_growth;
  Years out = zeros(in.years);
  for (std::size_t t = 1; t < out.size(); ++t) {
    if (growth.size() == 1)
      out[t] = std::pow(1 + in.inflation + growth[0], static_cast<double>(t - 1));
    else if (t <= growth.size())
      out[t] = 1 + growth[t - 1];
  }
  return out;
}

}  // namespace

// LCOS = (investment + Σ_t (charging + maintenance + replacement)(t) / (1 + r)^t) / Σ_t discharged(t) / (1 + r)^t.
// What comes from the system costs the system's own levelised cost, which SAM estimates from that of the whole:
//     lcoe · (cost − cost of the battery) / cost / 0.8.
// The salvage value of the last year is added to the cost, as SAM has it.
void put_storage_cost(const SingleOwner& in, const Fixed& fixed, const Flow& flow, double real_cost, Outputs& out) {
  const Storage& storage = in.storage;
  const double own_cost = real_cost / 0.8 * (in.installed_cost - storage.cost) / in.installed_cost;
  const std::vector<double> factors = step_factors(in);
  Years grid = zeros(in.years), system = grid, discharged = grid, cost = grid, salvage = grid;
  for (std::size_t t = 1; t < grid.size(); ++t) {
    const std::size_t year = in.lifetime ? t - 1 : 0;
    const double left = in.lifetime ? 1 : remaining(storage.loss, t);
    grid[t] = storage.pays_bill ? on_the_bill(storage, t) : at_price_of_sales(in, factors, flow.prices[t], t);
    system[t] = storage.charged_from_system[year] * left * own_cost / cents *
                std::pow(1 + in.inflation, static_cast<double>(t - 1));
    discharged[t] = storage.discharged[year] * left;
    cost[t] = -grid[t] - system[t] - fixed.batt_fixed[t] - fixed.batt_capacity[t] - fixed.batt_production[t] -
              fixed.batt_replacement[t];
  }
  cost[0] = -storage.cost;
  salvage.back() = fixed.batt_replacement_price.back() * storage.capacity_left.back() * storage.salvage_share;
  cost.back() -= salvage.back();
  const double worth = -present_value(cost, fixed.nominal_discount) - cost[0];
  const double energy = present_value(discharged, fixed.nominal_discount);
  const double energy_real = present_value(discharged, in.real_discount);
  out.put("npv_annual_costs_lcos", worth);
  out.put("npv_energy_lcos_nom", energy);
  out.put("npv_energy_lcos_real", energy_real);
  out.put("lcos_nom", worth / energy * cents);
  out.put("lcos_real", worth / energy_real * cents);
  out.put("cf_annual_cost_lcos", cost);
  out.put("cf_annual_discharge_lcos", discharged);
  out.put("cf_charging_cost_grid", grid);
  out.put("cf_charging_cost_pv", system);
  out.put("cf_salvage_cost_lcos", salvage);
  out.put("cf_util_escal_rate", growth_of_rates(in));
}

}  // namespace gigaplan::finance::sam
