// The compliance list's rows for laws on data centres: the catalogue's in force where the plan builds, and the scenario's.
//
//   PUE               facility energy / IT energy of a site in a period ≤ limit
//   renewable         energy of the plan's wind, sun, water and earth's heat ≥ limit · energy of the country's sites
//   firm power        dispatchable plants, batteries and backup of a site ≥ limit · its connection                 [MW]
//   heat handed on    heat that a site delivers, less its electricity ≥ limit · facility energy of a site        [MWh]
//   training          FLOP of a run ≥ limit
//
// A plan decides the first, and of the others what its own plants and heat stations give: all of it where a law binds
// (compile/laws.cpp). All else it leaves to the operators, with the amounts that they need.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "gigaplan/base/index.hpp"
#include "gigaplan/plan/steps.hpp"
#include "gigaplan/plan/words.hpp"

namespace gigaplan::plan {
namespace {

constexpr double slack = 1e-6;

class Laws {
 public:
  Laws(Plan& plan, const Catalogue& catalogue)
      : plan_(plan), catalogue_(catalogue), s_(plan.scenario), view_(plan.view()) {
    for (const auto& b : plan.builds) {
      if (b.kind != "hall") continue;
      auto& year = opened_.try_emplace(b.site, b.year).first->second;
      year = std::min(year, b.year);
    }
  }

  void check(const scenario::Law& law) {
    if (law.measure == LawMeasure::training) return training(law);
    for (std::size_t p = 0; p < s_.periods.size(); ++p) {
      if (!law.holds_in(s_.periods[p])) continue;
      if (law.measure == LawMeasure::renewable) {
        renewable(law, p);
        continue;
      }
      for (const auto& y : plan_.sites)
        if (y.period == static_cast<int>(p) && holds_for(law, y)) site(law, y, p);
    }
  }

 private:
  [[nodiscard]] bool holds_for(const scenario::Law& law, const SiteYear& y) const {
    const auto opened = opened_.find(y.site);
    return scenario::within(law.countries, s_.sites[at(y.site)].country) && y.energy > 0 && y.it_power > 0 &&
           y.it_power >= law.least_it_power && opened != opened_.end() && law.opened_in_time(opened->second);
  }

  void site(const scenario::Law& law, const SiteYear& y, std::size_t p) {
    const auto& name = s_.sites[at(y.site)].name;
    switch (law.measure) {
      case LawMeasure::pue:
        pue(law, y, p);
        break;
      case LawMeasure::heat_reuse:
        heat_reuse(law, y, p);
        break;
      case LawMeasure::firm_power:
        firm_power(law, y, p);
        break;
      default:
        if (reports_.emplace(law.id, y.site).second)  // once, in the first period in which it is due
          add(law, name, p, "the operator", fmt::format("{} MW_it of halls", number(y.it_power)), {});
    }
  }

  void pue(const scenario::Law& law, const SiteYear& y, std::size_t p) {
    const bool kept = y.energy <= law.limit * y.it_energy * (1 + slack);
    std::string others;
    for (const auto* cooling : catalogue_.records("cooling"))
      if (const auto mean = cooling->figures.find("pue"); mean != cooling->figures.end())
        if (!kept && mean->second.value <= law.limit) others += (others.empty() ? "; " : ", ") + cooling->id;
    if (!others.empty()) others += " would keep it in a temperate climate";
    add(law, s_.sites[at(y.site)].name, p, kept ? "cooling kind and climate" : "another kind of cooling",
        fmt::format("PUE {:.3f} over the year, {:g} allowed{}", y.energy / y.it_energy, law.limit, others), kept);
  }

  void firm_power(const scenario::Law& law, const SiteYear& y, std::size_t p) {
    const auto& site = s_.sites[at(y.site)];
    const auto& standby = plan_.compiled.meaning.standbys[at(y.site)];
    double own = standby.backup.valid() ? view_.capacity(standby.backup, p) : 0;
    for (const auto& plant : plan_.compiled.meaning.plants)
      if (s_.plants[at(plant.plant)].site == site.id && (plant.firm > 0 || plant.store.valid()))
        own += view_.capacity(plant.asset, p);
    const double asked = law.limit * y.grid;
    contracted(law, site.name, p, "MW", asked, own, fmt::format(" beside a connection of {} MW", number(y.grid)));
  }

  void heat_reuse(const scenario::Law& law, const SiteYear& y, std::size_t p) {
    contracted(law, s_.sites[at(y.site)].name, p, "MWh", law.limit * y.energy, y.heat - y.heat_electricity,
               fmt::format(" of the year's {}", amount(y.energy, "MWh")), "heat stations of the plan", "handed on");
  }

  // What the plan's own plants do not give, the operators are left to contract.
  void contracted(const scenario::Law& law, const std::string& subject, std::size_t p, const char* unit, double asked,
                  double own, const std::string& beside, const std::string& by = "plants of the plan",
                  const std::string& to_be = "contracted") {
    const bool met = own >= asked * (1 - slack);
    add(law, subject, p, met ? by : "contracts of the operator beside the plan",
        fmt::format("{} asked{}, {} from {}{}", amount(asked, unit), beside, amount(own, unit), by,
                    met ? "" : fmt::format(", {} to be {}", amount(asked - own, unit), to_be)),
        met ? std::optional(true) : std::nullopt);
  }

  // By country, since plants deliver in a country. What its own plants do not make the operators buy on balance.
  void renewable(const scenario::Law& law, std::size_t p) {
    std::map<std::string, double> energy;
    for (const auto& y : plan_.sites)
      if (y.period == static_cast<int>(p) && holds_for(law, y)) energy[s_.sites[at(y.site)].country] += y.energy;
    for (const auto& [country, used] : energy) {
      double own = 0;
      for (const auto& plant : plan_.compiled.meaning.plants) {
        const auto& of = s_.plants[at(plant.plant)];
        if (of.country == country && plant.renewable && plant.process.valid())
          own += view_.yearly(p, [&](std::size_t h) { return view_.activity(plant.process, h); });
      }
      contracted(law, country, p, "MWh", law.limit * used, own, "");
    }
  }

  void training(const scenario::Law& law) {
    for (const auto& run : s_.trainings) {
      const bool here =
          scenario::within(law.countries, run.country) || std::ranges::any_of(s_.services, [&](const auto& service) {
            return scenario::within(law.countries, service.country);
          });
      if (here && run.flop >= law.limit && law.holds_in(run.deadline))
        add(law, run.id, "all", "the operator", fmt::format("{:g} FLOP; it holds from {:g}", run.flop, law.limit), {});
    }
  }

  void add(const scenario::Law& law, const std::string& subject, std::size_t p, const std::string& by,
           const std::string& evidence, std::optional<bool> kept) {
    add(law, subject, std::to_string(s_.periods[p]), by, evidence, kept);
  }

  void add(const scenario::Law& law, const std::string& subject, const std::string& period, const std::string& by,
           const std::string& evidence, std::optional<bool> kept) {
    plan_.compliance.push_back({.rule = law.asks.empty() ? law.name : law.asks,
                                .law = law.name,
                                .subject = subject,
                                .period = period,
                                .fulfilled_by = by,
                                .evidence = evidence,
                                .source = law.source,
                                .fulfilled = kept.value_or(true),
                                .left_to_operators = !kept});
  }

  Plan& plan_;
  const Catalogue& catalogue_;
  const scenario::Scenario& s_;
  View view_;
  std::map<int, int> opened_;  // site → year of its first hall
  std::set<std::pair<std::string, int>> reports_;
};

}  // namespace

void check_laws(Plan& plan, const Catalogue& catalogue) {
  Laws laws(plan, catalogue);
  for (const auto& law : catalogue.laws())
    if (std::ranges::find(plan.scenario.laws, law.id, &scenario::Law::id) == plan.scenario.laws.end())
      laws.check(scenario::law_of(law, catalogue));
  for (const auto& law : plan.scenario.laws) laws.check(law);
}

}  // namespace gigaplan::plan
