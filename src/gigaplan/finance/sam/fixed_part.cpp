#include <algorithm>

#include "gigaplan/finance/incentives.hpp"
#include "gigaplan/finance/operating_cost.hpp"
#include "gigaplan/finance/returns.hpp"
#include "gigaplan/finance/sam/model.hpp"
#include "gigaplan/finance/tax.hpp"

namespace gigaplan::finance::sam {
namespace {

constexpr double watts_per_kilowatt = 1000;

Years by_year(const SingleOwner& in, const Expense& expense, double scale) {
  return grown_or_listed(expense.values, in.inflation + expense.growth, scale, in.years);
}

// row(t) = unit price(t) · quantity(t)
Years times(Years row, const std::vector<double>& quantity, bool from_year_one) {
  for (std::size_t t = 1; t < row.size(); ++t) row[t] *= quantity[from_year_one ? t - 1 : t];
  return row;
}

Years from_year_zero(const std::vector<double>& values, std::size_t first, int years) {
  Years out = zeros(years);
  for (std::size_t t = first; t < std::min(out.size(), values.size()); ++t) out[t] = values[t];
  return out;
}

void operating(const SingleOwner& in, Fixed& out) {
  out.om_fixed = by_year(in, in.om_fixed, 1);
  out.om_production = times(by_year(in, in.om_production, 0.001),
                            in.has_gen_without_battery ? out.energy.without_battery : out.energy.sales, false);
  out.om_capacity = scaled(by_year(in, in.om_capacity, 1), in.capacity_kw);
  out.om_fuel = times(by_year(in, in.om_fuel, in.heat_rate * 0.001), in.fuel_use, true);
  out.om_fuel_1 = scaled(by_year(in, in.om_fuel_1, 1), in.fuel_1_usage);
  out.om_fuel_2 = scaled(by_year(in, in.om_fuel_2, 1), in.fuel_2_usage);
  out.land_lease = by_year(in, in.om_land, in.land_area);
  out.batt_fixed = by_year(in, in.batt_fixed, 1);
  out.batt_production = times(by_year(in, in.batt_production, 0.001), in.batt_discharged, true);
  out.batt_capacity = scaled(by_year(in, in.batt_capacity, 1), in.batt_kw);
  out.cell_fixed = by_year(in, in.cell_fixed, 1);
  out.cell_production = times(by_year(in, in.cell_production, 0.001), in.cell_discharged, true);
  out.cell_capacity = scaled(by_year(in, in.cell_capacity, 1), in.cell_kw);
  out.batt_replacement_price = in.has_battery ? by_year(in, in.batt_replacement, in.batt_kwh) : zeros(in.years);
  out.cell_replacement_price =
      in.cell_replaced.empty() ? zeros(in.years) : by_year(in, in.cell_replacement, in.cell_kw);
  out.batt_replacement = out.cell_replacement = zeros(in.years);
  for (std::size_t t = 1; t <= std::min(in.batt_replaced.size(), out.operating.size() - 1); ++t)
    out.batt_replacement[t] = in.batt_replaced[t - 1] * out.batt_replacement_price[t];
  for (std::size_t t = 1; t <= std::min(in.cell_replaced.size(), out.operating.size() - 1); ++t)
    out.cell_replacement[t] = in.cell_replaced[t - 1] * out.cell_replacement_price[t];
  out.property_value = assessed_value(in.installed_cost * in.tax_assessed_share, in.tax_assessed_decline, in.years);
  out.property_tax = scaled(out.property_value, in.property_tax);
  out.insurance = growing_expense(in.installed_cost * in.insurance, in.inflation, in.years);
  out.hybrid_om = from_year_zero(in.hybrid_om, 0, in.years);
  out.recapitalization = zeros(in.years);
  for (std::size_t t = 1; in.recapitalizes && t <= std::min(in.recapitalized.size(), out.operating.size() - 1); ++t)
    out.recapitalization[t] = in.recapitalized[t - 1] * in.recapitalization_cost *
                              std::pow(1 + in.inflation + in.recapitalization_growth, static_cast<double>(t) - 1);
  // What is bought is paid at the price of what is sold, unless a bill comes with the case. While the price is
  // solved for, SAM takes it as zero here.
  out.bill = in.bill;
  if (in.purchases_at_sales_price)
    for (std::size_t t = 1; t < out.bill.size(); ++t) {
      double price = 0;
      if (!in.solve_price && in.price.size() > 1) price = t <= in.price.size() ? in.price[t - 1] : 0;
      if (!in.solve_price && in.price.size() == 1)
        price = in.price[0] * std::pow(1 + in.price_growth, static_cast<double>(t) - 1);
      out.bill[t] += out.energy.purchase_value[t] * price;
    }
  for (std::size_t t = 1; t < out.operating.size(); ++t)
    for (const Years* row : {&out.om_fixed,         &out.om_production, &out.om_capacity, &out.batt_fixed,
                             &out.batt_production,  &out.batt_capacity, &out.cell_fixed,  &out.cell_production,
                             &out.cell_capacity,    &out.om_fuel,       &out.om_fuel_1,   &out.om_fuel_2,
                             &out.land_lease,       &out.property_tax,  &out.insurance,   &out.batt_replacement,
                             &out.cell_replacement, &out.hybrid_om,     &out.bill,        &out.recapitalization})
      out.operating[t] += (*row)[t];
}

// Revenue that is not sold energy.
void other_revenue(const SingleOwner& in, Fixed& out) {
  out.curtailment_value = grown_or_listed(in.curtailment_price, in.curtailment_price_growth, 1, in.years);
  out.capacity_payment = grown_or_listed(in.capacity_payment, in.capacity_payment_growth, 1, in.years);
  const Years credit = level_or_listed(in.capacity_credit, in.capacity_payment_mw, in.years);
  for (std::size_t t = 1; t < out.operating.size(); ++t) {
    out.curtailment_value[t] *= out.energy.curtailed[t];
    if (in.capacity_payment_type == 0) out.capacity_payment[t] *= credit[t];
  }
  out.thermal_value = from_year_zero(in.thermal_value, 1, in.years);
  out.salvage = zeros(in.years);
  out.salvage.back() = in.salvage_share * in.installed_cost;
}

void reserves(const SingleOwner& in, Fixed& out) {
  out.working = coming_year_reserve(out.operating, in.working_months / 12);
  for (std::size_t c = 0; c < write_off_classes; ++c)
    out.write_off_share[c] = write_off_share(static_cast<WriteOff>(c), in.years);
  out.write_off_share.back() = custom_share(in.custom_percent, in.years);
  for (std::size_t e = 0; e < 3; ++e) {
    const Equipment& equipment = in.equipment[e];
    out.equipment[e] = equipment_reserve(equipment.cost * in.capacity_kw * watts_per_kilowatt, equipment.every,
                                         in.inflation, in.years);
    for (const Tax tax : {federal, state}) {
      out.equipment_write_off[tax][e] = zeros(in.years);
      const Years& share = out.write_off_share[static_cast<std::size_t>(in.equipment_class[tax])];
      for (int t = equipment.every; equipment.every > 0 && t <= in.years; t += equipment.every)
        write_off(-out.equipment[e].disbursement[static_cast<std::size_t>(t)], share, t,
                  out.equipment_write_off[tax][e]);
    }
  }
}

void incentives(const SingleOwner& in, Fixed& out) {
  out.production_payments = zeros(in.years);
  for (const Tax tax : {federal, state}) out.taxed_production_payments[tax] = zeros(in.years);
  for (std::size_t giver = 0; giver < 4; ++giver) {
    const ProductionPayment& payment = in.production_payment[giver];
    out.production_payment[giver] = production_payment(payment.rates, out.energy.sales, payment.term, payment.growth);
    out.production_payments = sum(out.production_payments, out.production_payment[giver]);
    for (const Grant* grant : {&in.cost_grant[giver], &in.cost_share_grant[giver]}) {
      out.cost_grants += grant->amount;
      for (const Tax tax : {federal, state}) {
        out.taxed_cost_grants[tax] += grant->taxed[tax] ? grant->amount : 0;
        out.basis_cost_grants[tax] += grant->lessens_basis[tax] ? grant->amount : 0;
      }
    }
    const Grant& grant = in.capacity_grant[giver];
    out.capacity_grants += grant.amount;
    for (const Tax tax : {federal, state}) {
      out.taxed_capacity_grants[tax] += grant.taxed[tax] ? grant.amount : 0;
      out.basis_capacity_grants[tax] += grant.lessens_basis[tax] ? grant.amount : 0;
      if (payment.taxed[tax] && !payment.counts_for_debt)
        out.taxed_production_payments[tax] = sum(out.taxed_production_payments[tax], out.production_payment[giver]);
    }
  }
  for (const Tax tax : {federal, state}) {
    const ProductionPayment& credit = in.production_credit[tax];
    out.production_credit[tax] = production_credit(credit.rates, out.energy.sales, credit.term, credit.growth);
    out.taxed_incentives[tax] = out.taxed_production_payments[tax];
    out.taxed_incentives[tax][1] += out.taxed_capacity_grants[tax] + out.taxed_cost_grants[tax];
  }
}

}  // namespace

Fixed fixed_part(const SingleOwner& in) {
  Fixed out;
  out.energy = energy_of(in);
  out.nominal_discount = nominal_rate(in.real_discount, in.inflation);
  out.effective_rate = out.operating = zeros(in.years);
  for (const Tax tax : {federal, state}) out.tax_rate[tax] = level_or_listed(in.tax_rates[tax], 1, in.years);
  for (std::size_t t = 0; t < out.operating.size(); ++t)
    out.effective_rate[t] = effective_rate(out.tax_rate[state][t], out.tax_rate[federal][t]);
  operating(in, out);
  other_revenue(in, out);
  reserves(in, out);
  incentives(in, out);
  return out;
}

}  // namespace gigaplan::finance::sam
