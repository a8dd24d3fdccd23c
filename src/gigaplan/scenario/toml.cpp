// The one place that knows toml++.
#include <algorithm>
#include <sstream>

#include "gigaplan/base/mended_toml.hpp"
#include "gigaplan/scenario/node.hpp"

namespace gigaplan::scenario {
namespace {

/// toml++ counts columns in code points, a Place in bytes.
class Lines {
 public:
  Lines(std::string_view text, const std::string& file) : text_(text), file_(file) {
    starts_.push_back(0);
    for (std::size_t i = 0; i < text.size(); ++i)
      if (text[i] == '\n') starts_.push_back(i + 1);
  }

  [[nodiscard]] Place place(const toml::source_position& at) const {
    const int line = static_cast<int>(at.line);
    int column = static_cast<int>(at.column);
    if (line >= 1 && static_cast<std::size_t>(line) <= starts_.size()) {
      std::size_t byte = starts_[static_cast<std::size_t>(line) - 1];
      for (int passed = 1; passed < static_cast<int>(at.column) && byte < text_.size(); ++passed) {
        const auto lead = static_cast<unsigned char>(text_[byte]);
        const int width = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        column += width - 1;
        byte += static_cast<std::size_t>(width);
      }
    }
    return {file_, line, column};
  }

 private:
  std::string_view text_;
  const std::string& file_;
  std::vector<std::size_t> starts_;
};

Node converted(const toml::node& from, const Lines& lines) {
  Node node;
  node.place = lines.place(from.source().begin);
  if (const auto* table = from.as_table()) {
    node.kind = Node::Kind::table;
    for (const auto& [key, value] : *table)
      node.members.push_back({std::string(key.str()), lines.place(key.source().begin), converted(value, lines)});
    std::ranges::stable_sort(node.members, {}, [](const Node::Member& m) {
      return std::pair(m.place.line, m.place.column);  // toml++ sorts by name; people wrote an order
    });
  } else if (const auto* array = from.as_array()) {
    node.kind = Node::Kind::array;
    for (const auto& item : *array) node.items.push_back(converted(item, lines));
  } else if (const auto* text = from.as_string()) {
    node.kind = Node::Kind::text;
    node.text = text->get();
  } else if (const auto* integer = from.as_integer()) {
    node.kind = Node::Kind::integer;
    node.integer = integer->get();
  } else if (const auto* real = from.as_floating_point()) {
    node.kind = Node::Kind::real;
    node.real = real->get();
  } else if (const auto* boolean = from.as_boolean()) {
    node.kind = Node::Kind::boolean;
    node.boolean = boolean->get();
  } else {
    node.kind = Node::Kind::date;
    std::ostringstream out;
    if (const auto* date = from.as_date()) out << *date;
    if (const auto* time = from.as_time()) out << *time;
    if (const auto* both = from.as_date_time()) out << *both;
    node.text = out.str();
  }
  return node;
}

}  // namespace

Node parse_toml(std::string_view text, const std::string& file, Faults& faults) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  const Lines lines(text.starts_with(mark) ? text.substr(mark.size()) : text, file);
  try {
    return converted(toml::parse(text, file), lines);
  } catch (const toml::parse_error& error) {
    faults.add("GP1007", lines.place(error.source().begin), "this is no TOML: " + std::string(error.description()),
               "mend this line first: what stands behind a syntax fault cannot be judged");
    return {};
  }
}

}  // namespace gigaplan::scenario
