#include "gigaplan/plan/trade.hpp"

#include <Eigen/Dense>

#include "gigaplan/base/index.hpp"

namespace gigaplan::plan {

std::vector<Passage> passages(const compile::Meaning& meaning, const scenario::Scenario& scenario, const View& view,
                              std::size_t h) {
  std::vector<Passage> list;
  for (const auto& line : meaning.interconnectors) {
    const auto& of = scenario.interconnectors[at(line.interconnector)];
    const double arrives = 1 - of.loss;
    const double there = std::max(0.0, view.activity(line.there, h));
    const double back = line.back.valid() ? std::max(0.0, view.activity(line.back, h)) : 0.0;
    list.push_back({line.from, line.to, there, arrives * there, of.charge});
    list.push_back({line.to, line.from, back, arrives * back, of.charge});
  }
  for (const auto& delivery : meaning.deliveries) {
    const double sent = std::max(0.0, view.activity(delivery.process, h));
    list.push_back({delivery.from, delivery.to, sent, sent, 0});
  }
  return list;
}

std::vector<Passage> own_passages(const compile::Meaning& meaning, const scenario::Scenario& scenario, const View& view,
                                  std::size_t h) {
  return scenario.power.bought_at_prices() ? passages(meaning, scenario, view, h) : std::vector<Passage>{};
}

void read_trade(Plan& plan, const View& view) {
  const auto& meaning = plan.compiled.meaning;
  for (std::size_t p = 0; p < plan.scenario.periods.size(); ++p) {
    const double hours = view.yearly(p, [](std::size_t) { return 1.0; });
    for (const auto& ref : meaning.interconnectors) {
      const auto& line = plan.scenario.interconnectors[at(ref.interconnector)];
      const double power = view.capacity(ref.asset, p);
      const auto add = [&](network::ProcessId process, int from, int to, double most) {
        const double sent = view.yearly(p, [&](std::size_t h) { return view.activity(process, h); });
        plan.trade.push_back({.line = ref.interconnector,
                              .period = static_cast<int>(p),
                              .from = meaning.zones[at(from)].country,
                              .to = meaning.zones[at(to)].country,
                              .sent = sent,
                              .received = (1 - line.loss) * sent,
                              .use = most > 0 ? sent / (hours * most) : 0});
      };
      add(ref.there, ref.from, ref.to, power);
      if (ref.back.valid()) add(ref.back, ref.to, ref.from, line.back * power);
    }
  }
}

std::vector<double> mixed(const std::vector<double>& own, const std::vector<double>& through,
                          const std::vector<Passage>& passages, double Passage::*carried) {
  if (passages.empty()) {  // a network of the user's may have many zones
    std::vector<double> x(own.size());
    for (std::size_t z = 0; z < own.size(); ++z) x[z] = through[z] > 0 ? own[z] / through[z] : 0;
    return x;
  }
  const auto zones = static_cast<Eigen::Index>(own.size());
  Eigen::MatrixXd mixes = Eigen::MatrixXd::Zero(zones, zones);
  Eigen::VectorXd brought(zones);
  for (Eigen::Index z = 0; z < zones; ++z) {
    const auto i = static_cast<std::size_t>(z);
    mixes(z, z) = through[i] > 0 ? through[i] : 1;
    brought(z) = through[i] > 0 ? own[i] : 0;
  }
  for (const auto& passage : passages)
    if (through[at(passage.to)] > 0) mixes(passage.to, passage.from) -= passage.*carried;
  const Eigen::VectorXd x = mixes.partialPivLu().solve(brought);
  return {x.begin(), x.end()};
}

std::vector<std::vector<double>> cost_of_market_power(const compile::Meaning& meaning,
                                                      const scenario::Scenario& scenario, const View& view) {
  const std::size_t zones = meaning.zones.size(), snapshots = view.network().snapshots();
  std::vector<std::vector<double>> cost(zones, std::vector<double>(snapshots));
  for (std::size_t h = 0; h < snapshots; ++h) {
    std::vector<double> own(zones), through(zones);
    for (std::size_t z = 0; z < zones; ++z)
      own[z] = meaning.zones[z].price.at(h) * view.activity(meaning.zones[z].buy, h);
    for (const auto& site : meaning.sites) through[at(site.zone)] += view.activity(site.import, h);
    const auto sent = own_passages(meaning, scenario, view, h);
    for (const auto& passage : sent) {
      through[at(passage.from)] += passage.sent;
      own[at(passage.to)] += passage.charge * passage.sent;
    }
    const auto each = mixed(own, through, sent, &Passage::sent);
    for (std::size_t z = 0; z < zones; ++z) cost[z][h] = each[z];
  }
  return cost;
}

}  // namespace gigaplan::plan
