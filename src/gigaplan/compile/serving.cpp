#include "gigaplan/compile/serving.hpp"

#include <algorithm>
#include <cmath>

namespace gigaplan::compile {

Serving serving_of(const scenario::Service& service, const Accelerator& accelerator, Figures& figures) {
  const auto& model = figures.catalogue().model(service.model);
  const double in = service.input_tokens * service.language_factor,
               out = service.output_tokens * service.language_factor;
  const double weights = figures.note(model.params_total);  // GB at one byte
  const double memory = figures.note(accelerator.memory);
  int copy = 1;
  while (weights > 0.5 * memory * copy && copy < 64) copy *= 2;
  const double kv = figures.note(model.layers) * figures.note(model.kv_elements) * (in + out / 2) / 1e9;
  const double flops = figures.note(accelerator.flops(8)) * 1e12 * 0.4;
  const double batch = std::floor((0.9 * copy * memory - weights) / kv);
  const double step = std::max((weights + batch * kv) / copy / (figures.note(accelerator.bandwidth) * 1000 * 0.8),
                               batch * 2e9 * figures.note(model.params_active) / copy / flops) +
                      1e-4 * figures.note(model.layers);
  const double seconds = in * 2e9 * figures.note(model.params_active) / flops + out * copy * step / batch;
  return {.requests_per_hour = 3600 / seconds,
          .output_tokens_per_second = out / seconds,
          .batch = static_cast<int>(batch),
          .accelerators_per_copy = copy,
          .refused = {}};
}

}  // namespace gigaplan::compile
