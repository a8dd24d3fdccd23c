// What lies on disk is the plan: read back, recomputed, and no more than asked for is overwritten.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "gigaplan/plan/flat_test.hpp"
#include "gigaplan/results/run_json.hpp"
#include "gigaplan/results/stored.hpp"
#include "gigaplan/results/stored_tables.hpp"
#include "gigaplan/results/tables.hpp"
#include "gigaplan/results/write.hpp"
#include "gigaplan/scenario/describe.hpp"

namespace gigaplan::results {
namespace {

namespace fs = std::filesystem;

const plan::Plan& small() {
  static const auto planned =
      plan::plan_of(plan::flat(plan::head + plan::horizon + plan::market + plan::chat + plan::h100 + plan::berlin), 1);
  return planned;
}

class Folder : public testing::Test {
 protected:
  void SetUp() override {
    folder = fs::temp_directory_path() / ("gigaplan_results_" + std::to_string(::getpid()) +
                                          std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(folder);
  }
  void TearDown() override { fs::remove_all(folder); }
  void write_small() const {
    write_run(folder, small(),
              {.version = "1.2",
               .report_html = {},
               .run_json = "{}",
               .scenario_files = small().scenario.text,
               .input_hash = "abc",
               .force = false});
  }
  fs::path folder;
};

std::string text_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

using Written = Folder;

TEST_F(Written, SolutionAndScenarioComeBackAsTheyWere) {
  check_folder(folder, false);
  const auto& p = small();
  write_small();
  EXPECT_FALSE(fs::exists(folder / "report.html")) << "none was given";
  for (const auto& entry : fs::directory_iterator(folder)) EXPECT_NE(entry.path().extension(), ".part");
  const auto stored = read_stored(folder);
  EXPECT_EQ(stored.scenario_text, p.scenario.text);
  EXPECT_EQ(stored.status, "optimal");
  EXPECT_EQ(stored.hours, "typical:1");
  EXPECT_EQ(stored.version, "1.2");
  EXPECT_EQ(stored.input_hash, "abc");
  EXPECT_EQ(stored.objective, p.solution.objective);
  EXPECT_EQ(stored.solution.primal, p.solution.primal);
  EXPECT_EQ(stored.solution.row_dual, p.solution.row_dual);
  EXPECT_EQ(stored.solution.reduced_cost, p.solution.reduced_cost);
  EXPECT_THROW(check_folder(folder, false), FileTrouble);
  EXPECT_NO_THROW(check_folder(folder, true));
}

TEST_F(Written, TheOneListOfFiguresStandsInTheSummaryAndInWhatCheckExplains) {
  fs::create_directories(folder);
  write_summary(folder / "summary.csv", small());
  const auto text = text_of(folder / "summary.csv");
  const auto& used = small().compiled.meaning.figures;
  const auto& catalogue = plan::catalogue();
  const auto checked = compile::figures_used(small().scenario, catalogue, {});
  const auto words = scenario::explanation(small().scenario, checked);
  for (const auto& figure : used) {
    EXPECT_NE(text.find(figure.key), std::string::npos) << figure.key;
    EXPECT_NE(words.find(figure.key), std::string::npos) << figure.key;
    EXPECT_NE(std::ranges::find(checked, figure.key, &Figure::key), checked.end()) << figure.key;
  }
  EXPECT_EQ(checked.size(), used.size());
  for (const auto* key : {"building/jobs/permanent_hyperscale", "accelerators/H100 SXM/scale_up",
                          "roofline/efficiency/gemm", "countries/DEU/permit_months"})
    EXPECT_NE(std::ranges::find(used, key, &Figure::key), used.end()) << key;
  EXPECT_EQ(std::ranges::count_if(used, [](const Figure& f) { return f.key == "roofline/efficiency/amd"; }), 0)
      << "no chip of that maker";
}

TEST_F(Written, TablesAreHeldAgainstTheSolution) {
  const auto& p = small();
  write_small();
  const auto sound = check_tables(folder / "results.nc", p);
  EXPECT_THAT(sound.differing, testing::IsEmpty());
  EXPECT_GT(sound.equal, 50U);
  auto other = p;
  other.builds.front().amount *= 1.001;
  EXPECT_THAT(check_tables(folder / "results.nc", other).differing,
              testing::ElementsAre(testing::HasSubstr("builds_amount[0]")));
  other = p;
  other.builds.pop_back();
  EXPECT_THAT(check_tables(folder / "results.nc", other).differing, testing::Not(testing::IsEmpty()));
}

TEST_F(Written, SummaryHoldsEveryNumberOfTheTablesWithItsUnit) {
  fs::create_directories(folder);
  write_summary(folder / "summary.csv", small());
  const auto text = text_of(folder / "summary.csv");
  EXPECT_TRUE(text.starts_with("table,period,item,quantity,value,unit\n"));
  std::size_t numbers = 0;
  for (const auto& sheet : tables_of(small())) {
    for (const auto& row : sheet.rows) {
      ASSERT_EQ(row.size(), sheet.columns.size()) << sheet.name;
      for (std::size_t c = 0; c < row.size(); ++c)
        if (sheet.columns[c].title != "period" && std::holds_alternative<double>(row[c])) ++numbers;
    }
  }
  EXPECT_EQ(std::ranges::count(text, '\n'), static_cast<std::ptrdiff_t>(numbers) + 1);
  EXPECT_NE(text.find("sites,2030,berlin,accelerators," + fmt::format("{}", small().sites[0].accelerators) + ",pieces"),
            std::string::npos);
}

TEST(RunJson, SaysWhatThePlanSaysAndNullWhereThereIsNothing) {
  const auto object = nlohmann::json::parse(run_json(small(), "1.2", "abc", "", 1e6));
  EXPECT_EQ(object["status"], "optimal");
  EXPECT_EQ(object["objective"].get<double>(), small().objective);
  EXPECT_TRUE(object["output"].is_null());
  EXPECT_TRUE(object["certificate"]["accepted"].get<bool>());
  EXPECT_EQ(object["periods"][0]["sites"][0]["accelerators"].get<double>(), small().sites[0].accelerators);
  EXPECT_EQ(object["size"]["columns"], small().columns);

  const auto none = plan::plan_of(plan::flat(plan::head + plan::horizon + plan::market + plan::chat + plan::h100 +
                                             plan::berlin + "[money]\nbudget = \"1000 USD_2025\"\n"));
  const auto empty = nlohmann::json::parse(run_json(none, "1.2", "abc", "out", 1e6));
  EXPECT_EQ(empty["status"], "infeasible");
  EXPECT_TRUE(empty["objective"].is_null());
  EXPECT_TRUE(empty["present_cost"].is_null());
  EXPECT_FALSE(empty.contains("periods"));
  EXPECT_GT(empty["repair"][0]["amount"].get<double>(), 0);
  EXPECT_EQ(empty["repair"][0]["unit"], "USD");
  EXPECT_EQ(empty["repair"][0]["cost"], empty["repair"][0]["amount"]) << "money is its own price";
  for (const auto* stage : {"compile", "formulate", "solve", "certify", "read"})
    EXPECT_TRUE(empty["seconds"].contains(stage)) << stage;
}

TEST_F(Written, WhatIsNoRunIsRefused) {
  EXPECT_THROW(static_cast<void>(read_stored(folder)), FileTrouble);
  fs::create_directories(folder);
  write_text(folder / "results.nc", "no netCDF at all");
  EXPECT_THROW(static_cast<void>(read_stored(folder)), InputInvalid);
}

}  // namespace
}  // namespace gigaplan::results
