// What lies on disk is the plan: read back, recomputed, and no more than asked for is overwritten.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <span>

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

// Fields of the lines of a CSV text.
std::vector<std::vector<std::string>> fields_of(const std::string& text) {
  std::vector<std::vector<std::string>> lines(1, {""});
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto& field = lines.back().back();
    if (text[i] == '"' && quoted && i + 1 < text.size() && text[i + 1] == '"')
      field += text[i++];
    else if (text[i] == '"')
      quoted = !quoted;
    else if (text[i] == ',' && !quoted)
      lines.back().emplace_back();
    else if (text[i] == '\n' && !quoted)
      lines.push_back({""});
    else
      field += text[i];
  }
  lines.pop_back();
  return lines;
}

TEST_F(Written, EveryLineOfTheSummaryHasAKeyOfItsOwnAndOneNumberOrOneWord) {
  fs::create_directories(folder);
  write_summary(folder / "summary.csv", small());
  const auto lines = fields_of(text_of(folder / "summary.csv"));
  ASSERT_THAT(lines.front(), testing::ElementsAre("table", "row", "period", "site", "service", "accelerator", "vintage",
                                                  "item", "quantity", "value", "unit", "text"));
  std::set<std::vector<std::string>> keys;
  std::map<std::string, std::string> served;  // the row of the compliance list that says that all requests are served
  std::string row;
  for (const auto& line : std::span(lines).subspan(1)) {
    ASSERT_EQ(line.size(), 12U) << line.front();
    EXPECT_TRUE(keys.insert({line[0], line[1], line[8]}).second) << line[0] << " " << line[1] << " " << line[8];
    EXPECT_NE(line[9].empty(), line[11].empty()) << line[0] << " " << line[8] << ": a number or a word";
    for (const std::size_t year : {std::size_t{2}, std::size_t{6}})
      EXPECT_TRUE(line[year].empty() || line[year].size() == 4) << line[year];
    if (line[0] == "compliance" && line[7].starts_with("every request is served")) row = line[1];
    if (line[0] == "compliance" && line[1] == row) served[line[8]] = line[11];
  }
  EXPECT_EQ(served["fulfilled"], "yes");
  EXPECT_EQ(served["subject"], "Chat");
  EXPECT_FALSE(served["evidence"].empty());
}

TEST_F(Written, SummaryHoldsEveryNumberOfTheTablesWithItsUnit) {
  fs::create_directories(folder);
  write_summary(folder / "summary.csv", small());
  const auto text = text_of(folder / "summary.csv");
  std::size_t numbers = 0;
  for (const auto& sheet : tables_of(small())) {
    for (const auto& row : sheet.rows) {
      ASSERT_EQ(row.size(), sheet.columns.size()) << sheet.name;
      for (std::size_t c = 0; c < row.size(); ++c)
        if (sheet.columns[c].title != "period" && sheet.columns[c].title != "vintage" &&
            std::holds_alternative<double>(row[c]))
          ++numbers;
    }
  }
  const auto lines = fields_of(text);
  EXPECT_EQ(std::ranges::count_if(lines, [](const auto& line) { return !line[9].empty(); }),
            static_cast<std::ptrdiff_t>(numbers) + 1);
  EXPECT_NE(text.find("sites,1,2030,berlin,,,,,accelerators," + fmt::format("{}", small().sites[0].accelerators) +
                      ",pieces,\n"),
            std::string::npos);
  EXPECT_NE(text.find("fleet,1,2030,berlin,,H100 SXM,2030,,pieces,"), std::string::npos);
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
