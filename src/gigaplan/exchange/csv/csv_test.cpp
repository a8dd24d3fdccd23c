#include "gigaplan/exchange/csv/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "gigaplan/base/fault.hpp"

namespace gigaplan::exchange::csv {
namespace {

std::vector<std::string> texts(const Row& row) {
  std::vector<std::string> texts;
  for (const Cell& cell : row) texts.push_back(cell.text);
  return texts;
}

TEST(Csv, ReadsQuotesMarksAndLineEnds) {
  const auto rows =
      parse("\xEF\xBB\xBFname,note\r\n\"a, b\",\"he said \"\"yes\"\"\"\r\n\r\n\"two\nlines\",\n", "f.csv");
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_THAT(texts(rows[0]), ::testing::ElementsAre("name", "note"));
  EXPECT_THAT(texts(rows[1]), ::testing::ElementsAre("a, b", "he said \"yes\""));
  EXPECT_THAT(texts(rows[2]), ::testing::ElementsAre("two\nlines", ""));
  EXPECT_EQ(rows[2][0].line, 4);
  EXPECT_EQ(rows[2][1].line, 5);
}

TEST(Csv, ReadsAFileWithoutLastLineEnd) {
  const auto rows = parse("a,b\n1,", "f.csv");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_THAT(texts(rows[1]), ::testing::ElementsAre("1", ""));
}

struct Broken {
  std::string text;
  int line, column;
};
class BrokenCsv : public ::testing::TestWithParam<Broken> {};

TEST_P(BrokenCsv, IsAFaultWithItsPlace) {
  try {
    (void)parse(GetParam().text, "f.csv");
    FAIL() << "no fault";
  } catch (const InputInvalid& invalid) {
    const Fault& fault = invalid.faults().front();
    EXPECT_EQ(fault.code, "GP3211");
    EXPECT_EQ(fault.place.file, "f.csv");
    EXPECT_EQ(fault.place.line, GetParam().line);
    EXPECT_EQ(fault.place.column, GetParam().column);
  }
}

INSTANTIATE_TEST_SUITE_P(All, BrokenCsv,
                         ::testing::Values(Broken{"a,b\n1,\"open\n2,3\n", 2, 3}, Broken{"a,b\n1,2,3\n", 2, 1},
                                           Broken{"a,b\n1\n", 2, 1}, Broken{"a,b\n\"x\"y,2\n", 2, 1},
                                           Broken{std::string("a,b\n1,\0\n", 8), 2, 3}));

TEST(Csv, ReadsNumbersAsPandasDoes) {
  bool ok = false;
  EXPECT_EQ(number(" 1.5e3 ", ok), 1500);
  EXPECT_TRUE(ok);
  EXPECT_EQ(number("-inf", ok), -HUGE_VAL);
  EXPECT_TRUE(ok);
  EXPECT_TRUE(std::isnan(number("", ok)));
  EXPECT_TRUE(ok);
  EXPECT_EQ(number("1e999", ok), HUGE_VAL);
  EXPECT_TRUE(ok);
  (void)number("12 MW", ok);
  EXPECT_FALSE(ok);
  (void)number("1,5", ok);
  EXPECT_FALSE(ok);
}

TEST(Csv, QuotesOnlyWhereNeeded) {
  EXPECT_EQ(quoted("plain"), "plain");
  EXPECT_EQ(quoted("a,\"b\""), "\"a,\"\"b\"\"\"");
}

}  // namespace
}  // namespace gigaplan::exchange::csv
