#include "gigaplan/base/toml_guard.hpp"

#include <gmock/gmock.h>

namespace gigaplan {
namespace {

TEST(TomlGuard, LetsTomlPass) {
  for (const auto* text : {"", "a = 1",
                           "\xEF\xBB\xBF"
                           "a = 1",
                           "a = \"M\xC3\xBCnchen\" # \xE2\x82\xAC", "a = '\xC3\xBC\\'\n\"\xC3\xBC\" = 2",
                           "a = \"\"\"\n\xC3\xBC\n\\\"\"\" \xC3\xBC\"\"\"\nb = 1", "a.b.c.d = \"a.b.c. \xC3\xBC\"",
                           "a = \"\\\"\xC3\xBC\""})
    EXPECT_FALSE(refuse_toml(text, "f").has_value()) << text;
}

TEST(TomlGuard, RefusesLettersOutsideOfQuotes) {
  const auto refusal = refuse_toml("a = 1\nb = \xE2\x80\x9Cx\xE2\x80\x9D\n", "f");
  ASSERT_TRUE(refusal.has_value());
  EXPECT_EQ(refusal->place.line, 2);
  EXPECT_EQ(refusal->place.column, 5);
  EXPECT_THAT(refusal->message, testing::HasSubstr("\xE2\x80\x9C"));
  EXPECT_TRUE(refuse_toml("\xEF\xBB\xB7key = 1", "f").has_value());
  EXPECT_TRUE(refuse_toml("a = \"x\n\xC3\xBC = 1", "f").has_value());
}

TEST(TomlGuard, KnowsWhereStringsEnd) {
  for (const auto* text : {"a = \"\"\"x\"\"\"\"\"\nb = ''\nc = \"\"",
                           "a.\"b\".'c' = [\"x\",\"y\"]\nd = \"\"\"x\\\n  y\"\"\"", "a = \"\\", "a = \"\"\"\\"})
    EXPECT_FALSE(refuse_toml(text, "f").has_value()) << text;
  EXPECT_EQ(refuse_toml("a = \"\"\"x\"\"\"\"\"\xC3\xA9", "f")->place.column, 14);
}

TEST(TomlGuard, RefusesNamesWithoutEnd) {
  std::string deep = "a";
  for (int i = 0; i < 100; ++i) deep += i % 3 == 0 ? " . b" : i % 3 == 1 ? ".\"c\"" : ".'d'";
  EXPECT_TRUE(refuse_toml("x = 1\n[" + deep + "]", "f").has_value());
  std::string list = "a = [";
  for (int i = 0; i < 500; ++i) list += "1.5, ";
  EXPECT_FALSE(refuse_toml(list + "]", "f").has_value());
}

}  // namespace
}  // namespace gigaplan
