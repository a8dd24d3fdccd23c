// Fields of money, of what is decided already, of claims and of variants.
#include "gigaplan/scenario/fields.hpp"
#include "gigaplan/scenario/scenario.hpp"

namespace gigaplan::scenario {

using Type = Field::Type;

std::vector<Section> record_sections() {
  std::vector<std::string> quantities;
  for (const auto& quantity : claim_quantities()) quantities.push_back(quantity.name);
  return {
      {.key = "money",
       .many = false,
       .item_key = "",
       .help = "Limits on spending.",
       .fields =
           {{.key = "budget",
             .type = Type::path,
             .help = "Capital spending allowed from a year on, in total until the next point.",
             .unit = "money",
             .value_key = "amount",
             .computed = "no limit",
             .least = 0},
            {.key = "carry", .type = Type::flag, .help = "What is left may be spent later.", .fallback = "true"},
            {.key = "spending",
             .type = Type::choice,
             .help =
                 "When the budget pays for a hall: in the period in which it opens, or evenly over the years of its "
                 "construction before that (what falls before the plan, in its first period).",
             .fallback = "opening",
             .allowed = {"opening", "construction"}}}},
      {.key = "built",
       .many = true,
       .item_key = "",
       .help = "Decided or built already: enters the plan as committed.",
       .fields =
           {{.key = "kind",
             .type = Type::choice,
             .help = "What it is.",
             .required = true,
             .allowed = {"hall", "fleet", "plant", "grid"}},
            {.key = "site", .type = Type::text, .help = "hall, fleet, grid: at which site."},
            {.key = "plant", .type = Type::text, .help = "plant: which one."},
            {.key = "accelerator", .type = Type::name, .help = "fleet: of which accelerator.", .kind = "accelerators"},
            {.key = "year", .type = Type::year, .help = "Year from which it runs.", .required = true},
            {.key = "amount",
             .type = Type::quantity,
             .help = "How much: MW_it of hall, accelerators of a fleet, MW of plant or grid.",
             .unit = "by kind",
             .least = 0,
             .above = true,
             .required = true,
             .bare = true}}},
      {.key = "claim",
       .many = true,
       .item_key = "",
       .help = "What somebody said; the report sets the plan beside it.",
       .fields = {{.key = "text", .type = Type::text, .help = "What was said.", .required = true},
                  {.key = "by", .type = Type::text, .help = "By whom.", .fallback = ""},
                  {.key = "source", .type = Type::text, .help = "Where.", .fallback = ""},
                  {.key = "because",
                   .type = Type::text,
                   .help = "Why the plan differs from it, as you judge; told beside the plan's figure.",
                   .fallback = ""},
                  {.key = "quantity",
                   .type = Type::choice,
                   .help = "The quantity of the plan that it meets.",
                   .required = true,
                   .allowed = quantities},
                  {.key = "site", .type = Type::text, .help = "Of which site.", .computed = "all sites"},
                  {.key = "countries",
                   .type = Type::names,
                   .help = "Of which countries: their sites, and people who are served there.",
                   .computed = "all countries",
                   .kind = "countries"},
                  {.key = "year", .type = Type::year, .help = "Of which year.", .computed = "the whole plan"},
                  {.key = "value",
                   .type = Type::quantity,
                   .help = "What was claimed, in a unit of the quantity.",
                   .unit = "by quantity",
                   .required = true,
                   .bare = true}}},
      {.key = "variant",
       .many = true,
       .item_key = "name",
       .help =
           "Another run of the same file: a table `[variant.change]` below it holds what differs, in the shape of a "
           "scenario, and is merged like a file that `extends` another.",
       .fields = {{.key = "name",
                   .type = Type::id,
                   .help = "Its name; results go to a folder of that name.",
                   .required = true}}},
  };
}

}  // namespace gigaplan::scenario
