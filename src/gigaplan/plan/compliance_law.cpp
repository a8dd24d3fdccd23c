// The compliance list's rows for licences, targets and labour, measured on what the plan builds and runs.
//
// Price of a limit in period p, money a year per unit:  |dual of its row| · units of the row per unit / δ_p
//   δ_p  discounted years of the period
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/base/index.hpp"
#include "gigaplan/compile/staffing.hpp"
#include "gigaplan/plan/steps.hpp"
#include "gigaplan/plan/words.hpp"

namespace gigaplan::plan {
namespace {

constexpr double slack = 1e-6;

class Law {
 public:
  Law(Plan& plan, const Catalogue& catalogue)
      : plan_(plan),
        s_(plan.scenario),
        view_(plan.view()),
        per_mw_built_(catalogue.figure("building/jobs/construction_fte_years").value),
        staffing_(compile::staffing_of(catalogue)) {}

  void licence(const compile::LicenceRef& ref) {
    const auto& licence = s_.licences[at(ref.licence)];
    double left = 0;
    for (std::size_t p = 0; p < s_.periods.size(); ++p) {
      if (!std::isfinite(ref.most[p])) continue;  // there is no such law yet, or any more
      double used = 0;
      for (const auto& b : plan_.builds)
        if (b.kind == "fleet" && !b.stood && b.period == static_cast<int>(p) &&
            licence.binds(s_.sites[at(b.site)].country))
          used += b.amount * ref.tpp[at(b.accelerator)];
      const double most = ref.most[p] + left;
      const auto carried = left > 0 ? fmt::format(", {} of it carried over", number(left)) : "";
      add(p, "accelerators brought in within their licences (by TPP)", "export control: " + licence.name,
          countries(licence.countries), "what is built where",
          fmt::format("{} of {} H100 equivalents in {}{}{}", number(used), number(most), s_.period_name(p), carried,
                      price(ref.node, p, 1, "one licence more would save")),
          used <= most * (1 + slack) + slack);
      left = licence.carry ? std::max(0.0, most - used) : 0;
    }
  }

  void target(const compile::TargetRef& ref) {
    const auto& target = s_.targets[at(ref.target)];
    for (std::size_t p = 0; p < s_.periods.size(); ++p) {
      const double asked = ref.asked[p];
      if (asked <= 0) continue;
      const auto is = [&](double SiteYear::*member) { return sum(target.countries, p, member); };
      double have = 0, units = 1;
      std::string rule, one;
      switch (ref.aim) {
        case compile::Aim::compute:
          have = is(&SiteYear::h100_equivalents);
          rule = fmt::format("at least {} H100 equivalents in service", number(asked));
          one = "the last H100 costs";
          break;
        case compile::Aim::it_power:
          have = is(&SiteYear::operation);
          rule = fmt::format("at least {} MW_it in operation", number(asked));
          one = "the last MW_it costs";
          break;
        case compile::Aim::compute_share: {
          const double all = sum({}, p, &SiteYear::h100_equivalents);
          have = all > 0 ? is(&SiteYear::h100_equivalents) / all : 1;
          rule = fmt::format("at least {:.4g} % of the compute stands there", 100 * asked);
          one = "the last percentage point costs";
          units = 0.01 * all;
          break;
        }
        case compile::Aim::construction_jobs:
          have = for_operation(target.countries, p);
          units = s_.period_years(p);
          rule = fmt::format("at least {} people at work on halls that go into operation", number(asked));
          one = "the last job costs";
          break;
        case compile::Aim::sites:
          for (const auto& y : plan_.sites)
            have += y.period == static_cast<int>(p) && inside(target.countries, y.site) &&
                            y.operation >= target.site_least * (1 - slack)
                        ? 1
                        : 0;
          rule = fmt::format("at least {} sites with {} MW_it in operation", number(asked), number(target.site_least));
          break;
        case compile::Aim::served:
          have = served(target.countries, p);
          rule = fmt::format("at least {:.4g} % of the users are served", 100 * asked);
          one = "the last percentage point costs";
          units = 0.01;
          break;
        case compile::Aim::permanent_jobs:
          have = staff(target.countries, p);
          rule = fmt::format("at least {} people run what is in operation", number(asked));
          one = "the last job costs";
          break;
      }
      const bool share = ref.aim == compile::Aim::compute_share || ref.aim == compile::Aim::served;
      add(p, rule, "target of the programme: " + target.name, countries(target.countries), "what is built where",
          fmt::format("{} of {}{}", share ? fmt::format("{:.4g} %", 100 * have) : number(have),
                      share ? fmt::format("{:.4g} %", 100 * asked) : number(asked), price(ref.node, p, units, one)),
          have >= asked * (1 - slack) - slack);
    }
  }

  void labour(const compile::LabourRef& ref) {
    const auto& labour = s_.labours[at(ref.labour)];
    for (std::size_t p = 0; p < s_.periods.size(); ++p) {
      if (!std::isfinite(ref.most[p])) continue;
      const double have = ref.construction ? sum(labour.countries, p, &SiteYear::construction_jobs) / s_.period_years(p)
                                           : sum(labour.countries, p, &SiteYear::permanent_jobs);
      add(p, ref.construction ? "no more building workers than there are" : "no more operating staff than there are",
          "labour market: " + labour.name, countries(labour.countries), "when halls are built",
          fmt::format("{} of {} people{}", number(have), number(ref.most[p]),
                      price(ref.node, p, ref.construction ? s_.period_years(p) : 1, "one more would save")),
          have <= ref.most[p] * (1 + slack) + slack);
    }
  }

  void own_chip(const compile::OwnChipRef& ref) {
    const auto& own = s_.chain.own_chips[at(ref.own)];
    const auto& vintages = plan_.compiled.network.assets[ref.made].vintages;
    const double developed = view_.built(ref.developed, 0);
    for (std::size_t v = 0; v < vintages.size(); ++v) {
      const double made = view_.built(ref.made, v);
      add(at(vintages[v].period), "no chip is made that was not developed", "the scenario", own.name,
          "yes or no to its development",
          fmt::format("{}; {} of {} made", developed > 0.5 ? "developed" : "not developed", number(made),
                      number(vintages[v].upper)),
          made <= vintages[v].upper * developed * (1 + slack) + slack * vintages[v].upper);
    }
  }

 private:
  [[nodiscard]] bool inside(const std::vector<std::string>& countries, int site) const {
    return scenario::within(countries, s_.sites[at(site)].country);
  }

  [[nodiscard]] double sum(const std::vector<std::string>& countries, std::size_t p, double SiteYear::*member) const {
    double total = 0;
    for (const auto& y : plan_.sites)
      if (y.period == static_cast<int>(p) && inside(countries, y.site)) total += y.*member;
    return total;
  }

  // People who run what is in operation.
  [[nodiscard]] double staff(const std::vector<std::string>& countries, std::size_t p) const {
    double total = 0;
    for (const auto& y : plan_.sites)
      if (y.period == static_cast<int>(p) && inside(countries, y.site)) total += staffing_.of(y.operation);
    return total;
  }

  // Share of the users of the countries' services that is served.
  [[nodiscard]] double served(const std::vector<std::string>& countries, std::size_t p) const {
    double all = 0, have = 0;
    for (const auto& ref : plan_.compiled.meaning.services) {
      if (!scenario::within(countries, s_.services[at(ref.service)].country)) continue;
      all += ref.users[p];
      have += ref.users[p] * share_served(ref, view_, p);
    }
    return all > 0 ? have / all : 1;
  }

  // Halls built at a site in a period [MW_it]; not those that stood before the plan.
  [[nodiscard]] double halls_built(const SiteYear& y) const {
    double built = 0;
    for (const auto& b : plan_.builds)
      if (b.kind == "hall" && !b.stood && b.period == y.period && b.site == y.site) built += b.amount;
    return built;
  }

  // People at work on halls that accelerators and power are put into, mean over a period: no more at a site than it
  // builds, nor, with what was counted before and still stands, than is in operation.
  [[nodiscard]] double for_operation(const std::vector<std::string>& list, std::size_t p) const {
    double halls = 0;
    for (const auto& y : plan_.sites) {
      if (y.period != static_cast<int>(p) || !inside(list, y.site)) continue;
      double counted = 0, before = 0;
      const auto id = plan_.compiled.meaning.sites[at(y.site)].counted;
      const auto& vintages = plan_.compiled.network.assets[id].vintages;
      for (std::size_t v = 0; v < vintages.size(); ++v)
        if (vintages[v].alive[p]) (vintages[v].period == y.period ? counted : before) += view_.built(id, v);
      halls += std::max(0.0, std::min({counted, halls_built(y), y.operation - before}));
    }
    return per_mw_built_ * halls / s_.period_years(p);
  }

  [[nodiscard]] std::string countries(const std::vector<std::string>& list) const {
    if (list.empty()) return "the whole plan";
    std::string all;
    for (const auto& id : list) all += (all.empty() ? "" : ", ") + id;
    return all;
  }

  [[nodiscard]] std::string price(network::NodeId node, std::size_t p, double units, const std::string& begin) const {
    const double weight = plan_.compiled.network.horizon.periods[p].weight;
    const double each = std::abs(view_.yearly_dual(node, p)) * units / weight;
    return each > 0.5 ? fmt::format("; {} {} a year", begin, money(each, s_.currency)) : "";
  }

  void add(std::size_t p, std::string rule, std::string law, std::string subject, std::string by, std::string evidence,
           bool fulfilled) {
    plan_.compliance.push_back({.rule = std::move(rule),
                                .law = std::move(law),
                                .subject = std::move(subject),
                                .period = std::to_string(s_.periods[p]),
                                .fulfilled_by = std::move(by),
                                .evidence = std::move(evidence),
                                .fulfilled = fulfilled});
  }

  Plan& plan_;
  const scenario::Scenario& s_;
  View view_;
  double per_mw_built_;
  compile::Staffing staffing_;
};

}  // namespace

namespace {

// A cover is asked for where debt stands; income carries the running costs in any case.
void check_loans(Plan& plan) {
  const auto& s = plan.scenario;
  for (const auto& row : plan.loans) {
    const bool debt = row.service > 0;
    const double have = row.income - row.running, asked = s.loan.least_cover * row.service;
    plan.compliance.push_back(
        {.rule = debt ? fmt::format("cash before tax covers debt service {:.4g} times", s.loan.least_cover)
                      : "income carries the running costs",
         .law = "terms of the lenders",
         .subject = "the whole plan",
         .period = std::to_string(s.periods[at(row.period)]),
         .fulfilled_by = "how much is borrowed and built",
         .evidence = fmt::format("{} a year of income less {} of running costs{}", money(row.income, s.currency),
                                 money(row.running, s.currency),
                                 debt ? fmt::format(", {:.4g} times the {} of interest and repayment", row.cover(),
                                                    money(row.service, s.currency))
                                      : ""),
         .fulfilled = have >= asked - slack * std::max(row.income, row.running)});
  }
}

}  // namespace

void check_law(Plan& plan, const Catalogue& catalogue) {
  Law law(plan, catalogue);
  const auto& meaning = plan.compiled.meaning;
  for (const auto& ref : meaning.chain.own_chips) law.own_chip(ref);
  for (const auto& ref : meaning.licences) law.licence(ref);
  for (const auto& ref : meaning.targets) law.target(ref);
  for (const auto& ref : meaning.labours) law.labour(ref);
  check_loans(plan);
}

}  // namespace gigaplan::plan
