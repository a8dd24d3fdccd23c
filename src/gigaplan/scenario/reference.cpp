// The reference page, made from the field table.
#include <fmt/format.h>

#include "gigaplan/scenario/describe.hpp"
#include "gigaplan/scenario/fields.hpp"

namespace gigaplan::scenario {
namespace {

using Type = Field::Type;

std::string type_words(const Field& field) {
  switch (field.type) {
    case Type::text:
      return "text";
    case Type::id:
      return "name (a-z, 0-9, -, _)";
    case Type::choice:
      return "one of";
    case Type::choices:
      return "one of, or a list of them";
    case Type::steps:
      return "list of quantities";
    case Type::name:
      return "catalogue name";
    case Type::whole:
      return "whole number";
    case Type::year:
      return "year";
    case Type::flag:
      return "true or false";
    case Type::quantity:
      return field.bare ? "quantity or number" : "quantity";
    case Type::path:
      return fmt::format("quantity, or points `{{ year, {} }}`", field.value_key);
    case Type::years:
      return "list of years";
    case Type::names:
      return "list of catalogue names";
    case Type::place:
      return "`[lon, lat]`";
    case Type::profile:
      return "24 or 168 numbers";
    case Type::series:
      return "hourly series";
    case Type::hours:
      return "`\"full\"` or `\"typical:N\"`";
    case Type::table:
      return "table";
  }
  return {};
}

std::string default_words(const Field& field) {
  if (field.required) return "required";
  if (!field.figure.empty()) return fmt::format("catalogue: `{}`", field.figure);
  if (!field.fallback.empty()) return fmt::format("`{}`", field.fallback);
  return field.computed.empty() ? "none" : field.computed;
}

std::string range_words(const Field& field) {
  if (!field.allowed.empty()) {
    if (field.key == "currency") return "ISO 4217 code";
    if (field.key == "quantity") return "see the last table";
    std::string all;
    for (const auto& word : field.allowed) all += (all.empty() ? "`" : ", `") + word + "`";
    return all;
  }
  if (!field.kind.empty()) return fmt::format("`gigaplan catalogue list {}`", field.kind);
  const bool least = field.least > -unlimited;
  const bool most = field.most < unlimited;
  if (least && most) return fmt::format("{}{:g} to {:g}", field.above ? "above " : "", field.least, field.most);
  if (least) return field.above ? fmt::format("above {:g}", field.least) : fmt::format("{:g} or more", field.least);
  return most ? fmt::format("{:g} or less", field.most) : "";
}

std::string rows(const std::vector<Field>& fields, const std::string& prefix) {
  std::string out;
  for (const auto& field : fields) {
    out += fmt::format("| `{}{}` | {} | {} | {} | {} | {} |\n", prefix, field.key, type_words(field), field.unit,
                       default_words(field), range_words(field), field.help);
    if (field.type == Type::table) out += rows(field.fields, field.key + ".");
  }
  return out;
}

constexpr auto opening =
    "# What a scenario may say\n"
    "\n"
    "Made from the reader's own table of fields by `gigaplan schema --page`; a test keeps the two equal. `gigaplan "
    "schema`\n"
    "prints the same as a JSON Schema for editors. How it is written:\n"
    "\n"
    "* A scenario is a TOML file. Keys come from these tables; names that you choose are values (`id = "
    "\"frankfurt\"`).\n"
    "* Quantities are text with a unit: `\"120 MW\"`, `\"85 %\"`, `\"3 yr\"`. Prefix and case are strict. IT power "
    "(`MW_it`) and\n"
    "  facility power (`MW`) differ. A column \"unit\" names the dimension; any unit of it may be written.\n"
    "* `money` stands for a currency at the prices of a year: `\"900 USD_2024/kW\"`, `\"9 bn EUR_2025\"`. It is "
    "carried into the\n"
    "  plan's currency and price year by the catalogue's exchange rates and price indices.\n"
    "* A quantity that takes points may hold for all years (`\"20 %\"`), or change: `[{ year = 2027, share = \"4 %\" "
    "}, …]`.\n"
    "* Countries are ISO 3166 codes (`DE`, `DEU`) or English names; catalogue names may be written by id or alias.\n"
    "* An hourly series is `{ file = \"hours.csv\", column = \"price\", unit = \"EUR_2025/MWh\" }`: 8,760 hours in "
    "UTC, or 8,784 of\n"
    "  a leap year (29 February is dropped); `{ values = […] }` holds them in the file itself. Names of files are "
    "relative\n"
    "  to the file that names them.\n"
    "* A file may `extends` another and change a few lines; `[[variant]]` does the same inside one file.\n"
    "\n"
    "Faults and what to do about them: [faults](faults.md).\n";

}  // namespace

std::string reference_page() {
  std::string out = opening;
  for (const auto& section : sections()) {
    const auto title = section.key.empty() ? std::string("Top of the file")
                       : section.many      ? fmt::format("`[[{}]]`", section.key)
                                           : fmt::format("`[{}]`", section.key);
    out +=
        fmt::format("\n## {}\n\n{}\n\n| key | what | unit | default | range | meaning |\n|---|---|---|---|---|---|\n",
                    title, section.help);
    out += rows(section.fields, "");
  }
  out += "\n## Quantities that a claim can meet\n\n| quantity | unit | meaning | also of |\n|---|---|---|---|\n";
  for (const auto& quantity : claim_quantities())
    out += fmt::format("| `{}` | {} | {} | {} |\n", quantity.name, quantity.unit, quantity.help,
                       quantity.part == Part::site        ? "`countries`, one `site`"
                       : quantity.part == Part::countries ? "`countries`"
                                                          : "");
  return out;
}

}  // namespace gigaplan::scenario
