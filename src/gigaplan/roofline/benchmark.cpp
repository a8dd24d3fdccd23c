#include "gigaplan/roofline/benchmark.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace gigaplan {

Request benchmark_request(const Workload& w, std::string_view rule) {
  Request r;
  r.input_tokens = w.input_tokens.value;
  r.output_tokens = w.output_tokens.value;
  r.context = w.context.value;
  r.input_second_moment = w.input_second_moment.value;
  r.input_p99 = w.input_p99.value;
  if (rule == "offline") return r;
  if (rule == "server") {
    r.first_token = w.server_ttft.value;
    r.per_token = w.server_tpot.value;
  } else if (rule == "interactive" && w.interactive_ttft && w.interactive_tpot) {
    r.first_token = w.interactive_ttft->value;
    r.per_token = w.interactive_tpot->value;
  } else {
    const bool has = w.interactive_ttft.has_value();
    throw InputInvalid({{"GP2010",
                         {},
                         fmt::format("the workload {} has no rule \"{}\"", w.id, rule),
                         has ? "take offline, server or interactive" : "take offline or server"}});
  }
  return r;
}

std::vector<BenchmarkRow> benchmark_rows(const Catalogue& catalogue) {
  std::vector<BenchmarkRow> rows;
  for (const Measurement& m : catalogue.measurements()) {
    const Workload& workload = catalogue.workload(m.workload);
    BenchmarkRow row;
    row.measurement = &m;
    row.model = &catalogue.model(workload.model);
    row.accelerator = &catalogue.accelerator(m.accelerator);
    row.request = benchmark_request(workload, m.rule);
    row.fitted = row.accelerator->hbm_stacks.value > 0;
    rows.push_back(row);
  }
  return rows;
}

double error(const BenchmarkRow& row, const Efficiencies& efficiencies) {
  const Serving s = estimate(*row.model, *row.accelerator, row.request, 0, efficiencies);
  return s.output_tokens_per_second / row.measurement->throughput.value - 1;
}

double share_within(const std::vector<double>& errors, double width) {
  if (errors.empty()) return 0;
  const auto inside = std::count_if(errors.begin(), errors.end(), [&](double e) { return std::abs(e) <= width; });
  return static_cast<double>(inside) / static_cast<double>(errors.size());
}

}  // namespace gigaplan
