// Texts of files from elsewhere.
#pragma once
#include <cstddef>
#include <string_view>

namespace gigaplan {

/// Offset of the first byte that is no UTF-8, or npos.
[[nodiscard]] inline std::size_t first_non_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t width = lead < 0x80                   ? 1
                              : lead >= 0xC2 && lead < 0xE0 ? 2
                              : lead >= 0xE0 && lead < 0xF0 ? 3
                              : lead >= 0xF0 && lead < 0xF5 ? 4
                                                            : 0;
    if (width == 0 || i + width > text.size()) return i;
    for (std::size_t k = 1; k < width; ++k)
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0U) != 0x80U) return i;
    i += width;
  }
  return std::string_view::npos;
}

}  // namespace gigaplan
