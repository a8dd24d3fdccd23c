// A whole number that counts from 0, as an index of the standard library's containers.
#pragma once

#include <cstddef>

namespace gigaplan {

[[nodiscard]] constexpr std::size_t at(int i) { return static_cast<std::size_t>(i); }

}  // namespace gigaplan
