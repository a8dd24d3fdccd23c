// The published measurements beside what the roofline says of them.
#pragma once
#include <string_view>
#include <vector>

#include "gigaplan/catalogue/catalogue.hpp"
#include "gigaplan/roofline/roofline.hpp"

namespace gigaplan {

/// The request of a benchmark workload under a rule: "offline", "server" or "interactive". Throws InputInvalid (GP2010)
/// when the rule is unknown or the workload has no limits for it.
[[nodiscard]] Request benchmark_request(const Workload& workload, std::string_view rule);

struct BenchmarkRow {
  const Measurement* measurement = nullptr;  ///< of the catalogue that was handed in
  const Model* model = nullptr;
  const Accelerator* accelerator = nullptr;
  Request request;
  bool fitted = false;  ///< part of the fit: the accelerator has stacked memory
};

/// Every measurement of the catalogue, in its order.
[[nodiscard]] std::vector<BenchmarkRow> benchmark_rows(const Catalogue& catalogue);

/// Predicted over measured output tokens per second, less one.
[[nodiscard]] double error(const BenchmarkRow& row, const Efficiencies& efficiencies);

/// Share of errors within `width`; NaN-free: 0 when there are none.
[[nodiscard]] double share_within(const std::vector<double>& errors, double width = 0.25);

}  // namespace gigaplan
