// The user's file as a tree that remembers where everything stood, whichever file it came from.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "gigaplan/base/fault.hpp"

namespace gigaplan::scenario {

struct Node;

/// One value of a TOML file. Members keep the order of the file.
struct Node {
  enum class Kind : std::uint8_t { table, array, text, integer, real, boolean, date } kind = Kind::table;
  struct Member;
  std::string text;  ///< text, date as written
  long long integer = 0;
  double real = 0;
  bool boolean = false;
  std::vector<Node> items;      ///< array
  std::vector<Member> members;  ///< table
  Place place;

  [[nodiscard]] bool is_table() const { return kind == Kind::table; }
  [[nodiscard]] bool is_array() const { return kind == Kind::array; }
  [[nodiscard]] const Node* find(std::string_view key) const;
  [[nodiscard]] Node* find(std::string_view key);
  [[nodiscard]] const Member* member(std::string_view key) const;
  /// The text of member `key`, or "" when it is not there or no text.
  [[nodiscard]] std::string_view text_of(std::string_view key) const;
  void remove(std::string_view key);
};

struct Node::Member {
  std::string key;
  Place place;  ///< of the key
  Node value;
};

/// What kind of thing a node is, for people: "a table", "text", …
[[nodiscard]] std::string kind_name(Node::Kind kind);

/// Parses TOML. A UTF-8 byte order mark and CRLF are accepted. On a syntax fault (GP1007, the first only: nothing
/// behind it can be trusted) returns an empty table.
[[nodiscard]] Node parse_toml(std::string_view text, const std::string& file, Faults& faults);

/// The tree as TOML text that parses to the same tree.
[[nodiscard]] std::string to_toml(const Node& root);

}  // namespace gigaplan::scenario
