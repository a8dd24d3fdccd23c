// Jobs, PUE and water of a plan held to published figures. Prints the tables of docs/figures.md, and fails where that
// page says something else.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <fstream>
#include <numeric>

#include "gigaplan/plan/hand_test.hpp"

namespace gigaplan::plan {
namespace {

std::string number(double value) {
  return std::abs(value) >= 1000 ? fmt::format("{:.0f}", value) : fmt::format("{:.3g}", value);
}

struct Row {
  std::string what;
  double ours = 0, low = 0, high = 0;  ///< low = high: one number
  std::string from;
  bool copied = false;      ///< the catalogue's figure is this source's: agreement proves nothing
  double tolerance = 0.25;  ///< where the source gives one number and no range

  // How far outside of the published range, or of the number ± tolerance; 0 within.
  [[nodiscard]] double miss() const {
    const double wide = low == high ? tolerance : 0;
    if (ours > high * (1 + wide)) return ours / high - 1;
    return ours < low * (1 - wide) ? ours / low - 1 : 0;
  }
  [[nodiscard]] std::string line() const {
    const auto range = low == high ? number(low) : number(low) + " to " + number(high);
    const auto verdict = copied        ? std::string("copied from there: no check")
                         : miss() != 0 ? fmt::format("**bad**: {:+.0f} %", 100 * miss())
                         : low == high ? fmt::format("{:+.0f} %", 100 * (ours / low - 1))
                                       : std::string("within");
    return fmt::format("| {} | {} | {} | {} | {} |", what, number(ours), range, from, verdict);
  }
};

// Every row stands on the page as it comes out, and those outside of their range are the ones named here.
void hold(const std::string& table, const std::vector<Row>& rows, const std::vector<std::string>& bad) {
  std::ifstream stream(std::filesystem::path(GIGAPLAN_SOURCE_DIR) / "docs/figures.md");
  const std::string page{std::istreambuf_iterator<char>(stream), {}};
  std::vector<std::string> outside;
  fmt::print("\n{}\n\n| what | ours | published | by | verdict |\n|---|---|---|---|---|\n", table);
  for (const auto& row : rows) {
    fmt::print("{}\n", row.line());
    EXPECT_NE(page.find(row.line() + "\n"), std::string::npos) << "docs/figures.md lacks: " << row.line();
    if (!row.copied && row.miss() != 0) outside.push_back(row.what);
  }
  EXPECT_EQ(outside, bad);
}

Row one(const std::string& what, double ours, double published, const std::string& from) {
  return {.what = what, .ours = ours, .low = published, .high = published, .from = from};
}
Row range(const std::string& what, double ours, const std::string& key, const std::string& from, bool copied = false) {
  const auto& f = catalogue().figure(key);
  return {.what = what,
          .ours = ours,
          .low = f.low.value_or(f.value),
          .high = f.high.value_or(f.value),
          .from = from,
          .copied = copied};
}
double reported(const std::string& name) { return figure("building/reported/" + name); }

// Permanent: FTE per MW_it. Building: FTE-years per MW_it = workers at the peak · years · mean over peak / MW.
TEST(World, JobsOfAPlanBesideThoseOfCampuses) {
  std::string text = head + horizon + market + chat + h100 + berlin;
  const std::vector<double> campuses{200, reported("abilene_it_power"), reported("lebanon_power"),
                                     reported("richland_power")};
  for (std::size_t i = 0; i < campuses.size(); ++i)
    text += fmt::format(
        "[[site]]\nid = \"c{0}\"\ngrid = \"1 MW\"\n[[built]]\nkind = \"hall\"\nsite = \"c{0}\"\nyear = 2030\namount = "
        "\"{1} MW_it\"\n",
        i, campuses[i]);
  const auto plan = plan_of(flat(text));
  ASSERT_EQ(plan.sites.size(), 1 + campuses.size());
  const auto run = [&](std::size_t i) { return plan.sites[i + 1].permanent_jobs / plan.sites[i + 1].it_power; };
  const double built = plan.sites[1].construction_jobs / plan.sites[1].it_power;
  const double mean = reported("mean_over_peak");
  const auto years = [&](const std::string& name, double workers, const std::string& power) {
    return workers * reported(name + "_years") * mean / reported(name + power);
  };
  const auto& staff = catalogue().figure("building/jobs/abilene_permanent");
  const auto& workers = catalogue().figure("building/jobs/abilene_construction");
  Row abilene = range("permanent, Abilene", run(1), "building/jobs/abilene_permanent", "57 to 357 people, 843 MW_it");
  abilene.low = *staff.low / reported("abilene_it_power"), abilene.high = *staff.high / reported("abilene_it_power");
  const Row building{.what = "building, Abilene",
                     .ours = built,
                     .low = years("abilene", *workers.low, "_it_power"),
                     .high = years("abilene", *workers.high, "_it_power"),
                     .from = "1,500 to 6,400 at the peak, 2.4 years, 843 MW_it; the peak is ours too",
                     .copied = true};
  hold(
      "Jobs",
      {range("permanent, campus of 200 MW", run(0), "building/jobs/permanent_hyperscale", "ITK", true),
       range("permanent, automated campus of 200 MW", run(0), "building/jobs/permanent_automated", "ITK"),
       range("permanent, training campus of a gigawatt", run(2), "building/jobs/permanent_gigawatt", "ITK", true),
       abilene,
       one("permanent, Richland Parish", run(3), reported("richland_permanent") / reported("richland_power"),
           "500 people, 2 GW"),
       one("permanent, Lebanon", run(2), reported("lebanon_permanent") / reported("lebanon_power"), "300 people, 1 GW"),
       building,
       one("building, Richland Parish", built, years("richland", reported("richland_peak"), "_power"),
           "5,000 at the peak, 6 years, 2 GW"),
       one("building, Lebanon", built, years("lebanon", reported("lebanon_peak"), "_power"),
           "4,000 at the peak, 2 years, 1 GW"),
       one("building, years of the peak", built / figure("building/jobs/construction_peak"), reported("peak_years"),
           "Microsoft in Texas: 11.8 M hours, 2,892 at the peak")},
      {"permanent, automated campus of 200 MW", "building, Lebanon"});
}

// From the application for a permit to a hall that runs; nearly all of the campuses stand in the United States.
TEST(World, TimeToBuildBesideThatOfCampuses) {
  const double months = figure("countries/USA/permit_months") + figure("building/time/construction_block");
  hold("Time to build",
       {one("permit and construction, United States, months", months, figure("building/time/land_to_first_power"),
            "median of 41 campuses of Epoch AI, land clearing to first power"),
        one("permit and construction, United States, months, a campus", months, figure("building/time/land_to_full"),
            "a gigawatt of Epoch AI, land clearing to full operation"),
        one("permit and construction, United States, months, a block", months, figure("building/time/land_to_live"),
            "AWS, land to live"),
        one("permit, construction, connection, Germany, months",
            std::max(figure("countries/DEU/permit_months") + figure("building/time/construction_block"),
                     12 * figure("countries/DEU/grid_years")),
            figure("building/time/europe_total"), "Ember, mean of Europe")},
       {"permit, construction, connection, Germany, months"});
}

// Requests, tokens and energy of a user of the catalogue's assistant, and two statements of one export rule.
TEST(World, WorkOfAUserBesideWhatFirmsReport) {
  auto s = scenario::read_with(catalogue(),
                               head + "[horizon]\nperiods = [2030]\n" + market +
                                   "[accelerators]\ncandidates = [\"H200 SXM\"]\n"
                                   "[[service]]\nid = \"chat\"\nlanguage = \"en\"\nreach = \"10 %\"\n"
                                   "[[site]]\nid = \"here\"\ngrid = \"900 MW\"\n",
                               "assistant.toml")
               .front();
  s.hours.typical_days = 4;
  const auto plan = plan_of(s);
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  const auto& service = s.services[0];
  const auto& site = plan.sites[0];
  const double asked = site.requests / 365 / (0.1 * figure("countries/DEU/population"));
  const auto dated = [](const std::string& key) { return figure("demand/" + key); };
  hold("Work of a user",
       {one("messages of a weekly user a day, August 2025", asked,
            dated("messages/OpenAI ChatGPT/daily_messages/2025-08-04") /
                dated("users/OpenAI ChatGPT/active_users_weekly/2025-08-04"),
            "ChatGPT"),
        one("messages of a weekly user a day, March 2025", asked,
            dated("messages/OpenAI ChatGPT/daily_messages/2025-03-28") /
                dated("users/OpenAI ChatGPT/active_users_weekly/2025-03-13"),
            "ChatGPT"),
        one("tokens written for a user, a day", site.output_tokens / site.requests * asked,
            dated("tokens/OpenAI All products/daily_tokens/2024-02-09") /
                dated("users/OpenAI All products/active_users_monthly/2024-03-30"),
            "OpenAI, all products, February 2024"),
        one("tokens read for one written", service.input_tokens / service.output_tokens,
            dated("tokens/DeepSeek Chat and API for V3 and R1/daily_input_tokens/2025-02-28") /
                dated("tokens/DeepSeek Chat and API for V3 and R1/daily_output_tokens/2025-02-28"),
            "DeepSeek, a day of February 2025"),
        one("Wh of a request, Gemini", site.energy * 1e6 / site.requests,
            dated("energy/Gemini Apps median text prompt/energy_per_prompt"),
            "Google: median prompt, all that it takes"),
        one("Wh of a request, ChatGPT", site.energy * 1e6 / site.requests,
            dated("energy/ChatGPT average query/energy_per_query"), "OpenAI: mean, bounds not told"),
        one("H100s in 790 M TPP",
            figure("policy/US AI Diffusion Framework/tier_2_country_cap_2025_2027") /
                catalogue().accelerator("H100").tpp.value,
            figure("policy/US AI Diffusion Framework/tier_2_country_cap"), "the rule itself, cap of a country")},
       {"messages of a weekly user a day, March 2025", "tokens read for one written", "Wh of a request, Gemini",
        "Wh of a request, ChatGPT"});
}

/// A site of every kind of cooling in some climates, every hour of the year.
class Climates : public testing::Test {
 protected:
  static constexpr std::array kinds{
      "air-cooled", "closed-loop chillers", "dry coolers", "evaporative hyperscale", "direct-to-chip liquid",
      "immersion"};
  static constexpr std::array places{"DE", "IE", "US", "SG", "AE"};

  void SetUp() override {
    std::string text = head + "[horizon]\nperiods = [2030]\nend = 2035\n" + market + chat + h100;
    text.replace(text.find("typical:1"), 9, "full");
    for (const auto* place : places)
      for (std::size_t k = 0; k < kinds.size(); ++k)
        text += fmt::format(
            "[[site]]\nid = \"s{}{}\"\ncountry = \"{}\"\ngrid = \"50 MW\"\ncooling = \"{}\"\nwater_most = "
            "\"9e9 m3/yr\"\n",
            k, static_cast<char>(place[0] + 32), place, kinds[k]);
    compiled_ = compile::compile(scenario::read_with(catalogue(), text, "climates.toml").front(), catalogue(), {});
  }
  [[nodiscard]] const compile::SiteRef& site(const std::string& place, const std::string& kind) const {
    const auto p = static_cast<std::size_t>(std::ranges::find(places, place) - places.begin());
    const auto k = static_cast<std::size_t>(std::ranges::find(kinds, kind) - kinds.begin());
    return compiled_.meaning.sites.at(p * kinds.size() + k);
  }
  static double mean(const network::Series& series) {
    double sum = 0;
    for (std::size_t h = 0; h < 8760; ++h) sum += series.at(h);
    return sum / 8760;
  }
  [[nodiscard]] double pue(const std::string& place, const std::string& kind) const {
    return mean(site(place, kind).pue);
  }
  compile::Compiled compiled_;
};

TEST_F(Climates, PueBesideThatOfSurveys) {
  std::vector<Row> rows;
  for (const auto* kind : kinds)
    rows.push_back(
        range(fmt::format("{}, Germany", kind), pue("DE", kind), fmt::format("cooling/{}/pue", kind), "ITK", true));
  const std::string liquid = "direct-to-chip liquid";
  for (const auto* place : places) {
    const double summer = catalogue().country(place).warmest_month.value;
    rows.push_back(one(fmt::format("{}, {}", liquid, catalogue().country(place).name), pue(place, liquid),
                       figure("cooling/reference/temperature_base") +
                           figure("cooling/reference/temperature_slope") * std::max(0.0, summer - 15),
                       fmt::format("Lokshin, {:.0f} °C in the warmest month", summer)));
  }
  rows.push_back(one("air-cooled, United States", pue("US", "air-cooled"), figure("cooling/reference/pue_industry"),
                     "mean of the industry (nobody looked it up)"));
  rows.push_back(one("evaporative hyperscale, United States", pue("US", "evaporative hyperscale"),
                     figure("cooling/reference/pue_google"), "Google's fleet (nobody looked it up)"));
  rows.push_back(range(liquid + ", United States, hottest hour", site("US", liquid).peak_pue,
                       "cooling/reference/pue_sites", "58 campuses of Epoch AI, kinds mixed"));
  for (auto& row : rows) row.tolerance = 0.05;
  hold("PUE", rows,
       {liquid + ", Ireland", liquid + ", Singapore", liquid + ", United Arab Emirates",
        "evaporative hyperscale, United States"});
}

// The hourly course is set so that its mean over the weather of Germany is the yearly mean of the same record.
TEST_F(Climates, TheCourseOfPueHasTheMeanOfItsKind) {
  for (const auto* kind : kinds)
    EXPECT_NEAR(pue("DE", kind), figure(fmt::format("cooling/{}/pue", kind)), 1e-3) << kind;
}

// Evaporating takes 2.43 MJ/kg at 30 °C: 3.6 / 2.43 = 1.48 L per kWh of heat; four cycles of concentration lose a
// quarter of what is drawn: 1.48 · 4/3 = 1.98 L.
TEST_F(Climates, WaterBesideThatOfSurveys) {
  const auto wue = [&](const std::string& kind) { return mean(site("US", kind).wue); };
  const std::string evaporative = "evaporative hyperscale", liquid = "direct-to-chip liquid";
  hold("Water",
       {range(evaporative, wue(evaporative), "cooling/evaporative hyperscale/wue", "ITK", true),
        one(evaporative + ", by hand", wue(evaporative), 3.6 / 2.43 * 4 / 3, "heat of evaporation, 4 cycles"),
        one(evaporative + ", a mean site", wue(evaporative), figure("cooling/reference/wue_us_2014"),
            "Shehabi, United States 2014"),
        range("closed-loop chillers", wue("closed-loop chillers"), "cooling/closed-loop chillers/wue", "ITK", true),
        range(liquid, wue(liquid), "cooling/direct-to-chip liquid/wue", "ITK", true),
        one(liquid + ", a mean site", wue(liquid), figure("cooling/reference/wue_us_site"),
            "LBNL, United States 2023, kinds mixed"),
        one(liquid + ", a fleet", wue(liquid), figure("cooling/reference/wue_microsoft"),
            "Microsoft 2025, kinds mixed")},
       {liquid + ", a mean site", liquid + ", a fleet"});
}

}  // namespace
}  // namespace gigaplan::plan
