// Funds, licences, targets, limits on skilled labour, laws on data centres.
#include <algorithm>

#include "gigaplan/scenario/filling.hpp"

namespace gigaplan::scenario {
namespace {

// What fund, licence, target and labour share.
template <class Item>
Item begun(const Record& record, Filling& fill) {
  Item item;
  item.id = fill.text(record, "id");
  item.name = fill.name(record, item.id);
  item.countries = fill.list(record, "countries");
  return item;
}

std::optional<int> given_year(const Record& record, const char* key, Filling& fill) {
  return record.find(key) != nullptr ? std::optional(fill.year(record, key, 0, "")) : std::nullopt;
}

}  // namespace

void fill_law(const Records& records, Filling& fill) {
  Scenario& s = fill.out();
  const int first = s.periods.empty() ? s.now : s.periods.front();
  for (const auto& record : records.funds) {
    auto fund = begun<Fund>(record, fill);
    fund.kinds = fill.list(record, "kinds");
    fund.amount = fill.path(record, "amount", first);
    fund.share = fill.number(record, "share");
    fund.carry = fill.flag(record, "carry");
    s.funds.push_back(std::move(fund));
  }
  for (const auto& record : records.licences) {
    auto licence = begun<Licence>(record, fill);
    licence.accelerators = fill.list(record, "accelerators");
    licence.most = fill.path(record, "most", first);
    licence.tpp = fill.path(record, "tpp", first);
    licence.carry = fill.flag(record, "carry");
    licence.exempt = fill.list(record, "exempt");
    licence.from = given_year(record, "from", fill);
    licence.until = given_year(record, "until", fill);
    s.licences.push_back(std::move(licence));
  }
  for (const auto& record : records.targets) {
    auto target = begun<Target>(record, fill);
    target.compute = fill.path(record, "compute", first);
    target.base = fill.given(record, "base").value_or(0);
    target.multiple = fill.path(record, "multiple", first);
    target.it_power = fill.path(record, "it_power", first);
    target.compute_share = fill.path(record, "compute_share", first);
    target.sites = fill.path(record, "sites", first);
    if (!target.sites.empty()) target.site_least = fill.number(record, "site_least");
    target.served = fill.path(record, "served", first);
    target.construction_jobs = fill.path(record, "construction_jobs", first);
    target.permanent_jobs = fill.path(record, "permanent_jobs", first);
    s.targets.push_back(std::move(target));
  }
  for (const auto& record : records.labours) {
    auto labour = begun<Labour>(record, fill);
    labour.construction = fill.path(record, "construction", first);
    labour.permanent = fill.path(record, "permanent", first);
    s.labours.push_back(std::move(labour));
  }
  for (const auto& record : records.laws) {
    auto law = begun<Law>(record, fill);
    const auto& words = law_measures();
    law.measure = static_cast<LawMeasure>(std::ranges::find(words, fill.text(record, "measure")) - words.begin());
    law.limit = fill.given(record, "limit").value_or(0);
    law.least_it_power = fill.number(record, "least_it_power");
    law.from = given_year(record, "from", fill);
    law.until = given_year(record, "until", fill);
    law.opened_from = given_year(record, "opened_from", fill);
    law.opened_before = given_year(record, "opened_before", fill);
    law.asks = fill.text(record, "asks");
    law.source = fill.text(record, "source");
    s.laws.push_back(std::move(law));
  }
}

}  // namespace gigaplan::scenario
