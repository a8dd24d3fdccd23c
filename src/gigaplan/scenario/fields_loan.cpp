// Fields of the debt that a plan may carry.
#include "gigaplan/scenario/fields.hpp"

namespace gigaplan::scenario {

using Type = Field::Type;

std::vector<Section> loan_sections() {
  return {{.key = "loan",
           .many = false,
           .item_key = "",
           .help = "Borrowed money beside the budget, no more than what the accelerators earn can serve.",
           .fields = {
               {.key = "income",
                .type = Type::path,
                .help = "Earned with one H100 equivalent in an hour that it is available. Without it, no loans.",
                .unit = "money/h",
                .value_key = "price",
                .computed = "no loans",
                .least = 0,
                .above = true},
               {.key = "limit",
                .type = Type::path,
                .help = "Most that is lent at a time, counted as it was lent.",
                .unit = "money",
                .value_key = "amount",
                .computed = "no limit but cover and share",
                .least = 0},
               {.key = "share",
                .type = Type::quantity,
                .help = "Most of the capital spending, fees of loans apart, that loans pay.",
                .unit = "%",
                .figure = "finance/defaults/construction_loan_share",
                .least = 0,
                .most = 100},
               {.key = "least_cover",
                .type = Type::quantity,
                .help = "Least debt service cover: income less running costs, before tax, over interest and repayment.",
                .unit = "1",
                .figure = "finance/dc_project_finance/contracted hyperscale lease/minimum_dscr",
                .figure_unit = "x",
                .least = 1,
                .bare = true},
               {.key = "interest",
                .type = Type::quantity,
                .help = "Interest of a year, nominal; payments rise with inflation.",
                .unit = "%",
                .figure = "finance/dc_spv_bond/Meta Hyperion (Beignet)/yield",
                .least = 0,
                .most = 100},
               {.key = "tenor",
                .type = Type::quantity,
                .help = "Years in which a loan is paid back, in equal real payments.",
                .unit = "yr",
                .figure = "finance/defaults/depreciation_accelerators",
                .least = 1},
               {.key = "fee",
                .type = Type::quantity,
                .help = "Kept by the lender when it pays out.",
                .unit = "%",
                .figure = "finance/defaults/loan_fee",
                .least = 0,
                .most = 50}}}};
}

}  // namespace gigaplan::scenario
