// Licences, targets, labour, laws and reserve margins that give way, in words.
#include <fmt/format.h>

#include "gigaplan/base/index.hpp"
#include "gigaplan/plan/repair.hpp"
#include "gigaplan/plan/words.hpp"

namespace gigaplan::plan {
namespace {

const char* word(compile::Aim aim) {
  switch (aim) {
    case compile::Aim::compute:
      return "compute";
    case compile::Aim::it_power:
      return "IT power";
    case compile::Aim::compute_share:
      return "share of compute";
    case compile::Aim::construction_jobs:
      return "construction jobs";
    case compile::Aim::permanent_jobs:
      return "permanent jobs";
    case compile::Aim::sites:
      return "sites";
    case compile::Aim::served:
      return "people served";
  }
  return "";
}

RepairLine target_line(const Plan& plan, const compile::TargetRef& ref, int period, double missing) {
  const auto& s = plan.scenario;
  const auto begin =
      fmt::format("target {} ({}) in {}: ", s.targets[at(ref.target)].name, word(ref.aim), s.periods[at(period)]);
  const double asked = ref.asked[at(period)];
  switch (ref.aim) {
    case compile::Aim::compute_share:
      return {.sentence = begin + fmt::format("{:.4g} % asked, {} more needed in its countries", 100 * asked,
                                              amount(missing, "H100 equivalents")),
              .amount = missing,
              .unit = "H100 equivalents"};
    case compile::Aim::compute:
      return {.sentence = begin + fmt::format("{} short of {}", amount(missing, "H100 equivalents"), number(asked)),
              .amount = missing,
              .unit = "H100 equivalents"};
    case compile::Aim::it_power:
      return {.sentence = begin + fmt::format("{} short of {}", amount(missing, "MW_it"), number(asked)),
              .amount = missing,
              .unit = "MW_it"};
    case compile::Aim::sites:
      return {.sentence = begin + fmt::format("{} sites short of {}", number(missing), number(asked)),
              .amount = missing,
              .unit = "sites"};
    case compile::Aim::served:
      return {.sentence = begin + fmt::format("{:.4g} % asked, {:.4g} % short", 100 * asked, 100 * missing),
              .amount = missing,
              .unit = "share"};
    case compile::Aim::construction_jobs:
    case compile::Aim::permanent_jobs:
      break;
  }
  const double years = ref.aim == compile::Aim::construction_jobs ? s.period_years(at(period)) : 1;
  return {.sentence = begin + fmt::format("{} short of {}", amount(missing / years, "people"), number(asked)),
          .amount = missing / years,
          .unit = "people"};
}

}  // namespace

std::optional<RepairLine> law_line(const Plan& plan, const solve::RepairItem& item, int period) {
  const auto& meaning = plan.compiled.meaning;
  const auto& nodes = plan.compiled.network.nodes;
  const auto& s = plan.scenario;
  const auto years = s.period_name(at(period));
  for (const auto& ref : meaning.licences)
    if (item.member == nodes[ref.node].name)
      return RepairLine{
          .sentence = fmt::format("licences of {} in {}: {} (by TPP) short", s.licences[at(ref.licence)].name, years,
                                  amount(item.largest, "H100 equivalents")),
          .amount = item.largest,
          .unit = "H100 equivalents"};
  for (const auto& ref : meaning.targets)
    if (item.member == nodes[ref.node].name) return target_line(plan, ref, period, item.largest);
  if (meaning.loan.asset.valid() && item.member == nodes[meaning.loan.cash].name)
    return RepairLine{
        .sentence = fmt::format("income in {}: {} a year short of what running costs and debt service ask for", years,
                                money(item.largest, s.currency)),
        .amount = item.largest,
        .unit = s.currency + "/yr"};
  for (const auto& ref : meaning.labours) {
    if (item.member != nodes[ref.node].name) continue;
    const double people = item.largest / (ref.construction ? s.period_years(at(period)) : 1);
    return RepairLine{.sentence = fmt::format("{} of {} in {}: {} more than the {} there are",
                                              ref.construction ? "building workers" : "operating staff",
                                              s.labours[at(ref.labour)].name, years, amount(people, "people"),
                                              number(ref.most[at(period)])),
                      .amount = people,
                      .unit = "people"};
  }
  for (const auto& ref : meaning.laws) {
    if (item.member != nodes[ref.node].name) continue;
    const auto& place = ref.site < 0 ? ref.place : s.sites[at(ref.site)].name;
    const std::string unit = nodes[ref.node].unit;
    return RepairLine{
        .sentence =
            fmt::format("law {} at {} in {}: {} short of the {:g} % that it asks for", s.laws[at(ref.law)].name, place,
                        years, amount(item.largest, unit == "MW" ? "MW" : "MWh"), 100 * s.laws[at(ref.law)].limit),
        .amount = item.largest,
        .unit = unit};
  }
  for (const auto& ref : meaning.standbys) {
    if (!ref.firm.valid() || item.member != nodes[ref.firm].name) continue;
    return RepairLine{.sentence = fmt::format("firm capacity at {} in {}: {} short of the reserve margin",
                                              s.sites[at(ref.site)].name, years, amount(item.largest, "MW")),
                      .amount = item.largest,
                      .unit = "MW"};
  }
  return std::nullopt;
}

}  // namespace gigaplan::plan
