// The supply chain: prices, costs and times of a stage come from the catalogue's record of it.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "gigaplan/scenario/filling.hpp"

namespace gigaplan::scenario {
namespace {

/// A figure of the catalogue's record "stage/<stage>" unless the scenario says otherwise.
double of_stage(Filling& fill, const Record& record, std::string_view key, const std::string& stage,
                std::string_view figure, const std::string& unit) {
  if (const auto given = fill.given(record, key)) return *given;
  return fill.figure(fmt::format("supply/stage/{}/{}", stage, figure), unit, fmt::format("{}.{}", record.path, key),
                     record.place);
}

/// What makers, contracts and factories have in common.
template <class Thing>
Thing of_a_stage(const Record& record, Filling& fill) {
  Thing thing;
  thing.id = fill.text(record, "id");
  thing.name = fill.name(record, thing.id);
  thing.stage = fill.text(record, "stage");
  return thing;
}

Maker maker_of(const Record& record, Filling& fill) {
  auto maker = of_a_stage<Maker>(record, fill);
  maker.capacity = fill.path(record, "capacity", fill.out().now);
  maker.share = fill.number(record, "share");
  maker.price = of_stage(fill, record, "price", maker.stage, "price", "money");
  return maker;
}

SupplyContract contract_of(const Record& record, Filling& fill) {
  auto contract = of_a_stage<SupplyContract>(record, fill);
  contract.volume = fill.path(record, "volume", fill.out().now);
  contract.price = of_stage(fill, record, "price", contract.stage, "price", "money");
  contract.take_or_pay = fill.number(record, "take_or_pay");
  contract.prepaid = fill.number(record, "prepaid");
  contract.prepaid_in = contract.prepaid > 0 ? fill.year(record, "prepaid_in", fill.out().now, "now") : fill.out().now;
  return contract;
}

Factory factory_of(const Record& record, Filling& fill) {
  auto factory = of_a_stage<Factory>(record, fill);
  factory.cost = of_stage(fill, record, "cost", factory.stage, "factory_cost", "money");
  if (const auto running = fill.given(record, "running"))
    factory.running = *running;
  else
    factory.running = 0.5 * fill.figure(fmt::format("supply/stage/{}/price", factory.stage), "money",
                                        record.path + ".running (half of it)", record.place);
  const double lead = of_stage(fill, record, "lead", factory.stage, "factory_years", "yr");
  factory.from = fill.year(record, "from", static_cast<int>(std::ceil(fill.out().now + lead - 1e-9)),
                           fmt::format("now + {:g} years of building and ramp", lead));
  if (const Value* ramp = record.find("ramp")) {
    fill.wrote(record, *ramp, "ramp");
    for (const double percent : ramp->numbers) factory.ramp.push_back(percent / 100);
  }
  factory.life = fill.number(record, "life");
  factory.most = fill.given(record, "most").value_or(unlimited);
  return factory;
}

OwnChip own_chip_of(const Record& record, Filling& fill) {
  OwnChip chip;
  chip.id = fill.text(record, "id");
  chip.name = fill.name(record, chip.id);
  chip.accelerator = fill.text(record, "accelerator");
  chip.development = fill.number(record, "development");
  chip.start = fill.year(record, "start", fill.out().now, "now");
  const int lead = static_cast<int>(std::ceil(fill.number(record, "lead") - 1e-9));
  chip.from = chip.start + lead;
  const double spread = fill.given(record, "spread").value_or(lead);
  chip.spread = std::max(1, std::min(static_cast<int>(std::ceil(spread - 1e-9)), std::max(1, lead)));
  chip.unit_cost = fill.given(record, "unit_cost");
  chip.most = fill.number(record, "most");
  chip.sold = fill.flag(record, "sold");
  return chip;
}

template <class Thing, class Of>
void fill_all(const std::vector<Record>& records, std::vector<Thing>& things, Filling& fill, const Of& of) {
  for (const auto& record : records)
    if (record.sound) things.push_back(of(record, fill));
}

}  // namespace

const std::vector<StageKind>& stage_kinds() {
  static const std::vector<StageKind> kinds{{"HBM2E", "HBM2E stacks"},
                                            {"HBM3", "HBM3 stacks"},
                                            {"HBM3E", "HBM3E stacks"},
                                            {"HBM4", "HBM4 stacks"},
                                            {"logic-7nm", "7 nm logic wafers"},
                                            {"logic-5nm", "5 nm logic wafers"},
                                            {"logic-3nm", "3 nm logic wafers"},
                                            {"packaging", "packaging wafers"},
                                            {"servers", "accelerators in servers", false}};
  return kinds;
}

const StageKind& stage_kind(std::string_view id) {
  const auto found = std::ranges::find(stage_kinds(), id, &StageKind::id);
  if (found == stage_kinds().end()) throw std::logic_error(fmt::format("no stage {}", id));
  return *found;
}

bool Chain::names(std::string_view stage) const {
  const auto any = [&](const auto& list) {
    return std::ranges::any_of(list, [&](const auto& item) { return item.stage == stage; });
  };
  return any(makers) || any(contracts) || any(factories);
}

void fill_chain(const Records& records, Filling& fill) {
  auto& chain = fill.out().chain;
  fill_all(records.makers, chain.makers, fill, maker_of);
  fill_all(records.contracts, chain.contracts, fill, contract_of);
  fill_all(records.factories, chain.factories, fill, factory_of);
  fill_all(records.own_chips, chain.own_chips, fill, own_chip_of);
}

}  // namespace gigaplan::scenario
