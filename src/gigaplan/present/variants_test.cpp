#include <gtest/gtest.h>

#include <algorithm>

#include "gigaplan/present/present.hpp"

namespace gigaplan::present {
namespace {

// One site in Germany in 2030, one period whose year counts fourfold.
plan::Plan run_of(const std::string& variant, const std::string& text, double cost, double pieces) {
  plan::Plan plan;
  auto& s = plan.scenario;
  s.variant = variant, s.text = text, s.file = "runs.toml", s.currency = "EUR";
  s.periods = {2030}, s.end = 2035;
  s.sites.push_back({.id = "berlin", .name = "Berlin", .country = "DEU"});
  plan.compiled.network.horizon.periods = {{.first_year = 2030, .years = 5, .weight = 4}};
  plan.present_cost = cost;
  plan.sites.push_back({.site = 0,
                        .period = 0,
                        .it_power = pieces / 1000,
                        .accelerators = pieces,
                        .h100_equivalents = 2 * pieces,
                        .energy = 8.76 * pieces});
  plan.carbon_free = {0.5};
  return plan;
}

const std::string written = R"(name = "x"
[power]
carbon_free = [{ year = 2030, share = "80 %" }]
[[licence]]
id = "tier-2"
most = 100
)";
const std::string free_of_it = R"(name = "x"
licence = []
[power]
carbon_free = [{ year = 2030, share = "60 %" }]
)";

TEST(Variants, StandSideBySideWithWhatTheyChange) {
  const auto base = run_of("", written, 8e6, 1000), other = run_of("free", free_of_it, 6e6, 1500);
  report::Document d;
  d.head.currency = "EUR_2025";
  add_variants(d, {&base, &other}, 1);
  EXPECT_EQ(d.variants.names, (std::vector<std::string>{"base", "free"}));
  EXPECT_EQ(d.variants.here, 1);
  EXPECT_EQ(d.variants.changes[1],
            "without licence tier-2; power.carbon_free[2030].share = \"60 %\" instead of \"80 %\"");
  ASSERT_EQ(d.variants.findings.size(), 1U);  // 2 M over the four discounted years
  EXPECT_EQ(d.variants.findings[0],
            "free against the base: it costs 500,000 EUR less a year (2 M EUR less at present value); DEU in 2030: 500 "
            "more accelerators (+1,000 H100 equivalents).");
  const auto& rows = d.variants.rows;
  const auto row = std::ranges::find(rows, "H100 equivalents in 2030", &report::VariantRow::quantity);
  ASSERT_NE(row, rows.end());
  EXPECT_EQ(row->values, (std::vector<report::Number>{2000, 3000}));
  const auto share = std::ranges::find(rows, "Carbon-free share in 2030", &report::VariantRow::quantity);
  ASSERT_NE(share, rows.end());
  EXPECT_EQ(share->values, (std::vector<report::Number>{50, 50}));
}

TEST(Variants, ARunWithoutAPlanHasNoFigures) {
  const auto base = run_of("", written, 8e6, 1000);
  plan::Plan none = run_of("free", free_of_it, 0, 0);
  none.sites.clear();
  report::Document d;
  add_variants(d, {&base, &none}, 0);
  for (const auto& row : d.variants.rows) EXPECT_FALSE(row.values[1].has_value()) << row.quantity;
  EXPECT_EQ(d.variants.findings[0], "free: nothing to compare, it has no plan.");
}

TEST(Variants, OneRunAloneShowsNothing) {
  const auto base = run_of("", written, 8e6, 1000);
  report::Document d;
  add_variants(d, {&base}, 0);
  EXPECT_TRUE(d.variants.names.empty());
}

}  // namespace
}  // namespace gigaplan::present
