#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "gigaplan/finance/sam/names.hpp"
#include "gigaplan/finance/sam/single_owner.hpp"

namespace gigaplan::finance::sam {
namespace {

constexpr double no_ceiling = 1e99;
constexpr std::size_t hours_in_year = 8760;

double share(CaseReader& in, const std::string& name, std::optional<double> otherwise,
             const Range& range = any_number) {
  return in.number(name, otherwise, range) * 0.01;
}

std::vector<double> shares(CaseReader& in, const std::string& name,
                           const std::optional<std::vector<double>>& otherwise = {}) {
  std::vector<double> out = in.list(name, otherwise);
  for (double& value : out) value *= 0.01;
  return out;
}

Expense expense(CaseReader& in, const std::string& name, const std::string& growth) {
  return {in.list(name, std::vector<double>{0}), share(in, growth, 0)};
}

void read_time_and_tax(CaseReader& in, SingleOwner& out) {
  out.years = std::clamp(in.integer("analysis_period", 30, {.low = 1, .high = 50, .whole = true}), 1, 50);
  out.inflation = share(in, "inflation_rate", {}, {.low = -99});
  out.real_discount = share(in, "real_discount_rate", {}, {.low = -99});
  out.tax_rates[federal] = shares(in, "federal_tax_rate");
  out.tax_rates[state] = shares(in, "state_tax_rate");
}

void read_cost(CaseReader& in, SingleOwner& out) {
  out.installed_cost = in.number("total_installed_cost");
  out.construction_financing = in.number("construction_financing_cost");
  out.salvage_share = share(in, "salvage_percentage", 10, percent);
  out.capacity_kw = in.number("system_capacity", {}, {.low = 0, .above_low = true});
  out.heat_rate = in.number("system_heat_rate", 0, not_negative);
  out.land_area = in.number("land_area", 0);
  out.om_fixed = expense(in, "om_fixed", "om_fixed_escal");
  out.om_production = expense(in, "om_production", "om_production_escal");
  out.om_capacity = expense(in, "om_capacity", "om_capacity_escal");
  out.om_fuel = expense(in, "om_fuel_cost", "om_fuel_cost_escal");
  out.om_fuel_1 = expense(in, "om_opt_fuel_1_cost", "om_opt_fuel_1_cost_escal");
  out.om_fuel_2 = expense(in, "om_opt_fuel_2_cost", "om_opt_fuel_2_cost_escal");
  out.om_land = expense(in, "om_land_lease", "om_land_lease_escal");
  out.fuel_1_usage = in.number("om_opt_fuel_1_usage", 0);
  out.fuel_2_usage = in.number("om_opt_fuel_2_usage", 0);
  out.tax_assessed_share = share(in, "prop_tax_cost_assessed_percent", 95, percent);
  out.tax_assessed_decline = share(in, "prop_tax_assessed_decline", 5, percent);
  out.property_tax = share(in, "property_tax_rate", 0, percent);
  out.insurance = share(in, "insurance_rate", 0, percent);
  out.recapitalizes = in.integer("system_use_recapitalization", 0) != 0;
  out.recapitalization_cost = in.number("system_recapitalization_cost", 0);
  out.recapitalization_growth = share(in, "system_recapitalization_escalation", 0, percent);
  out.recapitalized = in.list("system_lifetime_recapitalize", std::vector<double>{0});
  out.months = in.list("monthly_energy", std::vector<double>{});
  for (const char* name : {"number_compute_modules", "number_metrics"})
    if (in.has(name)) out.counters.emplace_back(name, in.number(name, 0));
  out.hybrid_om = in.list("cf_hybrid_om_sum", std::vector<double>{});
  out.thermal_value = in.list("annual_thermal_value", std::vector<double>{});
}

// A list by year that SAM also takes as one figure for all years.
std::vector<double> by_year(CaseReader& in, const std::string& name, int years) {
  std::vector<double> out = in.list(name);
  const auto wanted = static_cast<std::size_t>(years);
  if (out.size() == 1) out.resize(wanted, out[0]);
  if (!out.empty() && out.size() != wanted)
    in.trouble(name, fmt::format("`{}` has {} entries", name, out.size()),
               fmt::format("give {}, one for each year", years));
  out.resize(wanted, 0.0);
  return out;
}

void read_additions(CaseReader& in, SingleOwner& out) {
  const bool battery = in.integer("en_batt", 0) == 1, standalone = in.integer("en_standalone_batt", 0) == 1;
  const bool wave = in.integer("en_wave_batt", 0) == 1, hybrid = in.integer("is_hybrid", 0) == 1;
  out.has_battery = battery || standalone || wave;
  out.additions = in.integer("add_om_num_types", 0, {.low = 0, .high = 2, .whole = true});
  out.batt_kw = in.number("om_batt_nameplate", 0);
  out.cell_kw = in.number("om_fuelcell_nameplate", 0);
  const Expense none{};
  out.batt_fixed = expense(in, "om_batt_fixed_cost", "om_fixed_escal");
  out.batt_production = expense(in, "om_batt_variable_cost", "om_production_escal");
  out.batt_capacity = expense(in, "om_batt_capacity_cost", "om_capacity_escal");
  out.cell_fixed = expense(in, "om_fuelcell_fixed_cost", "om_fixed_escal");
  out.cell_production = expense(in, "om_fuelcell_variable_cost", "om_production_escal");
  out.cell_capacity = expense(in, "om_fuelcell_capacity_cost", "om_capacity_escal");
  out.batt_replacement = expense(in, "om_batt_replacement_cost", "om_replacement_cost_escal");
  out.cell_replacement = expense(in, "om_fuelcell_replacement_cost", "om_replacement_cost_escal");
  out.batt_kwh = in.number("batt_computed_bank_capacity", 0);
  const int batt_option = in.integer("batt_replacement_option", 0, {.low = 0, .high = 2, .whole = true});
  out.has_cell_option = in.has("fuelcell_replacement_option");
  const int cell_option = in.integer("fuelcell_replacement_option", 0, {.low = 0, .high = 2, .whole = true});
  const auto years = static_cast<std::size_t>(out.years);
  out.batt_discharged.assign(years, 0.0);
  out.cell_discharged.assign(years, 0.0);
  for (const char* name :
       {"batt_annual_discharge_energy", "fuelcell_annual_energy_discharged", "batt_bank_replacement",
        "batt_replacement_schedule_percent", "fuelcell_replacement", "fuelcell_replacement_schedule"})
    in.no_bearing(name);
  if (hybrid || out.additions < 1) out.batt_fixed = out.batt_production = out.batt_capacity = none;
  if (hybrid || out.additions < 2) out.cell_fixed = out.cell_production = out.cell_capacity = none;
  if (hybrid) out.batt_replacement = out.cell_replacement = none;
  if (hybrid || out.additions < 2) out.cell_kw = 0;
  if (hybrid) return;
  if (out.additions > 0 && (battery || standalone))
    out.batt_discharged = by_year(in, "batt_annual_discharge_energy", out.years);
  if (out.additions > 1) out.cell_discharged = by_year(in, "fuelcell_annual_energy_discharged", out.years);
  if (out.has_battery && batt_option > 0) {
    out.batt_replaced = in.list("batt_bank_replacement");
    if (batt_option == 2) {
      const std::vector<double> part = shares(in, "batt_replacement_schedule_percent");
      if (part.size() < std::min(out.batt_replaced.size(), years))
        in.trouble("batt_replacement_schedule_percent", "the replacement schedule is shorter than the replacements",
                   "give a percentage for each year");
      for (std::size_t t = 0; t < std::min(part.size(), out.batt_replaced.size()); ++t) out.batt_replaced[t] *= part[t];
    }
  }
  if (cell_option > 0)
    out.cell_replaced = in.list(cell_option == 1 ? "fuelcell_replacement" : "fuelcell_replacement_schedule");
}

// A year of output that was shortened to its sum is spread evenly over each month where the case tells the months; what
// rounding leaves is put into the last hour, so that the year's sum is the one given.
std::vector<double> hourly_output(CaseReader& in) {
  std::vector<double> gen = in.list("gen");
  const std::vector<double> months = in.list("monthly_energy", std::vector<double>{});
  const std::optional<double> sum = in.shortened_sum("gen");
  if (!sum || months.size() != 12 || gen.size() != hours_in_year) return gen;
  std::size_t hour = 0;
  for (std::size_t month = 0; month < 12; ++month)
    for (std::size_t h = 0; h < 24U * days_in_month[month]; ++h)
      gen[hour++] = months[month] / (24.0 * days_in_month[month]);
  for (int round = 0; round < 4; ++round) gen.back() += *sum - total(gen);
  return gen;
}

void check_steps(CaseReader& in, const std::string& name, std::size_t count, std::size_t years) {
  const std::size_t per_year = count / years, steps = per_year / hours_in_year;
  if (steps < 1 || steps > 60 || steps * hours_in_year * years != count)
    in.trouble(name, fmt::format("`{}` has {} values", name, count),
               years == 1 ? "give a year of 8760 hours, or a whole number of steps an hour"
                          : fmt::format("give {} years of 8760 hours, or a whole number of steps an hour", years));
}

void read_output(CaseReader& in, SingleOwner& out) {
  out.lifetime = in.integer("system_use_lifetime_output") == 1;
  const std::size_t years = out.lifetime ? static_cast<std::size_t>(out.years) : 1;
  out.gen = hourly_output(in);
  if (in.has("gen")) check_steps(in, "gen", out.gen.size(), years);
  out.has_gen_without_battery = in.has("gen_without_battery");
  out.gen_without_battery = in.list("gen_without_battery", std::vector<double>{});
  if (!out.gen_without_battery.empty() && out.gen_without_battery.size() != out.gen.size())
    in.trouble("gen_without_battery", "`gen_without_battery` and `gen` differ in length",
               "give as many values as `gen` has");
  if (out.lifetime) {
    in.no_bearing("degradation");
    out.pre_curtailment_kw = in.list("system_pre_curtailment_kwac");
    if (out.pre_curtailment_kw.empty() && in.has("system_pre_curtailment_kwac"))
      in.trouble("system_pre_curtailment_kwac", "`system_pre_curtailment_kwac` is empty",
                 "give the output of all years");
  } else {
    in.no_bearing("system_pre_curtailment_kwac");
    out.loss = shares(in, "degradation");
    if (out.loss.empty() && in.has("degradation"))
      in.trouble("degradation", "`degradation` is an empty list",
                 "give the percentage lost in a year, [0] for none, or one for each year");
  }
  const double fuel = in.number("annual_fuel_usage", 0, not_negative);
  out.fuel_use.assign(static_cast<std::size_t>(out.years), fuel);
  if (out.lifetime && in.has("annual_fuel_usage_lifetime")) {
    out.fuel_use = in.list("annual_fuel_usage_lifetime");
    if (out.fuel_use.size() != static_cast<std::size_t>(out.years))
      in.trouble("annual_fuel_usage_lifetime", "the fuel use does not have one figure for each year",
                 "give one for each year");
    out.fuel_use.resize(static_cast<std::size_t>(out.years), 0.0);
  }
  in.no_bearing("annual_fuel_usage_lifetime");
  out.pre_curtailment = in.number("annual_energy_pre_curtailment_ac", 0);
  out.curtailment_price = in.list("grid_curtailment_price", std::vector<double>{0});
  out.curtailment_price_growth = share(in, "grid_curtailment_price_esc", 0);
  out.capacity_payment_type = in.integer("cp_capacity_payment_type", {}, {.low = 0, .high = 1, .whole = true});
  out.capacity_payment = in.list("cp_capacity_payment_amount");
  out.capacity_payment_growth = share(in, "cp_capacity_payment_esc", {});
  if (out.capacity_payment_type == 0) {
    out.capacity_credit = shares(in, "cp_capacity_credit_percent");
    // SAM sets cp_system_nameplate to system_capacity / 1000 before it runs, whatever the case says.
    out.capacity_payment_mw = out.capacity_kw / 1000;
    (void)in.number("cp_battery_nameplate", {}, not_negative);  // SAM asks for it and makes no use of it
  }
  for (const char* name : {"cp_capacity_credit_percent", "cp_system_nameplate"}) in.no_bearing(name);
}

void read_price(CaseReader& in, SingleOwner& out) {
  out.solve_price = in.integer("ppa_soln_mode", 0, {.low = 0, .high = 1, .whole = true}) == 0;
  out.price = in.list("ppa_price_input");
  out.price_growth = share(in, "ppa_escalation", 0);
  out.target_irr_percent = in.number("flip_target_percent", 11, percent);
  out.target_year = std::min(out.years, in.integer("flip_target_year", 11, {.low = 1}));
  out.tolerance = in.number("ppa_soln_tolerance", 1e-5);
  out.price_low = in.number("ppa_soln_min", 0);
  out.price_high = in.number("ppa_soln_max", 100);
  out.rounds = in.integer("ppa_soln_max_iterations", 100, {.low = 1, .whole = true});
  // 1: what is bought is on the bill. 0 and any other: it costs the price of sales, which 0 requires to be known.
  const double rates = in.number("en_electricity_rates", -1, {.whole = true});
  out.purchases_at_sales_price = rates != 1;
  if (rates == 0 && out.solve_price)
    in.trouble("en_electricity_rates", "the price is solved for, so what is bought has no price",
               "set ppa_soln_mode to 1 or en_electricity_rates to 1");
  out.bill = in.list("utility_bill_w_sys", std::vector<double>{});
  if (!out.bill.empty() && out.bill.size() != static_cast<std::size_t>(out.years) + 1)
    in.trouble("utility_bill_w_sys", "the electricity bill does not have one figure for each year",
               "give one for year 0 and one for each year");
  out.bill.resize(static_cast<std::size_t>(out.years) + 1, 0.0);

  out.by_step = in.integer("ppa_multiplier_model", 0) == 1;
  if (out.by_step) {
    out.step_factors = in.list("dispatch_factors_ts");
    const std::size_t per_year = out.gen.size() / (out.lifetime ? static_cast<std::size_t>(out.years) : 1);
    if (in.has("dispatch_factors_ts") && out.step_factors.size() != per_year)
      in.trouble("dispatch_factors_ts", fmt::format("`dispatch_factors_ts` has {} values", out.step_factors.size()),
                 fmt::format("give as many as `gen` has in a year: {}", per_year));
  } else {
    out.period_factors = in.list("dispatch_tod_factors");
    if (in.has("dispatch_tod_factors") && out.period_factors.size() != 9)
      in.trouble("dispatch_tod_factors", "there are nine periods of the day", "give nine factors");
    out.weekday = in.matrix("dispatch_sched_weekday", 12, 24);
    out.weekend = in.matrix("dispatch_sched_weekend", 12, 24);
  }
  for (const char* name :
       {"dispatch_factors_ts", "dispatch_tod_factors", "dispatch_sched_weekday", "dispatch_sched_weekend"})
    in.no_bearing(name);
}

void read_debt(CaseReader& in, SingleOwner& out) {
  out.by_cover = in.integer("debt_option", 1, {.low = 0, .high = 1, .whole = true}) == 1;
  out.equal_principal = in.integer("payment_option", 0, {.low = 0, .high = 1, .whole = true}) == 1;
  out.tenor = in.integer("term_tenor", 10);
  out.moratorium = in.integer("loan_moratorium", 0);
  out.interest = share(in, "term_int_rate", 8.5, percent);
  out.cover = in.number("dscr", 1.5, not_negative);
  out.limit_share = in.flag("dscr_limit_debt_fraction", false);
  out.largest_share = share(in, "dscr_maximum_debt_fraction", 100, {.low = 0, .above_low = true});
  out.debt_share = share(in, "debt_percent", 50, percent);
  out.reserve_months = in.number("dscr_reserve_months", 6, not_negative);
  out.closing_cost = in.number("cost_debt_closing", 250000, not_negative);
  out.upfront_fee = share(in, "cost_debt_fee", 1.5, not_negative);
  out.other_financing = in.number("cost_other_financing", 150000, not_negative);
  out.working_months = in.number("months_working_reserve", 6, not_negative);
  out.receivable_months = in.number("months_receivables_reserve", 0, not_negative);
  out.reserve_interest = share(in, "reserves_interest", 1.75, percent);
  const std::array<double, 3> cost{0.25, 0, 0};
  const std::array<double, 3> every{12, 15, 20};
  for (std::size_t i = 0; i < 3; ++i)
    out.equipment[i] = {in.number(fmt::format("equip{}_reserve_cost", i + 1), cost[i], not_negative),
                        in.integer(fmt::format("equip{}_reserve_freq", i + 1), every[i])};
  const Range classes{.low = 0, .high = 6, .whole = true};
  for (const Tax tax : {federal, state})
    out.equipment_class[tax] = in.integer(fmt::format("equip_reserve_depr_{}", tax_names[tax]), 0, classes);
}

void read_depreciation(CaseReader& in, SingleOwner& out) {
  constexpr PerClass<double> allocation{89, 1.5, 0, 3, 3, 0.5, 0};
  for (std::size_t c = 0; c < write_off_classes; ++c)
    out.allocated[c] = share(in, fmt::format("depr_alloc_{}_percent", class_names[c]), allocation[c], percent);
  out.custom_percent = in.list("depr_custom_schedule");
  for (const Tax tax : {federal, state}) {
    const std::string_view t = tax_names[tax];
    out.proportional_basis[tax] =
        in.integer(fmt::format("depr_{}bas_method", t), 0, {.low = 0, .high = 1, .whole = true}) == 1;
    out.bonus[tax] = share(in, fmt::format("depr_bonus_{}", t), 0, percent);
    for (std::size_t c = 0; c < write_off_classes; ++c) {
      out.bonus_class[tax][c] = in.flag(fmt::format("depr_bonus_{}_{}", t, class_names[c]), c == 0);
      out.credit_class[tax][c] = in.flag(fmt::format("depr_itc_{}_{}", t, class_names[c]), c == 0);
    }
  }
}

Grant read_grant(CaseReader& in, const std::string& name, double amount) {
  Grant out{.amount = amount};
  for (const Tax tax : {federal, state}) {
    out.taxed[tax] = in.flag(fmt::format("{}_tax_{}", name, tax_names[tax]), true);
    out.lessens_basis[tax] = in.flag(fmt::format("{}_deprbas_{}", name, tax_names[tax]), false);
  }
  return out;
}

ProductionPayment read_production(CaseReader& in, const std::string& name, double term) {
  return {.rates = in.list(name + "_amount", std::vector<double>{0}),
          .term = in.integer(name + "_term", term, any_number),
          .growth = in.number(name + "_escal", 0) / 100};
}

void read_incentives(CaseReader& in, SingleOwner& out) {
  for (const Giver giver : {from_federal, from_state, from_utility, from_other}) {
    const std::string ibi = fmt::format("ibi_{}", giver_names[giver]), cbi = fmt::format("cbi_{}", giver_names[giver]);
    const double part = share(in, ibi + "_percent", 0) * out.installed_cost;
    const double per_watt = in.number(cbi + "_amount", 0) * 1000 * out.capacity_kw;
    out.cost_grant[giver] = read_grant(in, ibi + "_amount", in.number(ibi + "_amount", 0));
    out.cost_share_grant[giver] =
        read_grant(in, ibi + "_percent", std::min(part, in.number(ibi + "_percent_maxvalue", no_ceiling)));
    out.capacity_grant[giver] = read_grant(in, cbi, std::min(per_watt, in.number(cbi + "_maxvalue", no_ceiling)));
    const std::string pbi = fmt::format("pbi_{}", giver_names[giver]);
    ProductionPayment& payment = out.production_payment[giver];
    payment = read_production(in, pbi, 0);
    for (const Tax tax : {federal, state})
      payment.taxed[tax] = in.flag(fmt::format("{}_tax_{}", pbi, tax_names[tax]), true);
    payment.counts_for_debt = in.flag(pbi + "_for_ds", false);
  }
  for (const Tax giver : {federal, state}) {
    const std::string itc = fmt::format("itc_{}", tax_names[giver]);
    InvestmentCredit& credit = out.investment_credit[giver];
    credit.amounts = in.list(itc + "_amount", std::vector<double>{0});
    credit.shares = shares(in, itc + "_percent", std::vector<double>{0});
    credit.ceilings = in.list(itc + "_percent_maxvalue", std::vector<double>{no_ceiling});
    for (const Tax tax : {federal, state}) {
      credit.amount_lessens_basis[tax] =
          in.flag(fmt::format("{}_amount_deprbas_{}", itc, tax_names[tax]), giver == federal);
      credit.share_lessens_basis[tax] =
          in.flag(fmt::format("{}_percent_deprbas_{}", itc, tax_names[tax]), giver == federal);
    }
    out.production_credit[giver] = read_production(in, fmt::format("ptc_{}", tax_names[giver]), 10);
  }
}

// Asked for only where the battery has a cost.
void read_storage(CaseReader& in, const SingleOwner& owner, Storage& out) {
  const auto years = static_cast<std::size_t>(owner.years);
  const auto long_enough = [&](const std::string& name, std::size_t count) {
    std::vector<double> list = in.list(name);
    if (in.has(name) && list.size() < count)
      in.trouble(name, fmt::format("`{}` has {} values", name, list.size()), fmt::format("give {}", count));
    list.resize(std::max(list.size(), count), 0.0);
    return list;
  };
  const auto months = [&](const std::string& name) {
    const std::vector<double> list = long_enough(name, 12);
    std::array<double, 12> by_month{};
    std::copy_n(list.begin(), 12, by_month.begin());
    return by_month;
  };
  const std::size_t yearly = owner.lifetime ? years : 1;
  out.charged_from_system = long_enough("batt_annual_charge_from_system", yearly);
  out.discharged = long_enough("batt_annual_discharge_energy", yearly);
  (void)in.list("batt_annual_charge_energy");  // SAM asks for it and makes no use of it
  out.from_grid = long_enough("grid_to_batt", hours_in_year * yearly);
  out.loss = shares(in, "degradation");
  out.capacity_left = shares(in, "batt_capacity_percent");
  if (in.has("batt_capacity_percent") && out.capacity_left.empty())
    in.trouble("batt_capacity_percent", "`batt_capacity_percent` is empty",
               "give the capacity that is left in the end");
  out.month_from_grid = months("monthly_grid_to_batt");
  out.month_to_grid = months("monthly_batt_to_grid");
  out.month_system_to_grid = months("monthly_system_to_grid");
  out.pays_bill = !owner.purchases_at_sales_price;
  if (out.pays_bill) {
    out.month_net_to_grid = months("year1_monthly_electricity_to_grid");
    out.energy_charge = in.matrix("charge_w_sys_ec_ym", years + 1, 12);
    out.true_up = in.matrix("true_up_credits_ym", years + 1, 12);
  }
  out.rate_growth = shares(in, "rate_escalation", std::vector<double>{});
}

void read_storage(CaseReader& in, SingleOwner& out) {
  out.storage.cost = in.number("battery_total_cost_lcos", 0);
  out.storage.salvage_share = share(in, "batt_salvage_percentage", 0, percent);
  if (out.storage.cost != 0) read_storage(in, out, out.storage);
}

}  // namespace

SingleOwner read_single_owner(CaseReader& in) {
  SingleOwner out;
  read_time_and_tax(in, out);
  read_cost(in, out);
  read_additions(in, out);
  read_output(in, out);
  read_price(in, out);
  read_debt(in, out);
  read_depreciation(in, out);
  read_incentives(in, out);
  read_storage(in, out);
  for (const std::string_view name : names_without_bearing) in.no_bearing(std::string(name));
  for (const std::string_view prefix : prefixes_without_bearing) in.no_bearing_prefix(std::string(prefix));
  in.finish(others_that_look_like_inputs);
  return out;
}

}  // namespace gigaplan::finance::sam
