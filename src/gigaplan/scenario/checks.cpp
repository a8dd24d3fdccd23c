// Between records, before anything is filled in.
#include "gigaplan/scenario/checks.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gigaplan::scenario {
namespace {

void check_horizon(const Records& records, Reading& reading) {
  const Value* periods = records.horizon.find("periods");
  const Value* year = records.top.find("year");
  auto& faults = reading.faults;
  if (periods == nullptr && year == nullptr) {
    if (std::ranges::find(records.top.keys, "year") == records.top.keys.end() &&
        std::ranges::find(records.horizon.keys, "periods") == records.horizon.keys.end())
      faults.add("GP1102", records.top.place, "the file does not say for which year it plans",
                 "add `year = 2030`, or [horizon] with `periods = [2027, 2030, 2035]`");
    return;
  }
  if (periods != nullptr && year != nullptr)
    faults.add("GP1104", year->place, "`year` and `horizon.periods` both say when", "keep one of them");
  const auto years = periods != nullptr ? periods->numbers : std::vector<double>{year->number};
  for (std::size_t i = 1; i < years.size(); ++i)
    if (years[i] <= years[i - 1])
      faults.add("GP1402", periods->places[i],
                 fmt::format("`horizon.periods`: {} comes after {}", years[i], years[i - 1]),
                 "write the periods' first years in ascending order, each once");
  const Value* end = records.horizon.find("end");
  if (end != nullptr && end->number <= *std::ranges::max_element(years))
    faults.add("GP1402", end->place, fmt::format("the plan ends in {}, before its last period begins", end->number),
               "`end` is the first year after the plan");
  const Value* now = records.horizon.find("now");
  if (now != nullptr && now->number > *std::ranges::min_element(years))
    faults.add("GP1402", now->place, fmt::format("decisions start in {}, after the first period", now->number),
               "`now` is at most the first period's year");
}

void check_objective(const Records& records, Reading& reading) {
  const Value* objective = records.top.find("objective");
  const auto place_of = [&](std::string_view word) {
    if (objective == nullptr) return std::size_t(99);
    return static_cast<std::size_t>(std::ranges::find(objective->texts, word) - objective->texts.begin());
  };
  const std::size_t all = objective == nullptr ? 0 : objective->texts.size();
  const std::size_t compute = place_of("most-compute");
  const bool boundless = compute < all && place_of("least-cost") > compute;
  if (boundless && records.money.find("budget") == nullptr && records.money.sound && records.funds.empty())
    reading.faults.add("GP1102", objective->place, "objective \"most-compute\" needs a budget",
                       fmt::format("add [money] with `budget = \"1.4 bn {}\"`", reading.money_unit));
  if (place_of("most-served") < all && records.services.empty())
    reading.faults.add("GP1102", objective->place, "objective \"most-served\" has nobody to serve",
                       "add [[service]] with `id = \"assistant\"` and `reach = \"20 %\"`");
  else if (records.services.empty() && records.trainings.empty() && compute >= all)
    reading.faults.add("GP1102", records.top.place, "nobody asks for anything: there is no [[service]]",
                       "add [[service]] with `id = \"assistant\"` and `reach = \"20 %\"`");
}

// Loans are paid from income and add to a budget; on a grid that is planned along, others' costs are no cash of the
// plan.
void check_loan(const Records& records, Reading& reading) {
  const auto& loan = records.loan;
  const Value* income = loan.find("income");
  auto& faults = reading.faults;
  if (income == nullptr) {
    for (const auto& f : loan.section->fields)
      if (const Value* other = loan.find(f.key); other != nullptr && loan.sound)
        return faults.add("GP1102", other->place, "[loan] does not say what its accelerators earn",
                          fmt::format("add `income = \"2 {}/h\"`, of one H100 equivalent", reading.money_unit));
    return;
  }
  if (records.money.find("budget") == nullptr && records.money.sound && records.funds.empty())
    faults.add("GP1102", income->place, "loans are borrowed beside a budget, and there is none",
               fmt::format("add [money] with `budget = \"1.4 bn {}\"`, the owners' money", reading.money_unit));
  const Value* kind = records.power.find("kind");
  if (kind != nullptr && kind->text != "price")
    faults.add("GP1104", kind->place,
               fmt::format("[loan] counts what power costs, and power of kind \"{}\" has no price yet", kind->text),
               "plan with power of kind \"price\", or without [loan]");
}

void check_power(const Records& records, Reading& reading) {
  const Value* kind = records.power.find("kind");
  if (kind != nullptr && kind->text == "network" && records.power.find("network") == nullptr)
    reading.faults.add("GP1102", kind->place, "power of kind \"network\" does not name its network",
                       "add `network = \"grid.nc\"`");
}

// An interconnector joins two countries that have prices or power systems of their own.
void check_interconnectors(const Records& records, Reading& reading) {
  const Value* kind = records.power.find("kind");
  for (const auto& record : records.interconnectors) {
    const Value* between = record.find("between");
    if (between != nullptr && between->texts.size() != 2)
      reading.faults.add("GP1104", between->place,
                         fmt::format("`{}.between` names {} {} and not two", record.path, between->texts.size(),
                                     between->texts.size() == 1 ? "country" : "countries"),
                         "write `between = [\"FR\", \"DE\"]`");
    for (const auto& site : records.sites)
      if (const Value* region = site.find("region"); region != nullptr && between != nullptr) {
        const auto& of = reading.catalogue.country(reading.catalogue.region(region->text).country);
        if (std::ranges::find(between->texts, of.id) != between->texts.end())
          reading.faults.add("GP1506", between->place,
                             fmt::format("`{}` joins {}, whose sites buy in regions", record.path, of.name),
                             fmt::format("leave `region` out of `{}`, or the interconnector", site.path));
      }
    if (kind != nullptr && kind->text == "network")
      reading.faults.add("GP1104", record.place, fmt::format("`{}` stands beside a network of your own", record.path),
                         "add it to that network as a link, or use power of kind \"price\" or \"mix\"");
  }
}

std::vector<std::string> ids(const std::vector<Record>& list) {
  std::vector<std::string> names;
  for (const auto& record : list)
    if (const auto* id = record.find("id")) names.push_back(id->text);
  return names;
}

void reference(const Record& record, const char* key, const char* kind, const std::vector<std::string>& names,
               Reading& reading) {
  const Value* value = record.find(key);
  if (value == nullptr || std::ranges::find(names, value->text) != names.end()) return;
  const auto near = nearest(value->text, names);
  std::string all;
  for (const auto& name : names) all += (all.empty() ? "" : ", ") + name;
  reading.faults.add("GP1106", value->place,
                     fmt::format("`{}.{}`: there is no [[{}]] \"{}\"", record.path, key, kind, value->text),
                     near.empty() ? (all.empty() ? fmt::format("add a [[{}]]", kind) : "there are: " + all)
                                  : fmt::format("did you mean \"{}\"?", near));
}

void check_claims(const Records& records, const std::vector<std::string>& sites, Reading& reading) {
  for (const auto& claim : records.claims) {
    reference(claim, "site", "site", sites, reading);
    const Value* quantity = claim.find("quantity");
    const Value *site = claim.find("site"), *countries = claim.find("countries");
    if (site != nullptr && countries != nullptr)
      reading.faults.add("GP1104", countries->place, fmt::format("`{}` is of a site and of countries", claim.path),
                         "leave one of them out");
    if ((site == nullptr && countries == nullptr) || quantity == nullptr) continue;
    const auto known = std::ranges::find(claim_quantities(), quantity->text, &ClaimQuantity::name);
    if (known == claim_quantities().end() || known->part >= (site != nullptr ? Part::site : Part::countries)) continue;
    const auto* which = site != nullptr ? "site" : "countries";
    const auto* whole = known->part == Part::plan ? "the whole plan" : "the whole plan or of countries";
    reading.faults.add("GP1104", quantity->place,
                       fmt::format("`{}`: {} is a figure of {}, not of {}", claim.path, known->name, whole,
                                   site != nullptr ? "one site" : "countries"),
                       fmt::format("leave `{}` out, or claim a quantity that {} have (the reference marks them)", which,
                                   site != nullptr ? "sites" : "countries"));
  }
}

void check_references(const Records& records, Reading& reading) {
  auto sites = ids(records.sites);
  if (sites.empty()) sites = {"campus", "new-campus"};  // the default ones
  const auto plants = ids(records.plants);
  for (const auto& plant : records.plants) reference(plant, "site", "site", sites, reading);
  for (const auto& built : records.built) {
    reference(built, "site", "site", sites, reading);
    if (!records.plants.empty()) reference(built, "plant", "plant", plants, reading);
    const Value* kind = built.find("kind");
    if (kind == nullptr || !built.sound) continue;
    const bool plant = kind->text == "plant";
    for (const auto* needed : {plant ? "plant" : "site", kind->text == "fleet" ? "accelerator" : ""})
      if (*needed != '\0' && built.find(needed) == nullptr)
        reading.faults.add("GP1102", built.place, fmt::format("{} (a {}) lacks `{}`", built.path, kind->text, needed),
                           fmt::format("say at which {} it stands", needed));
  }
  check_claims(records, sites, reading);
  const Value* candidates = records.accelerators.find("candidates");
  if (candidates == nullptr) return;
  for (const auto& service : records.services) {
    const Value* allowed = service.find("accelerators");
    if (allowed == nullptr) continue;
    for (std::size_t i = 0; i < allowed->texts.size(); ++i)
      if (std::ranges::find(candidates->texts, allowed->texts[i]) == candidates->texts.end())
        reading.faults.add("GP1106", allowed->places[i],
                           fmt::format("`{}.accelerators`: \"{}\" is no candidate", service.path, allowed->texts[i]),
                           "add it to [accelerators] candidates, or leave it out here");
  }
}

void check_trainings(const Records& records, Reading& reading) {
  for (const auto& run : records.trainings) {
    const Value* start = run.find("start");
    const Value* deadline = run.find("deadline");
    if (start != nullptr && deadline != nullptr && deadline->number < start->number)
      reading.faults.add(
          "GP1402", deadline->place,
          fmt::format("`{}` ends in {}, before it starts in {}", run.path, deadline->number, start->number),
          "the deadline is the last calendar year of the run");
  }
}

}  // namespace

void check_records(const Records& records, Reading& reading) {
  check_horizon(records, reading);
  check_objective(records, reading);
  check_loan(records, reading);
  check_power(records, reading);
  check_interconnectors(records, reading);
  check_references(records, reading);
  check_trainings(records, reading);
  check_law(records, reading);
}

}  // namespace gigaplan::scenario
