// Faults of funds, licences, targets and limits on labour that only show side by side with other values.
#include <fmt/format.h>

#include <algorithm>

#include "gigaplan/scenario/checks.hpp"

namespace gigaplan::scenario {
namespace {

// Countries of the sites; empty when the scenario names no site and the plan's country stands in, or one is not known.
std::vector<std::string> hosts_of(const Records& records) {
  std::vector<std::string> hosts;
  const Value* home = records.top.find("country");
  if (home == nullptr || !records.all_sound(records.sites)) return {};
  if (records.sites.empty()) return {home->text};
  for (const auto& site : records.sites) {
    const Value* country = site.find("country");
    hosts.push_back(country == nullptr ? home->text : country->text);
  }
  return hosts;
}

void check_countries(const Record& record, const std::vector<std::string>& hosts, Reading& reading,
                     const char* what = "site") {
  const Value* countries = record.find("countries");
  if (countries == nullptr || hosts.empty()) return;
  const bool any = std::ranges::any_of(
      countries->texts, [&](const std::string& id) { return std::ranges::find(hosts, id) != hosts.end(); });
  if (!any)
    reading.faults.add("GP1503", countries->place,
                       fmt::format("`{}.countries`: no {} of the plan lies in any of them", record.path, what),
                       fmt::format("add a {} there, or take the section out", what));
}

// A fund of countries pays for nothing that stands in none.
void check_kinds(const Record& record, Reading& reading) {
  const Value* kinds = record.find("kinds");
  if (kinds == nullptr || record.find("countries") == nullptr) return;
  for (std::size_t i = 0; i < kinds->texts.size(); ++i) {
    const auto kind = std::ranges::find(build_kinds(), kinds->texts[i], &BuildKind::id);
    if (kind == build_kinds().end() || kind->placed) continue;
    reading.faults.add(
        "GP1503", kinds->places[i],
        fmt::format("`{}.kinds`: {} stand in no country, and the fund pays in some only", record.path, kind->words),
        "leave the kind out, or give it a fund without `countries`");
  }
}

// One of `keys` must be there.
void needs_one(const Record& record, const std::vector<std::string>& keys, Reading& reading) {
  if (!record.sound || std::ranges::any_of(keys, [&](const auto& key) { return record.find(key) != nullptr; })) return;
  std::string all;
  for (const auto& key : keys) all += fmt::format("{}`{}`", all.empty() ? "" : ", ", key);
  reading.faults.add("GP1102", record.place, fmt::format("`{}` limits nothing", record.path),
                     "give at least one of " + all);
}

// A country that is exempt must be one of those that the licence names.
void check_exempt(const Record& record, Reading& reading) {
  const Value* exempt = record.find("exempt");
  const Value* countries = record.find("countries");
  if (exempt == nullptr || countries == nullptr) return;
  for (std::size_t i = 0; i < exempt->texts.size(); ++i)
    if (std::ranges::find(countries->texts, exempt->texts[i]) == countries->texts.end())
      reading.faults.add("GP1503", exempt->places[i],
                         fmt::format("`{}.exempt`: {} is none of its `countries`", record.path, exempt->texts[i]),
                         "leave it out: only the countries named need a licence");
}

// More sites than there are places.
void check_sites(const Record& record, const std::vector<std::string>& hosts, Reading& reading) {
  const Value* sites = record.find("sites");
  const Value* countries = record.find("countries");
  if (sites == nullptr || hosts.empty()) return;
  const auto places = std::ranges::count_if(
      hosts, [&](const std::string& host) { return countries == nullptr || within(countries->texts, host); });
  for (const auto& point : sites->path.points)
    if (point.value > static_cast<double>(places))
      return reading.faults.add(
          "GP1502", sites->place,
          fmt::format("`{}.sites`: {:g} sites of {} places that the plan has there", record.path, point.value, places),
          "add [[site]] places, or ask for fewer");
}

// A share of the users of countries that no service is for.
void check_served(const Record& record, const Records& records, Reading& reading) {
  const Value* served = record.find("served");
  const Value* countries = record.find("countries");
  const Value* home = records.top.find("country");
  if (served == nullptr || home == nullptr || !records.all_sound(records.services)) return;
  const bool any = std::ranges::any_of(records.services, [&](const Record& service) {
    const Value* country = service.find("country");
    return countries == nullptr || within(countries->texts, country == nullptr ? home->text : country->text);
  });
  if (!any)
    reading.faults.add("GP1503", served->place,
                       fmt::format("`{}.served`: no service is for users of these countries", record.path),
                       "add [[service]] for them, or take the key out");
}

void check_years(const Record& record, Reading& reading) {
  const Value* from = record.find("from");
  const Value* until = record.find("until");
  if (from != nullptr && until != nullptr && until->number <= from->number)
    reading.faults.add(
        "GP1402", until->place,
        fmt::format("`{}` ends in {}, not after it begins in {}", record.path, until->number, from->number),
        "`until` is the first year without it");
}

}  // namespace

void check_law(const Records& records, Reading& reading) {
  const auto hosts = hosts_of(records);
  auto paid_for = hosts;  // funds pay for plants too
  for (const auto& plant : records.plants)
    if (const Value* country = plant.find("country"); country != nullptr && !hosts.empty())
      paid_for.push_back(country->text);
  for (const auto& record : records.funds) {
    check_countries(record, paid_for, reading, "site or plant");
    check_kinds(record, reading);
  }
  for (const auto& record : records.licences) {
    check_countries(record, hosts, reading);
    needs_one(record, {"most", "tpp"}, reading);
    const Value* tpp = record.find("tpp");
    if (tpp != nullptr && record.find("most") != nullptr)
      reading.faults.add("GP1104", tpp->place, fmt::format("`{}` has both `most` and `tpp`", record.path),
                         "keep one of them");
    check_years(record, reading);
    check_exempt(record, reading);
  }
  for (const auto& record : records.targets) {
    if (record.find("served") == nullptr) check_countries(record, hosts, reading);
    needs_one(
        record,
        {"compute", "multiple", "it_power", "compute_share", "sites", "served", "construction_jobs", "permanent_jobs"},
        reading);
    check_sites(record, hosts, reading);
    check_served(record, records, reading);
    const Value* multiple = record.find("multiple");
    const Value* base = record.find("base");
    if ((multiple == nullptr) != (base == nullptr) && record.sound)
      reading.faults.add("GP1102", (multiple == nullptr ? base : multiple)->place,
                         fmt::format("`{}` has `{}` without `{}`", record.path, multiple ? "multiple" : "base",
                                     multiple ? "base" : "multiple"),
                         "write both: `base = 100000` H100 equivalents and `multiple = 4`");
  }
  for (const auto& record : records.labours) {
    check_countries(record, hosts, reading);
    needs_one(record, {"construction", "permanent"}, reading);
  }
  for (const auto& record : records.laws) {
    check_countries(record, hosts, reading);
    check_years(record, reading);
    const Value* measure = record.find("measure");
    const Value* binds = record.find("binds");
    const std::string id = record.find("id") == nullptr ? "" : record.find("id")->text;
    const auto* known = known_law(reading.catalogue, id);
    if (measure == nullptr && record.sound && known == nullptr)
      reading.faults.add("GP1102", record.place,
                         fmt::format("`{}` has no `measure`, and the catalogue knows no law \"{}\"", record.path, id),
                         "write `measure = \"renewable\"`, or an id of `gigaplan catalogue list laws`");
    const auto word = measure != nullptr ? measure->text
                      : known != nullptr ? law_measures()[static_cast<std::size_t>(known->measure)]
                                         : "renewable";
    if (binds != nullptr && binds->number != 0 && word != "renewable" && word != "heat-reuse" && word != "firm-power")
      reading.faults.add(
          "GP1104", binds->place,
          fmt::format("`{}` cannot bind: a law of measure \"{}\" asks for what no plan decides", record.path, word),
          "leave `binds` out: it stands on the compliance list");
    if (measure != nullptr && measure->text != "report" && record.find("limit") == nullptr)
      reading.faults.add("GP1102", record.place, fmt::format("`{}` has no `limit`", record.path),
                         "write it: `limit = 1.2` for a PUE, 0.5 for half of the energy, 1e25 for FLOP");
  }
}

}  // namespace gigaplan::scenario
