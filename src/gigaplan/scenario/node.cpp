#include "gigaplan/scenario/node.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>

namespace gigaplan::scenario {

const Node::Member* Node::member(std::string_view key) const {
  const auto found = std::ranges::find(members, key, &Member::key);
  return found == members.end() ? nullptr : &*found;
}
const Node* Node::find(std::string_view key) const {
  const auto* found = member(key);
  return found == nullptr ? nullptr : &found->value;
}
Node* Node::find(std::string_view key) {
  const auto found = std::ranges::find(members, key, &Member::key);
  return found == members.end() ? nullptr : &found->value;
}
std::string_view Node::text_of(std::string_view key) const {
  const Node* found = find(key);
  return found != nullptr && found->kind == Kind::text ? std::string_view(found->text) : std::string_view();
}
void Node::remove(std::string_view key) {
  std::erase_if(members, [&](const Member& m) { return m.key == key; });
}

std::string kind_name(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::table:
      return "a table";
    case Node::Kind::array:
      return "a list";
    case Node::Kind::text:
      return "text";
    case Node::Kind::integer:
      return "a whole number";
    case Node::Kind::real:
      return "a number";
    case Node::Kind::boolean:
      return "true or false";
    case Node::Kind::date:
      return "a date";
  }
  return "something else";
}

namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      out += fmt::format("\\u{:04X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string key_text(std::string_view key) {
  const bool plain = !key.empty() && std::ranges::all_of(key, [](unsigned char c) {
    return (std::isalnum(c) != 0 && c < 0x80) || c == '_' || c == '-';
  });
  return plain ? std::string(key) : quoted(key);
}

std::string real_text(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  auto text = fmt::format("{}", value);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

void inline_value(const Node& node, std::string& out) {
  switch (node.kind) {
    case Node::Kind::text:
      out += quoted(node.text);
      break;
    case Node::Kind::date:
      out += node.text;
      break;
    case Node::Kind::integer:
      out += fmt::format("{}", node.integer);
      break;
    case Node::Kind::real:
      out += real_text(node.real);
      break;
    case Node::Kind::boolean:
      out += node.boolean ? "true" : "false";
      break;
    case Node::Kind::array: {
      out += '[';
      for (std::size_t i = 0; i < node.items.size(); ++i) {
        if (i > 0) out += i % 24 == 0 ? ",\n  " : ", ";
        inline_value(node.items[i], out);
      }
      out += ']';
      break;
    }
    case Node::Kind::table: {
      out += "{ ";
      for (std::size_t i = 0; i < node.members.size(); ++i) {
        if (i > 0) out += ", ";
        out += key_text(node.members[i].key) + " = ";
        inline_value(node.members[i].value, out);
      }
      out += node.members.empty() ? "}" : " }";
      break;
    }
  }
}

bool holds_long_list(const Node& node) {
  if (node.is_array()) return node.items.size() > 24;
  return std::ranges::any_of(node.members, [](const Node::Member& m) { return holds_long_list(m.value); });
}

bool is_section(const Node& node) { return node.is_table(); }
bool is_sections(const Node& node) {
  return node.is_array() && !node.items.empty() && std::ranges::all_of(node.items, &Node::is_table) &&
         std::ranges::none_of(node.items, [](const Node& item) { return item.find("year") != nullptr; });
}

void table_body(const Node& node, const std::string& path, std::string& out) {
  for (const auto& member : node.members) {
    if (is_section(member.value) || is_sections(member.value)) continue;
    out += key_text(member.key) + " = ";
    inline_value(member.value, out);
    out += '\n';
  }
  for (const auto& member : node.members) {
    const auto name = path.empty() ? key_text(member.key) : path + "." + key_text(member.key);
    if (is_section(member.value)) {
      out += fmt::format("\n[{}]\n", name);
      table_body(member.value, name, out);
    } else if (is_sections(member.value)) {
      for (const auto& item : member.value.items) {
        out += fmt::format("\n[[{}]]\n", name);
        table_body(item, name, out);
      }
    }
  }
}

}  // namespace

std::string to_toml(const Node& root) {
  std::string out;
  table_body(root, "", out);
  return out;
}

}  // namespace gigaplan::scenario
