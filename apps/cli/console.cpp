#include "apps/cli/console.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <thread>

namespace gigaplan::cli {
namespace {

std::atomic<bool> stop_flag{false};
bool bar_shown = false;

extern "C" void on_interrupt(int) {
  if (stop_flag.exchange(true)) std::_Exit(Exit::interrupted);  // the second Ctrl-C does not wait
}

std::string mode_of(const Common& common) {
  if (common.progress != "auto") return common.progress;
  if (common.quiet) return "none";
  return isatty(STDERR_FILENO) != 0 ? "bar" : "plain";
}

void show_bar(const Progress& p) {
  constexpr int width = 24;
  std::string bar(width, ' ');
  if (p.fraction >= 0) std::fill_n(bar.begin(), static_cast<int>(std::clamp(p.fraction, 0.0, 1.0) * width), '=');
  fmt::print(stderr, "\r\033[K{:<12} [{}] {}", p.stage, bar, p.note);
  std::fflush(stderr);
  bar_shown = true;
}

// Lines for logs: a new stage at once, the same stage at most every two seconds.
struct PlainState {
  std::mutex lock;
  std::string stage;
  std::chrono::steady_clock::time_point last;
};

}  // namespace

Context make_context(const Common& common) {
  std::signal(SIGINT, on_interrupt);
  Context context;
  const int machine = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  context.threads = common.threads > 0 ? common.threads : std::min(machine, 8);
  if (common.time_limit > 0) context.time_limit = common.time_limit;
  context.stop = &stop_flag;
  const auto mode = mode_of(common);
  if (mode == "bar") context.progress = show_bar;
  if (mode == "plain") {
    context.progress = [state = std::make_shared<PlainState>()](const Progress& p) {
      const std::scoped_lock guard(state->lock);
      const auto now = std::chrono::steady_clock::now();
      if (p.stage == state->stage && now - state->last < std::chrono::seconds(2)) return;
      state->stage = p.stage, state->last = now;
      fmt::print(stderr, "{}{}{}\n", p.stage, p.note.empty() ? "" : ": ", p.note);
    };
  }
  if (mode == "json") {
    context.progress = [](const Progress& p) {
      nlohmann::json line{{"stage", p.stage}, {"note", p.note}};
      line["fraction"] = p.fraction >= 0 ? nlohmann::json(p.fraction) : nlohmann::json(nullptr);
      fmt::print(stderr, "{}\n", line.dump());
    };
  }
  if (!common.quiet) {
    const auto print = [](const std::string& line) {
      end_progress();
      fmt::print(stderr, "{}\n", line);
    };
    // The same words once a run, however often they hold.
    context.log = [print, said = std::make_shared<std::set<std::string>>()](const std::string& line) {
      if (said->insert(line).second) print(line);
    };
    if (common.verbose) context.detail = print;
  }
  return context;
}

void end_progress() {
  if (!bar_shown) return;
  fmt::print(stderr, "\r\033[K");
  bar_shown = false;
}

nlohmann::json faults_json(const std::vector<Fault>& faults) {
  auto list = nlohmann::json::array();
  for (const auto& f : faults) {
    list.push_back({{"code", f.code},
                    {"file", f.place.file},
                    {"line", f.place.line},
                    {"column", f.place.column},
                    {"message", f.message},
                    {"remedy", f.remedy}});
  }
  return list;
}

int print_faults(const std::vector<Fault>& faults, bool json) {
  end_progress();
  if (json) {
    fmt::print("{}\n", nlohmann::json{{"faults", faults_json(faults)}}.dump(2, ' ', false,
                                                                            nlohmann::json::error_handler_t::replace));
    return Exit::invalid;
  }
  std::map<std::string, std::string> sources;
  for (const auto& f : faults) {
    auto [at, fresh] = sources.try_emplace(f.place.file);
    if (fresh && f.place.line > 0) {
      std::ifstream in(f.place.file, std::ios::binary);
      std::ostringstream text;
      text << in.rdbuf();
      at->second = text.str();
    }
    fmt::print(stderr, "{}\n", describe(f, at->second));
  }
  fmt::print(stderr, "{} fault{}; nothing was written.\n", faults.size(), faults.size() == 1 ? "" : "s");
  return Exit::invalid;
}

double parse_duration(const std::string& text) {
  char* rest = nullptr;
  const double value = std::strtod(text.c_str(), &rest);
  const std::string unit(rest);
  const std::map<std::string, double> factors{{"", 1},   {"s", 1},    {"sec", 1},  {"min", 60},
                                              {"m", 60}, {"h", 3600}, {"hr", 3600}};
  const auto factor = factors.find(unit);
  if (rest == text.c_str() || factor == factors.end() || !(value > 0)) {
    throw UsageTrouble(fmt::format("\"{}\" is no duration: write seconds, or 90s, 10min, 2h", text));
  }
  return value * factor->second;
}

bool colour() { return isatty(STDERR_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr; }

long long peak_memory_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<long long>(usage.ru_maxrss) * 1024;
}

}  // namespace gigaplan::cli
