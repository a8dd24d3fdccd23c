#include <array>
#include <string>

#include "gigaplan/report/example_document.hpp"

namespace gigaplan::report::example {
namespace {

struct Seed {
  const char *id, *name, *country;
  double longitude, latitude, it;
};
constexpr Seed seeds[] = {{"abilene", "Abilene", "USA", -99.7, 32.4, 1200},
                          {"shackelford", "Shackelford County", "USA", -99.4, 32.7, 1400},
                          {"lordstown", "Lordstown", "USA", -80.9, 41.2, 300},
                          {"milam", "Milam County", "USA", -97.0, 30.8, 600},
                          {"abu-dhabi", "Abu Dhabi", "ARE", 54.4, 24.2, 1000},
                          {"narvik", "Narvik", "NOR", 17.4, 68.4, 230},
                          {"loughton", "Loughton", "GBR", 0.07, 51.65, 90},
                          {"blyth", "Blyth", "GBR", -1.5, 55.1, 180},
                          {"frankfurt", "Frankfurt", "DEU", 8.68, 50.11, 120},
                          {"campus-paris", "Fouju near Paris", "FRA", 2.78, 48.59, 400},
                          {"haenam", "Haenam", "KOR", 126.6, 34.57, 200},
                          {"pohang", "Pohang", "KOR", 129.4, 36.0, 150},
                          {"johor", "Johor", "MYS", 103.6, 1.6, 260},
                          {"sines", "Sines", "PRT", -8.87, 37.96, 250}};

}  // namespace

Document world() {
  Document d;
  d.head.title = "Partner countries: fourteen sites on four continents";
  d.head.currency = "USD_2024";
  d.head.status = "limit";
  d.answer = {"Fourteen sites carry 6.4 GW of IT power by 2031."};
  for (int year = 2026; year < 2032; ++year) d.periods.push_back({std::to_string(year), year, 1});
  d.services = {
      {"chat", "Chat", "anywhere", ""}, {"state", "State services", "in-country", ""}, {"code", "Code", "region", ""}};
  d.places = {{"hsinchu", "Hsinchu", "TWN", 120.97, 24.8}, {"icheon", "Icheon", "KOR", 127.44, 37.27},
              {"delhi", "Delhi", "IND", 77.2, 28.6},       {"sao-paulo", "São Paulo", "BRA", -46.6, -23.5},
              {"sydney", "Sydney", "AUS", 151.2, -33.9},   {"nairobi", "Nairobi", "KEN", 36.8, -1.3}};
  for (const Seed& seed : seeds) {
    Site site{seed.id, seed.name, seed.country, seed.longitude, seed.latitude, "2027", "", {}};
    for (int p = 0; p < 6; ++p) {
      const double it = seed.it * p / 5;
      site.by_period.push_back({it, 1.2 * it, 1.3 * it, 600 * it, 4e12 * it, 7000 * it, 900 * it, 3e6 * it});
      for (const Service& service : d.services) d.tokens.push_back({p, service.id, site.id, 1.3e12 * it});
      d.costs.push_back({p, "Everything", site.id, 3e6 * it});
      d.fleet.push_back(
          {p, site.id, "GB300 NVL72 (per GPU)", "Blackwell Ultra", 2026 + p / 2, 600 * it, it, 2000 * it, 0.7});
    }
    d.sites.push_back(site);
    d.timeline.push_back({seed.id,
                          "permit",
                          "A permit whose name is much longer than its bar can ever be",
                          "2026-01",
                          "2026-04",
                          {},
                          "",
                          false,
                          false,
                          ""});
    d.timeline.push_back({seed.id, "building", "Halls", "2026-04", "2027", seed.it, "MW_it", false, true, ""});
  }
  const std::pair<const char*, const char*> tokens[] = {
      {"abu-dhabi", "delhi"}, {"abilene", "sao-paulo"}, {"johor", "sydney"}, {"abu-dhabi", "nairobi"}};
  for (int p = 1; p < 6; ++p) {
    for (const auto& [from, to] : tokens) d.flows.push_back({p, "tokens", from, to, 1e14 * p, "tokens per year"});
    for (const Seed& seed : seeds)
      d.flows.push_back({p, "chips", "hsinchu", seed.id, 600 * seed.it / 5, "accelerators per year"});
    d.flows.push_back({p, "power", "narvik", "blyth", 1e5 * p, "MWh per year"});
    const char* stages[] = {"Logic wafers", "HBM3E stacks", "Advanced packaging (CoWoS class)", "Servers"};
    for (int stage = 0; stage < 4; ++stage)
      d.supply.push_back(
          {p, stages[stage], 1e6, 1e6 * (stage + 1) * p / 20.0, "pieces per year", stage == 3 && p == 5, {}, "", ""});
  }
  d.hours = hours(d, 48, 6);
  d.certificate.accepted = false;
  d.certificate.sentence = "The power balance is violated.";
  d.certificate.checks = {{"Power balance", 2.5e-3, 1e-6, "of the peak", false, ""}};
  return d;
}

Document single() {
  Document d;
  d.head.title = "One site";
  d.head.currency = "EUR_2024";
  d.head.status = "optimal";
  d.answer = {"One hall is enough."};
  d.headlines = {{"IT power", 3, "MW_it", "", ""}};
  d.periods = {{"2027", 2027, 1}};
  d.services = {{"chat", "Chat", "in-country", ""}};
  d.sites = {{"bern", "Bern", "CHE", 7.45, 46.95, "2027-01", "", {{3, 3.6, 4, 2000, 1e12, 26000, 300, 9e6}}}};
  d.tokens = {{0, "chat", "bern", 1e12}};
  d.costs = {{0, "Everything", "bern", 9e6}};
  d.hours = hours(d, 24, 1);
  d.hours.time_zone = "Nowhere/At_All";
  return d;
}

}  // namespace gigaplan::report::example
