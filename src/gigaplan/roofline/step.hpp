// The time of one decoding step and of one prompt on a copy of G accelerators.
#pragma once
#include "gigaplan/roofline/roofline.hpp"

namespace gigaplan {

/// Everything about model and accelerator that the formulas use, in SI units.
struct Deployment {
  double parameters = 0, active = 0;                 ///< N, N_active [1]
  double layers = 0, hidden = 0, query = 0;          ///< L, d, q [1]
  double experts = 0, chosen = 0, expert_share = 0;  ///< E, k, s [1]
  double weight_bytes = 0;                           ///< W [B]
  double cache_bytes = 0;                            ///< per token of context [B]
  double gemm_rate = 0, attention_rate = 0;          ///< reached FLOP/s of one accelerator
  double memory_rate = 0;                            ///< reached B/s of one accelerator
  double link_rate = 0, outer_link_rate = 0;         ///< reached B/s inside and between scale-up domains
  double domain = 1;                                 ///< accelerators in one scale-up domain
  double memory = 0;                                 ///< usable B of one accelerator
  double activation = 0, layer_overhead = 0;         ///< B per token, layer and hidden element; s per layer
  [[nodiscard]] bool spread_experts() const { return experts >= 64; }
};

[[nodiscard]] Deployment deploy(const Model& model, const Accelerator& accelerator, int weight_bits,
                                const Efficiencies& efficiencies);

/// Step of a copy of `group` accelerators with `batch` sequences, in the steady mix: each sequence that leaves is
/// replaced by one whose prompt is read along.
[[nodiscard]] StepTime step_time(const Deployment& d, const Request& request, double batch, double group);

/// Seconds a copy takes to read one prompt of `tokens` whose square has the mean `square`.
[[nodiscard]] double prompt_time(const Deployment& d, double tokens, double square, double group);

}  // namespace gigaplan
