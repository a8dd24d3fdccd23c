// Services and training runs.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "gigaplan/scenario/filling.hpp"

namespace gigaplan::scenario {
namespace {

Residency residency_of(const std::string& word) {
  if (word == "region") return Residency::region;
  if (word == "adequacy") return Residency::adequacy;
  if (word == "anywhere") return Residency::anywhere;
  return Residency::in_country;
}

/// The catalogue's language record of the country's first language that has one; English otherwise.
const gigaplan::Record& default_language(const Country& country, const Catalogue& catalogue) {
  for (const auto& name : country.languages)
    for (auto word = std::string_view(name); !word.empty();) {  // "Norwegian Bokmål" is looked up as "Norwegian" too
      if (const auto* found = catalogue.find_record("languages", word)) return *found;
      const auto space = word.rfind(' ');
      word = space == std::string_view::npos ? std::string_view() : word.substr(0, space);
    }
  return *catalogue.find_record("languages", "English");
}

std::string code_of(const gigaplan::Record& language) {
  const auto found = language.texts.find("code");
  return found == language.texts.end() ? language.id : found->second;
}

/// 168 hours from Monday 0:00 with mean 1.
std::vector<double> week_of(const std::vector<double>& weights) {
  std::vector<double> week(168);
  for (std::size_t h = 0; h < week.size(); ++h) week[h] = weights[weights.size() == 24 ? h % 24 : h];
  const double mean = std::accumulate(week.begin(), week.end(), 0.0) / 168;
  for (double& weight : week) weight /= mean;
  return week;
}

std::vector<double> default_profile(const std::string& path, const Place& place, Filling& fill) {
  std::vector<double> week;
  const Figure* first = nullptr;
  for (int day = 0; day < 7; ++day)
    for (int hour = 0; hour < 24; ++hour) {
      const auto* figure = &fill.catalogue().figure(
          fmt::format("demand/profile_assistant/{}/{:02}", day < 5 ? "weekday" : "weekend", hour));
      if (first == nullptr) first = figure;
      week.push_back(figure->value);
    }
  fill.out().origins.push_back({path, "168 hours of a week, office and evening use", "demand/profile_assistant",
                                first->year, first->source, first->confidence, place, first->overlay});
  week = week_of(week);
  Figure profile = *first;
  profile.key = "demand/profile_assistant";
  profile.value = *std::ranges::max_element(week);
  profile.unit = "1";
  profile.note = "busiest hour of the week over its mean; every hour stands in the catalogue";
  fill.note(profile);
  return week;
}

}  // namespace

void fill_services(const Records& records, Filling& fill) {
  Scenario& s = fill.out();
  const int first = s.periods.empty() ? s.now : s.periods.front();
  for (const auto& record : records.services) {
    Service service;
    service.id = fill.text(record, "id");
    service.name = fill.name(record, service.id);
    service.country = fill.text(record, "country", s.country, "the plan's country");
    const Country& country = fill.catalogue().country(service.country);
    const auto& spoken = default_language(country, fill.catalogue());
    const auto language = fill.text(record, "language", spoken.id, "first language of " + country.name);
    service.language = code_of(*fill.catalogue().find_record("languages", language));
    const Around around{service.country, language};
    service.model = fill.text(record, "model");
    service.precision = fill.text(record, "precision");
    service.reach = fill.path(record, "reach", first);
    service.weight = fill.number(record, "weight");
    service.requests_per_user_per_day = fill.number(record, "requests_per_user_per_day", around);
    service.input_tokens = fill.number(record, "input_tokens", around);
    service.output_tokens = fill.number(record, "output_tokens", around);
    service.language_factor = fill.number(record, "language_factor", around);
    service.growth = fill.number(record, "growth", around);
    service.time_to_first_token = fill.number(record, "time_to_first_token", around);
    service.time_per_output_token = fill.number(record, "time_per_output_token", around);
    service.kind = fill.text(record, "class") == "deferrable" ? ServiceClass::deferrable : ServiceClass::interactive;
    if (service.kind == ServiceClass::deferrable) service.within_hours = fill.number(record, "within", around);
    service.residency = residency_of(fill.text(record, "residency"));
    service.latency_ms = fill.given(record, "latency");
    if (const Value* profile = record.find("profile")) {
      fill.wrote(record, *profile, "profile");
      service.profile = week_of(profile->numbers);
    } else {
      service.profile = default_profile(record.path + ".profile", record.place, fill);
    }
    if (const Value* allowed = record.find("accelerators")) {
      fill.wrote(record, *allowed, "accelerators");
      service.accelerators = allowed->texts;
    }
    s.services.push_back(std::move(service));
  }
}

void fill_trainings(const Records& records, Filling& fill) {
  Scenario& s = fill.out();
  for (const auto& record : records.trainings) {
    Training run;
    run.id = fill.text(record, "id");
    run.country = fill.text(record, "country", s.country, "the plan's country");
    run.flop = fill.number(record, "flop");
    run.start = fill.year(record, "start", s.periods.empty() ? s.now : s.periods.front(), "the plan's first year");
    run.deadline = fill.year(record, "deadline", s.end - 1, "the plan's last year");
    run.least_cluster = fill.number(record, "least_cluster");
    run.utilisation = fill.number(record, "utilisation");
    run.interruptible = fill.flag(record, "interruptible");
    run.co_located = fill.flag(record, "co_located");
    run.residency = residency_of(fill.text(record, "residency"));
    s.trainings.push_back(std::move(run));
  }
}

}  // namespace gigaplan::scenario
