// One value against its field.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

#include "gigaplan/scenario/record.hpp"
#include "gigaplan/scenario/series.hpp"
#include "gigaplan/scenario/value_parts.hpp"

namespace gigaplan::scenario {
namespace {

using Kind = Node::Kind;
using Type = Field::Type;

std::string code_of(QuantityTrouble::Kind kind) {
  switch (kind) {
    case QuantityTrouble::Kind::number:
      return "GP1201";
    case QuantityTrouble::Kind::unit:
      return "GP1202";
    case QuantityTrouble::Kind::dimension:
      return "GP1203";
    case QuantityTrouble::Kind::not_finite:
      return "GP1204";
    case QuantityTrouble::Kind::money:
      return "GP1207";
  }
  return "GP1201";
}

std::string in_words(double value, const Field& field) {
  return field.unit == "1" || field.unit == "accelerators" ? fmt::format("{:g}", value)
                                                           : fmt::format("{:g} {}", value, field.unit);
}

bool in_range(double value, const Node& node, const Field& field, const std::string& path, Reading& reading) {
  const bool low = value < field.least || (field.above && value == field.least);
  if (!low && value <= field.most) return true;
  if (low && field.least == 0) {
    add_fault(reading, "GP1205", node, fmt::format("`{}` is {}", path, value < 0 ? "negative" : "zero"),
              field.above ? "write a number above 0" : "write 0 or more");
  } else if (!low && field.unit == "%" && field.most == 100) {
    add_fault(reading, "GP1206", node, fmt::format("`{}` is {:g} %, more than everything", path, value),
              "a share is at most 100 %");
  } else {
    add_fault(reading, "GP1205", node, fmt::format("`{}` is {}", path, in_words(value, field)),
              low ? fmt::format("write {} or more", in_words(field.least, field))
                  : fmt::format("write {} or less", in_words(field.most, field)));
  }
  return false;
}

bool read_text(const Node& node, const Field& field, const std::string& path, Reading& reading, Value& value) {
  if (node.kind != Kind::text) return wrong_type(reading, node, field, path), false;
  value.text = node.text;
  if (field.type == Type::id) {
    const bool sound =
        !node.text.empty() && node.text.size() <= 64 && std::ranges::all_of(node.text, [](unsigned char c) {
          return (c < 0x80 && std::isalnum(c) != 0) || c == '-' || c == '_';
        });
    if (!sound)
      add_fault(reading, "GP1104", node,
                fmt::format("`{}`: \"{}\" is no name for tables and files", path, written(node)),
                "use letters a-z, digits, - and _, at most 64; `name` may be any text");
    return sound;
  }
  if (field.type == Type::choice) return is_choice(node, field, path, reading);
  if (field.type == Type::name) {
    const auto id = catalogue_name(node, field.kind, path, reading);
    if (id) value.text = *id;
    return id.has_value();
  }
  if (field.type == Type::hours && node.text != "full") {
    int days = 0;
    const std::string_view text = node.text;
    if (text.starts_with("typical:")) {
      const auto [end, error] = std::from_chars(text.data() + 8, text.data() + text.size(), days);
      if (error != std::errc() || end != text.data() + text.size()) days = 0;
    }
    if (days < 1 || days > 365) {
      add_fault(reading, "GP1104", node, fmt::format("`{}` cannot be \"{}\"", path, written(node)),
                "write \"full\", or \"typical:12\" for 12 typical days (1 to 365)");
      return false;
    }
    value.number = days;
  }
  return true;
}

bool fill(const Node& node, const Field& field, const std::string& path, Reading& reading, Value& value) {
  switch (field.type) {
    case Type::text:
    case Type::id:
    case Type::choice:
    case Type::name:
    case Type::hours:
      return read_text(node, field, path, reading, value);
    case Type::whole: {
      if (node.kind != Kind::integer) return wrong_type(reading, node, field, path), false;
      value.number = static_cast<double>(node.integer);
      return in_range(value.number, node, field, path, reading);
    }
    case Type::year: {
      const auto year = read_year(node, path, reading);
      if (year) value.number = *year;
      return year.has_value();
    }
    case Type::flag:
      if (node.kind != Kind::boolean) return wrong_type(reading, node, field, path), false;
      value.number = node.boolean ? 1 : 0;
      return true;
    case Type::quantity: {
      if (field.unit.starts_with("by "))
        return node.kind == Kind::text || number_in(node).has_value() ? true
                                                                      : (wrong_type(reading, node, field, path), false);
      const auto number = read_quantity(node, field, field.unit, path, reading);
      if (number) value.number = *number;
      return number.has_value();
    }
    case Type::path: {
      auto points = read_path(node, field, path, reading);
      if (points) value.path = std::move(*points);
      return points.has_value();
    }
    case Type::choices:
      return read_choices(node, field, path, reading, value);
    case Type::steps:
      return read_steps(node, field, path, reading, value);
    case Type::years:
    case Type::names:
      return read_list(node, field, path, reading, value);
    case Type::place:
      return read_place(node, field, path, reading, value);
    case Type::profile:
      return read_profile(node, field, path, reading, value);
    case Type::series:
      value.series = read_series(node, field, path, reading);
      return value.series.has_value();
    case Type::table: {
      if (!node.is_table()) return wrong_type(reading, node, field, path), false;
      const Section inner{.key = field.key, .many = false, .item_key = "", .help = field.help, .fields = field.fields};
      const auto before = reading.faults.list().size();
      value.inner.push_back(read_record(node, inner, path, reading));
      value.inner.front().section = nullptr;
      return reading.faults.list().size() == before;
    }
  }
  return false;
}

}  // namespace

void add_fault(Reading& reading, std::string code, const Node& node, std::string message, std::string remedy) {
  reading.faults.add(std::move(code), node.place, std::move(message), std::move(remedy));
}

bool is_choice(const Node& node, const Field& field, const std::string& path, Reading& reading) {
  if (std::ranges::find(field.allowed, node.text) != field.allowed.end()) return true;
  const auto near = nearest(node.text, field.allowed);
  std::string all;
  for (const auto& word : field.allowed) all += (all.empty() ? "" : ", ") + word;
  add_fault(reading, "GP1104", node, fmt::format("`{}` cannot be \"{}\"", path, written(node)),
            near.empty() ? "one of: " + all : fmt::format("did you mean \"{}\"? One of: {}", near, all));
  return false;
}

void wrong_type(Reading& reading, const Node& node, const Field& field, const std::string& path) {
  add_fault(reading, "GP1103", node, fmt::format("`{}` is {}, which it cannot be", path, kind_name(node.kind)),
            fmt::format("write `{} = {}`: {}", field.key, example_of(field), field.help));
}

std::optional<double> number_in(const Node& node) {
  if (node.kind == Kind::integer) return static_cast<double>(node.integer);
  if (node.kind == Kind::real) return node.real;
  return std::nullopt;
}

std::optional<int> read_year(const Node& node, const std::string& path, Reading& reading) {
  if (node.kind == Kind::integer && node.integer >= 1900 && node.integer <= 2200) return static_cast<int>(node.integer);
  const bool number = node.kind == Kind::integer || node.kind == Kind::real;
  add_fault(reading, "GP1401", node,
            number ? fmt::format("`{}`: {} is no year of this plan", path, written(node))
                   : fmt::format("`{}`: {} is no year", path, written(node)),
            "write the calendar year as a whole number, e.g. 2030");
  return std::nullopt;
}

std::optional<std::string> catalogue_name(const Node& node, const std::string& kind, const std::string& path,
                                          Reading& reading) {
  const Catalogue& catalogue = reading.catalogue;
  if (const auto* found = catalogue.find_record(kind, node.text)) return found->id;
  static const std::map<std::string, std::pair<std::string, std::string>> words{
      {"countries", {"GP1301", "country"}},       {"accelerators", {"GP1302", "accelerator"}},
      {"technologies", {"GP1303", "technology"}}, {"models", {"GP1304", "model"}},
      {"regions", {"GP1307", "region"}},          {"cooling", {"GP1305", "kind of cooling"}},
      {"languages", {"GP1306", "language"}}};
  const auto& [code, word] = words.at(kind);
  const auto near = catalogue.nearest_name(kind, node.text);
  add_fault(
      reading, code, node, fmt::format("`{}`: the catalogue has no {} \"{}\"", path, word, written(node)),
      near.empty()
          ? fmt::format("see `gigaplan catalogue list {}`, or bring your own figures by [catalogue] overlay", kind)
          : fmt::format("did you mean \"{}\"?", near));
  return std::nullopt;
}

std::string written(const Node& node) {
  std::string text;
  switch (node.kind) {
    case Kind::text:
    case Kind::date:
      text = node.text;
      break;
    case Kind::integer:
      text = fmt::format("{}", node.integer);
      break;
    case Kind::real:
      text = fmt::format("{}", node.real);
      break;
    case Kind::boolean:
      text = node.boolean ? "true" : "false";
      break;
    case Kind::table: {
      for (const auto& member : node.members)
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", member.key, written(member.value));
      break;
    }
    case Kind::array: {
      for (const auto& item : node.items) {
        if (text.size() > 200) break;
        text += (text.empty() ? "" : item.is_table() ? "; " : ", ") + written(item);
      }
      break;
    }
  }
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  constexpr std::size_t longest = 120;
  if (text.size() <= longest) return text;
  std::size_t cut = longest;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;  // never inside a character
  return text.substr(0, cut) + "…";
}

std::optional<double> read_quantity(const Node& node, const Field& field, const std::string& unit,
                                    const std::string& path, Reading& reading) {
  std::string text;
  if (node.kind == Kind::text) {
    text = node.text;
  } else if (const auto number = number_in(node)) {
    if (!std::isfinite(*number)) {
      add_fault(reading, "GP1204", node, fmt::format("`{}` is not a finite number", path),
                "leave the key out when there is no limit or no value");
      return std::nullopt;
    }
    text = written(node);
    if (!field.bare) {
      auto with_unit = unit;
      if (const auto at = with_unit.find("money"); at != std::string::npos)
        with_unit.replace(at, 5, reading.money_unit);
      const bool share = unit == "%" && *number > 0 && *number <= 1;
      add_fault(reading, "GP1202", node, fmt::format("`{}` is a number without unit", path),
                fmt::format("write \"{:g} {}\"", share ? *number * 100 : *number, with_unit));
      return std::nullopt;
    }
  } else {
    wrong_type(reading, node, field, path);
    return std::nullopt;
  }
  const auto read = in_unit(text, unit, reading.money, field.bare);
  if (const auto* trouble = std::get_if<QuantityTrouble>(&read)) {
    auto remedy = trouble->remedy;
    if (const auto at = remedy.find("EUR_2025"); at != std::string::npos && unit.find("money") != std::string::npos)
      remedy.replace(at, 8, reading.money_unit);
    add_fault(reading, code_of(trouble->kind), node, fmt::format("`{}`: {}", path, trouble->message), remedy);
    return std::nullopt;
  }
  const double value = std::get<double>(read);
  Field ranged = field;
  ranged.unit = unit;
  if (!in_range(value, node, ranged, path, reading)) return std::nullopt;
  return value;
}

std::optional<Value> read_value(const Node& node, const Field& field, const std::string& path, Reading& reading) {
  Value value;
  value.place = node.place;
  value.written = written(node);
  if (!fill(node, field, path, reading, value)) return std::nullopt;
  return value;
}

}  // namespace gigaplan::scenario
