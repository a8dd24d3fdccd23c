#include "apps/cli/commands/estimate.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "gigaplan/roofline/fit.hpp"

namespace gigaplan::cli {
namespace {

using Json = nlohmann::ordered_json;

double seconds_of(const std::string& text, const char* option) {
  if (text.empty()) return std::numeric_limits<double>::infinity();
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const std::string unit(static_cast<const char*>(end), text.data() + text.size());
  if (error != std::errc() || !(value > 0) || (unit != "s" && unit != "ms"))
    throw UsageTrouble(fmt::format("{} \"{}\" is no time; write it like 2s or 50ms", option, text));
  return unit == "ms" ? value / 1000 : value;
}

int bits(const std::string& precision) {
  if (precision.empty()) return 0;
  if (precision == "fp4") return 4;
  if (precision == "fp8") return 8;
  if (precision == "bf16") return 16;
  throw UsageTrouble(fmt::format("--precision \"{}\": take fp4, fp8 or bf16", precision));
}

Json to_json(const Model& m, const Accelerator& a, const Serving& s) {
  Json figures = Json::array();
  for (const Figure& f : figures_of(m, a, s.weight_bits))
    figures.push_back({{"key", f.key},
                       {"value", f.value},
                       {"unit", f.unit},
                       {"year", f.year},
                       {"source", f.source},
                       {"confidence", f.confidence},
                       {"overlay", f.overlay}});
  return {{"model", m.id},
          {"accelerator", a.id},
          {"possible", s.possible},
          {"weight_bits", s.weight_bits},
          {"cache_bits", s.cache_bits},
          {"accelerators_per_copy", s.accelerators_per_copy},
          {"batch", s.possible ? Json(std::floor(s.batch)) : Json()},
          {"prefill_tokens_per_second_per_accelerator", s.prefill_tokens_per_second},
          {"output_tokens_per_second_per_accelerator", s.output_tokens_per_second},
          {"seconds_per_request_per_accelerator", s.possible ? Json(s.seconds_per_request) : Json()},
          {"bound", name(s.bound)},
          {"step_seconds",
           {{"linear", s.step.linear},
            {"attention", s.step.attention},
            {"prefill_attention", s.step.prefill_attention},
            {"links", s.step.links},
            {"activations", s.step.activations},
            {"overhead", s.step.overhead}}},
          {"figures", std::move(figures)}};
}

void say(const Model& m, const Accelerator& a, const Serving& s) {
  fmt::print("{} on {}, weights of {} bits, cache of {}\n", m.id, a.id, s.weight_bits, s.cache_bits);
  if (!s.possible) {
    fmt::print("  cannot be served: no batch meets the limits\n");
    return;
  }
  fmt::print("  accelerators per copy   {:>10.0f}\n", s.accelerators_per_copy);
  fmt::print("  batch of a copy         {:>10.0f} sequences{}\n", std::floor(s.batch),
             s.batch_full ? ", memory full" : "");
  fmt::print("  step                    {:>10.2f} ms\n", 1e3 * s.step.total());
  fmt::print("  reading prompts alone   {:>10.1f} tokens/s per accelerator\n", s.prefill_tokens_per_second);
  fmt::print("  writing, steady mix     {:>10.1f} tokens/s per accelerator\n", s.output_tokens_per_second);
  fmt::print("  one request             {:>10.4f} accelerator-seconds\n", s.seconds_per_request);
  fmt::print("  held back by            {:>10}\n", name(s.bound));
  std::string weak;
  for (const Figure& f : figures_of(m, a, s.weight_bits))
    if (f.confidence == "C" && !f.key.starts_with("roofline/")) weak += "\n    " + f.key + ": " + f.source;
  if (!weak.empty()) fmt::print("  rests on figures of confidence C:{}\n", weak);
}

Json row_json(const BenchmarkRow& row, const Serving& s) {
  Json json = to_json(*row.model, *row.accelerator, s);
  json["measured_output_tokens_per_second_per_accelerator"] = Json();
  json["error"] = Json();
  json["fitted"] = row.fitted && row.measurement != nullptr;
  if (row.measurement != nullptr) {
    json["workload"] = row.measurement->workload + "/" + row.measurement->rule;
    json["measured_output_tokens_per_second_per_accelerator"] = row.measurement->throughput.value;
    json["error"] = s.output_tokens_per_second / row.measurement->throughput.value - 1;
  }
  return json;
}

void print_row(const BenchmarkRow& row, const Serving& s, const double* unseen) {
  const std::string without = unseen == nullptr ? "" : fmt::format("{:>+7.0f} %", 100 * *unseen);
  fmt::print("{:<14} {:<12} {:<38} {:>9.1f} {:>9.1f} {:>+7.0f} %  {}  {:<6}  {}\n", row.model->id,
             row.measurement->rule, row.accelerator->id, row.measurement->throughput.value, s.output_tokens_per_second,
             100 * (s.output_tokens_per_second / row.measurement->throughput.value - 1), without,
             row.fitted ? "fitted" : "unseen", name(s.bound));
}

void print_heading(bool unseen) {
  fmt::print("{:<14} {:<12} {:<38} {:>9} {:>9} {:>9}  {}\n", "model", "rule", "accelerator", "measured", "predicted",
             "error", unseen ? "left out" : "");
}

int workload_rows(const EstimateCommand& command, const Catalogue& catalogue) {
  const std::size_t slash = command.workload.rfind('/');
  if (slash == std::string::npos) throw UsageTrouble("--workload is WORKLOAD/RULE, like mlperf/llama2-70b/offline");
  const Workload& workload = catalogue.workload(command.workload.substr(0, slash));
  const std::string rule = command.workload.substr(slash + 1);
  const Request request = benchmark_request(workload, rule);
  const Model& model = catalogue.model(workload.model);
  const Accelerator* wanted = command.accelerator.empty() ? nullptr : &catalogue.accelerator(command.accelerator);
  std::vector<BenchmarkRow> rows;
  for (const BenchmarkRow& row : benchmark_rows(catalogue))
    if (row.measurement->workload == workload.id && row.measurement->rule == rule &&
        (wanted == nullptr || row.accelerator == wanted))
      rows.push_back(row);
  const auto predict = [&](const Accelerator& a) { return estimate(model, a, request, bits(command.precision)); };
  if (wanted != nullptr) {
    BenchmarkRow row = rows.empty() ? BenchmarkRow{nullptr, &model, wanted, request, false} : rows.front();
    const Serving s = predict(*wanted);
    if (command.common.json) {
      Json json = row_json(row, s);
      json["workload"] = workload.id + "/" + rule;
      fmt::print("{}\n", json.dump());
    } else {
      say(model, *wanted, s);
      if (row.measurement == nullptr)
        fmt::print("  no measurement of it in the catalogue\n");
      else
        fmt::print("  measured                {:>10.1f} tokens/s per accelerator ({:+.0f} %): {}\n",
                   row.measurement->throughput.value,
                   100 * (s.output_tokens_per_second / row.measurement->throughput.value - 1),
                   row.measurement->throughput.source);
    }
    return Exit::ok;
  }
  if (command.common.json) {
    Json list = Json::array();
    for (const BenchmarkRow& row : rows) list.push_back(row_json(row, predict(*row.accelerator)));
    Json json{{"workload", workload.id + "/" + rule}, {"rows", std::move(list)}};
    if (rows.empty()) json["note"] = "the catalogue has no measurement of it";
    fmt::print("{}\n", json.dump());
    return Exit::ok;
  }
  if (rows.empty()) {
    fmt::print("{}/{}: the catalogue has no measurement of it. `--accelerator NAME` estimates it for one.\n",
               workload.id, rule);
    return Exit::ok;
  }
  print_heading(false);
  for (const BenchmarkRow& row : rows) print_row(row, predict(*row.accelerator), nullptr);
  return Exit::ok;
}

Json efficiencies_json(const Efficiencies& e) {
  return {{"gemm", e.gemm},
          {"amd", e.amd},
          {"attention", e.attention},
          {"link", e.link},
          {"activation_bytes", e.activation},
          {"layer_seconds", e.layer_seconds},
          {"bandwidth", e.bandwidth},
          {"expert_seconds", e.expert_seconds},
          {"step_margin", e.step_margin},
          {"serving", e.serving},
          {"memory", e.memory}};
}

int all_rows(const EstimateCommand& command, const Catalogue& catalogue, const Context& context) {
  const std::vector<BenchmarkRow> rows = benchmark_rows(catalogue);
  Efficiencies used;
  if (command.fit) {
    std::vector<BenchmarkRow> fitted = rows;
    std::erase_if(fitted, [](const BenchmarkRow& row) { return !row.fitted; });
    used = fit_efficiencies(fitted, fit_start());
  }
  const std::vector<UnseenRow> left_out = leave_one_out(rows, used, context);
  const auto share_without = [&](LeftOut by) {
    std::vector<double> errors;
    for (const UnseenRow& unseen : leave_one_out(rows, used, context, by))
      if (unseen.row.fitted) errors.push_back(unseen.error);
    return share_within(errors);
  };
  const double by_model = share_without(LeftOut::model), by_rule = share_without(LeftOut::rule);
  end_progress();
  std::vector<double> fitted_errors, unseen_stacked, unseen_all;
  Json list = Json::array();
  if (!command.common.json) print_heading(true);
  for (const BenchmarkRow& row : rows) {
    const Serving s = estimate(*row.model, *row.accelerator, row.request, 0, used);
    const auto unseen = std::find_if(left_out.begin(), left_out.end(),
                                     [&](const UnseenRow& u) { return u.row.measurement == row.measurement; });
    if (row.fitted) {
      fitted_errors.push_back(error(row, used));
      unseen_stacked.push_back(unseen->error);
    }
    unseen_all.push_back(unseen->error);
    if (command.common.json) {
      Json json = row_json(row, s);
      json["left_out_error"] = unseen->error;
      json.erase("figures");
      list.push_back(std::move(json));
    } else {
      print_row(row, s, &unseen->error);
    }
  }
  if (command.common.json) {
    fmt::print("{}\n", Json{{"rows", std::move(list)},
                            {"within_25_percent",
                             {{"fitted", share_within(fitted_errors)},
                              {"left_out", share_within(unseen_stacked)},
                              {"model_left_out", by_model},
                              {"rule_left_out", by_rule},
                              {"left_out_and_never_fitted", share_within(unseen_all)}}},
                            {"efficiencies", efficiencies_json(used)}}
                           .dump());
    return Exit::ok;
  }
  fmt::print(
      "\nwithin 25 %: {:.0f} % of the {} fitted rows; {:.0f} % of them when their accelerator is left out of the fit, "
      "{:.0f} % when their model is, {:.0f} % when\ntheir rule is; {:.0f} % of all {} rows with their accelerator left "
      "out "
      "(cards without stacked memory are never fitted).\nThe factor of a maker with one accelerator stays fitted.\n",
      100 * share_within(fitted_errors), fitted_errors.size(), 100 * share_within(unseen_stacked), 100 * by_model,
      100 * by_rule, 100 * share_within(unseen_all), unseen_all.size());
  fmt::print(
      "efficiencies{}: products {:.3f}, AMD x {:.3f}, attention {:.3f}, links {:.3f}, activations {:.1f} B, {:.1f} us "
      "a "
      "layer;\nset: bandwidth {:.2f}, experts {:.0f} us a layer, step {:.2f} of the limit, serving {:.2f}, memory "
      "{:.2f}\n",
      command.fit ? " (fitted now)" : "", used.gemm, used.amd, used.attention, used.link, used.activation,
      1e6 * used.layer_seconds, used.bandwidth, 1e6 * used.expert_seconds, used.step_margin, used.serving, used.memory);
  return Exit::ok;
}

}  // namespace

int run_estimate(const EstimateCommand& command, const Context& context) {
  const Catalogue catalogue =
      load_catalogue(catalogue_folder(),
                     command.overlay.empty() ? std::nullopt : std::optional<std::filesystem::path>(command.overlay));
  if (!command.workload.empty()) {
    if (!command.model.empty()) throw UsageTrouble("--workload brings its own model: leave --model out");
    return workload_rows(command, catalogue);
  }
  if (command.model.empty() && command.accelerator.empty()) return all_rows(command, catalogue, context);
  if (command.model.empty() || command.accelerator.empty())
    throw UsageTrouble("--model and --accelerator belong together (or give --workload, or nothing)");
  const Model& model = catalogue.model(command.model);
  const Accelerator& accelerator = catalogue.accelerator(command.accelerator);
  Request request;
  request.input_tokens = command.input_tokens;
  request.output_tokens = command.output_tokens;
  request.context = command.context;
  request.first_token = seconds_of(command.first_token, "--first-token");
  request.per_token = seconds_of(command.per_token, "--per-token");
  Serving serving;
  try {
    serving = estimate(model, accelerator, request, bits(command.precision));
  } catch (const std::invalid_argument& trouble) {
    throw UsageTrouble(trouble.what());
  }
  if (command.common.json)
    fmt::print("{}\n", to_json(model, accelerator, serving).dump());
  else
    say(model, accelerator, serving);
  return Exit::ok;
}

}  // namespace gigaplan::cli
