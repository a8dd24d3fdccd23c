#include "gigaplan/base/toml_guard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace gigaplan {
namespace {

constexpr int deepest = 64;
constexpr std::string_view mark = "\xEF\xBB\xBF";

/// Walks over TOML text outside of strings and comments.
class Walk {
 public:
  explicit Walk(std::string_view text) : text_(text) {
    if (text.starts_with(mark)) at_ = mark.size();
  }

  /// Offset of the next character outside, or npos; strings show as their opening quote.
  std::size_t next() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (c == '"' || c == '\'') {
        const auto opening = at_;
        skip_string(c);
        return opening;
      } else {
        return at_++;
      }
    }
    return std::string_view::npos;
  }

 private:
  void skip_string(char quote) {
    const std::string three(3, quote);
    const bool long_one = text_.substr(at_).starts_with(three);
    at_ += long_one ? 3 : 1;
    while (at_ < text_.size()) {
      if (text_[at_] == '\\' && quote == '"') {
        at_ += 2;
      } else if (long_one && text_.substr(at_).starts_with(three)) {
        at_ += 3;
        for (int more = 0; more < 2 && at_ < text_.size() && text_[at_] == quote; ++more) ++at_;  // they belong to it
        return;
      } else if (!long_one && (text_[at_] == quote || text_[at_] == '\n')) {
        ++at_;
        return;
      } else {
        ++at_;
      }
    }
    at_ = std::min(at_, text_.size());
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

std::string_view character(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  return text.substr(at, lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2);
}

bool is_of_a_name(unsigned char c) {
  return std::isalnum(c) != 0 || c == '_' || c == '-' || c == ' ' || c == '\t' || c == '"' || c == '\'';
}

}  // namespace

Place place_at_offset(std::string_view text, std::size_t offset, const std::string& file) {
  const auto before = text.substr(0, offset);
  const auto line = static_cast<int>(std::ranges::count(before, '\n')) + 1;
  auto start = before.rfind('\n');
  start = start == std::string_view::npos ? (text.starts_with(mark) ? mark.size() : 0) : start + 1;
  return {file, line, static_cast<int>(offset - std::min(start, offset)) + 1};
}

std::optional<TomlRefusal> refuse_toml(std::string_view text, const std::string& file) {
  Walk walk(text);
  int dots = 0;
  for (auto at = walk.next(); at != std::string_view::npos; at = walk.next()) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c >= 0x80)
      return TomlRefusal{place_at_offset(text, at, file),
                         fmt::format("this is no TOML: `{}` outside of quotes", character(text, at)),
                         "text and names with such letters stand in plain quotes: \"…\""};
    if (c == '.' && ++dots > deepest)
      return TomlRefusal{place_at_offset(text, at, file), "this is no TOML of ours: names nested too deep",
                         "mend this line"};
    if (c != '.' && !is_of_a_name(c)) dots = 0;
  }
  return std::nullopt;
}

}  // namespace gigaplan
