// Strong ids: an index into one table that cannot be mixed up with an index into another.
#pragma once
#include <compare>
#include <cstdint>
#include <vector>

namespace gigaplan {

/// Index into a table of `Tag`. A default id points nowhere (`valid()` is false).
template <class Tag>
struct Id {
  std::int32_t index = -1;
  [[nodiscard]] bool valid() const { return index >= 0; }
  auto operator<=>(const Id&) const = default;
};

/// A vector read by its own id only.
template <class T, class IdType>
class Table {
 public:
  IdType add(T item) {
    items_.push_back(std::move(item));
    return IdType{static_cast<std::int32_t>(items_.size()) - 1};
  }
  T& operator[](IdType id) { return items_[static_cast<std::size_t>(id.index)]; }
  const T& operator[](IdType id) const { return items_[static_cast<std::size_t>(id.index)]; }
  [[nodiscard]] std::size_t size() const { return items_.size(); }
  [[nodiscard]] bool empty() const { return items_.empty(); }
  auto begin() { return items_.begin(); }
  auto end() { return items_.end(); }
  [[nodiscard]] auto begin() const { return items_.begin(); }
  [[nodiscard]] auto end() const { return items_.end(); }
  [[nodiscard]] IdType id(std::size_t i) const { return IdType{static_cast<std::int32_t>(i)}; }

 private:
  std::vector<T> items_;
};

}  // namespace gigaplan
