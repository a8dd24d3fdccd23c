// Fields of the plan as a whole.
#include "gigaplan/base/quantity.hpp"
#include "gigaplan/scenario/fields.hpp"

namespace gigaplan::scenario {

using Type = Field::Type;

std::vector<Section> plan_sections() {
  return {
      {.key = "",
       .many = false,
       .item_key = "",
       .help = "The plan as a whole.",
       .fields =
           {{.key = "schema_version",
             .type = Type::whole,
             .help = "Version of this format.",
             .least = 1,
             .required = true},
            {.key = "name", .type = Type::text, .help = "Title of the report.", .computed = "named after the country"},
            {.key = "country",
             .type = Type::name,
             .help = "Country of the plan, ISO 3166 (alpha-2 or alpha-3): law, prices, climate and users come from it "
                     "unless a section names another.",
             .required = true,
             .kind = "countries"},
            {.key = "year",
             .type = Type::year,
             .help = "Year from which the services run: short for a horizon of one period.",
             .computed = "see [horizon]"},
            {.key = "objective",
             .type = Type::choice,
             .help = "What is best: the least present cost of serving everybody, the most compute for the budget, or "
                     "the most people served for the budget.",
             .fallback = "least-cost",
             .allowed = {"least-cost", "most-compute", "most-served"}},
            {.key = "currency",
             .type = Type::choice,
             .help = "Currency in which the plan counts.",
             .computed = "the country's, where exchange rates and price indices know it; else USD",
             .allowed = currencies()},
            {.key = "price_year",
             .type = Type::year,
             .help = "Year of whose prices all money is (real terms).",
             .fallback = "2025"},
            {.key = "discount_rate",
             .type = Type::quantity,
             .help = "Real rate of present values and annuities.",
             .unit = "%",
             .figure = "finance/defaults/real_wacc",
             .least = 0,
             .most = 50},
            {.key = "hours",
             .type = Type::hours,
             .help = "Hours of a year that the plan looks at: all 8,760 (`full`) or N typical days (`typical:N`).",
             .fallback = "typical:12"},
            {.key = "seed",
             .type = Type::whole,
             .help = "Seed of the synthetic weather: same seed, same answer.",
             .fallback = "1",
             .least = 0},
            {.key = "extends",
             .type = Type::text,
             .help = "Scenario file (relative to this one) that this one changes: tables are merged key by key, "
                     "[[…]] items by their id, other values replaced. An item with `remove = true` is taken out."}}},
      {.key = "catalogue",
       .many = false,
       .item_key = "",
       .help = "Own figures in place of the catalogue's.",
       .fields = {{.key = "overlay",
                   .type = Type::text,
                   .help = "Catalogue file (relative to this one) of your own figures; its records override the "
                           "catalogue's field by field."},
                  {.key = "figures",
                   .type = Type::text,
                   .help = "The text of such a file, in place of the file: results carry their scenario so."}}},
      {.key = "horizon",
       .many = false,
       .item_key = "",
       .help = "The years of the plan. The plan knows all of them in advance (perfect foresight).",
       .fields = {{.key = "periods",
                   .type = Type::years,
                   .help = "First years of the periods, ascending; each runs to the next.",
                   .computed = "one period from `year`"},
                  {.key = "end",
                   .type = Type::year,
                   .help = "First year after the plan.",
                   .computed = "five years after the last period's first year"},
                  {.key = "now",
                   .type = Type::year,
                   .help = "Year in which decisions start: lead times count from here.",
                   .computed = "2026, or the first period's year where that is earlier"}}},
  };
}

}  // namespace gigaplan::scenario
