// The single-owner model in its two halves: what does not depend on the price of electricity, and what follows from it.
#pragma once
#include <array>

#include "gigaplan/finance/debt.hpp"
#include "gigaplan/finance/reserves.hpp"
#include "gigaplan/finance/sam/energy.hpp"
#include "gigaplan/finance/sam/single_owner.hpp"

namespace gigaplan::finance::sam {

/// Costs, incentives and reserves, all in $ by year.
struct Fixed {
  Energy energy;
  double nominal_discount = 0;
  PerTax<Years> tax_rate;
  Years effective_rate;

  Years om_fixed, om_production, om_capacity, om_fuel, om_fuel_1, om_fuel_2, land_lease;
  Years batt_fixed, batt_production, batt_capacity, cell_fixed, cell_production, cell_capacity;
  Years batt_replacement, batt_replacement_price, cell_replacement, cell_replacement_price;
  Years property_value, property_tax, insurance, hybrid_om, bill, recapitalization, operating;
  Years curtailment_value, capacity_payment, thermal_value, salvage;

  Reserve working;
  std::array<Reserve, 3> equipment;
  std::array<Years, write_off_classes> write_off_share;
  PerTax<std::array<Years, 3>> equipment_write_off;

  PerGiver<Years> production_payment;
  PerTax<Years> production_credit;
  Years production_payments;                ///< all givers
  PerTax<Years> taxed_production_payments;  ///< those not counted for debt, where taxed
  PerTax<Years> taxed_incentives;           ///< these and, in year 1, the taxed grants
  double cost_grants = 0, capacity_grants = 0;
  PerTax<double> taxed_cost_grants{}, taxed_capacity_grants{}, basis_cost_grants{}, basis_capacity_grants{};
};
[[nodiscard]] Fixed fixed_part(const SingleOwner& in);

/// Basis of depreciation and investment credit by class, $.
struct Basis {
  double before_allocation = 0, allocated_total = 0, unallocated_share = 0, unallocated = 0;
  PerClass<double> allocated{};
  PerTax<PerClass<double>> part{};        ///< how grants are spread over the classes
  PerTax<PerClass<double>> qualifying{};  ///< for the credit of this giver
  PerTax<double> qualifying_total{};
  PerTax<PerClass<double>> lost_to_share{}, lost_to_amount{};  ///< half the credit lessens the basis
  PerTax<Years> credit_amount, credit_share, credit;
  PerTax<double> credit_amount_total{}, credit_share_total{};
  PerTax<PerClass<double>> after_credit{}, bonus{}, written_off{};
};
[[nodiscard]] Basis basis_of(const SingleOwner& in, const Fixed& fixed);

/// Everything that follows from a price, $ by year (price in cents/kWh).
struct Flow {
  double price = 0;
  Years prices, energy_value, revenue, ebitda;
  Reserve receivables, debt_service;
  Years cash_for_debt, interest_factor, worth_of_cash, debt_by_year;
  double cash_for_debt_total = 0, worth_of_cash_total = 0, debt = 0;
  Loan loan;
  Years reserves, reserve_interest;
  double financing_cost = 0, upfront_fee = 0, installed_cost = 0, purchase = 0, equity = 0;
  Basis basis;
  Years operating, reserve_cash, investing, financing, pretax_cash, pretax_return;
  Years pretax_irr, pretax_npv;
  PerTax<std::array<Years, write_off_classes>> write_off;
  PerTax<Years> write_off_total, income, income_with_incentives, tax;
  Years aftertax_return, aftertax_irr, aftertax_best_irr, aftertax_npv;
  int flip_year = -1;
};

/// The loan of a given share of the cost; it pays for itself the fee and the first reserve, so it is found by
/// repetition.
[[nodiscard]] Loan share_loan(const SingleOwner& in, const Fixed& fixed);

/// `estimate` is the cost with financing that limits the debt (from the round before); `loan` is used when the debt is
/// a share of the cost.
[[nodiscard]] Flow flow_at(const SingleOwner& in, const Fixed& fixed, const Loan& loan, double price, double estimate);

/// The cost with financing before anything is known about the debt.
[[nodiscard]] double first_estimate(const SingleOwner& in, const Fixed& fixed);

/// The flow at the given price, or at the price that reaches the target rate of return in the target year.
/// `reported_price` is the price that SAM reports (the next to be tried, where its search ends early).
[[nodiscard]] Flow solved_flow(const SingleOwner& in, const Fixed& fixed, double& reported_price);

/// The levelised cost of storage under SAM's names; `real_cost` the real levelised cost of the whole [cents/kWh].
void put_storage_cost(const SingleOwner& in, const Fixed& fixed, const Flow& flow, double real_cost, Outputs& out);

[[nodiscard]] Outputs published(const SingleOwner& in, const Fixed& fixed, const Flow& flow, double reported_price);

}  // namespace gigaplan::finance::sam
