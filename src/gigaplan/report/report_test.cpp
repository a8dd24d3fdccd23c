#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <regex>
#include <string>

#include "gigaplan/report/example_document.hpp"
#include "gigaplan/report/geography.hpp"
#include "gigaplan/report/packed.hpp"

namespace gigaplan::report {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view opening = R"(<script type="application/json" id="document">)";

nlohmann::json json_in(const std::string& page) {
  const std::size_t from = page.find(opening) + opening.size();
  return nlohmann::json::parse(page.substr(from, page.find("</script>", from) - from));
}

std::vector<double> numbers(const nlohmann::json& series) {
  std::vector<double> out;
  for (const std::int64_t q : unpack(series["packed"].get<std::string>()))
    out.push_back(static_cast<double>(q) * series["step"].get<double>());
  return out;
}

// Kept for who works on the page: GIGAPLAN_REPORT_OUT=folder report_test writes the example there.
void keep(const std::string& name, const std::string& page) {
  if (const char* folder = std::getenv("GIGAPLAN_REPORT_OUT")) std::ofstream(std::string(folder) + "/" + name) << page;
}

TEST(Packed, GoesAndComesBack) {
  const std::vector<std::int64_t> cases[] = {{}, {0}, {5}, {-1}, {0, 0, 0, 7, 7, 7, -3000000000, 31, 32, 33, 0, 0}};
  for (const auto& numbers_in : cases)
    for (const std::size_t stride : {1U, 2U}) EXPECT_EQ(unpack(pack(numbers_in, stride), stride), numbers_in);
}

TEST(Packed, ByHand) {
  EXPECT_EQ(pack(std::vector<std::int64_t>{1, 1, 1, 17}),
            "CABgB");  // +1 → 2 = C; 0 → A, one more → B; +16 → 32 = (0 and more, 1)
}

TEST(Packed, RefusesWhatItDidNotWrite) {
  EXPECT_THROW(unpack("g"), std::invalid_argument);
  EXPECT_THROW(unpack("C!"), std::invalid_argument);
  EXPECT_THROW(unpack("A"), std::invalid_argument);
}

TEST(Geography, TakesTheCountryOfThePointsAndItsNeighboursOnly) {
  std::vector<std::string> names, homes;
  for (const LandPolygon& polygon : land_around({{8.68, 50.11}, {13.52, 52.35}})) {
    names.push_back(polygon.name);
    if (polygon.home) homes.push_back(polygon.name);
  }
  EXPECT_THAT(homes, testing::ElementsAre("Germany"));
  EXPECT_THAT(names, Contains("Poland"));
  EXPECT_THAT(names, Contains("France"));
  EXPECT_THAT(names, Not(Contains("Brazil")));
  EXPECT_EQ(std::count(names.begin(), names.end(), "Russia"), 1) << "Kaliningrad alone";
  EXPECT_TRUE(land_around({}).empty());
}

std::string home_of(double longitude, double latitude) {
  for (const LandPolygon& polygon : land_around({{longitude, latitude}}))
    if (polygon.home) return polygon.name;
  return "";
}

TEST(Geography, FindsTheCountryOnBothSidesOfTheDateLine) {
  EXPECT_EQ(home_of(37.6, 55.75), "Russia");
  EXPECT_EQ(home_of(-173.3, 66.3), "Russia");  // east of the 180th meridian
  EXPECT_EQ(home_of(17.4, 68.4), "Norway");    // at the height of the cut
  EXPECT_EQ(home_of(-99.7, 32.4), "United States of America");
  EXPECT_EQ(home_of(22.15, 65.58), "Sweden");  // Luleå, in the sea of the coarse coast
  EXPECT_EQ(home_of(-150, 0), "");
}

TEST(Geography, ACoarseMapForTheWorld) {
  std::size_t letters = 0;
  for (const LandPolygon& polygon : land_around({{-97, 32.4}, {54.4, 24.4}, {127, 37.5}}))
    for (const std::string& ring : polygon.rings) letters += ring.size();
  EXPECT_GT(letters, 20'000U);
  EXPECT_LT(letters, 60'000U);
}

TEST(Report, LoadsNothingFromAnywhere) {
  const std::string page = render(example::germany());
  keep("germany.html", page);
  // Names of XML spaces are no addresses; everything else that looks like one, or asks for one, would be a fault.
  const std::string plain = std::regex_replace(page, std::regex(R"(http://www\.w3\.org/[0-9A-Za-z/]+)"), "");
  EXPECT_THAT(plain, Not(HasSubstr("http://")));
  EXPECT_THAT(plain, Not(HasSubstr("https://")));
  EXPECT_FALSE(std::regex_search(
      plain, std::regex(R"((<link|@import|url\(|<iframe|<img|\bsrc=|\bfetch\(|XMLHttpRequest|WebSocket))")));
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
}

TEST(Report, OtherPlansToo) {
  const std::string world = render(example::world()), single = render(example::single());
  keep("world.html", world);
  keep("single.html", single);
  EXPECT_EQ(json_in(world)["sites"].size(), 14U);
  EXPECT_LT(world.size(), 700'000U);
  EXPECT_THAT(single, HasSubstr("Switzerland"));
  EXPECT_THAT(single, Not(HasSubstr("Brazil")));
}

TEST(Report, StaysSmall) {
  EXPECT_LT(render(example::germany()).size(), 1'200'000U);
  const std::string year = render(example::germany(true));
  keep("germany-year.html", year);
  EXPECT_LT(year.size(), 3'000'000U);
}

// Eight sites through full years of numbers without any pattern, which cannot be packed well: the hardest case for the
// size.
Document noisy_years(int periods) {
  Document d = example::germany();
  for (std::size_t i = 0; i < 4; ++i) {
    Site copy = d.sites[i];
    copy.id += "-2";
    d.sites.push_back(copy);
  }
  d.hours = example::hours(d, 8760, periods);
  unsigned noise = 1;
  for (Frame& frame : d.hours.frames)
    for (Series& series : frame.series)
      for (double& value : series.values)
        value += static_cast<double>((noise = noise * 1664525U + 1013904223U) >> 8) * 1e-5;
  return d;
}

TEST(Report, OneNoisyYearOfEightSitesFits) {
  const std::string page = render(noisy_years(1));
  EXPECT_LT(page.size(), 3'000'000U);
  EXPECT_TRUE(json_in(page)["hours"]["sites"].get<bool>());
}

TEST(Report, ThreeNoisyYearsKeepTheWholePlanOnly) {
  const std::string page = render(noisy_years(3));
  EXPECT_LT(page.size(), 3'000'000U);
  const nlohmann::json hours = json_in(page)["hours"];
  EXPECT_FALSE(hours["sites"].get<bool>());
  EXPECT_EQ(hours["frames"].size(), 3U);
}

TEST(Report, KeepsEveryNumberOfTheHours) {
  const Document d = example::germany();
  const nlohmann::json hours = json_in(render(d))["hours"];
  ASSERT_EQ(hours["frames"].size(), d.hours.frames.size());
  for (std::size_t f = 0; f < d.hours.frames.size(); ++f)
    for (std::size_t s = 0; s < d.hours.frames[f].series.size(); ++s) {
      const std::vector<double>& before = d.hours.frames[f].series[s].values;
      const nlohmann::json& series = hours["frames"][f]["series"][s];
      EXPECT_THAT(numbers(series),
                  testing::Pointwise(testing::DoubleNear(0.5001 * series["step"].get<double>()), before));
    }
}

TEST(Report, SameDocumentSameBytes) { EXPECT_EQ(render(example::germany()), render(example::germany())); }

TEST(Report, HostileNamesStayNames) {
  const std::string evil = "</script><img src=x onerror=alert(1)>&\"'\xff\xe2\x80\xa8<!--<script>";
  Document d = example::germany();
  d.head.title = d.answer[0] = d.sites[0].name = d.services[0].name = d.bottlenecks[0].sentence = evil;
  d.timeline[0].label = d.fleet[0].accelerator = d.figures[0].source = d.compliance[0].rule = evil;
  const std::string page = render(d);
  keep("hostile.html", page);
  EXPECT_THAT(page, Not(HasSubstr("<img")));
  EXPECT_THAT(page, Not(HasSubstr("<!--")));
  const std::string name = json_in(page)["sites"][0]["name"].get<std::string>();
  EXPECT_THAT(name, HasSubstr("</script><img src=x onerror=alert(1)>&\"'"));
  std::size_t ends = 0;
  for (std::size_t at = page.find("</script"); at != std::string::npos; at = page.find("</script", at + 1)) ++ends;
  EXPECT_EQ(ends, 2U);
}

TEST(Report, WhatDoesNotExistIsNull) {
  Document d = example::germany();
  d.headlines[0].value = std::numeric_limits<double>::quiet_NaN();
  d.costs[0].per_year = std::numeric_limits<double>::infinity();
  d.sites[0].by_period[0].carbon.reset();
  const nlohmann::json json = json_in(render(d));
  EXPECT_TRUE(json["headlines"][0]["value"].is_null());
  EXPECT_TRUE(json["costs"][0]["per_year"].is_null());
  EXPECT_TRUE(json["sites"][0]["by_period"][0]["carbon"].is_null());
}

TEST(Report, AnEmptyDocumentIsAPage) {
  const std::string page = render({});
  keep("empty.html", page);
  EXPECT_TRUE(json_in(page)["land"].empty());
  EXPECT_TRUE(json_in(page)["certificate"]["accepted"].is_null());
}

TEST(Report, WordsCanBeReadWithoutScript) {
  const Document d = example::germany();
  EXPECT_THAT(render(d), HasSubstr("<noscript><h1>" + d.head.title + "</h1><p>" + d.answer[0]));
}

template <class Change>
void refused(Change change, const std::string& field) {
  Document d = example::germany();
  change(d);
  try {
    render(d);
    ADD_FAILURE() << "accepted: " << field;
  } catch (const std::invalid_argument& fault) {
    EXPECT_THAT(fault.what(), HasSubstr(field));
  }
}

TEST(Report, RefusesADocumentThatPointsNowhere) {
  refused([](Document& d) { d.costs[0].period = 3; }, "costs: there is no period 3");
  refused([](Document& d) { d.fleet[0].site = "atlantis"; }, "fleet: there is no site \"atlantis\"");
  refused([](Document& d) { d.flows[0].to = "atlantis"; }, "flows.to: there is no site or place \"atlantis\"");
  refused([](Document& d) { d.tokens[0].service = "x"; }, "tokens: there is no service \"x\"");
  refused([](Document& d) { d.sites[1].id = d.sites[0].id; }, "sites: \"frankfurt\" is there twice");
  refused([](Document& d) { d.sites[1].by_period.pop_back(); },
          "sites.by_period: \"brandenburg\" has 2 values, 3 expected");
  refused([](Document& d) { d.hours.frames[0].series[0].values.pop_back(); },
          "hours.frames: \"Grid\" has 287 values, 288 expected");
  refused([](Document& d) { d.energy_flow.links[0].to = "x"; }, "energy_flow.links: there is no node \"x\"");
  refused([](Document& d) { d.variants.rows[0].values.pop_back(); }, "variants.rows: \"Total cost\" has 2 values");
  refused([](Document& d) { d.finance.debt[0].dscr.pop_back(); }, "finance.debt: \"dscr\" has 14 values");
}

}  // namespace
}  // namespace gigaplan::report
