// What a scenario becomes: defaults with origins, money, files that extend, variants, series.
#include <gmock/gmock.h>
#include <unistd.h>

#include <fstream>

#include "gigaplan/scenario/describe.hpp"
#include "gigaplan/scenario/money.hpp"
#include "gigaplan/scenario/read.hpp"

namespace gigaplan::scenario {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
namespace fs = std::filesystem;

const fs::path source = GIGAPLAN_SOURCE_DIR;
const fs::path figures = source / "catalogue";

const std::string five =
    "schema_version = 1\ncountry = \"DE\"\nyear = 2030\nobjective = \"least-cost\"\n"
    "[[service]]\nid = \"assistant\"\nreach = \"20 %\"\nresidency = \"in-country\"\n";

/// A folder of its own that goes away with the test.
class Files : public testing::Test {
 protected:
  void SetUp() override {
    folder = fs::temp_directory_path() / ("gigaplan_" + std::to_string(::getpid()) +
                                          std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::create_directories(folder);
  }
  void TearDown() override { fs::remove_all(folder); }
  fs::path write(const std::string& name, const std::string& text) const {
    std::ofstream(folder / name, std::ios::binary) << text;
    return folder / name;
  }
  std::vector<Fault> faults_of(const fs::path& file) const {
    try {
      static_cast<void>(read(file, figures));
    } catch (const InputInvalid& invalid) {
      return invalid.faults();
    }
    return {};
  }
  fs::path folder;
};

const Origin* origin(const Scenario& scenario, std::string_view key) {
  for (const auto& one : scenario.origins)
    if (one.key == key) return &one;
  return nullptr;
}

TEST(Scenario, FiveInputsBecomeACompletePlan) {
  const auto input = read_text(five, "my.toml", figures);
  ASSERT_EQ(input.scenarios.size(), 1U);
  const Scenario& s = input.scenarios[0];
  EXPECT_EQ(s.country, "DEU");
  EXPECT_EQ(s.currency, "EUR");
  EXPECT_EQ(s.price_year, 2025);
  EXPECT_THAT(s.periods, ElementsAre(2030));
  EXPECT_EQ(s.end, 2035);
  ASSERT_EQ(s.services.size(), 1U);
  EXPECT_EQ(s.services[0].language, "de");
  EXPECT_GT(s.services[0].language_factor, 1);
  EXPECT_DOUBLE_EQ(s.services[0].reach.linear(2033), 0.2);
  ASSERT_EQ(s.services[0].profile.size(), 168U);
  double sum = 0;
  for (const double weight : s.services[0].profile) sum += weight;
  EXPECT_NEAR(sum, 168, 1e-9);
  EXPECT_EQ(s.sites.size(), 2U);
  for (const auto& site : s.sites) {
    EXPECT_GT(site.hall_cost, 5e6);
    EXPECT_LT(site.hall_cost, 20e6);
    EXPECT_GE(site.hall_from, s.now);
  }
  EXPECT_FALSE(s.accelerators.empty());
  EXPECT_FALSE(s.plants.empty());
  EXPECT_GT(s.availability, 0.5);
  EXPECT_LE(s.availability, 1);
  EXPECT_GT(s.discount_rate, 0.01);
  EXPECT_LT(s.discount_rate, 0.2);
  EXPECT_GT(s.power.carbon_price, 0);
}

TEST(Scenario, EveryDefaultHasItsOrigin) {
  const auto input = read_text(five, "my.toml", figures);
  const Scenario& s = input.scenarios[0];
  const auto* cost = origin(s, "site.campus.hall_cost");
  ASSERT_NE(cost, nullptr);
  EXPECT_EQ(cost->figure, "countries/DEU/construction_cost");
  EXPECT_THAT(cost->value, HasSubstr("USD_"));
  EXPECT_FALSE(cost->year.empty());
  EXPECT_FALSE(cost->source.empty());
  EXPECT_FALSE(cost->confidence.empty());
  const auto* reach = origin(s, "service.assistant.reach");
  ASSERT_NE(reach, nullptr);
  EXPECT_EQ(reach->figure, "");
  EXPECT_EQ(reach->value, "20 %");
  EXPECT_EQ(reach->place.line, 7);
  for (const auto& one : s.origins) {
    EXPECT_FALSE(one.source.empty()) << one.key;
    EXPECT_TRUE(one.figure.empty() || !one.confidence.empty()) << one.key;
  }
  EXPECT_THAT(estimates_note(s.figures), HasSubstr("confidence C"));
}

TEST(Scenario, CountriesAndKindsAreToldToo) {
  const auto input = read_text(five +
                                   "[[claim]]\ntext = \"t\"\nquantity = \"it_power\"\ncountries = [\"DE\"]\n"
                                   "value = \"1 MW_it\"\n[[fund]]\nid = \"f\"\ncountries = [\"DE\"]\n"
                                   "kinds = [\"hall\", \"fleet\"]\namount = \"1 M EUR_2025\"\n",
                               "my.toml", figures);
  const Scenario& s = input.scenarios[0];
  for (const auto* key : {"claim[0].countries", "fund.f.countries", "fund.f.kinds"})
    EXPECT_NE(origin(s, key), nullptr) << key;
  EXPECT_THAT(s.claims.at(0).countries, ElementsAre("DEU"));
  EXPECT_THAT(s.funds.at(0).kinds, ElementsAre("hall", "fleet"));
}

const Figure* figure_in(const Scenario& s, std::string_view key) {
  const auto found = std::ranges::find(s.figures, key, &Figure::key);
  return found == s.figures.end() ? nullptr : &*found;
}

TEST(Scenario, FiguresBehindDefaultsAreKeptWithWhatTheyAre) {
  const auto input = read_text(five + "[[plant]]\nid = \"b\"\ntechnology = \"battery storage\"\n", "my.toml", figures);
  const Scenario& s = input.scenarios[0];
  for (const auto& one : s.origins) {
    EXPECT_TRUE(one.figure.empty() || figure_in(s, one.figure) != nullptr) << one.figure;
    EXPECT_EQ(one.source.find("default of this field"), std::string::npos) << one.key;
  }
  // A hall's cost is in US dollars of the catalogue's year, the plan counts in euros of 2025.
  const auto is_rate = [](const Figure& f) { return f.key.starts_with("finance/exchange/EUR/"); };
  EXPECT_TRUE(std::ranges::any_of(s.figures, is_rate));
  const auto* hours = figure_in(s, "program/plant.duration");
  ASSERT_NE(hours, nullptr);
  EXPECT_EQ(hours->value, 4);
  EXPECT_EQ(hours->confidence, "C");
  const auto* cost = origin(s, "site.campus.hall_cost");
  EXPECT_TRUE(cost->value.ends_with("/W_it")) << cost->value << ": as one may write it";
}

TEST(Scenario, DefaultsFromAnOverlayAreMarked) {
  const auto input = read_text(five +
                                   "[catalogue]\nfigures = \"\"\"\n[[country]]\nid = \"DEU\"\n"
                                   "construction_cost = { value = 9, unit = \"USD_2025/W\", year = \"2026\", "
                                   "source = \"our quote\", confidence = \"B\" }\n\"\"\"\n",
                               "my.toml", figures);
  const Scenario& s = input.scenarios[0];
  const auto* cost = figure_in(s, "countries/DEU/construction_cost");
  ASSERT_NE(cost, nullptr);
  EXPECT_TRUE(cost->overlay);
  EXPECT_EQ(cost->value, 9);
  EXPECT_EQ(cost->source, "our quote");
  EXPECT_TRUE(origin(s, "site.campus.hall_cost")->overlay);
  EXPECT_FALSE(figure_in(s, "countries/DEU/permit_months")->overlay);
  EXPECT_THAT(explanation(s, s.figures), HasSubstr("(our quote) [your own figure]"));
}

TEST(Scenario, ExampleOfGermanyIsReadAsWritten) {
  const auto input = read(source / "examples/germany.toml", figures);
  ASSERT_EQ(input.scenarios.size(), 1U);
  const Scenario& s = input.scenarios[0];
  EXPECT_GE(s.sites.size(), 4U);
  EXPECT_GE(s.periods.size(), 3U);
  EXPECT_GE(s.services.size(), 2U);
  EXPECT_GE(s.accelerators.size(), 3U);
  for (const auto& plant : s.plants) EXPECT_NE(input.catalogue.find_technology(plant.technology), nullptr);
  for (const auto& id : s.accelerators) EXPECT_EQ(input.catalogue.accelerator(id).id, id);
  for (const auto& site : s.sites) EXPECT_NE(input.catalogue.find_record("cooling", site.cooling), nullptr);
  ASSERT_FALSE(s.claims.empty());
  EXPECT_THAT(s.claims[0].unit, HasSubstr("EUR_2025"));
  const auto again = read_text(s.text, s.file, figures);
  EXPECT_EQ(again.scenarios[0].origins.size(), s.origins.size());
}

TEST(Scenario, EveryCountryOfTheCatalogueHasAStarterThatChecksClean) {
  const auto catalogue = load_catalogue(figures);
  for (const auto& country : catalogue.countries()) {
    try {
      const auto scenarios = read_with(catalogue, starter(catalogue, country.iso2), "my.toml");
      ASSERT_EQ(scenarios.size(), 1U);
      EXPECT_EQ(scenarios[0].country, country.id);
      EXPECT_THAT(summary(scenarios[0], catalogue, scenarios[0].figures), HasSubstr(country.name));
    } catch (const InputInvalid& invalid) {
      ADD_FAILURE() << country.id << ": " << invalid.what();
    }
  }
}

TEST(Scenario, CodesOfTwoAndThreeLettersAreTheSameCountry) {
  for (const auto* code : {"NO", "NOR", "Norway", "no"}) {
    std::string text = five;
    text.replace(text.find("\"DE\""), 4, "\"" + std::string(code) + "\"");
    EXPECT_EQ(read_text(text, "my.toml", figures).scenarios[0].country, "NOR");
  }
}

TEST(Money, IsCarriedByRatesAndIndices) {
  const auto catalogue = load_catalogue(figures);
  const auto value = [&](const char* key) { return catalogue.figure(key).value; };
  const auto to_eur = money_converter(catalogue, {"EUR", 2025});
  EXPECT_DOUBLE_EQ(*to_eur({"EUR", 2025}), 1);
  EXPECT_DOUBLE_EQ(*to_eur({"EUR", 2015}), value("finance/deflator/EUR/2025") / value("finance/deflator/EUR/2015"));
  EXPECT_DOUBLE_EQ(*to_eur({"USD", 2024}), value("finance/exchange/EUR/2024") * value("finance/deflator/EUR/2025") /
                                               value("finance/deflator/EUR/2024"));
  const double inflation = 1 + value("finance/inflation/EUR") / 100;
  EXPECT_DOUBLE_EQ(*to_eur({"EUR", 2027}), 1 / (inflation * inflation));
  EXPECT_FALSE(to_eur({"EUR", 1950}).has_value());
  EXPECT_FALSE(to_eur({"VND", 2025}).has_value());
}

TEST(Money, OfAScenarioIsOneCurrencyAndYear) {
  const auto text = "currency = \"USD\"\nprice_year = 2024\n" + five +
                    "[money]\nbudget = \"1 bn USD_2024\"\n[[site]]\nid = \"s\"\ngrid = \"50 MW\"\nhall_cost = \"9 M "
                    "USD_2024/MW_it\"\n";
  const auto s = read_text(text, "my.toml", figures).scenarios[0];
  EXPECT_DOUBLE_EQ(s.money.budget.step(2030), 1e9);
  EXPECT_DOUBLE_EQ(s.sites[0].hall_cost, 9e6);
}

TEST(Paths, HoldOrInterpolate) {
  const Path path{{{2027, 1}, {2030, 4}}};
  EXPECT_DOUBLE_EQ(path.step(2026), 0);
  EXPECT_DOUBLE_EQ(path.step(2029), 1);
  EXPECT_DOUBLE_EQ(path.step(2040), 4);
  EXPECT_DOUBLE_EQ(path.linear(2026), 1);
  EXPECT_DOUBLE_EQ(path.linear(2028), 2);
  EXPECT_DOUBLE_EQ(path.linear(2040), 4);
  EXPECT_DOUBLE_EQ(Path{}.linear(2030), 0);
}

TEST(Plants, PurchasePriceIsTheLevelisedCost) {
  const auto input =
      read_text(five + "[[plant]]\nid = \"w\"\ntechnology = \"onwind\"\ncontract = \"purchase\"\nfrom = 2030\n",
                "my.toml", figures);
  const Catalogue& c = input.catalogue;
  const auto& wind = c.technology("onwind");
  const auto to_eur = money_converter(c, {"EUR", 2025});
  const double capital = wind.capital_cost.at(2030).value * 1000 * *to_eur({"EUR", 2015});
  const double n = wind.lifetime.at(2030).value, r = 0.06;
  const double annuity = r / (1 - std::pow(1 + r, -n));
  const double by_hand = (annuity + wind.fom->at(2030).value / 100) * capital / (8760 * c.country("DE").wind_cf.value) +
                         wind.vom->at(2030).value * *to_eur({"EUR", 2015});
  EXPECT_NEAR(input.scenarios[0].plants[0].price, by_hand, 1e-9 * by_hand);
}

TEST_F(Files, OneFileExtendsAnother) {
  write("base.toml", five +
                         "[[site]]\nid = \"a\"\ngrid = \"50 MW\"\n[[site]]\nid = \"b\"\ngrid = \"60 "
                         "MW\"\n[power]\nmatching = \"annual\"\n");
  const auto file =
      write("mine.toml",
            "extends = \"base.toml\"\n[power]\ncarbon_free = \"80 %\"\n[[site]]\nid = \"b\"\nhalls_most = \"9 MW_it\"\n"
            "[[site]]\nid = \"a\"\nremove = true\n[[site]]\nid = \"c\"\ngrid = \"70 MW\"\n");
  const auto input = read(file, figures);
  const Scenario& s = input.scenarios[0];
  ASSERT_EQ(s.sites.size(), 2U);
  EXPECT_EQ(s.sites[0].id, "b");
  EXPECT_DOUBLE_EQ(s.sites[0].grid.step(2030), 60);
  EXPECT_DOUBLE_EQ(s.sites[0].halls_most, 9);
  EXPECT_EQ(s.sites[1].id, "c");
  EXPECT_EQ(s.power.matching, Matching::annual);
  EXPECT_DOUBLE_EQ(s.power.carbon_free.step(2030), 0.8);
  const auto again = read_text(s.text, "elsewhere.toml", figures).scenarios[0];  // needs no other file
  EXPECT_EQ(again.sites.size(), 2U);
  EXPECT_DOUBLE_EQ(again.sites[0].grid.step(2030), 60);
}

TEST_F(Files, FaultsOfAnExtendedFileKeepTheirPlace) {
  write("base.toml", five + "[power]\nmatching = \"yearly\"\n");
  const auto faults = faults_of(write("mine.toml", "extends = \"base.toml\"\n[power]\nkind = \"prise\"\n"));
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_THAT(faults[0].place.file, testing::EndsWith("base.toml"));
  EXPECT_EQ(faults[0].place.line, 10);
  EXPECT_THAT(faults[1].place.file, testing::EndsWith("mine.toml"));
  EXPECT_EQ(faults[1].place.line, 3);
}

TEST_F(Files, CirclesOfExtendsAreRefused) {
  write("a.toml", "extends = \"b.toml\"\n");
  const auto faults = faults_of(write("b.toml", "extends = \"a.toml\"\n" + five));
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].code, "GP1009");
  EXPECT_THAT(faults[0].place.file, testing::EndsWith("a.toml"));
  EXPECT_EQ(faults_of(write("c.toml", "extends = \"c.toml\"\n"))[0].code, "GP1009");
  EXPECT_EQ(faults_of(write("d.toml", "extends = \"none.toml\"\n"))[0].code, "GP1009");
}

TEST_F(Files, VariantsChangeTheBase) {
  const auto input =
      read(write("v.toml",
                 five + "[[site]]\nid = \"a\"\ngrid = \"50 MW\"\n"
                        "[[variant]]\nname = \"more-grid\"\n[[variant.change.site]]\nid = \"a\"\ngrid = \"90 MW\"\n"
                        "[[variant]]\nname = \"wide\"\n[variant.change]\nobjective = \"least-cost\"\n"
                        "[[variant.change.service]]\nid = \"assistant\"\nreach = \"40 %\"\n"),
           figures);
  ASSERT_EQ(input.scenarios.size(), 3U);
  EXPECT_EQ(input.scenarios[0].variant, "");
  EXPECT_EQ(input.scenarios[1].variant, "more-grid");
  EXPECT_DOUBLE_EQ(input.scenarios[0].sites[0].grid.step(2030), 50);
  EXPECT_DOUBLE_EQ(input.scenarios[1].sites[0].grid.step(2030), 90);
  EXPECT_DOUBLE_EQ(input.scenarios[2].services[0].reach.linear(2030), 0.4);
  for (const auto& scenario : input.scenarios)
    EXPECT_EQ(read_text(scenario.text, "x.toml", figures).scenarios.size(), 1U);
}

TEST_F(Files, FaultsOfVariantsAreToldOnce) {
  const auto faults = faults_of(write(
      "v.toml", five + "[power]\nmatching = \"x\"\n[[variant]]\nname = \"w\"\n[variant.change]\nschema_version = 1\n"));
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_EQ(faults[0].code, "GP1104");
  EXPECT_EQ(faults[1].code, "GP1101");
}

TEST_F(Files, AnOverlayBringsOwnFigures) {
  write("own.toml",
        "[[country]]\nid = \"DEU\"\nconstruction_cost = { value = 20, unit = \"USD_2025/W\", year = \"2026\", source = "
        "\"us\", confidence = \"A\" }\n");
  const auto input = read(write("my.toml", five + "[catalogue]\noverlay = \"own.toml\"\n"), figures);
  const auto* cost = origin(input.scenarios[0], "site.campus.hall_cost");
  ASSERT_NE(cost, nullptr);
  EXPECT_EQ(cost->source, "us");
  const double before = read_text(five, "x.toml", figures).scenarios[0].sites[0].hall_cost;
  EXPECT_GT(input.scenarios[0].sites[0].hall_cost, 1.5 * before);
  fs::remove(folder / "own.toml");
  const auto again = read_text(input.scenarios[0].text, "x.toml", figures);
  EXPECT_DOUBLE_EQ(again.scenarios[0].sites[0].hall_cost, input.scenarios[0].sites[0].hall_cost);
}

TEST_F(Files, FaultsOfAnOverlayStandBesideThoseOfTheScenario) {
  write("own.toml", "[[country]]\nid = \"DEU\"\nconstruction_cost = 20\n");
  const auto faults =
      faults_of(write("my.toml", five + "[catalogue]\noverlay = \"own.toml\"\n[power]\nkind = \"x\"\n"));
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_EQ(faults[0].code, "GP1104");
  EXPECT_EQ(faults[1].code, "GP2002");
}

/// A year of hours with a time column; `skip` leaves out a row, `blank` a value.
std::string csv(int year, int hours, int skip = -1, int blank = -1) {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  std::string text = "time,temperature,other\n";
  int row = 0;
  for (int month = 0; month < 12; ++month)
    for (int day = 0; day < days[month] + (month == 1 && year % 4 == 0 ? 1 : 0); ++day)
      for (int hour = 0; hour < 24; ++hour, ++row) {
        if (row == skip || row >= hours) continue;
        char line[64];
        std::snprintf(line, sizeof line, "%04d-%02d-%02d %02d:00,", year, month + 1, day + 1, hour);
        text += line + (row == blank ? std::string() : std::to_string(row % 30)) + ",1\n";
      }
  return text;
}

class Series : public Files {
 protected:
  std::string scenario(const std::string& extra = "") const {
    return five + "[[site]]\nid = \"s\"\ngrid = \"50 MW\"\ntemperature = { file = \"t.csv\", column = \"temperature\"" +
           extra + " }\n";
  }
};

TEST_F(Series, OfALeapYearLosesItsLeapDay) {
  write("t.csv", csv(2016, 8784));
  const auto input = read(write("my.toml", scenario()), figures);
  const auto& series = *input.scenarios[0].sites[0].temperature;
  ASSERT_EQ(series.values.size(), 8760U);
  EXPECT_DOUBLE_EQ(series.values[1415], 1415 % 30);
  EXPECT_DOUBLE_EQ(series.values[1416], 1440 % 30);
  fs::remove(folder / "t.csv");
  const auto again = read_text(input.scenarios[0].text, "x.toml", figures);
  EXPECT_EQ(again.scenarios[0].sites[0].temperature->values, series.values);
}

TEST_F(Series, AreConvertedByTheirUnit) {
  std::string text = "price\n";
  for (int h = 0; h < 8760; ++h) text += "0.05\n";
  write("p.csv", text);
  const auto input =
      read(write("my.toml", five + "[power]\nprice = { file = \"p.csv\", unit = \"EUR_2025/kWh\" }\n"), figures);
  EXPECT_DOUBLE_EQ(input.scenarios[0].power.price->values[17], 50);
}

struct SeriesCase {
  std::string name, text, extra, code;
  int line;
  std::string remedy;
};
void PrintTo(const SeriesCase& one, std::ostream* out) { *out << one.name; }

class SeriesFaults : public Series, public testing::WithParamInterface<SeriesCase> {
 protected:
  void SetUp() override {
    folder = fs::temp_directory_path() / ("gigaplan_series_" + std::to_string(::getpid()) + GetParam().name);
    fs::create_directories(folder);
  }
};

TEST_P(SeriesFaults, AreTold) {
  const auto& one = GetParam();
  write("t.csv", one.text);
  const auto faults = faults_of(write("my.toml", scenario(one.extra)));
  ASSERT_EQ(faults.size(), 1U) << (faults.empty() ? "" : describe(faults[0]));
  EXPECT_EQ(faults[0].code, one.code) << describe(faults[0]);
  EXPECT_EQ(faults[0].place.line, one.line) << describe(faults[0]);
  EXPECT_THAT(faults[0].remedy, HasSubstr(one.remedy));
}

std::string with_bad_cell(std::string text) {
  text.replace(text.find(",3,1"), 4, ",x,1");
  return text;
}

/// July 2023 to June 2024: 8,784 hours with 29 February, cut to 8,760.
std::string from_july() {
  const auto first = csv(2023, 8760), second = csv(2024, 8784);
  const auto july = first.find("2023-07-01"), cut = second.find("2024-06-30");
  const auto head = first.find('\n') + 1;
  return first.substr(0, head) + first.substr(july) + second.substr(second.find('\n') + 1, cut - head);
}

INSTANTIATE_TEST_SUITE_P(Scenario, SeriesFaults,
                         testing::Values(SeriesCase{"short", csv(2023, 5000), "", "GP4103", 12, "8,760 hours"},
                                         SeriesCase{"gap", csv(2016, 8784, 100), "", "GP4104", 102, "every hour"},
                                         SeriesCase{"blank", csv(2023, 8760, -1, 7), "", "GP4104", 9, "fill gaps"},
                                         SeriesCase{"leap_end_cut", csv(2016, 8760), "", "GP4105", 12, "8,784"},
                                         SeriesCase{"from_july", from_july(), "", "GP4103", 2, "one calendar year"},
                                         SeriesCase{"no_number", with_bad_cell(csv(2023, 8760)), "", "GP4106", 5,
                                                    "dot-decimal"},
                                         SeriesCase{"empty_file", "", "", "GP4101", 12, "CSV"},
                                         SeriesCase{"unit", csv(2023, 8760), ", unit = \"MW\"", "GP1203", 12, "degC"}),
                         [](const auto& one) { return one.param.name; });

TEST_F(Series, ABadCellIsToldWhereItStands) {
  write("t.csv", with_bad_cell(csv(2023, 8760)));
  const auto faults = faults_of(write("my.toml", scenario()));
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].place.column, 18) << "2023-01-01 03:00,x,1";
  EXPECT_TRUE(faults[0].place.file.ends_with("t.csv"));
}

TEST_F(Series, WithoutTheirColumnOrOutOfRangeAreRefused) {
  write("t.csv", csv(2023, 8760));
  std::string text = scenario();
  text.replace(text.find("column = \"temperature\""), 22, "column = \"temperatur\"");
  auto faults = faults_of(write("my.toml", text));
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].code, "GP4102");
  EXPECT_THAT(faults[0].remedy, HasSubstr("did you mean \"temperature\"?"));
  std::string hot = "temperature\n";
  for (int h = 0; h < 8760; ++h) hot += h == 99 ? "300\n" : "3\n";
  write("t.csv", hot);
  faults = faults_of(write("my.toml", scenario()));
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].code, "GP4106");
  EXPECT_THAT(faults[0].message, HasSubstr("hour 100"));
}

}  // namespace
}  // namespace gigaplan::scenario
