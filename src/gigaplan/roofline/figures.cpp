// What an estimate rests on: figures of the model and the accelerator, efficiencies of the roofline itself.
#include "gigaplan/roofline/roofline.hpp"

namespace gigaplan {
namespace {

constexpr auto year_of_fit = "2026";

Figure efficiency(const char* name, double value, const char* unit, bool fitted) {
  return {.key = std::string("roofline/efficiency/") + name,
          .value = value,
          .unit = unit,
          .low = {},
          .high = {},
          .year = year_of_fit,
          .source = fitted ? "fitted to the published measurements of the catalogue (`gigaplan estimate --fit`)"
                           : "the program's own choice, set and not fitted",
          .confidence = "C",
          .url = {},
          .note = {}};
}

}  // namespace

std::vector<Figure> figures_of(const Model& m, const Accelerator& a, int weight_bits, const Efficiencies& e) {
  std::vector<Figure> list{m.params_total,
                           m.params_active,
                           m.layers,
                           m.hidden,
                           m.query_width,
                           m.kv_elements,
                           m.experts,
                           a.memory,
                           a.bandwidth,
                           a.flops(weight_bits),
                           a.scale_up,
                           a.link_bandwidth,
                           efficiency("gemm", e.gemm, "1", true)};
  const auto& attention = a.flops(weight_bits <= 8 ? 8 : 16);
  if (attention.key != a.flops(weight_bits).key) list.push_back(attention);
  if (m.experts.value >= 1) {
    list.insert(list.end(), {m.experts_per_token, m.expert_share});
    list.push_back(efficiency("expert_seconds", e.expert_seconds, "s", false));
  }
  if (a.maker == "AMD") list.push_back(efficiency("amd", e.amd, "1", true));
  list.push_back(efficiency("attention", e.attention, "1", true));
  list.push_back(efficiency("link", e.link, "1", true));
  list.push_back(efficiency("activation", e.activation, "B", true));
  list.push_back(efficiency("layer_seconds", e.layer_seconds, "s", true));
  list.push_back(efficiency("bandwidth", e.bandwidth, "1", false));
  list.push_back(efficiency("step_margin", e.step_margin, "1", false));
  list.push_back(efficiency("serving", e.serving, "1", false));
  list.push_back(efficiency("memory", e.memory, "1", false));
  list.push_back(efficiency("scale_out_bandwidth", scale_out_bandwidth, "GB/s", false));
  return list;
}

}  // namespace gigaplan
