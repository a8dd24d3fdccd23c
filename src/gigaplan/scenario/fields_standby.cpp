// Fields of what stands ready for a failure: the same under [halls], for all sites, and under [[site]].
#include "gigaplan/scenario/fields.hpp"

namespace gigaplan::scenario {

using Type = Field::Type;

std::vector<Field> standby_fields(bool of_site) {
  const std::string otherwise = of_site ? "that of [halls]" : "";
  return {
      {.key = "redundancy",
       .type = Type::choice,
       .help = "Units of the power chain (transformers, switchgear, UPS, backup) where n are needed: n, n + 1, or two "
               "separate paths of n.",
       .fallback = of_site ? "" : "N+1",
       .computed = otherwise,
       .allowed = {"N", "N+1", "2N"}},
      {.key = "cooling_redundancy",
       .type = Type::choice,
       .help = "The same of the cooling units.",
       .computed =
           of_site ? "that of `redundancy`, where the site says it, else that of [halls]" : "that of `redundancy`",
       .allowed = {"N", "N+1", "2N"}},
      {.key = "redundancy_units",
       .type = Type::whole,
       .help = "The n of `redundancy`: units that carry the full load together.",
       .fallback = of_site ? "" : "4",
       .computed = otherwise,
       .least = 1,
       .most = 100},
      {.key = "backup",
       .type = Type::table,
       .help = "Backup power for the peak draw of the site while the grid is out; it does not run otherwise.",
       .computed = of_site ? otherwise : "none",
       .fields = {{.key = "kind",
                   .type = Type::choice,
                   .help = "Diesel sets with tanks, gas engines on a pipe, or batteries.",
                   .required = true,
                   .allowed = {"none", "diesel", "gas", "battery"}},
                  {.key = "hours",
                   .type = Type::quantity,
                   .help = "How long it carries the peak draw in one outage.",
                   .unit = "h",
                   .fallback = "12 h",
                   .least = 0,
                   .most = 1000,
                   .above = true},
                  {.key = "tests",
                   .type = Type::quantity,
                   .help = "Hours of test runs in a year at full power.",
                   .unit = "h/yr",
                   .figure = "building/backup/test_hours",
                   .least = 0,
                   .most = 500},
                  {.key = "cost",
                   .type = Type::quantity,
                   .help = "Overnight cost without tanks and fuel; 0 where `hall_cost` holds it.",
                   .unit = "money/MW",
                   .computed = "the catalogue's of the technology",
                   .least = 0}}},
      {.key = "reserve_margin",
       .type = Type::quantity,
       .help = "Firm capacity (connection and own plants by their capacity credit) over the peak draw, less one.",
       .unit = "%",
       .computed = of_site ? otherwise : "no rule",
       .least = 0,
       .most = 200}};
}

}  // namespace gigaplan::scenario
