#include "gigaplan/scenario/flat.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace gigaplan::scenario {
namespace {

std::string value_of(const Node& node) {
  switch (node.kind) {
    case Node::Kind::text:
      return '"' + node.text + '"';
    case Node::Kind::date:
      return node.text;
    case Node::Kind::integer:
      return std::to_string(node.integer);
    case Node::Kind::real:
      return fmt::format("{}", node.real);
    case Node::Kind::boolean:
      return node.boolean ? "true" : "false";
    case Node::Kind::table:
    case Node::Kind::array:
      return "";
  }
  return "";
}

// What a [[section]]'s item is called in a path: its id, else what it is about, else its position.
std::string name_of(const Node& item, std::size_t position) {
  for (const char* key : {"id", "name", "accelerator", "year"}) {
    const Node* value = item.is_table() ? item.find(key) : nullptr;
    if (value != nullptr) return value->kind == Node::Kind::text ? value->text : value_of(*value);
  }
  return std::to_string(position + 1);
}

void flatten(const Node& node, const std::string& path, std::map<std::string, std::string>& out) {
  if (node.is_table()) {
    for (const auto& member : node.members)
      flatten(member.value, path.empty() ? member.key : path + "." + member.key, out);
    return;
  }
  if (!node.is_array()) {
    out[path] = value_of(node);
    return;
  }
  const bool plain = std::ranges::none_of(node.items, [](const Node& n) { return n.is_table() || n.is_array(); });
  if (plain) {
    std::string list;
    for (const auto& item : node.items) list += (list.empty() ? "" : ", ") + value_of(item);
    out[path] = "[" + list + "]";
    return;
  }
  std::set<std::string> taken;
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    auto name = name_of(node.items[i], i);
    if (!taken.insert(name).second) name = fmt::format("{} ({})", name, i + 1);
    flatten(node.items[i], fmt::format("{}[{}]", path, name), out);
  }
}

}  // namespace

std::map<std::string, std::string> flat_values(const Node& root) {
  std::map<std::string, std::string> out;
  flatten(root, "", out);
  return out;
}

}  // namespace gigaplan::scenario
