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

// Without a measure: the catalogue's of this id, with what is written.
Law law_from(const Record& record, Filling& fill) {
  const auto& words = law_measures();
  auto law = begun<Law>(record, fill);
  const auto* known = record.find("measure") == nullptr ? known_law(fill.catalogue(), law.id) : nullptr;
  if (known != nullptr) {
    auto theirs = law_of(*known, fill.catalogue());
    if (record.find("name") != nullptr) theirs.name = law.name;
    if (!law.countries.empty()) theirs.countries = law.countries;
    law = std::move(theirs);
    fill.derived(record.path + ".measure", words[static_cast<std::size_t>(law.measure)], "laws/" + law.id, record.place,
                 "");
  } else {
    if (record.find("measure") != nullptr)  // else a fault already
      law.measure = static_cast<LawMeasure>(std::ranges::find(words, fill.text(record, "measure")) - words.begin());
    law.least_it_power = fill.number(record, "least_it_power");
  }
  law.limit = fill.given(record, "limit").value_or(law.limit);
  law.least_it_power = fill.given(record, "least_it_power").value_or(law.least_it_power);
  for (const auto& [key, year] : {std::pair{"from", &law.from},
                                  {"until", &law.until},
                                  {"opened_from", &law.opened_from},
                                  {"opened_before", &law.opened_before}})
    if (const auto given = given_year(record, key, fill)) *year = given;
  for (const auto& [key, words_of] : {std::pair{"asks", &law.asks}, {"source", &law.source}})
    if (record.find(key) != nullptr) *words_of = fill.text(record, key);
  law.binds = fill.flag(record, "binds");
  return law;
}

}  // namespace

const gigaplan::Law* known_law(const Catalogue& catalogue, const std::string& id) {
  const auto found = std::ranges::find(catalogue.laws(), id, &gigaplan::Law::id);
  return found == catalogue.laws().end() ? nullptr : &*found;
}

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
    s.laws.push_back(law_from(record, fill));
  }
}

}  // namespace gigaplan::scenario
