#include "gigaplan/finance/sam/case_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

namespace gigaplan::finance::sam {
namespace {

using Json = nlohmann::json;

Place place_at(std::string_view text, std::size_t at, const std::string& file) {
  at = std::min(at, text.size());
  const auto line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  const auto start = text.rfind('\n', at == 0 ? 0 : at - 1);
  const std::size_t column = start == std::string_view::npos || at == 0 ? at : at - start - 1;
  return {file, static_cast<int>(line) + 1, static_cast<int>(column) + 1};
}

// Byte at which each key of the outermost object begins.
std::map<std::string, std::size_t> key_offsets(std::string_view text) {
  std::map<std::string, std::size_t> out;
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    if (c != '"') continue;
    const std::size_t start = i++;
    while (i < text.size() && text[i] != '"') i += text[i] == '\\' ? 2 : 1;
    const std::size_t next = text.find_first_not_of(" \t\r\n", i + 1);
    if (depth == 1 && next != std::string_view::npos && text[next] == ':')
      out.emplace(std::string(text.substr(start + 1, i - start - 1)), start);
  }
  return out;
}

bool all_numbers(const Json& list) {
  return std::ranges::all_of(list, [](const Json& item) { return item.is_number() || item.is_boolean(); });
}

// Letters to add, drop, change or swap with their neighbour to come from `a` to `b`.
std::size_t letters_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before, above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  const auto same = [](char x, char y) { return std::tolower(x) == std::tolower(y); };
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same(a[i - 1], b[j - 1]) ? 0 : 1)});
      if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]))
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = std::exchange(above, row);
  }
  return above[b.size()];
}

// Two letters may differ, in short names one, before a name counts as another one.
bool looks_like(std::string_view name, std::string_view known) {
  constexpr std::size_t long_name = 8;
  return letters_between(name, known) <= (name.size() < long_name ? 1U : 2U);
}

bool is_shortened(const Json& item) {
  return item.is_object() && item.contains("dropped_array_len") && item["dropped_array_len"].is_number_unsigned() &&
         item.contains("sum") && item["sum"].is_number();
}

double as_number(const Json& item) { return item.is_boolean() ? (item.get<bool>() ? 1.0 : 0.0) : item.get<double>(); }

}  // namespace

CaseReader::CaseReader(std::string_view text, std::string file) : file_(std::move(file)) {
  Json root;
  try {
    root = Json::parse(text);
  } catch (const Json::parse_error& error) {
    const std::size_t at = error.byte > 0 ? error.byte - 1 : 0;
    throw InputInvalid(
        {{"GP5001", place_at(text, at, file_), "not valid JSON here", "export the case from SAM again"}});
  }
  if (!root.is_object())
    throw InputInvalid(
        {{"GP5001", {file_, 1, 1}, "a SAM case is one JSON object of inputs", "export the inputs as JSON"}});
  const auto offsets = key_offsets(text);
  for (const auto& [name, item] : root.items()) {
    Entry entry;
    const auto offset = offsets.find(name);
    entry.place = offset == offsets.end() ? Place{file_, 0, 0} : place_at(text, offset->second, file_);
    if (item.is_number() || item.is_boolean()) {
      entry.values = {as_number(item)};
    } else if (item.is_string()) {
      entry.kind = 't';
    } else if (item.is_array() && all_numbers(item)) {
      entry.kind = 'l';
      for (const Json& value : item) entry.values.push_back(as_number(value));
    } else if (item.is_array() &&
               std::ranges::all_of(item, [](const Json& row) { return row.is_array() && all_numbers(row); })) {
      entry.kind = 'm';
      entry.rows = item.size();
      entry.columns = item.empty() ? 0 : item.front().size();
      for (const Json& row : item)
        for (const Json& value : row) entry.values.push_back(as_number(value));
      if (entry.values.size() != entry.rows * entry.columns) entry.kind = 'o';
    } else if (is_shortened(item)) {
      entry.kind = 'l';
      const auto count = std::min<std::size_t>(item.value("dropped_array_len", std::size_t{0}), 100'000'000);
      entry.shortened_sum = item.value("sum", 0.0);
      if (count > 0) entry.values.assign(count, *entry.shortened_sum / static_cast<double>(count));
    } else {
      entry.kind = 'o';
    }
    entries_.emplace(name, std::move(entry));
  }
}

const CaseReader::Entry* CaseReader::find(const std::string& name, bool required) {
  asked_.push_back(name);
  const auto at = entries_.find(name);
  if (at != entries_.end()) return &at->second;
  if (required)
    faults_.add("GP5002", {file_, 0, 0}, fmt::format("`{}` is missing", name), "SAM needs it; add it to the case");
  return nullptr;
}

void CaseReader::check(const std::string& name, const Entry& entry, double value, const Range& range) {
  const bool inside = (range.above_low ? value > range.low : value >= range.low) && value <= range.high;
  if (!inside) {
    const std::string limits = std::isinf(range.high)
                                   ? fmt::format("{} {}", range.above_low ? "above" : "at least", range.low)
                                   : fmt::format("between {} and {}", range.low, range.high);
    faults_.add("GP5004", entry.place, fmt::format("`{}` is {}", name, value), fmt::format("it must be {}", limits));
  } else if (range.whole && value != std::floor(value)) {
    faults_.add("GP5004", entry.place, fmt::format("`{}` is {}", name, value), "it must be a whole number");
  }
}

double CaseReader::number(const std::string& name, std::optional<double> otherwise, const Range& range) {
  const Entry* entry = find(name, !otherwise);
  if (entry == nullptr) return otherwise.value_or(0);
  if (entry->kind != 'n') {
    faults_.add("GP5003", entry->place, fmt::format("`{}` is not a number", name), "give one number");
    return otherwise.value_or(0);
  }
  check(name, *entry, entry->values[0], range);
  return entry->values[0];
}

int CaseReader::integer(const std::string& name, std::optional<double> otherwise, const Range& range) {
  const double value = number(name, otherwise, range);
  return std::abs(value) < 1e9 ? static_cast<int>(value) : 0;
}

bool CaseReader::flag(const std::string& name, bool otherwise) {
  return number(name, otherwise ? 1.0 : 0.0, {.low = 0, .high = 1, .whole = true}) != 0;
}

std::vector<double> CaseReader::list(const std::string& name, const std::optional<std::vector<double>>& otherwise) {
  const Entry* entry = find(name, !otherwise);
  if (entry == nullptr) return otherwise.value_or(std::vector<double>{});
  if (entry->kind != 'n' && entry->kind != 'l') {
    faults_.add("GP5003", entry->place, fmt::format("`{}` is not a list of numbers", name), "give a list of numbers");
    return {};
  }
  return entry->values;
}

std::vector<double> CaseReader::matrix(const std::string& name, std::size_t rows, std::size_t columns) {
  const Entry* entry = find(name, true);
  if (entry == nullptr) return {};
  if (entry->kind != 'm' || entry->rows != rows || entry->columns != columns) {
    faults_.add("GP5003", entry->place,
                fmt::format("`{}` is not a table of {} rows and {} columns", name, rows, columns),
                "give a list of lists");
    return {};
  }
  return entry->values;
}

std::optional<double> CaseReader::shortened_sum(const std::string& name) const {
  const auto at = entries_.find(name);
  return at == entries_.end() ? std::nullopt : at->second.shortened_sum;
}

void CaseReader::trouble(const std::string& name, std::string message, std::string remedy) {
  const auto at = entries_.find(name);
  faults_.add("GP5007", at == entries_.end() ? Place{file_, 0, 0} : at->second.place, std::move(message),
              std::move(remedy));
}

void CaseReader::finish(std::span<const std::string_view> not_misspelt) {
  std::vector<std::string> known = asked_;
  known.insert(known.end(), silent_.begin(), silent_.end());
  for (const auto& [name, entry] : entries_) {
    if (std::ranges::find(known, name) != known.end()) continue;
    if (std::ranges::any_of(silent_prefixes_, [&](const std::string& prefix) { return name.starts_with(prefix); }))
      continue;
    const auto near = std::ranges::find_if(known, [&](const std::string& other) { return looks_like(name, other); });
    if (near == known.end() || std::ranges::find(not_misspelt, name) != not_misspelt.end()) {
      riding_.push_back(name);
      continue;
    }
    faults_.add("GP5005", entry.place, fmt::format("`{}` is no input of this SAM model", name),
                fmt::format("did you mean `{}`?", *near));
  }
  faults_.throw_if_any();
}

}  // namespace gigaplan::finance::sam
