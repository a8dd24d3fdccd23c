#include <algorithm>

#include "gigaplan/finance/sam/model.hpp"

namespace gigaplan::finance::sam {
namespace {

constexpr double lost_part_of_credit = 0.5;  // a credit lessens the basis of depreciation by half of it

double total_of(const PerClass<double>& classes) {
  double out = 0;
  for (const double value : classes) out += value;
  return out;
}

// How the cost is spread over the classes:  a_c = (share_c / Σ share) · (Σ share · cost).
void allocate(const SingleOwner& in, Basis& out) {
  const double share = total_of(in.allocated);
  out.before_allocation = in.installed_cost + in.construction_financing + in.other_financing;
  out.allocated_total = share * out.before_allocation;
  out.unallocated_share = 1 - share;
  out.unallocated = out.unallocated_share * out.allocated_total;
  for (std::size_t c = 0; c < write_off_classes; ++c) {
    const double part = share > 0 ? in.allocated[c] / share : in.allocated[c];
    out.allocated[c] = part * out.allocated_total;
    for (const Tax tax : {federal, state}) out.part[tax][c] = in.proportional_basis[tax] ? part : (c == 0 ? 1 : 0);
  }
}

double ceiling(const InvestmentCredit& credit, std::size_t t) {
  if (credit.ceilings.size() == 1) return credit.ceilings[0];
  return t <= credit.ceilings.size() ? credit.ceilings[t - 1] : 0;
}

// The credit of one giver:  credit(t) = amount(t) + min(ceiling(t), share(t) · Σ_c qualifying_c).
void investment_credit(const SingleOwner& in, const Fixed& fixed, Tax giver, Basis& out) {
  const InvestmentCredit& credit = in.investment_credit[giver];
  const double grants = fixed.basis_cost_grants[giver] + fixed.basis_capacity_grants[giver];
  PerClass<double>& qualifying = out.qualifying[giver];
  for (std::size_t c = 0; c < write_off_classes; ++c)
    qualifying[c] = in.credit_class[giver][c] ? out.allocated[c] - out.part[giver][c] * grants : 0;
  const double total_qualifying = out.qualifying_total[giver] = total_of(qualifying);
  out.credit_amount[giver] = out.credit_share[giver] = out.credit[giver] = zeros(in.years);
  for (std::size_t t = 1; t < out.credit[giver].size(); ++t) {
    out.credit_amount[giver][t] = t <= credit.amounts.size() ? credit.amounts[t - 1] : 0;
    const double share = t <= credit.shares.size() ? credit.shares[t - 1] : 0;
    out.credit_share[giver][t] = std::min(ceiling(credit, t), share * total_qualifying);
    out.credit[giver][t] = out.credit_amount[giver][t] + out.credit_share[giver][t];
  }
  out.credit_amount_total[giver] = total(out.credit_amount[giver]);
  out.credit_share_total[giver] = total(out.credit_share[giver]);
  for (std::size_t c = 0; c < write_off_classes && total_qualifying > 0; ++c) {
    const double part = lost_part_of_credit * qualifying[c] / total_qualifying;
    out.lost_to_share[giver][c] = in.credit_class[giver][c] ? part * out.credit_share_total[giver] : 0;
    out.lost_to_amount[giver][c] = in.credit_class[giver][c] ? part * out.credit_amount_total[giver] : 0;
  }
}

// What is written off:  b_c = allocated_c − grants_c − lost credits_c, of which a bonus part in the first year.
void write_off_basis(const SingleOwner& in, const Fixed& fixed, Tax tax, Basis& out) {
  const double grants = fixed.basis_cost_grants[tax] + fixed.basis_capacity_grants[tax];
  for (std::size_t c = 0; c < write_off_classes; ++c) {
    double basis = out.allocated[c] - out.part[tax][c] * grants;
    double lost = 0;
    for (const Tax giver : {federal, state}) {
      lost += in.investment_credit[giver].share_lessens_basis[tax] ? out.lost_to_share[giver][c] : 0;
      lost += in.investment_credit[giver].amount_lessens_basis[tax] ? out.lost_to_amount[giver][c] : 0;
    }
    basis -= lost;
    out.bonus[tax][c] = in.bonus_class[tax][c] ? in.bonus[tax] * basis : 0;
    out.written_off[tax][c] = basis - out.bonus[tax][c];
    out.after_credit[tax][c] = out.written_off[tax][c] + out.bonus[tax][c];
  }
}

}  // namespace

Basis basis_of(const SingleOwner& in, const Fixed& fixed) {
  Basis out;
  allocate(in, out);
  for (const Tax giver : {federal, state}) investment_credit(in, fixed, giver, out);
  for (const Tax tax : {federal, state}) write_off_basis(in, fixed, tax, out);
  return out;
}

}  // namespace gigaplan::finance::sam
