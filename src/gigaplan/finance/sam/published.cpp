#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <numeric>

#include "gigaplan/finance/returns.hpp"
#include "gigaplan/finance/sam/model.hpp"
#include "gigaplan/finance/sam/names.hpp"

namespace gigaplan::finance::sam {
namespace {

constexpr double to_percent = 100, cents = 100;

double total_of(const PerClass<double>& classes) { return std::accumulate(classes.begin(), classes.end(), 0.0); }

// $ per kWh → cents per kWh; 0 where nothing is sold
double per_unit(double worth, double amount) { return amount != 0 ? worth / amount * cents : 0; }

// Yearly cost as the owner sees it, benefits positive:
//     a(0) = −equity
//     a(t) = incentives + tax + credits − debt service − operating cost − reserves + interest + salvage
Years annual_costs(const Fixed& fixed, const Flow& flow) {
  Years out = zeros(static_cast<int>(flow.revenue.size()) - 1);
  out[0] = -flow.equity;
  for (std::size_t t = 1; t < out.size(); ++t) {
    out[t] = fixed.production_payments[t] + flow.tax[state][t] + flow.tax[federal][t] - flow.loan.interest[t] -
             flow.loan.principal[t] - fixed.operating[t] + fixed.production_credit[federal][t] +
             fixed.production_credit[state][t];
    for (const Reserve& reserve : fixed.equipment) out[t] -= reserve.funding[t];
    out[t] += -fixed.working.funding[t] - flow.receivables.funding[t] - flow.debt_service.funding[t] +
              flow.reserve_interest[t] - flow.debt_service.disbursement[t] - fixed.working.disbursement[t] +
              fixed.salvage[t] + (flow.basis.credit[federal][t] + flow.basis.credit[state][t]);
  }
  return out;
}

void prices_and_returns(const SingleOwner& in, const Fixed& fixed, const Flow& flow, double reported_price,
                        Outputs& out) {
  const double nominal = fixed.nominal_discount;
  const auto worth = [&](const Years& row) { return present_value(row, nominal); };
  out.put("flip_target_year", in.target_year);
  out.put("flip_target_irr", in.target_irr_percent);
  const int flip = in.solve_price ? flow.flip_year : in.target_year;
  const double flip_irr = flip > -1 ? flow.aftertax_irr[static_cast<std::size_t>(in.target_year)]
                                    : std::numeric_limits<double>::quiet_NaN();
  out.put("flip_actual_year", flip > -1 ? flip : flip_irr);
  out.put("flip_actual_irr", flip_irr);
  out.put("target_return_flip_year", flip);
  out.put("npv_curtailment_revenue", worth(fixed.curtailment_value));
  out.put("npv_capacity_revenue", worth(fixed.capacity_payment));
  for (std::size_t giver = 0; giver < 4; ++giver)
    out.put(fmt::format("npv_{}_pbi_income", giver_names[giver]), worth(fixed.production_payment[giver]));
  out.put("npv_salvage_value", worth(fixed.salvage));
  out.put("npv_thermal_value", worth(fixed.thermal_value));

  const double energy_nominal = worth(fixed.energy.sales);
  const double energy_real = present_value(fixed.energy.sales, in.real_discount);
  const double revenue = worth(flow.energy_value);
  const Years costs = annual_costs(fixed, flow);
  const double cost = -(worth(costs) + costs[0]);
  out.put("npv_annual_costs", cost);
  out.put("cf_annual_costs", costs);
  out.put("npv_ppa_revenue", revenue);
  out.put("npv_energy_nom", energy_nominal);
  out.put("npv_energy_real", energy_real);
  out.put("lppa_nom", per_unit(revenue, energy_nominal));
  out.put("lppa_real", per_unit(revenue, energy_real));
  out.put("lcoe_nom", per_unit(cost, energy_nominal));
  out.put("lcoe_real", per_unit(cost, energy_real));
  for (const Tax tax : {federal, state}) {
    const double credit = worth(fixed.production_credit[tax]) / (1 - fixed.effective_rate[1]);
    out.put(fmt::format("lcoptc_{}_nom", tax_names[tax]), per_unit(credit, energy_nominal));
    out.put(fmt::format("lcoptc_{}_real", tax_names[tax]), per_unit(credit, energy_real));
  }
  out.put("ppa", reported_price);
  out.put("ppa_price", reported_price);
  out.put("ppa_escalation", in.price_growth * to_percent);

  const Years cover = debt_service_cover(flow.cash_for_debt, flow.loan.payment);
  double least = std::numeric_limits<double>::max();
  for (std::size_t t = 1; t < cover.size(); ++t)
    if (cover[t] != 0) least = std::min(least, cover[t]);
  out.put("min_dscr", least);
  out.put("cf_pretax_dscr", cover);
  const double irr = flow.aftertax_irr.back() / to_percent;
  const double share = flow.debt + flow.equity > 0 ? flow.debt / (flow.debt + flow.equity) : 0;
  out.put("debt_fraction", share * to_percent);
  out.put("wacc", ((1 - share) * irr + share * in.interest * (1 - fixed.effective_rate[1])) * to_percent);
  out.put("effective_tax_rate", fixed.effective_rate[1] * to_percent);
  out.put("analysis_period_irr", irr * to_percent);
  out.put("project_return_aftertax_irr", flow.aftertax_irr.back());
  out.put("project_return_aftertax_npv", flow.aftertax_npv.back());
  out.put("nominal_discount_rate", nominal);
  const double om = worth(fixed.om_fixed) + worth(fixed.om_capacity) + worth(fixed.om_production);
  out.put("present_value_oandm", om + worth(fixed.om_fuel));
  out.put("present_value_oandm_nonfuel", om);
  out.put("present_value_fuel", worth(fixed.om_fuel) + worth(fixed.om_fuel_1) + worth(fixed.om_fuel_2));
  out.put("present_value_insandproptax", worth(fixed.insurance) + worth(fixed.property_tax));
}

void cost_and_debt(const SingleOwner& in, const Fixed& fixed, const Flow& flow, Outputs& out) {
  out.put("cf_length", in.years + 1);
  out.put("system_use_lifetime_output", in.lifetime ? 1 : 0);
  out.put("system_use_recapitalization", in.recapitalizes ? 1 : 0);
  out.put("salvage_value", in.salvage_share * in.installed_cost);
  out.put("prop_tax_assessed_value", in.tax_assessed_share * in.installed_cost);
  out.put("adjusted_installed_cost", flow.installed_cost - fixed.capacity_grants - fixed.cost_grants);
  out.put("cost_installed", flow.installed_cost);
  out.put("cost_prefinancing", in.installed_cost);
  out.put("cost_financing", flow.financing_cost);
  out.put("cost_debt_upfront", flow.upfront_fee);
  out.put("cost_installedperwatt", flow.installed_cost / in.capacity_kw / 1000);
  out.put("size_of_equity", flow.equity);
  out.put("issuance_of_equity", flow.equity);
  out.put("purchase_of_property", flow.purchase);
  out.put("cash_for_debt_service", flow.cash_for_debt_total);
  out.put("pv_cafds", flow.worth_of_cash_total);
  out.put("size_of_debt", flow.debt);
}

// What SAM hands through from the case, and the power and price factor of each step.
void handed_through(const SingleOwner& in, Outputs& out) {
  for (const auto& [name, value] : in.counters) out.put(name, value);
  out.put("system_lifetime_recapitalize", in.recapitalized);
  if (!in.months.empty()) out.put("monthly_energy", in.months);
  Years sold(in.gen.size()), bought(in.gen.size());
  for (std::size_t i = 0; i < in.gen.size(); ++i) {
    sold[i] = std::max(in.gen[i], 0.0);
    bought[i] = std::min(in.gen[i], 0.0);
  }
  out.put("revenue_gen", std::move(sold));
  out.put("gen_purchases", std::move(bought));
  out.put("ppa_multipliers", step_factors(in));
}

void grants_and_credits(const SingleOwner& in, const Fixed& fixed, const Flow& flow, Outputs& out) {
  for (std::size_t giver = 0; giver < 4; ++giver) {
    out.put(fmt::format("ibi_total_{}", giver_names[giver]),
            in.cost_grant[giver].amount + in.cost_share_grant[giver].amount);
    out.put(fmt::format("cbi_total_{}", giver_names[giver]), in.capacity_grant[giver].amount);
    out.put(fmt::format("cf_pbi_total_{}", giver_names[giver]), fixed.production_payment[giver]);
  }
  out.put("ibi_total", fixed.cost_grants);
  out.put("cbi_total", fixed.capacity_grants);
  out.put("cf_pbi_total", fixed.production_payments);
  double credits = 0;
  for (const Tax tax : {federal, state}) {
    const std::string_view t = tax_names[tax];
    out.put(fmt::format("ibi_{}tax_total", t), fixed.taxed_cost_grants[tax]);
    out.put(fmt::format("cbi_{}tax_total", t), fixed.taxed_capacity_grants[tax]);
    out.put(fmt::format("cf_pbi_{}tax_total", t), fixed.taxed_production_payments[tax]);
    out.put(fmt::format("cf_ptc_{}", t), fixed.production_credit[tax]);
    out.put(fmt::format("cf_itc_{}_amount", t), flow.basis.credit_amount[tax]);
    out.put(fmt::format("cf_itc_{}_percent_amount", t), flow.basis.credit_share[tax]);
    out.put(fmt::format("cf_itc_{}", t), flow.basis.credit[tax]);
    const double credit = total(flow.basis.credit[tax]);
    out.put(fmt::format("itc_total_{}", t), credit);
    out.put(fmt::format("itc_{}_percent_total", t), flow.basis.credit_share_total[tax]);
    out.put(fmt::format("itc_{}_fixed_total", t), flow.basis.credit_amount_total[tax]);
    credits += credit;
  }
  out.put("cf_itc_total", sum(flow.basis.credit[federal], flow.basis.credit[state]));
  out.put("itc_total", credits);
}

// The table of basis, grants, credits and bonus by class, one for each tax.
void basis_table(const Basis& basis, Outputs& out) {
  out.put("pre_depr_alloc_basis", basis.before_allocation);
  out.put("pre_itc_qual_basis", basis.before_allocation);
  out.put("depr_alloc_total", basis.allocated_total);
  out.put("depr_alloc_none_percent", basis.unallocated_share * to_percent);
  out.put("depr_alloc_none", basis.unallocated);
  for (std::size_t c = 0; c < write_off_classes; ++c)
    out.put(fmt::format("depr_alloc_{}", class_names[c]), basis.allocated[c]);
}

void basis_of_tax(const SingleOwner& in, const Fixed& fixed, const Basis& basis, Tax tax, Outputs& out) {
  const std::string table = fmt::format("depr_{}bas_", tax_names[tax]);
  const std::string credit = fmt::format("itc_{}_qual_", tax_names[tax]);
  const std::string lost = fmt::format("itc_disallow_{}_", tax_names[tax]);
  const auto put = [&](const std::string& name, std::string_view of, double value) {
    out.put(name + std::string(of), value);
  };
  const auto reduction = [&](Tax giver, std::size_t c) {
    const InvestmentCredit& given = in.investment_credit[giver];
    return (given.share_lessens_basis[tax] ? basis.lost_to_share[giver][c] : 0) +
           (given.amount_lessens_basis[tax] ? basis.lost_to_amount[giver][c] : 0);
  };
  PerTax<double> reduced{};
  for (std::size_t c = 0; c < write_off_classes; ++c) {
    const std::string_view name = class_names[c];
    const double ibi = basis.part[tax][c] * fixed.basis_cost_grants[tax];
    const double cbi = basis.part[tax][c] * fixed.basis_capacity_grants[tax];
    const double qualifying =
        basis.qualifying_total[tax] > 0 ? to_percent * basis.qualifying[tax][c] / basis.qualifying_total[tax] : 0;
    put(table + "percent_", name, basis.part[tax][c] * to_percent);
    put(table + "ibi_reduc_", name, ibi);
    put(table + "cbi_reduc_", name, cbi);
    put(table + "prior_itc_", name, basis.allocated[c] - ibi - cbi);
    put(credit, name, basis.qualifying[tax][c]);
    put(table + "percent_qual_", name, qualifying);
    put(table + "percent_amount_", name, qualifying / to_percent * basis.credit_share_total[tax]);
    put(lost + "percent_", name, basis.lost_to_share[tax][c]);
    put(table + "fixed_amount_", name, qualifying / to_percent * basis.credit_amount_total[tax]);
    put(lost + "fixed_", name, basis.lost_to_amount[tax][c]);
    put(table + "itc_sta_reduction_", name, reduction(state, c));
    put(table + "itc_fed_reduction_", name, reduction(federal, c));
    for (const Tax giver : {federal, state}) reduced[giver] += reduction(giver, c);
    put(table + "after_itc_", name, basis.after_credit[tax][c]);
    put(table + "first_year_bonus_", name, basis.bonus[tax][c]);
    put(table, name, basis.written_off[tax][c]);
  }
  put(table + "percent_", "total", to_percent * total_of(basis.part[tax]));
  put(table + "ibi_reduc_", "total", fixed.basis_cost_grants[tax]);
  put(table + "cbi_reduc_", "total", fixed.basis_capacity_grants[tax]);
  put(table + "prior_itc_", "total",
      basis.allocated_total - fixed.basis_cost_grants[tax] - fixed.basis_capacity_grants[tax]);
  put(credit, "total", basis.qualifying_total[tax]);
  put(table + "percent_qual_", "total", to_percent);
  put(table + "percent_amount_", "total", basis.credit_share_total[tax]);
  put(lost + "percent_", "total", total_of(basis.lost_to_share[tax]));
  put(table + "fixed_amount_", "total", basis.credit_amount_total[tax]);
  put(lost + "fixed_", "total", total_of(basis.lost_to_amount[tax]));
  put(table + "itc_sta_reduction_", "total", reduced[state]);
  put(table + "itc_fed_reduction_", "total", reduced[federal]);
  put(table + "after_itc_", "total", total_of(basis.written_off[tax]) + total_of(basis.bonus[tax]));
  put(table + "first_year_bonus_", "total", total_of(basis.bonus[tax]));
  put(table, "total", total_of(basis.written_off[tax]));
}

void tax_rows(const Fixed& fixed, const Flow& flow, Outputs& out) {
  out.put("cf_federal_tax_frac", fixed.tax_rate[federal]);
  out.put("cf_state_tax_frac", fixed.tax_rate[state]);
  out.put("cf_effective_tax_frac", fixed.effective_rate);
  for (const Tax tax : {federal, state}) {
    const std::string_view t = tax_names[tax];
    for (std::size_t c = 0; c < write_off_classes; ++c)
      out.put(fmt::format("cf_{}depr_{}", t, class_names[c]), flow.write_off[tax][c]);
    for (std::size_t e = 0; e < 3; ++e)
      out.put(fmt::format("cf_{}depr_me{}", t, e + 1), fixed.equipment_write_off[tax][e]);
    out.put(fmt::format("cf_{}depr_total", t), flow.write_off_total[tax]);
    out.put(fmt::format("cf_{}tax_income_prior_incentives", t), flow.income[tax]);
    out.put(fmt::format("cf_{}tax_taxable_incentives", t), fixed.taxed_incentives[tax]);
    out.put(fmt::format("cf_{}tax_income_with_incentives", t), flow.income_with_incentives[tax]);
    out.put(fmt::format("cf_{}tax", t), flow.tax[tax]);
  }
}

void expense_rows(const SingleOwner& in, const Fixed& fixed, Outputs& out) {
  out.put("cf_om_fixed_expense", fixed.om_fixed);
  out.put("cf_om_production_expense", fixed.om_production);
  out.put("cf_om_capacity_expense", fixed.om_capacity);
  if (in.additions > 0) {
    out.put("cf_om_fixed1_expense", fixed.batt_fixed);
    out.put("cf_om_production1_expense", fixed.batt_production);
    out.put("cf_om_capacity1_expense", fixed.batt_capacity);
  }
  if (in.additions > 1) {
    out.put("cf_om_fixed2_expense", fixed.cell_fixed);
    out.put("cf_om_production2_expense", fixed.cell_production);
    out.put("cf_om_capacity2_expense", fixed.cell_capacity);
  }
  if (in.has_battery) {
    out.put("cf_battery_replacement_cost", fixed.batt_replacement);
    out.put("cf_battery_replacement_cost_schedule", fixed.batt_replacement_price);
  }
  if (in.has_cell_option) {
    out.put("cf_fuelcell_replacement_cost", fixed.cell_replacement);
    out.put("cf_fuelcell_replacement_cost_schedule", fixed.cell_replacement_price);
  }
  out.put("cf_om_fuel_expense", fixed.om_fuel);
  out.put("cf_om_opt_fuel_1_expense", fixed.om_fuel_1);
  out.put("cf_om_opt_fuel_2_expense", fixed.om_fuel_2);
  out.put("cf_land_lease_expense", fixed.land_lease);
  out.put("cf_property_tax_assessed_value", fixed.property_value);
  out.put("cf_property_tax_expense", fixed.property_tax);
  out.put("cf_insurance_expense", fixed.insurance);
  out.put("cf_recapitalization", fixed.recapitalization);
  out.put("cf_utility_bill", fixed.bill);
  out.put("cf_operating_expenses", fixed.operating);
}

void reserve_rows(const Fixed& fixed, const Flow& flow, Outputs& out) {
  const auto account = [&](const std::string& name, const std::string& project, const Reserve& reserve) {
    out.put("cf_reserve_" + name, reserve.balance);
    out.put("cf_funding_" + name, reserve.funding);
    out.put("cf_disbursement_" + name, reserve.disbursement);
    out.put("cf_project_" + project + "ra", reserve.cash());
  };
  account("debtservice", "ds", flow.debt_service);
  account("om", "wc", fixed.working);
  account("receivables", "receivables", flow.receivables);
  Years replaced = zeros(static_cast<int>(flow.reserves.size()) - 1);
  for (std::size_t e = 0; e < 3; ++e) {
    account(fmt::format("equip{}", e + 1), fmt::format("me{}", e + 1), fixed.equipment[e]);
    out.put(fmt::format("cf_project_me{}cs", e + 1), fixed.equipment[e].disbursement);
    replaced = sum(replaced, fixed.equipment[e].disbursement);
  }
  out.put("cf_project_mecs", replaced);
  out.put("cf_project_ra", flow.reserve_cash);
  out.put("cf_reserve_total", flow.reserves);
  out.put("cf_reserve_interest", flow.reserve_interest);
}

void cash_rows(const SingleOwner& in, const Fixed& fixed, const Flow& flow, Outputs& out) {
  out.put("cf_ppa_price", flow.prices);
  out.put("cf_energy_value", flow.energy_value);
  out.put("cf_thermal_value", fixed.thermal_value);
  out.put("cf_curtailment_value", fixed.curtailment_value);
  out.put("cf_capacity_payment", fixed.capacity_payment);
  out.put("cf_energy_net", fixed.energy.net);
  out.put("cf_energy_sales", fixed.energy.sales);
  out.put("cf_energy_purchases", fixed.energy.purchases);
  out.put("cf_energy_curtailed", fixed.energy.curtailed);
  if (in.has_gen_without_battery) out.put("cf_energy_without_battery", fixed.energy.without_battery);
  out.put("cf_net_salvage_value", fixed.salvage);
  out.put("cf_total_revenue", flow.revenue);
  out.put("cf_ebitda", flow.ebitda);
  out.put("cf_cash_for_ds", flow.cash_for_debt);
  out.put("cf_pv_interest_factor", flow.interest_factor);
  out.put("cf_pv_cash_for_ds", flow.worth_of_cash);
  out.put("cf_debt_size", flow.debt_by_year);
  out.put("cf_debt_payment_total", flow.loan.payment);
  out.put("cf_debt_payment_interest", flow.loan.interest);
  out.put("cf_debt_payment_principal", flow.loan.principal);
  out.put("cf_debt_balance", flow.loan.balance);
  out.put("cf_project_operating_activities", flow.operating);
  out.put("cf_project_investing_activities", flow.investing);
  out.put("cf_project_financing_activities", flow.financing);
  out.put("cf_pretax_cashflow", flow.pretax_cash);
  out.put("cf_project_return_pretax", flow.pretax_return);
  out.put("cf_project_return_pretax_irr", flow.pretax_irr);
  out.put("cf_project_return_pretax_npv", flow.pretax_npv);
  out.put("cf_project_return_aftertax_cash", flow.pretax_return);
  out.put("cf_project_return_aftertax", flow.aftertax_return);
  out.put("cf_project_return_aftertax_irr", flow.aftertax_irr);
  out.put("cf_project_return_aftertax_max_irr", flow.aftertax_best_irr);
  out.put("cf_project_return_aftertax_npv", flow.aftertax_npv);
}

// Energy and revenue by month and, unless factors come by time step, by period of the day.
void month_and_period_rows(const SingleOwner& in, const Fixed& fixed, const Flow& flow, Outputs& out) {
  const Energy& energy = fixed.energy;
  const auto earned = [&](Years value, double factor) {
    for (std::size_t t = 0; t < value.size(); ++t) value[t] *= flow.prices[t] / cents * factor;
    return value;
  };
  for (std::size_t m = 0; m < 12; ++m) {
    out.put(fmt::format("cf_energy_sales_{}", month_names[m]), energy.month[m]);
    out.put(fmt::format("cf_revenue_{}", month_names[m]), earned(energy.month_value[m], 1));
  }
  for (std::size_t p = 0; p < periods_of_day && !in.by_step; ++p) {
    const double factor = in.period_factors[p];
    const Years revenue = earned(energy.period[p], factor);
    out.put(fmt::format("cf_energy_sales_dispatch{}", p + 1), energy.period[p]);
    out.put(fmt::format("cf_revenue_dispatch{}", p + 1), revenue);
    out.put(fmt::format("firstyear_energy_dispatch{}", p + 1), energy.period[p][1]);
    out.put(fmt::format("firstyear_revenue_dispatch{}", p + 1), revenue[1]);
    out.put(fmt::format("firstyear_energy_price{}", p + 1), per_unit(revenue[1], energy.period[p][1]));
    Years by_month(12, 0.0), revenue_by_month(12, 0.0);
    for (std::size_t m = 0; m < 12; ++m) {
      by_month[m] = energy.first_year_month_period[m][p];
      revenue_by_month[m] = flow.prices[1] / cents * factor * by_month[m];
    }
    out.put(fmt::format("cf_energy_sales_monthly_firstyear_TOD{}", p + 1), by_month);
    out.put(fmt::format("cf_revenue_monthly_firstyear_TOD{}", p + 1), revenue_by_month);
  }
}

}  // namespace

Outputs published(const SingleOwner& in, const Fixed& fixed, const Flow& flow, double reported_price) {
  Outputs out;
  prices_and_returns(in, fixed, flow, reported_price, out);
  cost_and_debt(in, fixed, flow, out);
  handed_through(in, out);
  grants_and_credits(in, fixed, flow, out);
  basis_table(flow.basis, out);
  for (const Tax tax : {federal, state}) basis_of_tax(in, fixed, flow.basis, tax, out);
  tax_rows(fixed, flow, out);
  expense_rows(in, fixed, out);
  reserve_rows(fixed, flow, out);
  cash_rows(in, fixed, flow, out);
  month_and_period_rows(in, fixed, flow, out);
  if (in.storage.cost != 0) put_storage_cost(in, fixed, flow, *out.scalar("lcoe_real"), out);
  return out;
}

}  // namespace gigaplan::finance::sam
