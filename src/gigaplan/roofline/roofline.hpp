// What one accelerator serves: the roofline of prefill and decode, with batch, copies and latency limits.
#pragma once
#include <limits>
#include <string_view>
#include <vector>

#include "gigaplan/catalogue/records.hpp"

namespace gigaplan {

/// Few efficiencies, shared by all accelerators and models. The first six are fitted on the published measurements of
/// the accelerators with stacked memory (`gigaplan estimate --fit` repeats it); the others are set.
struct Efficiencies {
  double gemm = 0.956;              ///< share of the peak FLOP/s that matrix products reach
  double amd = 0.3925;              ///< further factor on compute for the maker AMD
  double attention = 0.1351;        ///< share of the FP8 peak that attention reaches
  double link = 0.3861;             ///< share of the scale-up bandwidth that collectives reach
  double activation = 145.6;        ///< bytes moved per token, layer and hidden element besides weights and cache
  double layer_seconds = 187.0e-6;  ///< fixed time of a step per layer: launches, synchronisation
  double bandwidth = 0.80;          ///< set: share of the memory bandwidth
  double expert_seconds = 350e-6;   ///< set: further time per layer of a model with experts: routing
  double step_margin = 0.8;         ///< set: mean step over the allowed p99 time per output token
  double serving = 0.9;             ///< set: share of the steady rate kept when requests arrive at random
  double memory = 0.92;             ///< set: share of the memory for weights and cache
};

/// Set by assumption, not fitted: links between scale-up domains, both directions [GB/s].
inline constexpr double scale_out_bandwidth = 100;

/// The work and its limits. Limits at infinity mean offline work: all requests are there from the start.
struct Request {
  double input_tokens = 1000;         ///< mean prompt [tokens]
  double output_tokens = 500;         ///< mean answer [tokens]
  double context = 0;                 ///< mean context while decoding [tokens]; 0 = input + output / 2
  double input_second_moment = 1.25;  ///< E[in²] / E[in]² [1]
  double input_p99 = 2.4;             ///< p99 of the prompt over its mean [1]
  double first_token = std::numeric_limits<double>::infinity();  ///< p99 limit of the time to first token [s]
  double per_token = std::numeric_limits<double>::infinity();    ///< p99 limit of the time per output token [s]
};

enum class Bound { memory_bandwidth, compute, memory_capacity, links, token_time, first_token_time, none };

/// "memory bandwidth", "compute", …
[[nodiscard]] std::string_view name(Bound bound);

/// Seconds of one step of one copy, by part.
struct StepTime {
  double linear = 0, attention = 0, prefill_attention = 0, links = 0, activations = 0, overhead = 0;
  [[nodiscard]] double total() const { return linear + attention + prefill_attention + links + activations + overhead; }
};

struct Serving {
  bool possible = false;  ///< false: no batch meets the limits; all rates are 0
  int weight_bits = 0, cache_bits = 0;
  double accelerators_per_copy = 0;      ///< G [accelerators]
  double batch = 0;                      ///< sequences decoded together by one copy [1]
  bool batch_full = false;               ///< the batch is as large as memory allows
  StepTime step;                         ///< at that batch [s]
  double prefill_tokens_per_second = 0;  ///< per accelerator, reading prompts only [tokens/s]
  double output_tokens_per_second = 0;   ///< per accelerator, in the steady mix of reading and writing [tokens/s]
  double seconds_per_request = 0;        ///< accelerator-seconds, output_tokens / output_tokens_per_second [s]
  Bound bound = Bound::none;             ///< what keeps the rate from being higher
};

/// Bits of weights that a deployment on `accelerator` uses: the narrowest format that computes faster than the next.
[[nodiscard]] int native_bits(const Accelerator& accelerator);

/// `weight_bits` 4, 8 or 16, or 0 for native_bits. The cache has 8 bits beside 4 and 8, else 16. Throws
/// std::invalid_argument when a token length is not positive and finite or bits are none of these.
[[nodiscard]] Serving estimate(const Model& model, const Accelerator& accelerator, const Request& request,
                               int weight_bits = 0, const Efficiencies& efficiencies = {});

/// figures.cpp: every number that an estimate with weights of `weight_bits` (4, 8 or 16) rests on, the efficiencies
/// among them ("roofline/efficiency/…"), each once.
[[nodiscard]] std::vector<Figure> figures_of(const Model& model, const Accelerator& accelerator, int weight_bits,
                                             const Efficiencies& efficiencies = {});

}  // namespace gigaplan
