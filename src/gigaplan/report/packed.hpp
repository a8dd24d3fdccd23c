// Whole numbers as short text: the difference to the number `stride` before it, zigzag (2n, −2n−1), in groups of five
// bits as base64 letters, lowest first, the sixth bit says that more follow. A zero difference is followed by how many
// more zeros come. The reader on the page is web/report/src/packed.ts.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gigaplan::report {

std::string pack(std::span<const std::int64_t> numbers, std::size_t stride = 1);

/// Inverse of pack. Throws std::invalid_argument when the text is not packed numbers.
std::vector<std::int64_t> unpack(std::string_view text, std::size_t stride = 1);

}  // namespace gigaplan::report
