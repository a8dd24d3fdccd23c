#include "gigaplan/program/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gigaplan/program/builder.hpp"

namespace gigaplan::program {
namespace {

using ::testing::ElementsAre;

TEST(Builder, MergesDuplicatesSortsAndDropsZeros) {
  Builder builder;
  const auto family = builder.column_family({"activity", "MW", ""});
  const auto x = builder.add_columns(family, "gas", Axis::snapshot, 0, 2);
  const auto build = builder.add_columns(family, "plant", Axis::single, 0, 1, 0, 10);
  const auto rows = builder.row_family({"limit", "MW", ""});
  builder.begin_rows(rows, "gas", Axis::snapshot, 0, 2);
  builder.entry(build, -1);
  builder.entry(x, 2);
  builder.entry(x, -1);
  builder.row(-infinity, 0);
  builder.entry(x, 3);
  builder.entry(x, -3);
  builder.entry(x + 1, 1);
  builder.row(0, 0);
  builder.program().snapshot_labels = {"h0", "h1"};
  builder.program().chain_of_block = {0, 0};
  const auto program = builder.finish();
  EXPECT_THAT(program.start, ElementsAre(0, 2, 3));
  EXPECT_THAT(program.column, ElementsAre(0, 2, 1));
  EXPECT_THAT(program.value, ElementsAre(1.0, -1.0, 1.0));
  EXPECT_THAT(program.column_blocks(), ElementsAre(0, 1, border));
  EXPECT_THAT(program.row_blocks(), ElementsAre(0, 1));
  EXPECT_EQ(program.column_name(1), "activity[gas,h1]");
  EXPECT_EQ(program.column_name(2), "activity[plant]");
  EXPECT_EQ(program.row_name(0), "limit[gas,h0]");
}

TEST(Builder, RefusesUnfilledRuns) {
  Builder builder;
  const auto rows = builder.row_family({"limit", "MW", ""});
  EXPECT_THROW(builder.row(0, 0), std::logic_error);
  builder.begin_rows(rows, "a", Axis::single, 0, 1);
  EXPECT_THROW(builder.begin_rows(rows, "b", Axis::single, 0, 1), std::logic_error);
  EXPECT_THROW((void)builder.finish(), std::logic_error);
}

}  // namespace
}  // namespace gigaplan::program
