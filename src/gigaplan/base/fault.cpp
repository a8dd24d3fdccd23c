#include "gigaplan/base/fault.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <tuple>

namespace gigaplan {

void Faults::add(std::string code, Place place, std::string message, std::string remedy) {
  list_.push_back({std::move(code), std::move(place), std::move(message), std::move(remedy)});
}

void Faults::throw_if_any() const {
  if (list_.empty()) return;
  auto sorted = list_;
  std::ranges::stable_sort(sorted, {},
                           [](const Fault& f) { return std::tie(f.place.file, f.place.line, f.place.column); });
  throw InputInvalid(std::move(sorted));
}

InputInvalid::InputInvalid(std::vector<Fault> faults) : faults_(std::move(faults)) {
  for (const auto& fault : faults_) text_ += describe(fault) + "\n";
}

namespace {

std::string_view line_of(std::string_view source, int line) {
  for (int i = 1; i < line; ++i) {
    const auto end = source.find('\n');
    if (end == std::string_view::npos) return {};
    source.remove_prefix(end + 1);
  }
  source = source.substr(0, source.find('\n'));
  if (!source.empty() && source.back() == '\r') source.remove_suffix(1);
  return source;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

std::size_t edit_distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substitute = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, substitute});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string describe(const Fault& fault, std::string_view source) {
  std::string out = fault.place.file;
  if (fault.place.line > 0) out += fmt::format(":{}", fault.place.line);
  if (fault.place.line > 0 && fault.place.column > 0) out += fmt::format(":{}", fault.place.column);
  out += fmt::format("{}{}: {}", out.empty() ? "" : ": ", fault.code, fault.message);
  if (fault.place.line > 0 && !source.empty()) {
    const auto line = line_of(source, fault.place.line);
    constexpr std::size_t widest = 160;
    const auto column = static_cast<std::size_t>(std::max(fault.place.column, 1));
    if (!line.empty() && column <= widest) {
      out += fmt::format("\n  {}\n  {:>{}}", line.substr(0, widest), "^", column);
    }
  }
  if (!fault.remedy.empty()) out += "\n  " + fault.remedy;
  return out;
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
  const auto wanted = lower(word);
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(1, wanted.size() / 3) + 1;
  for (const auto& candidate : candidates) {
    const auto have = lower(candidate);
    auto distance = edit_distance(wanted, have);
    if ((wanted.size() >= 3 && have.starts_with(wanted)) || (have.size() >= 3 && wanted.starts_with(have)))
      distance = std::min<std::size_t>(distance, 1);
    if (distance < best_distance) best_distance = distance, best = candidate;
  }
  return best;
}

}  // namespace gigaplan
