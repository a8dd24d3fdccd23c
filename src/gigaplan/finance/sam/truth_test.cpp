// Against the answers that SAM itself gives: $GIGAPLAN_REFERENCE/truth/sam-finance.
#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "gigaplan/finance/sam/single_owner.hpp"

namespace gigaplan::finance::sam {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

fs::path truth_folder() {
  const char* set = std::getenv("GIGAPLAN_REFERENCE");
  const fs::path root = set != nullptr ? fs::path(set) : fs::path(GIGAPLAN_SOURCE_DIR) / ".." / "shared";
  return root / "truth" / "sam-finance";
}

std::string read(const fs::path& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

// The answers hold NaN, which JSON does not: it is read as null.
Json read_answers(const fs::path& path) {
  std::string text = read(path);
  for (std::size_t at = text.find("NaN"); at != std::string::npos; at = text.find("NaN", at + 4))
    text.replace(at, 3, "null");
  return Json::parse(text);
}

bool agree(double ours, const Json& theirs, double scale) {
  if (!theirs.is_number()) return std::isnan(ours);
  const double wanted = theirs.get<double>();
  // 1e-6 of the value; what is zero but for rounding is held against the largest of its row
  return std::abs(ours - wanted) <= 1e-6 * std::abs(wanted) + 1e-12 * scale + 1e-9;
}

class SamTruth : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (fs::exists(truth_folder())) return;
    if (std::getenv("CI") != nullptr) FAIL() << truth_folder() << " is missing";
    GTEST_SKIP() << truth_folder() << " is missing";
  }
};

TEST_P(SamTruth, SingleOwner) {
  const std::string name = GetParam();
  const Outputs ours = run_case(read(truth_folder() / ("singleowner_" + name + "_inputs.json")), name);
  const Json theirs = read_answers(truth_folder() / ("singleowner_" + name + "_outputs.json"));
  int compared = 0;
  for (const auto& [key, value] : theirs.items()) {
    ++compared;
    if (value.is_object()) {  // a long list of which length and sum are kept
      const Years* row = ours.row(key);
      ASSERT_NE(row, nullptr) << key;
      EXPECT_EQ(row->size(), value["dropped_array_len"].get<std::size_t>()) << key;
      EXPECT_TRUE(agree(total(*row), value["sum"], 0)) << key << " sums to " << total(*row);
    } else if (value.is_array()) {
      const Years* row = ours.row(key);
      ASSERT_NE(row, nullptr) << key;
      ASSERT_EQ(row->size(), value.size()) << key;
      double scale = 0;
      for (const Json& entry : value) scale = std::max(scale, entry.is_number() ? std::abs(entry.get<double>()) : 0);
      for (std::size_t t = 0; t < row->size(); ++t)
        EXPECT_TRUE(agree((*row)[t], value[t], scale))
            << key << "(" << t << ") is " << (*row)[t] << ", SAM has " << value[t];
    } else {
      const double* scalar = ours.scalar(key);
      ASSERT_NE(scalar, nullptr) << key;
      EXPECT_TRUE(agree(*scalar, value, 0)) << key << " is " << *scalar << ", SAM has " << value;
    }
  }
  EXPECT_GE(compared, 540);
}

INSTANTIATE_TEST_SUITE_P(Cases, SamTruth,
                         ::testing::Values("Biopower", "Generic_System", "PVWatts", "case900", "case901", "case902",
                                           "case903"));

class SamFixedCharge : public SamTruth {};

TEST_P(SamFixedCharge, AllPrintedDigits) {
  const std::string name = std::string("lcoefcr_") + GetParam() + "_LCOE_Calculator";
  const Outputs ours = run_case(read(truth_folder() / (name + ".json")), name);
  const Json theirs = Json::parse(read(truth_folder() / (name + "_outputs.json")));
  for (const auto& [key, value] : theirs.items()) {
    ASSERT_NE(ours.scalar(key), nullptr) << key;
    EXPECT_DOUBLE_EQ(*ours.scalar(key), value.get<double>()) << key;
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, SamFixedCharge,
                         ::testing::Values("Biopower", "Geothermal_Power", "PVWatts", "Wind_Power"));

}  // namespace
}  // namespace gigaplan::finance::sam
