#include "gigaplan/compile/law.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numbers>

namespace gigaplan::compile {
namespace {

bool yes(const Statement& s) { return s.text == "yes"; }

bool adequate(const std::string& country, Figures& figures) {
  const auto* record = figures.catalogue().find_record("policy", "eu_adequacy");
  return record != nullptr && record->statements.at("countries").text.find(country) != std::string::npos;
}

}  // namespace

double distance_km(double lon1, double lat1, double lon2, double lat2) {
  constexpr double rad = std::numbers::pi / 180, radius = 6371;
  const double dlat = (lat2 - lat1) * rad / 2, dlon = (lon2 - lon1) * rad / 2;
  const double a =
      std::sin(dlat) * std::sin(dlat) + std::cos(lat1 * rad) * std::cos(lat2 * rad) * std::sin(dlon) * std::sin(dlon);
  return 2 * radius * std::asin(std::min(1.0, std::sqrt(a)));
}

std::optional<Refusal> refusal(const scenario::Service& service, const scenario::Site& site, Figures& figures) {
  const auto& catalogue = figures.catalogue();
  const auto& home = catalogue.country(service.country);
  const auto& host = catalogue.country(site.country);
  const bool same = home.id == host.id;
  const bool region = same || (yes(home.eea) && yes(host.eea));
  using scenario::Residency;
  if (service.residency == Residency::in_country && !same)
    return Refusal{"residency: in-country", fmt::format("data of {} must stay in {}; {} lies in {}", service.name,
                                                        home.name, site.name, host.name)};
  if (service.residency == Residency::region && !region)
    return Refusal{"residency: region",
                   fmt::format("data of {} must stay in the EEA; {} lies in {}", service.name, site.name, host.name)};
  if (service.residency == Residency::adequacy && !region && !adequate(host.id, figures))
    return Refusal{"residency: adequacy", fmt::format("{} has no adequacy decision; data of {} may not go to {}",
                                                      host.name, service.name, site.name)};
  if (service.latency_ms) {
    const double km = distance_km(home.longitude.value, home.latitude.value, site.lon, site.lat);
    const double ms = 2 * km * figures.take("policy/network_latency/route_factor", "1") /
                      figures.note(catalogue.figure("policy/network_latency/fibre_speed"));
    if (ms > *service.latency_ms)
      return Refusal{"latency", fmt::format("{:.0f} ms there and back over {:.0f} km; {} allows {:.0f} ms", ms, km,
                                            service.name, *service.latency_ms)};
  }
  return std::nullopt;
}

}  // namespace gigaplan::compile
