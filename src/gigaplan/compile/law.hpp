// Where a service may run: residency, latency. Every refusal keeps its reason.
#pragma once
#include <optional>
#include <string>

#include "gigaplan/compile/work.hpp"

namespace gigaplan::compile {

struct Refusal {
  std::string rule, reason;
};

/// Nothing when site may serve the service; otherwise the rule that forbids it and why.
///   in-country: the site's country is the service's;  region: both in the EEA (or the same country);
///   adequacy: as region, or the site's country is on the list of the EU's adequacy decisions (catalogue: policy);
///   latency: 2 · distance · route factor / (2/3 c) ≤ limit, distance on the great circle.
[[nodiscard]] std::optional<Refusal> refusal(const scenario::Service& service, const scenario::Site& site,
                                             Figures& figures);

/// Great-circle distance [km] between two places given in degrees.
[[nodiscard]] double distance_km(double lon1, double lat1, double lon2, double lat2);

}  // namespace gigaplan::compile
