#include "gigaplan/planmoney/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>
#include <string>
#include <tuple>

#include "gigaplan/base/index.hpp"
#include "gigaplan/compile/figures.hpp"
#include "gigaplan/compile/purchases.hpp"

namespace gigaplan::planmoney {
namespace {

constexpr double hours_of_a_year = 8760;
constexpr double million = 1e6;

// Σ_{i = 1 … n} (1 + r)^−i, for any real n: negative where n is.
double worth_of_payments(double rate, double years) {
  return rate == 0 ? years : (1 - std::pow(1 + rate, -years)) / rate;
}

class Reader {
 public:
  Reader(const plan::Plan& plan, const Catalogue& catalogue)
      : plan_(plan), catalogue_(catalogue), view_(plan.view()), s_(plan.scenario) {}

  PlanMoney read() {
    out_.rate = s_.discount_rate;
    out_.objective = plan_.present_cost;
    out_.name = s_.name, out_.country = s_.country;
    auto& f = out_.figures;
    f.currency = s_.currency, f.price_year = s_.price_year;
    f.first_year = s_.periods.front() - 1, f.operation_from = s_.periods.front(), f.last_year = s_.end - 1;
    out_.loan = s_.loan;
    for (const auto& row : plan_.loans)
      if (row.lent > 1e-9 * row.spending && row.spending > 0)
        out_.borrowed.push_back({s_.periods[at(row.period)], row.lent / row.spending});
    vintages();
    capital();
    running();
    volumes();
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::size_t entries() const { return at(s_.end - s_.periods.front() + 1); }
  [[nodiscard]] std::size_t entry(int year) const { return at(year - out_.figures.first_year); }

  // The same yearly value in every year of a period.
  void spread(finance::Years& row, std::size_t period, double value) const {
    for (int year = s_.periods[period]; year < s_.period_end(period); ++year) row[entry(year)] += value;
  }

  void add(const compile::Purchase& purchase) {
    const auto& vintages = plan_.compiled.network.assets[purchase.asset].vintages;
    for (std::size_t v = 0; v < vintages.size(); ++v) {
      const auto& built = vintages[v];
      Vintage one;
      one.cost = view_.built(purchase.asset, v) * built.overnight_cost;
      if (one.cost == 0) continue;
      one.kind = purchase.kind;
      one.period = at(built.period);
      one.first_year = s_.periods[one.period];
      one.life = purchase.life[v];
      one.annuity = one.cost * compile::annuity(out_.rate, one.life);
      if (built.stood_since) {
        one.stood = true;
        one.life -= one.first_year - *built.stood_since;
        one.cost = one.annuity * worth_of_payments(out_.rate, one.life);
      }
      for (std::size_t p = one.period; p < s_.periods.size(); ++p) {
        if (!built.alive[p]) continue;
        one.served += s_.period_end(p) - s_.periods[p];
        one.to_end = p + 1 == s_.periods.size();
        annuities_[{p, one.kind}] += one.annuity;
      }
      one.left = one.annuity * worth_of_payments(out_.rate, one.life - one.served);
      out_.vintages.push_back(one);
    }
  }

  void vintages() {
    const auto& compiled = plan_.compiled;
    for (const auto& purchase : compile::purchases_of(compiled.network, compiled.meaning, s_, catalogue_))
      add(purchase);
    std::map<std::string, double> cost;
    for (const auto& one : out_.vintages) {
      cost[one.kind] += one.cost;
      out_.lives[one.kind] += one.cost * one.life;
    }
    for (auto& [kind, life] : out_.lives) life /= cost[kind];
  }

  // One asset of the finance room for each kind and year of building.
  void capital() {
    std::map<std::tuple<std::string, std::size_t, double>, finance::PlanFigures::Asset> assets;
    for (const auto& one : out_.vintages) {
      auto& asset = assets[{one.kind, one.period, one.stood ? one.life : 0}];
      if (asset.values.empty()) {
        asset.name = fmt::format("{}, {}", one.kind, one.stood ? "taken over" : std::to_string(one.first_year));
        asset.kind = one.kind;
        asset.values.assign(entries(), 0.0);
        asset.life = one.to_end ? 0 : one.served;
      }
      asset.values[entry(one.first_year - 1)] += one.cost;
      if (one.to_end) asset.left += std::max(0.0, one.left);
    }
    for (auto& [key, asset] : assets) {
      asset.left /= asset.values[entry(s_.periods[std::get<1>(key)] - 1)];
      out_.figures.capital.push_back(std::move(asset));
    }
  }

  // Yearly costs less the annuities that are in them.
  void running() {
    const std::map<std::string, std::string> words{
        {"accelerators", "upkeep of accelerators"},    {"halls", "running of halls"},
        {"grid connection", "running of connections"}, {"lines between countries", "running of lines"},
        {"heat stations", "running of heat stations"}, {"backup power", "running of backup power"},
        {"own plants", "upkeep of own plants"}};
    std::map<std::pair<std::size_t, std::string>, double> yearly;
    for (const auto& row : plan_.costs) yearly[{at(row.period), row.category}] += row.per_year;
    std::map<std::string, finance::Years> rows;
    for (const auto& [key, sum] : yearly) {
      const auto annuities = annuities_.contains(key) ? annuities_.at(key) : 0.0;
      const double left = sum - annuities;
      if (std::abs(left) <= 1e-9 * std::abs(sum)) continue;
      if (key.second == "left to others on the grid") {
        out_.of_others.resize(entries());
        spread(out_.of_others, key.first, left);
        continue;
      }
      const auto word = words.find(key.second);
      auto& row = rows[word == words.end() ? key.second : word->second];
      row.resize(entries());
      spread(row, key.first, left);
    }
    for (auto& [name, values] : rows) out_.figures.costs.push_back({name, std::move(values)});
  }

  void volumes() {
    finance::Years hours(entries()), of_h100(entries()), tokens(entries()), energy(entries());
    for (const auto& y : plan_.sites) {
      spread(hours, at(y.period), y.accelerators * s_.availability * hours_of_a_year);
      spread(of_h100, at(y.period), y.h100_equivalents * s_.availability * hours_of_a_year);
      spread(tokens, at(y.period), y.output_tokens / million);
      spread(energy, at(y.period), y.energy);
    }
    const auto volume = [&](const char* name, const char* unit, finance::Years& values) {
      if (finance::total(values) > 0) out_.figures.volumes.push_back({name, unit, std::move(values)});
    };
    volume("million output tokens", "M tokens", tokens);
    volume("GPU-hour", "GPU-h", hours);
    volume("H100-equivalent hour", "H100-h", of_h100);
    volume("electricity", "MWh", energy);
  }

  const plan::Plan& plan_;
  const Catalogue& catalogue_;
  plan::View view_;
  const scenario::Scenario& s_;
  std::map<std::pair<std::size_t, std::string>, double> annuities_;  // by period and kind, a year
  PlanMoney out_;
};

}  // namespace

PlanMoney money_of(const plan::Plan& plan, const Catalogue& catalogue) {
  if (!plan.has_answer()) throw std::invalid_argument("a plan without an answer has no money");
  return Reader(plan, catalogue).read();
}

}  // namespace gigaplan::planmoney
