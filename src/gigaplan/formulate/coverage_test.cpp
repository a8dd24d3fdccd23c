// Every family has a golden program: its name stands, as the head of a row or column, in the tests of this room.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "gigaplan/formulate/cards.hpp"

namespace gigaplan::formulate {
namespace {

std::string all_tests() {
  std::ostringstream text;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(GIGAPLAN_SOURCE_DIR "/src/gigaplan/formulate"))
    if (entry.path().string().ends_with("_test.cpp")) text << std::ifstream(entry.path()).rdbuf();
  return text.str();
}

/// A line of a golden program begins right behind a quote or a line break.
bool golden(const std::string& tests, const std::string& name, char after_member) {
  for (const auto* before : {"\"", "\\n"}) {
    for (auto at = tests.find(before + name + "["); at != std::string::npos;
         at = tests.find(before + name + "[", at + 1)) {
      const auto end = tests.find(']', at);
      if (end != std::string::npos && tests[end + 1] == after_member) return true;
    }
  }
  return false;
}

TEST(Coverage, EveryRowFamilyHasAGoldenRow) {
  const auto tests = all_tests();
  for (const auto& card : row_cards) EXPECT_TRUE(golden(tests, card.name, ':')) << card.name;
}

TEST(Coverage, EveryColumnFamilyHasAGoldenColumn) {
  const auto tests = all_tests();
  for (const auto& card : column_cards) EXPECT_TRUE(golden(tests, card.name, ' ')) << card.name;
}

TEST(Coverage, EveryFamilySaysWhatItsDualMeans) {
  for (const auto& card : row_cards) EXPECT_GT(std::string(card.dual).size(), 10U) << card.name;
}

}  // namespace
}  // namespace gigaplan::formulate
