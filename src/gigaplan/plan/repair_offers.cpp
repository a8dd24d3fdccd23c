// Limits that may give way, each with its usual size and with its price.
//
//   usual size   the limit itself, or what such limits commonly are where it is small: shares of it compare
//   price        overnight money of one unit: a connection's extension (else the catalogue's connection), a hall, an
//                accelerator, a piece of its maker or contract, a factory, a plant (a purchase: what it is paid over
//                the plan), money itself
#include "gigaplan/plan/repair_offers.hpp"

#include <algorithm>
#include <cmath>

#include "gigaplan/base/index.hpp"
#include "gigaplan/plan/repair.hpp"
#include "gigaplan/scenario/money.hpp"

namespace gigaplan::plan {
namespace {

using compile::SourceRef;
using solve::Relaxable;
using solve::Side;

double largest(const std::vector<double>& values, double least) {
  for (const double v : values)
    if (std::isfinite(v)) least = std::max(least, std::abs(v));
  return least;
}

class Offers {
 public:
  Offers(const Plan& plan, const program::Program& program, const Catalogue& catalogue)
      : plan_(plan),
        program_(program),
        meaning_(plan.compiled.meaning),
        net_(plan.compiled.network),
        connection_(std::get<double>(
            convert(catalogue.figure("building/grid/connection_cost").value,
                    catalogue.figure("building/grid/connection_cost").unit, "money/MW",
                    scenario::money_converter(catalogue, {plan.scenario.currency, plan.scenario.price_year})))) {}

  std::vector<Offer> take() && {
    for (const auto& site : meaning_.sites) of_site(site);
    for (const auto& plant : meaning_.plants) capacity("plant", plant.asset, 10);
    for (const auto& supply : meaning_.supplies) stock("deliveries", supply.node, 100, chip_price(supply.accelerator));
    for (const auto& stage : meaning_.chain.stages) of_stage(stage);
    for (const auto& own : meaning_.chain.own_chips) stock("own chip", own.chips, 100, own.price);
    // Without a budget: money for what no fund pays, which gives way after theirs.
    if (meaning_.budget.valid()) stock("capital", meaning_.budget, plan_.scenario.money.budget.empty() ? 1e5 : 1e6, 1);
    for (const auto& fund : meaning_.funds) stock("capital", fund.money, 1e6, 1);
    if (meaning_.carbon_free.valid()) by_law("carbon-free", meaning_.carbon_free, usual_energy());
    if (meaning_.carbon.valid()) by_law("carbon", meaning_.carbon, 1);
    for (const auto& licence : meaning_.licences) by_law("licence", licence.node, 100);
    for (const auto& law : meaning_.laws)
      by_law("law", law.node, net_.nodes[law.node].unit == "MW" ? 10 : usual_energy());
    for (const auto& labour : meaning_.labours) by_law("labour", labour.node, 10);
    for (const auto& standby : meaning_.standbys)
      if (standby.firm.valid()) by_law("reserve", standby.firm, 100);
    if (meaning_.loan.asset.valid()) by_law("loan", meaning_.loan.cash, 1e6);
    for (const auto& target : meaning_.targets)
      by_law("target", target.node,
             target.aim == compile::Aim::compute_share                                 ? usual_compute()
             : target.aim == compile::Aim::sites || target.aim == compile::Aim::served ? 1
                                                                                       : 10);
    for (const auto& service : meaning_.services)
      add("demand",
          {.family = "hourly_balance", .member = net_.nodes[service.demand].name, .side = Side::both, .priority = 1},
          largest({service.requests.at(0)}, 1));
    for (const auto& train : meaning_.trains)
      add("training",
          {.family = "rate_balance", .member = net_.nodes[train.work].name, .side = Side::lower, .priority = 1},
          largest(net_.nodes[train.work].limit, 1e-9));
    for (const auto& train : meaning_.trains)
      if (train.least.valid()) by_law("training", train.least, plan_.scenario.trainings[at(train.run)].least_cluster);
    return std::move(list_);
  }

 private:
  // Lets a limit give way, if the program has it on that side and it is not offered yet.
  void add(const std::string& kind, Relaxable limit, double usual, double price = 0) {
    limit.weight = 1 / std::max(usual, 1e-9);
    const auto& runs = limit.column ? program_.column_runs : program_.row_runs;
    const auto& families = limit.column ? program_.column_families : program_.row_families;
    const bool there = std::ranges::any_of(runs, [&](const program::Run& run) {
      return run.member == limit.member && families[at(run.family)].name == limit.family && finite(limit, run);
    });
    const bool before = std::ranges::any_of(list_, [&](const Offer& other) {
      return other.limit.column == limit.column && other.limit.family == limit.family &&
             other.limit.member == limit.member && other.limit.side == limit.side;
    });
    if (there && !before) list_.push_back({std::move(limit), kind, price});
  }
  [[nodiscard]] bool finite(const Relaxable& limit, const program::Run& run) const {
    const auto& lower = limit.column ? program_.lower : program_.row_lower;
    const auto& upper = limit.column ? program_.upper : program_.row_upper;
    for (int i = run.first; i < run.first + run.count; ++i)
      if ((limit.side != Side::upper && std::isfinite(lower[at(i)])) ||
          (limit.side != Side::lower && std::isfinite(upper[at(i)])))
        return true;
    return false;
  }

  void stock(const std::string& kind, network::NodeId node, double least, double price) {
    add(kind, {.family = "stock_balance", .member = net_.nodes[node].name, .side = Side::lower},
        largest(net_.nodes[node].limit, least), price);
  }
  void capacity(const std::string& kind, network::AssetId asset, double least) {
    add(kind, {.family = "capacity_limit", .member = net_.assets[asset].name, .side = Side::upper},
        largest(net_.assets[asset].cap_upper, least), price_of(asset));
  }
  void by_law(const std::string& kind, network::NodeId node, double least) {
    const auto& n = net_.nodes[node];
    const bool in_stock = n.speed == network::Speed::stock, most = n.sense == network::Sense::at_most;
    add(kind,
        {.family = in_stock ? "stock_balance" : "rate_balance",
         .member = n.name,
         .side = most ? Side::upper : Side::lower},
        largest(n.limit, least));
  }

  void of_site(const compile::SiteRef& site) {
    const auto& import = net_.processes[site.import].name;
    const auto& given = plan_.scenario.sites[at(site.site)];
    const double grid = largest(net_.assets[site.grid].stock, 10);
    const double connection = given.extension ? given.extension->cost : connection_;
    add("grid", {.column = true, .family = "activity", .member = import, .side = Side::upper, .together = true}, grid,
        connection);
    add("grid", {.family = "activity_upper", .member = import, .side = Side::upper, .together = true}, grid,
        connection);
    if (site.full_power.valid())
      add("grid", {.family = "rate_balance", .member = net_.nodes[site.full_power].name, .side = Side::lower}, grid,
          connection);
    const double halls = largest(net_.assets[site.hall].cap_upper, grid);
    add("hall", {.family = "capacity_limit", .member = net_.assets[site.hall].name, .side = Side::upper}, halls,
        given.hall_cost);
    // Halls before their lead times. Space alone would save the money of the halls: it gives way last.
    bool early = false;
    for (int p = 0; p < static_cast<int>(net_.periods()); ++p) early = early || !may_open(net_.assets[site.hall], p);
    if (early)
      add("hall", {.family = "rate_balance", .member = net_.nodes[site.space].name, .side = Side::lower}, 0.1 * halls,
          given.hall_cost);
    if (site.water.valid())
      add("water", {.family = "rate_balance", .member = net_.nodes[site.water].name, .side = Side::lower},
          largest(net_.nodes[site.water].limit, 1));
  }

  // A market that gives nothing is asked only where neither a contract nor a factory can give more.
  void of_stage(const compile::StageRef& stage) {
    bool others = false;
    for (const auto& source : stage.sources) {
      if (source.kind == SourceRef::Kind::contract) {
        others = true;
        double most = 1;
        for (const auto bought : source.bought)
          for (const auto& v : net_.assets[bought].vintages) most = std::max(most, v.committed.value_or(v.upper));
        // What may be taken beyond the part that is paid in any case; that part where there is no more.
        const auto last = source.bought.back();
        add("contract " + source.name,
            {.column = true, .family = "build", .member = net_.assets[last].name, .side = Side::upper}, most,
            price_of(last));
      }
      if (source.kind == SourceRef::Kind::factory) capacity("factory " + source.name, source.factory, 100);
    }
    for (const auto& source : stage.sources) {
      if (source.kind != SourceRef::Kind::maker) continue;
      const auto& most = net_.nodes[source.limit].limit;
      const bool gives = std::ranges::any_of(most, [](double each) { return each > 0; });
      const bool last = !gives && others;
      stock("market of " + stage.stage, source.limit, last ? 1e-3 : 100, last ? 0 : price_of(source.bought.front()));
    }
  }

  // Overnight money of a unit, or what a purchase of one from the first period on is paid over the plan.
  [[nodiscard]] double price_of(network::AssetId id) const {
    double price = 0, paid = 0;
    for (const auto& v : net_.assets[id].vintages) {
      price = std::max(price, v.overnight_cost);
      double sum = 0;
      for (std::size_t p = 0; p < net_.periods() && p < v.annual_cost.size(); ++p)
        if (v.alive.empty() || v.alive[p]) sum += v.annual_cost[p] * net_.horizon.periods[p].years;
      paid = std::max(paid, sum);
    }
    return price > 0 ? price : paid;
  }
  [[nodiscard]] double chip_price(int accelerator) const {
    double price = 0;
    for (const auto& fleet : meaning_.fleets)
      if (fleet.accelerator == accelerator) price = std::max(price, fleet.unit_cost);
    return price;
  }

  // Energy of a year's work on the busiest accelerators there are: the usual size of carbon and energy limits [MWh].
  [[nodiscard]] double usual_energy() const {
    double most = 1;
    for (const auto& service : meaning_.services) {
      double rate = 0, kw = 0;
      for (const auto& serve : meaning_.serves)
        if (serve.service == service.service && serve.requests_per_hour > rate)
          rate = serve.requests_per_hour, kw = meaning_.fleets[at(serve.fleet)].busy_kw;
      double requests = 0;
      for (std::size_t h = 0; h < net_.snapshots(); ++h) requests = std::max(requests, service.requests.at(h));
      if (rate > 0) most += requests / rate * kw / 1000 * 8760;
    }
    return most;
  }
  // The largest compute that a target names, or a thousand: the usual size of a share of compute [H100 equivalents].
  [[nodiscard]] double usual_compute() const {
    double most = 1000;
    for (const auto& target : meaning_.targets)
      if (target.aim == compile::Aim::compute) most = largest(target.asked, most);
    return most;
  }

  const Plan& plan_;
  const program::Program& program_;
  const compile::Meaning& meaning_;
  const network::Network& net_;
  double connection_;
  std::vector<Offer> list_;
};

}  // namespace

std::vector<Offer> offers_of(const Plan& plan, const program::Program& program, const Catalogue& catalogue) {
  return Offers(plan, program, catalogue).take();
}

std::vector<Relaxable> reach_of(const Plan& plan) {
  std::vector<Relaxable> list;
  for (const auto& ref : plan.compiled.meaning.services) {
    if (ref.share.valid()) continue;
    const bool deferrable = ref.backlog.valid();  // its row takes requests out: −requests on the right
    list.push_back({.family = "hourly_balance",
                    .member = plan.compiled.network.nodes[ref.demand].name,
                    .side = deferrable ? Side::upper : Side::lower,
                    .weight = 1,
                    .in_proportion = true});
  }
  return list;
}

}  // namespace gigaplan::plan
