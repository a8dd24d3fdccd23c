#include "gigaplan/report/packed.hpp"

#include <stdexcept>

namespace gigaplan::report {
namespace {
constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

void append(std::string& out, std::uint64_t code) {
  do {
    const std::uint64_t low = code % 32;
    code /= 32;
    out += letters[low + (code > 0 ? 32 : 0)];
  } while (code > 0);
}

std::uint64_t take(std::string_view& text) {
  std::uint64_t code = 0;
  for (unsigned shift = 0; shift < 64; shift += 5) {
    const std::size_t group = text.empty() ? std::string_view::npos : letters.find(text.front());
    if (group == std::string_view::npos) throw std::invalid_argument("packed numbers: end or foreign letter");
    text.remove_prefix(1);
    code |= static_cast<std::uint64_t>(group % 32) << shift;
    if (group < 32) return code;
  }
  throw std::invalid_argument("packed numbers: a number is too long");
}
}  // namespace

std::string pack(std::span<const std::int64_t> numbers, std::size_t stride) {
  std::string out;
  const auto change = [&](std::size_t i) { return numbers[i] - (i >= stride ? numbers[i - stride] : 0); };
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const std::int64_t step = change(i);
    append(out, static_cast<std::uint64_t>(step < 0 ? -2 * step - 1 : 2 * step));
    if (step != 0) continue;
    std::uint64_t more = 0;
    for (; i + 1 < numbers.size() && change(i + 1) == 0; ++i) ++more;
    append(out, more);
  }
  return out;
}

std::vector<std::int64_t> unpack(std::string_view text, std::size_t stride) {
  std::vector<std::int64_t> out;
  const auto before = [&] { return out.size() >= stride ? out[out.size() - stride] : 0; };
  while (!text.empty()) {
    const auto code = static_cast<std::int64_t>(take(text));
    out.push_back(before() + (code % 2 == 1 ? -(code + 1) / 2 : code / 2));
    if (code != 0) continue;
    for (std::uint64_t more = take(text); more > 0; --more) out.push_back(before());
  }
  return out;
}

}  // namespace gigaplan::report
