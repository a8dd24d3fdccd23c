// Faults of licences, targets and limits on labour that only show side by side with other values.
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

void check_countries(const Record& record, const std::vector<std::string>& hosts, Reading& reading) {
  const Value* countries = record.find("countries");
  if (countries == nullptr || hosts.empty()) return;
  const bool any = std::ranges::any_of(
      countries->texts, [&](const std::string& id) { return std::ranges::find(hosts, id) != hosts.end(); });
  if (!any)
    reading.faults.add("GP1503", countries->place,
                       fmt::format("`{}.countries`: no site of the plan lies in any of them", record.path),
                       "add a site there, or take the section out");
}

// One of `keys` must be there.
void needs_one(const Record& record, const std::vector<std::string>& keys, Reading& reading) {
  if (!record.sound || std::ranges::any_of(keys, [&](const auto& key) { return record.find(key) != nullptr; })) return;
  std::string all;
  for (const auto& key : keys) all += fmt::format("{}`{}`", all.empty() ? "" : ", ", key);
  reading.faults.add("GP1102", record.place, fmt::format("`{}` limits nothing", record.path),
                     "give at least one of " + all);
}

}  // namespace

void check_law(const Records& records, Reading& reading) {
  const auto hosts = hosts_of(records);
  for (const auto& record : records.licences) {
    check_countries(record, hosts, reading);
    needs_one(record, {"most", "tpp"}, reading);
    const Value* tpp = record.find("tpp");
    if (tpp != nullptr && record.find("most") != nullptr)
      reading.faults.add("GP1104", tpp->place, fmt::format("`{}` has both `most` and `tpp`", record.path),
                         "keep one of them");
  }
  for (const auto& record : records.targets) {
    check_countries(record, hosts, reading);
    needs_one(record, {"compute", "multiple", "it_power", "compute_share", "construction_jobs", "permanent_jobs"},
              reading);
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
}

}  // namespace gigaplan::scenario
