#include "gigaplan/program/writer_names.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <unordered_set>

namespace gigaplan::program {
namespace {

char allowed(char c) {
  constexpr std::string_view harmless = "_.,()#$%&@~!?{}";
  if (c == '[') return '(';
  if (c == ']') return ')';
  if (c == ':') return '.';
  const auto byte = static_cast<unsigned char>(c);
  return std::isalnum(byte) != 0 || byte >= 0x80 || harmless.find(c) != std::string_view::npos ? c : '_';
}

/// A name must not begin like a number: with a digit, a dot, or e followed by a digit.
bool like_a_number(const std::string& name) {
  if (name.empty()) return true;
  if (std::isdigit(static_cast<unsigned char>(name[0])) != 0 || name[0] == '.') return true;
  return (name[0] == 'e' || name[0] == 'E') && name.size() > 1 &&
         std::isdigit(static_cast<unsigned char>(name[1])) != 0;
}

template <class NameOf>
std::vector<std::string> file_names(std::int32_t count, NameOf name_of) {
  std::vector<std::string> names;
  names.reserve(static_cast<std::size_t>(count));
  std::unordered_set<std::string> seen;
  for (std::int32_t i = 0; i < count; ++i) {
    std::string name = name_of(i);
    std::ranges::transform(name, name.begin(), allowed);
    if (like_a_number(name)) name.insert(0, "_");
    if (!seen.insert(name).second) {
      name += "~" + std::to_string(i);
      seen.insert(name);
    }
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace

std::vector<std::string> column_file_names(const Program& program) {
  return file_names(program.columns(), [&](std::int32_t j) { return program.column_name(j); });
}

std::vector<std::string> row_file_names(const Program& program) {
  return file_names(program.rows(), [&](std::int32_t i) { return program.row_name(i); });
}

}  // namespace gigaplan::program
