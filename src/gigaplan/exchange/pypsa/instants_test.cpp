#include "gigaplan/exchange/pypsa/instants.hpp"

#include <gtest/gtest.h>

namespace gigaplan::exchange::pypsa {
namespace {

TEST(Instants, GoThereAndBack) {
  for (const char* text :
       {"1969-12-31 23:59:59", "1970-01-01 00:00:00", "2016-02-29 12:30:00", "2099-12-31 23:00:00"}) {
    const auto instant = instant_of_text(text);
    ASSERT_TRUE(instant) << text;
    EXPECT_EQ(text_of_instant(*instant), text);
  }
  EXPECT_EQ(instant_of_text("2030-01-01"), instant_of_text("2030-01-01T00:00:00.000Z"));
}

TEST(Instants, RefuseWhatIsNone) {
  for (const char* text :
       {"", "now", "2015-02-29", "2015-13-01", "2015-01-01 25:00", "20150101", "2015-01-01 00:00:00.5", "-015-01-01"})
    EXPECT_FALSE(instant_of_text(text)) << text;
}

TEST(Instants, ReadTimeAxes) {
  const auto hours = time_axis_of("hours since 2015-01-01 00:00:00");
  ASSERT_TRUE(hours);
  EXPECT_EQ(text_of_instant(*hours->at(25)), "2015-01-02 01:00:00");
  const auto fine = time_axis_of("nanoseconds since 1970-01-01");
  ASSERT_TRUE(fine);
  EXPECT_EQ(fine->at(3'000'000'000), 3);
  EXPECT_FALSE(fine->at(1)) << "no whole second";
  EXPECT_FALSE(hours->at(INT64_MAX)) << "out of range";
  EXPECT_FALSE(time_axis_of("fortnights since 2015-01-01"));
  EXPECT_FALSE(time_axis_of("MW"));
}

}  // namespace
}  // namespace gigaplan::exchange::pypsa
