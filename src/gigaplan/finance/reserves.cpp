#include "gigaplan/finance/reserves.hpp"

#include <algorithm>

namespace gigaplan::finance {

Years Reserve::cash() const {
  Years out(funding.size(), 0.0);
  for (std::size_t t = 0; t < out.size(); ++t) out[t] = -funding[t] - disbursement[t];
  return out;
}

Reserve coming_year_reserve(std::span<const double> need, double share) {
  const int last = static_cast<int>(need.size()) - 1;
  Reserve out{zeros(last), zeros(last), zeros(last)};
  for (int t = 0; t < last; ++t) {
    out.balance[t] = share * need[t + 1];
    out.funding[t] = out.balance[t] - (t > 0 ? out.balance[t - 1] : 0);
  }
  if (last > 0) out.disbursement[last] = -out.balance[last - 1];
  return out;
}

Reserve debt_service_reserve(std::span<const double> service, double share, int tenor, bool released_after_one_year) {
  const int last = static_cast<int>(service.size()) - 1;
  Reserve out{zeros(last), zeros(last), zeros(last)};
  for (int t = 1; t <= std::min(last, tenor); ++t) {
    out.balance[t - 1] = share * service[t];
    out.funding[t - 1] = out.balance[t - 1] - (t > 1 ? out.balance[t - 2] : 0);
    if (t == tenor && (t > 1 || released_after_one_year)) out.disbursement[t] = -out.balance[t - 1];
  }
  return out;
}

Reserve equipment_reserve(double cost, int every, double inflation, int operating_years) {
  Reserve out{zeros(operating_years), zeros(operating_years), zeros(operating_years)};
  for (int t = 1; t <= operating_years && every > 0; ++t) {
    const int due = (t + every - 1) / every * every;
    if (due <= operating_years) out.funding[t] = cost * std::pow(1 + inflation, due - 1) / every;
    if (t == due) out.disbursement[t] = -cost * std::pow(1 + inflation, t - 1);
    out.balance[t] = out.balance[t - 1] + out.funding[t] + out.disbursement[t];
  }
  return out;
}

}  // namespace gigaplan::finance
