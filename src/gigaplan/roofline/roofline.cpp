#include "gigaplan/roofline/roofline.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "gigaplan/roofline/step.hpp"

namespace gigaplan {
namespace {

/// Largest x in [low, high] with `holds(x)`, where holds is true below some point and false above; low when it never
/// is.
template <class Predicate>
double largest(double low, double high, Predicate holds) {
  if (holds(high)) return high;
  for (int i = 0; i < 50; ++i) {
    const double middle = 0.5 * (low + high);
    (holds(middle) ? low : high) = middle;
  }
  return low;
}

// Share of the time that may go into prompts so that the first token comes in time. Prompts are read in chunks side by
// side, so each takes 1/(1 − ρ) of its own time (processor sharing, insensitive to the spread of lengths):
//   prompt(p99) / (1 − ρ) + step ≤ limit   →   ρ = 1 − prompt(p99) / (limit − step)                           [1]
double prompt_share(const Request& r, double p99, double step) {
  return std::max(0.0, 1 - p99 / std::max(r.first_token - step, 1e-9));
}

// With the batch as large as memory allows: more memory helps while much of the step does not grow with the batch
// (weights, overhead); otherwise the largest part of the step says what binds.
Bound widest(const Deployment& d, const Request& r, const Serving& s) {
  const StepTime once = step_time(d, r, s.batch, s.accelerators_per_copy);
  const StepTime twice = step_time(d, r, 2 * s.batch, s.accelerators_per_copy);
  const double fixed = 2 * once.total() - twice.total();
  if (fixed > 0.25 * once.total()) return Bound::memory_capacity;
  const double tokens = s.batch * (1 + r.input_tokens / r.output_tokens);
  const double products = 2 * d.active * tokens / (s.accelerators_per_copy * d.gemm_rate);
  const bool multiplying = products >= once.linear;
  const double compute = (multiplying ? once.linear : 0) + once.prefill_attention;
  const double bytes = (multiplying ? 0 : once.linear) + once.attention + once.activations;
  if (once.links > std::max(compute, bytes)) return Bound::links;
  return compute > bytes ? Bound::compute : Bound::memory_bandwidth;
}

// A step with the largest batch B ≤ (G·memory − W) / (κ c) and step ≤ margin · limit per output token; the rate per
// accelerator is B / (step · G), in service times `serving`, and at most ρ / s̄ · out / G from the queue of prompts.
Serving serve(const Deployment& d, const Request& r, double group, const Efficiencies& e) {
  const double context = r.context > 0 ? r.context : r.input_tokens + r.output_tokens / 2;
  const bool online = std::isfinite(r.first_token) || std::isfinite(r.per_token);
  Serving s;
  s.accelerators_per_copy = group;
  const double room = (group * d.memory - d.weight_bytes) / (d.cache_bytes * context);
  if (room < 1) return s;
  const auto step_of = [&](double batch) { return step_time(d, r, batch, group); };
  s.batch = largest(0, room, [&](double batch) { return step_of(batch).total() <= e.step_margin * r.per_token; });
  s.batch_full = s.batch == room;
  if (s.batch < 1) return s;
  s.step = step_of(s.batch);
  const double mean = prompt_time(d, r.input_tokens, r.input_second_moment * r.input_tokens * r.input_tokens, group);
  double rate = s.batch / s.step.total() / group * (online ? e.serving : 1);
  s.bound = s.batch_full ? widest(d, r, s) : Bound::token_time;
  if (std::isfinite(r.first_token)) {
    const double longest = r.input_p99 * r.input_tokens;
    const double p99 = prompt_time(d, longest, longest * longest, group);
    const double cap = prompt_share(r, p99, s.step.total()) / mean * r.output_tokens / group;
    if (cap < rate) {
      rate = cap;
      s.bound = Bound::first_token_time;
    }
  }
  if (rate <= 0) return s;
  s.possible = true;
  s.prefill_tokens_per_second = r.input_tokens / mean / group;
  s.output_tokens_per_second = rate;
  s.seconds_per_request = r.output_tokens / rate;
  return s;
}

void check(double value, const char* what) {
  if (!(value > 0) || !std::isfinite(value)) throw std::invalid_argument(std::string(what) + " must be positive");
}

}  // namespace

std::string_view name(Bound bound) {
  switch (bound) {
    case Bound::memory_bandwidth:
      return "memory bandwidth";
    case Bound::compute:
      return "compute";
    case Bound::memory_capacity:
      return "memory capacity";
    case Bound::links:
      return "links between accelerators";
    case Bound::token_time:
      return "time per output token";
    case Bound::first_token_time:
      return "time to first token";
    case Bound::none:
      break;
  }
  return "none: the limits cannot be met";
}

int native_bits(const Accelerator& a) {
  if (a.flops_fp4 && a.flops_fp4->value > a.flops(8).value) return 4;
  return a.flops_fp8 ? 8 : 16;
}

// A copy takes at least the power of two whose memory the weights fill by half (three quarters when that spares a way
// out of the server), eight where 64 or more experts are spread; larger copies up to eight are tried too (they read
// weights faster but pay links), the best rate wins.
Serving estimate(const Model& model, const Accelerator& accelerator, const Request& request, int weight_bits,
                 const Efficiencies& efficiencies) {
  check(request.input_tokens, "input tokens");
  check(request.output_tokens, "output tokens");
  if (weight_bits == 0) weight_bits = native_bits(accelerator);
  if (weight_bits != 4 && weight_bits != 8 && weight_bits != 16)
    throw std::invalid_argument("weights have 4, 8 or 16 bits");
  const Deployment d = deploy(model, accelerator, weight_bits, efficiencies);
  const double box = std::min(8.0, accelerator.scale_up.value);
  const auto fits = [&](double group) {
    const double filled = d.weight_bytes / (group * accelerator.memory.value * 1e9);
    return filled <= 0.5 || (group >= box && filled <= 0.75);
  };
  double least = d.spread_experts() ? 8 : 1;
  while (!fits(least) && least < 4096) least *= 2;
  const double most = d.spread_experts() ? least : std::max(least, box);
  Serving best;
  for (double group = least; group <= most; group *= 2) {
    const Serving one = serve(d, request, group, efficiencies);
    if (group == least || one.output_tokens_per_second > best.output_tokens_per_second) best = one;
  }
  best.weight_bits = weight_bits;
  best.cache_bits = weight_bits <= 8 ? 8 : 16;
  return best;
}

}  // namespace gigaplan
