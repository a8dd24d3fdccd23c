#include "gigaplan/finance/sam/energy.hpp"

#include <algorithm>

#include "gigaplan/finance/revenue.hpp"
#include "gigaplan/finance/sam/names.hpp"

namespace gigaplan::finance::sam {
namespace {

constexpr std::size_t hours_in_year = 8760;

// Length of a step [h]. SAM forms it in single precision, which shows where steps per hour are no power of two.
double step_length(std::size_t steps) { return static_cast<double>(1.0F / static_cast<float>(steps)); }

// Energy of each hour from power of each step:  e(h) = Σ_steps p · (1 / steps per hour).
template <class Part>
std::vector<double> hourly(const std::vector<double>& power, std::size_t steps, const Part& part) {
  const double length = step_length(steps);
  std::vector<double> out(power.size() / steps, 0.0);
  for (std::size_t h = 0; h < out.size(); ++h)
    for (std::size_t k = 0; k < steps; ++k) out[h] += part(power[h * steps + k]) * length;
  return out;
}

// The month of each hour and its period of the day, 0 … 8.
struct Calendar {
  std::vector<std::size_t> month, period;
};

Calendar calendar_of(const SingleOwner& in) {
  Calendar out;
  std::size_t day = 0;
  for (std::size_t m = 0; m < 12; ++m) {
    for (unsigned d = 0; d < days_in_month[m]; ++d, ++day) {
      const std::vector<double>& table = day % 7 < 5 ? in.weekday : in.weekend;
      for (std::size_t h = 0; h < 24; ++h) {
        out.month.push_back(m);
        out.period.push_back(in.by_step ? 0 : static_cast<std::size_t>(std::clamp(table[m * 24 + h], 1.0, 9.0)) - 1);
      }
    }
  }
  return out;
}

// Sums of one year's hours, or of the first year's scaled by what remains.
class YearSum {
 public:
  YearSum(const SingleOwner& in, const Years& remaining)
      : lifetime_(in.lifetime), years_(in.years), remaining_(remaining) {}

  template <class Weight>
  Years operator()(const std::vector<double>& hours, const Weight& weight) const {
    Years out = zeros(years_);
    if (hours.empty()) return out;
    double first = 0;
    for (int t = 1; t <= years_; ++t) {
      if (t == 1 || lifetime_) {
        const std::size_t offset = static_cast<std::size_t>(t - 1) * hours_in_year;
        first = 0;
        for (std::size_t h = 0; h < hours_in_year; ++h) first += hours[offset + h] * weight(h);
      }
      out[static_cast<std::size_t>(t)] = first * remaining_[static_cast<std::size_t>(t)];
    }
    return out;
  }

 private:
  bool lifetime_;
  int years_;
  const Years& remaining_;
};

void by_period(const SingleOwner& in, const Calendar& calendar, const std::vector<double>& sales,
               const YearSum& sum_years, Energy& out) {
  for (std::size_t p = 0; p < periods_of_day; ++p)
    out.period[p] = sum_years(sales, [&](std::size_t h) { return calendar.period[h] == p ? 1.0 : 0.0; });
  for (std::size_t h = 0; h < hours_in_year; ++h)
    out.first_year_month_period[calendar.month[h]][calendar.period[h]] += sales[h] * out.remaining[1];
  for (std::size_t m = 0; m < 12; ++m) {
    out.month[m] = sum_years(sales, [&](std::size_t h) { return calendar.month[h] == m ? 1.0 : 0.0; });
    out.month_value[m] = sum_years(
        sales, [&](std::size_t h) { return calendar.month[h] == m ? in.period_factors[calendar.period[h]] : 0.0; });
  }
  for (std::size_t t = 1; t < out.value.size(); ++t)
    for (std::size_t p = 0; p < periods_of_day; ++p) out.value[t] += out.period[p][t] * in.period_factors[p];
}

void by_step(const SingleOwner& in, const Calendar& calendar, const std::vector<double>& sales, std::size_t steps,
             const YearSum& sum_years, Energy& out) {
  // value of the hour: Σ_steps max(power, 0) · factor / steps per hour
  std::vector<double> valued(sales.size(), 0.0);
  const double length = step_length(steps);
  for (std::size_t h = 0; h < sales.size(); ++h)
    for (std::size_t k = 0; k < steps; ++k)
      valued[h] +=
          std::max(in.gen[h * steps + k], 0.0) * length * in.step_factors[(h * steps + k) % in.step_factors.size()];
  for (std::size_t m = 0; m < 12; ++m) {
    const auto in_month = [&](std::size_t h) { return calendar.month[h] == m ? 1.0 : 0.0; };
    out.month[m] = sum_years(sales, in_month);
    out.month_value[m] = sum_years(valued, in_month);
    for (std::size_t t = 1; t < out.value.size(); ++t) out.value[t] += out.month_value[m][t];
  }
}

// Year t: what could have been produced less what was, not below zero.
Years curtailed_energy(const SingleOwner& in, const Energy& energy) {
  Years out = zeros(in.years);
  const std::size_t per_year = in.lifetime ? in.pre_curtailment_kw.size() / static_cast<std::size_t>(in.years) : 0;
  for (std::size_t t = 1; t < out.size(); ++t) {
    double possible = in.pre_curtailment * energy.remaining[t];
    if (in.lifetime) {
      possible = 0;
      for (std::size_t h = 0; h < per_year; ++h)
        possible += in.pre_curtailment_kw[(t - 1) * per_year + h] * (8760.0 / static_cast<double>(per_year));
    }
    out[t] = std::max(0.0, possible - energy.net[t]);
  }
  return out;
}

}  // namespace

Energy energy_of(const SingleOwner& in) {
  Energy out;
  out.remaining =
      in.lifetime ? Years(static_cast<std::size_t>(in.years) + 1, 1.0) : remaining_output(in.loss, in.years);
  out.remaining[0] = 0;
  const std::size_t per_year = in.gen.size() / (in.lifetime ? static_cast<std::size_t>(in.years) : 1);
  const std::size_t steps = per_year / hours_in_year;
  const auto positive = [](double p) { return std::max(p, 0.0); };
  const auto negative = [](double p) { return std::min(p, 0.0); };
  const auto all = [](double p) { return p; };
  const std::vector<double> sales = hourly(in.gen, steps, positive), purchases = hourly(in.gen, steps, negative);
  const YearSum sum_years(in, out.remaining);
  const auto one = [](std::size_t) { return 1.0; };
  out.net = sum_years(hourly(in.gen, steps, all), one);
  out.sales = sum_years(sales, one);
  out.purchases = sum_years(purchases, one);
  out.without_battery = sum_years(hourly(in.gen_without_battery, steps, all), one);
  out.curtailed = curtailed_energy(in, out);

  const Calendar calendar = calendar_of(in);
  out.value = zeros(in.years);
  if (in.by_step) {
    by_step(in, calendar, sales, steps, sum_years, out);
  } else {
    by_period(in, calendar, sales, sum_years, out);
  }
  // With several steps an hour SAM values purchases of hour h at the factor of step h.
  out.purchase_value = sum_years(purchases, [&](std::size_t h) {
    return -(in.by_step ? in.step_factors[h] : in.period_factors[calendar.period[h]]);
  });
  return out;
}

std::vector<double> step_factors(const SingleOwner& in) {
  if (in.by_step) return in.step_factors;
  std::vector<double> out;
  for (const std::size_t period : calendar_of(in).period) out.push_back(in.period_factors[period]);
  return out;
}

}  // namespace gigaplan::finance::sam
