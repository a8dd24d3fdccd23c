// How a service runs on an accelerator: the roofline's answer in the plan's terms.
#pragma once
#include <optional>
#include <string>

#include "gigaplan/compile/figures.hpp"
#include "gigaplan/scenario/scenario.hpp"

namespace gigaplan::compile {

struct Serving {
  double requests_per_hour = 0;         ///< of one busy accelerator
  double output_tokens_per_second = 0;  ///< of one busy accelerator, its share of prefill included
  int batch = 0, accelerators_per_copy = 0;
  std::string refused;  ///< not empty: why the pair cannot serve at all
};

/// Tokens per request are those of the scenario times the service's language factor.
[[nodiscard]] Serving serving_of(const scenario::Service& service, const Accelerator& accelerator, Figures& figures);

}  // namespace gigaplan::compile
