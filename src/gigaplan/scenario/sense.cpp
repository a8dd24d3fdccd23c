// Sense of the filled scenario: lead times, law, and demand beyond everything that could be built.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "gigaplan/scenario/checks.hpp"

namespace gigaplan::scenario {
namespace {

bool yes(const Statement& statement) { return statement.text == "yes"; }

/// Least years to build: the user's own, else the low end of the catalogue's.
double least_years(const Record& record, std::string_view own, const Figure& figure) {
  if (const Value* value = record.find(own)) return value->number;
  return figure.low.value_or(figure.value);
}

void too_early(const Value& value, const std::string& what, int now, double years, const std::string& remedy,
               Reading& reading) {
  const int earliest = static_cast<int>(std::ceil(now + years - 1e-9));
  if (value.number >= earliest) return;
  reading.faults.add(
      "GP1403", value.place,
      fmt::format("{} from {} on: lead times of {:.1f} years allow {} at the earliest", what, value.number, years,
                  earliest),
      fmt::format("write {} or later, {}, or list what is decided already under [[built]]", earliest, remedy));
}

void check_lead_times(const Scenario& s, const Records& records, Reading& reading) {
  for (std::size_t i = 0; i < records.sites.size(); ++i) {
    const Record& record = records.sites[i];
    if (!record.sound) continue;
    const Site& site = s.sites[i];
    const Country& country = reading.catalogue.country(site.country);
    if (const Value* from = record.find("hall_from")) {
      const double permit = record.find("permit") != nullptr
                                ? site.permit_years
                                : country.permit_months.low.value_or(country.permit_months.value) / 12;
      const double build = record.find("construction") != nullptr
                               ? site.construction_years
                               : reading.catalogue.figure("building/time/construction_block").low.value_or(12) / 12;
      const double ordered = record.find("equipment") != nullptr ? site.ordering_years() : 0;
      too_early(*from, fmt::format("`{}`: new halls", record.path), s.now, std::max(permit + build, ordered),
                ordered > permit + build ? "say your own `equipment` and `installation` times"
                                         : "say your own `permit` and `construction` times",
                reading);
    }
    if (const Value* extension = record.find("grid_extension")) {
      const Record& inner = extension->inner.front();
      if (const Value* from = inner.find("from"))
        too_early(*from, fmt::format("`{}.grid_extension`", record.path), s.now,
                  least_years(inner, "wait", country.grid_years), "say your own `wait`", reading);
    }
  }
  for (std::size_t i = 0; i < records.plants.size(); ++i) {
    const Record& record = records.plants[i];
    const Value* from = record.find("from");
    if (!record.sound || from == nullptr || s.plants[i].contract != Contract::own) continue;
    const Technology* technology = reading.catalogue.find_technology(s.plants[i].technology);
    if (technology == nullptr) continue;
    too_early(*from, fmt::format("`{}`", record.path), s.now,
              least_years(record, "build", technology->build_years.by_year.begin()->second),
              "say your own `build` time", reading);
  }
}

const Value* place_of_residency(const Record& record) { return record.find("residency"); }

void check_residency(const Scenario& s, const Records& records, Reading& reading) {
  if (!records.all_sound(records.sites)) return;
  for (std::size_t j = 0; j < records.services.size(); ++j) {
    if (!records.services[j].sound) continue;
    const Service& service = s.services[j];
    std::string rule;
    const bool somewhere = std::ranges::any_of(s.sites, [&](const Site& site) {
      const auto permission = may_run(service.residency, service.country, site.country, reading.catalogue);
      rule = permission.rule;
      return permission.allowed;
    });
    if (somewhere) continue;
    const Value* value = place_of_residency(records.services[j]);
    reading.faults.add("GP1501", value != nullptr ? value->place : records.services[j].place,
                       fmt::format("residency of `{}` leaves no site: {}", records.services[j].path, rule),
                       "add a site where the law allows it, or a weaker `residency`");
  }
}

/// Halls that a period may use: new ones where it begins at hall_from or later, committed ones of its years or before.
bool may_have_hall(const Scenario& s, const Site& site, std::size_t period) {
  return site.hall_from <= s.periods[period] || std::ranges::any_of(s.built, [&](const Built& built) {
           return built.kind == Built::Kind::hall && built.site == site.id && built.year <= s.periods[period];
         });
}

/// Where what is served is an outcome, too much demand is no fault; with most-compute the plan is asked all the same.
bool serves_what_it_can(const Scenario& s) {
  return s.may_leave_unserved() || s.objectives.front() == Objective::most_compute;
}

void check_first_halls(const Scenario& s, const Records& records, Reading& reading) {
  if (serves_what_it_can(s) || !records.all_sound(records.sites) || !records.all_sound(records.built)) return;
  for (std::size_t j = 0; j < s.services.size(); ++j)
    for (std::size_t p = 0; p < s.periods.size(); ++p) {
      const int year = s.periods[p];
      const Service& service = s.services[j];
      if (!records.services[j].sound || service.reach.linear(year) <= 0) continue;
      const auto may = [&](const Site& site) {
        return may_run(service.residency, service.country, site.country, reading.catalogue).allowed;
      };
      if (std::ranges::any_of(s.sites, [&](const Site& site) { return may(site) && may_have_hall(s, site, p); })) break;
      if (std::ranges::none_of(s.sites, may)) break;  // told as GP1501
      int earliest = 9999;
      for (const auto& site : s.sites)
        if (may(site)) earliest = std::min(earliest, site.hall_from);
      const Value* reach = records.services[j].find("reach");
      reading.faults.add("GP1403", reach != nullptr ? reach->place : records.services[j].place,
                         fmt::format("`{}` starts in {}, but no hall of its sites can run before {}",
                                     records.services[j].path, year, earliest),
                         fmt::format("start in {} or later, shorten `permit` and `construction`, or list halls that "
                                     "stand already under [[built]]",
                                     earliest));
      break;
    }
}

void check_candidates(const Scenario& s, const Records& records, Reading& reading) {
  if (s.accelerators.empty() && !records.accelerators.sound) return;
  const bool any = std::ranges::any_of(s.accelerators, [&](const std::string& id) {
    const auto* accelerator = reading.catalogue.find_accelerator(id);
    return accelerator == nullptr || accelerator->available.substr(0, 4) < std::to_string(s.end);
  });
  if (any) return;
  const Value* value = records.accelerators.find("candidates");
  reading.faults.add("GP1403", value != nullptr ? value->place : records.top.place,
                     fmt::format("none of the accelerators can be bought before the plan ends in {}", s.end),
                     "add one that is available by then: `gigaplan catalogue list accelerators` shows the dates");
}

/// Mean demand of a year against a bound that no plan can beat: all power of all sites (or all pieces of the supply)
/// as the most efficient candidate's peak FLOP/s at its narrowest format, PUE 1, never idle.
///
///   Σ_j tokens_j/s · 2 · N_active,j  ≤  Σ_s MW_s · max_a FLOP/s/W   and   ≤  Σ_a pieces_a · FLOP/s_a
void check_demand(const Scenario& s, const Records& records, Reading& reading) {
  const bool sound = records.all_sound(records.sites) && records.all_sound(records.services) &&
                     records.all_sound(records.supplies) && records.accelerators.sound;
  if (serves_what_it_can(s) || !sound || s.services.empty()) return;
  const Catalogue& catalogue = reading.catalogue;
  for (const int year : s.periods) {
    double needed = 0;
    const Record* largest = nullptr;
    double most = 0;
    for (std::size_t j = 0; j < s.services.size(); ++j) {
      const Service& v = s.services[j];
      const double users = catalogue.country(v.country).population.value * v.reach.linear(year);
      const double tokens = users * v.requests_per_user_per_day * (v.input_tokens + v.output_tokens) *
                            v.language_factor * std::pow(1 + v.growth, year - s.periods.front()) / 86400;
      const double work = tokens * 2e9 * catalogue.model(v.model).params_active.value;
      needed += work;
      if (work > most) most = work, largest = &records.services[j];
    }
    double per_watt = 0, pieces = 0;
    bool limited = true;
    for (const auto& id : s.accelerators) {
      const Accelerator& a = catalogue.accelerator(id);
      const double flops = 1e12 * std::max({a.flops_bf16.value, a.flops_fp8 ? a.flops_fp8->value : 0,
                                            a.flops_fp4 ? a.flops_fp4->value : 0});
      per_watt = std::max(per_watt, flops / a.tdp.value);
      const auto supply = std::ranges::find(s.supplies, id, &Supply::accelerator);
      if (supply == s.supplies.end() || supply->most.empty()) limited = false;
      if (limited)
        for (int y = s.now; y <= year; ++y) pieces += flops * supply->most.step(y);
    }
    double megawatts = 0;
    for (const auto& site : s.sites) {
      double connection =
          site.grid.step(year) + (site.extension && site.extension->from <= year ? site.extension->most : 0);
      for (const auto& plant : s.plants)
        if (plant.site == site.id && plant.hours == 0) connection += plant.most;  // a battery makes no power
      megawatts += std::min(connection, site.halls_most);
    }
    for (const auto& built : s.built) {
      if (built.kind == Built::Kind::fleet) limited = false;
      if (built.kind == Built::Kind::grid) megawatts += built.amount;
    }
    const bool power = needed > megawatts * 1e6 * per_watt;
    if (!power && !(limited && needed > pieces)) continue;
    const Value* reach = largest->find("reach");
    reading.faults.add(
        "GP1502", reach != nullptr ? reach->place : largest->place,
        fmt::format(
            "the demand of {} is above everything that could be built: {:.3g} FLOP/s at the very least, {} give "
            "{:.3g} at the very most",
            year, needed, power ? "all grid connections" : "all accelerators of the supply",
            power ? megawatts * 1e6 * per_watt : pieces),
        power ? "check reach, requests and tokens, or add grid" : "check reach, requests and tokens, or add supply");
    return;
  }
}

/// Where power costs less than nothing, a plan would earn by sending it round and losing it.
void check_losses(const Scenario& s, const Records& records, Reading& reading) {
  if (!s.power.price || *std::ranges::min_element(s.power.price->values) >= 0) return;
  for (std::size_t i = 0; i < s.interconnectors.size(); ++i)
    if (const Value* loss = records.interconnectors[i].find("loss"); loss != nullptr && s.interconnectors[i].loss > 0)
      reading.faults.add(
          "GP1505", loss->place,
          fmt::format("`{}` loses power, and your own price falls below zero: the plan would earn by losing it",
                      records.interconnectors[i].path),
          "write `loss = \"0 %\"`, or a price that is never negative");
}

/// An own chip that comes after the plan has ended could only cost.
void check_own_chips(const Scenario& s, const Records& records, Reading& reading) {
  std::size_t i = 0;
  for (const auto& record : records.own_chips) {
    if (!record.sound) continue;
    const auto& chip = s.chain.own_chips[i++];
    const Value* named = record.find("accelerator");
    if (std::ranges::find(s.accelerators, chip.accelerator) == s.accelerators.end())
      reading.faults.add("GP1106", named->place,
                         fmt::format("`{}.accelerator`: \"{}\" is no candidate", record.path, chip.accelerator),
                         "add it to [accelerators] candidates");
    for (std::size_t j = 0; j + 1 < i; ++j)
      if (s.chain.own_chips[j].accelerator == chip.accelerator)
        reading.faults.add("GP1105", named->place, fmt::format("two [[own_chip]] make \"{}\"", chip.accelerator),
                           "keep one; an overlay can hold a second accelerator with figures of its own");
    if (!s.periods.empty() && chip.from > s.periods.back())
      reading.faults.add("GP1403", (record.find("start") ? record.find("start") : named)->place,
                         fmt::format("`{}` gives its first chips in {}, after the plan's last period began in {}",
                                     record.path, chip.from, s.periods.back()),
                         "start earlier, shorten `lead`, or add a later period to [horizon]");
  }
}

}  // namespace

Permission may_run(Residency residency, const std::string& users, const std::string& host, const Catalogue& catalogue) {
  const Country& home = catalogue.country(users);
  const Country& there = catalogue.country(host);
  const bool same = home.id == there.id;
  const bool region = same || (yes(home.eea) && yes(there.eea));
  switch (residency) {
    case Residency::in_country:
      return {same, fmt::format("its data must stay in {}", home.name)};
    case Residency::region:
      return {region, "its data must stay in the EEA"};
    case Residency::adequacy: {
      const auto* list = catalogue.find_record("policy", "eu_adequacy");
      const bool adequate =
          list == nullptr || (list->statements.contains("countries") &&
                              list->statements.at("countries").text.find(there.id) != std::string::npos);
      return {region || adequate, "its data may go only where the EU's adequacy decisions allow"};
    }
    case Residency::anywhere:
      return {true, "anywhere"};
  }
  return {};
}

void check_scenario(const Scenario& scenario, const Records& records, Reading& reading) {
  if (scenario.periods.empty()) return;
  check_lead_times(scenario, records, reading);
  check_residency(scenario, records, reading);
  check_built(scenario, records, reading);
  check_first_halls(scenario, records, reading);
  check_candidates(scenario, records, reading);
  check_demand(scenario, records, reading);
  check_own_chips(scenario, records, reading);
  check_losses(scenario, records, reading);
  check_places(scenario, records, reading);
  check_dates(scenario, records, reading);
  check_units(scenario, records, reading);
}

std::string currency_of(const std::string& country) {
  static const std::map<std::string, std::string> codes{
      {"ARE", "AED"}, {"ARG", "ARS"}, {"AUS", "AUD"}, {"AUT", "EUR"}, {"BEL", "EUR"}, {"BRA", "BRL"}, {"CAN", "CAD"},
      {"CHE", "CHF"}, {"CHL", "CLP"}, {"CHN", "CNY"}, {"CZE", "CZK"}, {"DEU", "EUR"}, {"DNK", "DKK"}, {"ESP", "EUR"},
      {"EST", "EUR"}, {"FIN", "EUR"}, {"FRA", "EUR"}, {"GBR", "GBP"}, {"IDN", "IDR"}, {"IND", "INR"}, {"IRL", "EUR"},
      {"ITA", "EUR"}, {"JPN", "JPY"}, {"KAZ", "KZT"}, {"KOR", "KRW"}, {"MYS", "MYR"}, {"NLD", "EUR"}, {"NOR", "NOK"},
      {"POL", "PLN"}, {"PRT", "EUR"}, {"SAU", "SAR"}, {"SGP", "SGD"}, {"SWE", "SEK"}, {"TWN", "TWD"}, {"ZAF", "ZAR"}};
  const auto found = codes.find(country);
  return found == codes.end() ? "USD" : found->second;
}

}  // namespace gigaplan::scenario
