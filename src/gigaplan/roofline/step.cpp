#include "gigaplan/roofline/step.hpp"

#include <algorithm>
#include <cmath>

// Symbols: B batch [1], G accelerators per copy [1], in, out tokens of a request [1], c context [tokens], L layers, d
// hidden size, q heads × head size, N parameters, N_a active ones, W weight bytes [B], κ cache bytes per token of
// context [B], P, A reached FLOP/s of matrix products and attention, β reached memory B/s, λ reached link B/s. In the
// steady mix every decoded token carries in/out prompt tokens, so a step handles T = B (1 + in/out) tokens.
namespace gigaplan {
namespace {

// Bytes over links per token, all accelerators together. Tensor parallel: two all-reduces a layer of d numbers of 2
// bytes, ring: 4 L d · 2 (G−1)/G. Experts spread over the copy: every token goes to k experts in 1 byte and back in 2,
// and each accelerator carries 1/G of the tokens: 3 L d k / G.
double link_time(const Deployment& d, double tokens, double group) {
  if (group <= 1) return 0;
  const double bytes = d.spread_experts() ? 3 * d.layers * d.hidden * d.chosen / group
                                          : 4 * d.layers * d.hidden * 2 * (group - 1) / group;
  return tokens * bytes / (group <= d.domain ? d.link_rate : d.outer_link_rate);
}

double activation_time(const Deployment& d, double tokens, double group) {
  return tokens * d.layers * d.hidden * d.activation / (group * d.memory_rate);
}

// Share of the weights that T tokens touch: all that is shared, and of the experts 1 − (1 − k/E)^T.
double touched(const Deployment& d, double tokens) {
  if (d.experts < 1) return 1;
  return 1 - d.expert_share + d.expert_share * (1 - std::pow(1 - d.chosen / d.experts, tokens));
}

}  // namespace

Deployment deploy(const Model& model, const Accelerator& accelerator, int weight_bits, const Efficiencies& e) {
  const double maker = accelerator.maker == "AMD" ? e.amd : 1;
  const double cache_bits = weight_bits <= 8 ? 8 : 16;
  Deployment d;
  d.parameters = model.params_total.value * 1e9;
  d.active = model.params_active.value * 1e9;
  d.layers = model.layers.value;
  d.hidden = model.hidden.value;
  d.query = model.query_width.value;
  d.experts = model.experts.value;
  d.chosen = model.experts_per_token.value;
  d.expert_share = model.expert_share.value;
  d.weight_bytes = d.parameters * weight_bits / 8;
  d.cache_bytes = d.layers * model.kv_elements.value * cache_bits / 8;
  d.gemm_rate = accelerator.flops(weight_bits).value * 1e12 * e.gemm * maker;
  d.attention_rate = accelerator.flops(weight_bits <= 8 ? 8 : 16).value * 1e12 * e.attention * maker;
  d.memory_rate = accelerator.bandwidth.value * 1e12 * e.bandwidth;
  d.link_rate = accelerator.link_bandwidth.value * 1e9 * e.link;
  d.outer_link_rate = std::min(accelerator.link_bandwidth.value, scale_out_bandwidth) * 1e9 * e.link;
  d.domain = accelerator.scale_up.value;
  d.memory = accelerator.memory.value * 1e9 * e.memory;
  d.activation = e.activation;
  d.layer_overhead = e.layer_seconds + (d.experts >= 1 ? e.expert_seconds : 0);
  return d;
}

// step = max(W·touched / (G β), 2 N_a T / (G P))              weights read, or multiplied
//      + max(B κ c / (G β), 4 L q c B / (G A))                cache read, or attended to
//      + 2 L q E[in²]/out · B / (G A)                         attention of the prompts read along (causal: half)
//      + links(T) + activations(T) + L · overhead             all in seconds
StepTime step_time(const Deployment& d, const Request& r, double batch, double group) {
  const double context = r.context > 0 ? r.context : r.input_tokens + r.output_tokens / 2;
  const double tokens = batch * (1 + r.input_tokens / r.output_tokens);
  const double prompt_square = r.input_second_moment * r.input_tokens * r.input_tokens;
  StepTime step;
  step.linear = std::max(d.weight_bytes * touched(d, tokens) / (group * d.memory_rate),
                         2 * d.active * tokens / (group * d.gemm_rate));
  step.attention = std::max(batch * d.cache_bytes * context / (group * d.memory_rate),
                            4 * d.layers * d.query * context * batch / (group * d.attention_rate));
  step.prefill_attention =
      2 * d.layers * d.query * prompt_square / r.output_tokens * batch / (group * d.attention_rate);
  step.links = link_time(d, tokens, group);
  step.activations = activation_time(d, tokens, group);
  step.overhead = d.layers * d.layer_overhead;
  return step;
}

// prompt(in) = 2 N_a in / (G P) + 2 L q in² / (G A) + links(in) + activations(in)      [s]
double prompt_time(const Deployment& d, double tokens, double square, double group) {
  return 2 * d.active * tokens / (group * d.gemm_rate) + 2 * d.layers * d.query * square / (group * d.attention_rate) +
         link_time(d, tokens, group) + activation_time(d, tokens, group);
}

}  // namespace gigaplan
