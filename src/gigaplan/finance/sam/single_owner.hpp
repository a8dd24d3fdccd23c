// The single-owner model of SAM: one owner builds, borrows, sells electricity under a power purchase agreement and pays
// state and federal tax. Inputs have SAM's meaning with shares instead of percent; results have SAM's names.
// Learned from the published documents and sources of SAM (NREL, BSD-3), checked against PySAM 7.1.
#pragma once
#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "gigaplan/finance/depreciation.hpp"
#include "gigaplan/finance/sam/case_reader.hpp"
#include "gigaplan/finance/sam/outputs.hpp"
#include "gigaplan/finance/years.hpp"

namespace gigaplan::finance::sam {

/// Two taxes, four givers of incentives, seven classes of depreciation: the orders of all arrays below.
enum Tax : std::size_t { federal, state };
enum Giver : std::size_t { from_federal, from_state, from_utility, from_other };
template <class T>
using PerTax = std::array<T, 2>;
template <class T>
using PerGiver = std::array<T, 4>;
template <class T>
using PerClass = std::array<T, write_off_classes>;

/// One figure that grows by `growth` above inflation [1/yr], or a list by year.
struct Expense {
  std::vector<double> values;
  double growth = 0;
};

struct Equipment {
  double cost = 0;  ///< $/W of today
  int every = 0;    ///< years, 0: never
};

/// A grant in money: is it income for a tax, does it lessen the basis of depreciation for that tax?
struct Grant {
  double amount = 0;  ///< $
  PerTax<bool> taxed{}, lessens_basis{};
};

struct ProductionPayment {
  std::vector<double> rates;  ///< $/kWh
  int term = 0;
  double growth = 0;
  PerTax<bool> taxed{};
  bool counts_for_debt = false;  ///< part of the cash that the debt is sized on
};

struct InvestmentCredit {
  std::vector<double> amounts;   ///< $ in year 1, 2, …
  std::vector<double> shares;    ///< of the qualifying basis in year 1, 2, …
  std::vector<double> ceilings;  ///< $ by year, or one for all
  PerTax<bool> amount_lessens_basis{}, share_lessens_basis{};
};

/// For the levelised cost of storage: a battery beside the plant.
struct Storage {
  double cost = 0;           ///< $ of investment; 0: no levelised cost of storage
  double salvage_share = 0;  ///< of what a replacement costs in the last year
  std::vector<double> charged_from_system,
      discharged;                     ///< kWh by year; of the first year only, but for lifetime output
  std::vector<double> from_grid;      ///< kW by step, of the first year or of all years
  std::vector<double> loss;           ///< degradation, shares
  std::vector<double> capacity_left;  ///< shares; the last counts
  bool pays_bill = false;             ///< what it takes from the grid is on the electricity bill:
  std::array<double, 12> month_from_grid{}, month_to_grid{}, month_system_to_grid{}, month_net_to_grid{};  ///< kWh
  std::vector<double> energy_charge, true_up;  ///< $, years + 1 × 12, row by row
  std::vector<double> rate_growth;             ///< 1/yr, reported only
};

struct SingleOwner {
  int years = 0;
  double inflation = 0, real_discount = 0;
  PerTax<std::vector<double>> tax_rates;  ///< one or by year, shares

  // cost
  double installed_cost = 0, construction_financing = 0, salvage_share = 0;
  double capacity_kw = 0, heat_rate = 0, land_area = 0;
  Expense om_fixed, om_production, om_capacity, om_fuel, om_fuel_1, om_fuel_2, om_land;  ///< as SAM: $, $/MWh, $/kW, …
  double fuel_1_usage = 0, fuel_2_usage = 0;
  std::vector<double> fuel_use;  ///< kWh thermal, by year
  double tax_assessed_share = 0, tax_assessed_decline = 0, property_tax = 0, insurance = 0;
  bool recapitalizes = false;
  double recapitalization_cost = 0, recapitalization_growth = 0;
  std::vector<double> recapitalized;  ///< 0/1 by year
  std::vector<double> months;         ///< kWh by month of the first year, handed through; empty: not given
  std::vector<std::pair<std::string, double>> counters;  ///< of the file, handed through
  std::vector<double> hybrid_om;                         ///< $, from year 0
  std::vector<double> thermal_value;                     ///< $, from year 0
  std::vector<double> bill;  ///< $, from year 0; empty: purchases are paid at the price of sales
  bool purchases_at_sales_price = true;

  // a battery and a fuel cell beside it
  int additions = 0;
  Expense batt_fixed, batt_production, batt_capacity, cell_fixed, cell_production, cell_capacity;
  double batt_kw = 0, cell_kw = 0;
  std::vector<double> batt_discharged, cell_discharged;  ///< kWh by year
  bool has_battery = false, has_cell_option = false;
  Expense batt_replacement, cell_replacement;
  double batt_kwh = 0;
  std::vector<double> batt_replaced, cell_replaced;  ///< banks by year

  Storage storage;

  // output
  bool lifetime = false;
  std::vector<double> gen;                  ///< kW, one year or all years, n steps an hour
  std::vector<double> gen_without_battery;  ///< kW, empty: none
  bool has_gen_without_battery = false;
  std::vector<double> loss;  ///< degradation, shares
  double pre_curtailment = 0;
  std::vector<double> pre_curtailment_kw;
  std::vector<double> curtailment_price;
  double curtailment_price_growth = 0;
  int capacity_payment_type = 0;
  std::vector<double> capacity_payment, capacity_credit;
  double capacity_payment_growth = 0, capacity_payment_mw = 0;

  // price
  bool solve_price = false;
  std::vector<double> price;  ///< $/kWh
  double price_growth = 0, target_irr_percent = 0;
  int target_year = 1;
  double tolerance = 1e-5, price_low = 0, price_high = 100;
  int rounds = 100;
  bool by_step = false;                  ///< factors by time step instead of periods of the day
  std::vector<double> step_factors;      ///< by time step
  std::vector<double> period_factors;    ///< 9
  std::vector<double> weekday, weekend;  ///< 12 × 24, period 1 … 9

  // debt
  bool by_cover = true, equal_principal = false, limit_share = false;
  int tenor = 0, moratorium = 0;
  double interest = 0, cover = 0, largest_share = 1, debt_share = 0;
  double reserve_months = 0, closing_cost = 0, upfront_fee = 0, other_financing = 0;
  double working_months = 0, receivable_months = 0, reserve_interest = 0;
  std::array<Equipment, 3> equipment;
  PerTax<int> equipment_class{};

  // depreciation and incentives
  PerClass<double> allocated{};  ///< shares of the cost
  PerTax<bool> proportional_basis{};
  PerTax<double> bonus{};
  PerTax<PerClass<bool>> bonus_class{}, credit_class{};
  std::vector<double> custom_percent;
  PerGiver<Grant> cost_grant, cost_share_grant, capacity_grant;
  PerGiver<ProductionPayment> production_payment;
  PerTax<InvestmentCredit> investment_credit;
  PerTax<ProductionPayment> production_credit;
};

/// Reads the inputs of a single-owner case. Throws InputInvalid with all faults.
[[nodiscard]] SingleOwner read_single_owner(CaseReader& reader);

/// Every scalar and every `cf_*` row of SAM's results.
[[nodiscard]] Outputs run_single_owner(const SingleOwner& in);

/// LCOE by fixed charge rate: (fixed charge rate · capital + fixed cost) / energy + variable cost  [$/kWh].
[[nodiscard]] Outputs run_fixed_charge_rate(CaseReader& reader);

/// Reads a case, tells the module from its keys and runs it. Throws InputInvalid.
[[nodiscard]] Outputs run_case(std::string_view text, const std::string& file);

}  // namespace gigaplan::finance::sam
