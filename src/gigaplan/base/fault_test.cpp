#include "gigaplan/base/fault.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gigaplan {
namespace {

using ::testing::HasSubstr;

TEST(Fault, DescribesPlaceCaretAndRemedy) {
  const Fault fault{"GP1203", {"a.toml", 2, 5}, "unknown key \"modle\"", "did you mean \"model\"?"};
  EXPECT_EQ(describe(fault, "x = 1\ny = modle\n"),
            "a.toml:2:5: GP1203: unknown key \"modle\"\n  y = modle\n      ^\n  did you mean \"model\"?");
}

TEST(Fault, CollectsAllAndSortsByPlace) {
  Faults faults;
  faults.throw_if_any();
  faults.add("GP1002", {"a.toml", 9, 1}, "second");
  faults.add("GP1001", {"a.toml", 2, 1}, "first");
  try {
    faults.throw_if_any();
    FAIL() << "must throw";
  } catch (const InputInvalid& invalid) {
    ASSERT_EQ(invalid.faults().size(), 2u);
    EXPECT_EQ(invalid.faults()[0].message, "first");
    EXPECT_THAT(invalid.what(), HasSubstr("a.toml:9:1: GP1002: second"));
  }
}

TEST(Fault, NearestNameOrNothing) {
  const std::vector<std::string> names{"H100 SXM", "H200 SXM", "MI300X", "latency"};
  EXPECT_EQ(nearest("h200 sxm", names), "H200 SXM");
  EXPECT_EQ(nearest("latnecy", names), "latency");
  EXPECT_EQ(nearest("completely different", names), "");
}

}  // namespace
}  // namespace gigaplan
