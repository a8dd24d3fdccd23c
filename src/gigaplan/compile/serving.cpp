#include "gigaplan/compile/serving.hpp"

#include <fmt/format.h>

#include "gigaplan/roofline/roofline.hpp"

namespace gigaplan::compile {
namespace {

int bits_of(const std::string& precision) {
  if (precision == "FP4") return 4;
  if (precision == "FP8") return 8;
  if (precision == "BF16") return 16;
  return 0;  // the narrowest that pays on the accelerator
}

}  // namespace

Serving serving_of(const scenario::Service& service, const Accelerator& chip, Figures& figures) {
  const auto& model = figures.catalogue().model(service.model);
  Request request{.input_tokens = service.input_tokens * service.language_factor,
                  .output_tokens = service.output_tokens * service.language_factor};
  if (service.kind == scenario::ServiceClass::interactive) {
    request.first_token = service.time_to_first_token;
    request.per_token = service.time_per_output_token;
  }
  const auto how = estimate(model, chip, request, bits_of(service.precision));
  for (const auto& figure : figures_of(model, chip, how.weight_bits)) figures.note(figure);
  if (!how.possible)
    return {.refused = fmt::format(
                "{} cannot serve {} in time: no batch meets {:.0f} ms per output token and {:.1f} s to the first",
                chip.id, model.id, 1000 * service.time_per_output_token, service.time_to_first_token)};
  return {.requests_per_hour = 3600 / how.seconds_per_request,
          .output_tokens_per_second = how.output_tokens_per_second,
          .batch = static_cast<int>(how.batch),
          .accelerators_per_copy = static_cast<int>(how.accelerators_per_copy),
          .refused = {}};
}

}  // namespace gigaplan::compile
