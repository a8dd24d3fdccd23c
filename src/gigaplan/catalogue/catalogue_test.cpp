#include "gigaplan/catalogue/catalogue.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <fstream>
#include <set>

namespace gigaplan {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const std::filesystem::path shipped = std::filesystem::path(GIGAPLAN_SOURCE_DIR) / "catalogue";

const Catalogue& catalogue() {
  static const Catalogue loaded = load_catalogue(shipped);
  return loaded;
}

/// A folder of its own with the given files, gone afterwards.
class Folder {
 public:
  explicit Folder(std::string_view name)
      : path_(std::filesystem::temp_directory_path() /
              ("gigaplan-catalogue-" + std::string(name) + std::to_string(::getpid()))) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::filesystem::path file(const std::string& name, std::string_view text) const {
    std::ofstream(path_ / name) << text;
    return path_ / name;
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::vector<Fault> faults_of(std::string_view text) {
  const Folder folder("faults");
  folder.file("some.toml", text);
  try {
    (void)load_catalogue(folder.path());
  } catch (const InputInvalid& invalid) {
    return invalid.faults();
  }
  return {};
}

TEST(ShippedCatalogue, HasTheRecordsThatTheProductPromises) {
  EXPECT_GE(catalogue().accelerators().size(), 20u);
  EXPECT_GE(catalogue().models().size(), 8u);
  EXPECT_EQ(catalogue().countries().size(), 34u);
  EXPECT_EQ(catalogue().workloads().size(), 5u);
  EXPECT_EQ(catalogue().measurements().size(), 36u);
  for (const std::string& kind : catalogue().kinds()) EXPECT_THAT(catalogue().records(kind), Not(IsEmpty())) << kind;
}

TEST(ShippedCatalogue, EveryFigureHasUnitYearSourceAndConfidence) {
  std::size_t figures = 0;
  for (const Record* record : catalogue().records()) {
    for (const auto& [name, figure] : record->figures) {
      ++figures;
      EXPECT_FALSE(figure.unit.empty()) << figure.key;
      EXPECT_FALSE(figure.year.empty()) << figure.key;
      EXPECT_FALSE(figure.source.empty()) << figure.key;
      EXPECT_THAT((std::set<std::string>{"A", "B", "C"}), Contains(figure.confidence)) << figure.key;
      EXPECT_TRUE(std::isfinite(figure.value)) << figure.key;
      EXPECT_FALSE(figure.overlay) << figure.key;
      EXPECT_TRUE(!figure.source.starts_with("C:") || figure.confidence == "C") << figure.key;
      EXPECT_EQ(catalogue().find_figure(figure.key), &figure) << figure.key;
    }
  }
  EXPECT_GT(figures, 3000u);
}

TEST(ShippedCatalogue, EveryMeasurementNamesAKnownWorkloadModelAndAccelerator) {
  for (const Measurement& row : catalogue().measurements()) {
    ASSERT_NE(catalogue().find_workload(row.workload), nullptr) << row.id;
    EXPECT_NE(catalogue().find_model(catalogue().workload(row.workload).model), nullptr) << row.id;
    EXPECT_NE(catalogue().find_accelerator(row.accelerator), nullptr) << row.id;
  }
}

TEST(ShippedCatalogue, EveryCountryMakesElectricityOfTheKindsItLists) {
  for (const Country& country : catalogue().countries()) {
    double sum = 0;
    for (const auto& [kind, figure] : country.generation) sum += figure.value;
    EXPECT_NEAR(sum, country.electricity.value, 0.01 * country.electricity.value) << country.id;
    EXPECT_THAT(country.languages, Not(IsEmpty())) << country.id;
    for (const std::string& language : country.languages)
      EXPECT_NE(catalogue().find_record("languages", language), nullptr) << country.id << " " << language;
  }
}

TEST(ShippedCatalogue, HourlyProfilesHaveTheMeanOne) {
  for (const char* profile : {"demand/profile_assistant", "demand/profile_messenger"}) {
    double week = 0;
    for (int hour = 0; hour < 24; ++hour) {
      const std::string two = (hour < 10 ? "0" : "") + std::to_string(hour);
      week += 5 * catalogue().figure(std::string(profile) + "/weekday/" + two).value;
      week += 2 * catalogue().figure(std::string(profile) + "/weekend/" + two).value;
    }
    EXPECT_NEAR(week / 168, 1, 1e-3) << profile;
  }
}

TEST(Lookup, FindsByIdAndAliasWithoutCase) {
  EXPECT_EQ(catalogue().accelerator("H100").id, "H100 SXM");
  EXPECT_EQ(catalogue().accelerator("gb300 nvl72 (per gpu)").id, "GB300 NVL72 (per GPU)");
  EXPECT_EQ(catalogue().country("DE").name, "Germany");
  EXPECT_EQ(catalogue().country("NO").id, "NOR");
  EXPECT_EQ(catalogue().country("Korea").iso2, "KR");
  EXPECT_EQ(catalogue().workload("llama2-70b").id, "mlperf/llama2-70b");
  EXPECT_EQ(catalogue().technology("onshore wind").id, "onwind");
}

TEST(Lookup, FindsFiguresByKeyAlsoThroughAliases) {
  EXPECT_EQ(catalogue().figure("accelerators/H200/memory").value, 141);
  EXPECT_EQ(catalogue().figure("countries/DE/population").key, "countries/DEU/population");
  EXPECT_EQ(&catalogue().figure("finance/exchange/EUR/2024"), catalogue().find_figure("finance/exchange/EUR/2024"));
  EXPECT_EQ(catalogue().find_figure("countries/DE"), nullptr);
}

TEST(Lookup, UnknownNamesAreFaultsWithTheNearestName) {
  try {
    (void)catalogue().accelerator("H20O SXM", {"my.toml", 7, 3});
    FAIL() << "must throw";
  } catch (const InputInvalid& invalid) {
    ASSERT_EQ(invalid.faults().size(), 1u);
    EXPECT_EQ(invalid.faults()[0].code, "GP2008");
    EXPECT_EQ(invalid.faults()[0].place.line, 7);
    EXPECT_THAT(invalid.faults()[0].remedy, HasSubstr("H200 SXM"));
  }
}

TEST(Series, InterpolatesAndKeepsTheWeakerConfidence) {
  YearSeries series;
  series.by_year[2025] = {"k", 10, "kW", 8, 12, "2025", "s", "A", "", "", false};
  series.by_year[2030] = {"k", 20, "kW", std::nullopt, 30, "2030", "s", "C", "", "", false};
  EXPECT_DOUBLE_EQ(series.at(2027).value, 14);
  EXPECT_EQ(series.at(2027).confidence, "C");
  EXPECT_FALSE(series.at(2027).low.has_value());
  EXPECT_DOUBLE_EQ(*series.at(2027).high, 19.2);
  EXPECT_EQ(series.at(2030).value, 20);
  EXPECT_EQ(series.at(2050).value, 20);
  EXPECT_EQ(series.at(2000).value, 10);
  EXPECT_THROW((void)YearSeries{}.at(2030), std::logic_error);
  EXPECT_EQ(catalogue().series("finance/deflator", "EUR").at(2020).value, 100);
}

TEST(Series, EveryYearUsedIsRemembered) {
  YearSeries series;
  series.by_year[2025] = {.key = "wind/cost/2025", .value = 10, .unit = "kW"};
  series.by_year[2030] = {.key = "wind/cost/2030", .value = 20, .unit = "kW"};
  const auto used = [](const Figure& figure) {
    std::vector<std::pair<int, double>> out;
    for (const auto& one : values_used(figure)) out.emplace_back(one.year, one.value);
    return out;
  };
  using testing::ElementsAre, testing::Pair;
  std::vector<Figure> list;
  for (const int year : {2030, 2040}) remember(list, series.at(year));
  ASSERT_EQ(list.size(), 1u);
  EXPECT_THAT(used(list[0]), ElementsAre(Pair(0, 20))) << "as the catalogue has it, whenever it is used";
  for (const int year : {2029, 2026, 2026}) remember(list, series.at(year));
  ASSERT_EQ(list.size(), 2u);
  EXPECT_EQ(list[1].key, "wind/cost/2025");
  EXPECT_THAT(used(list[1]), ElementsAre(Pair(2026, 12), Pair(2029, 18)));
  remember(list, series.at(2020));
  EXPECT_THAT(used(list[1]), ElementsAre(Pair(2025, 10), Pair(2026, 12), Pair(2029, 18)));
}

TEST(Reader, TellsEveryFaultOfAFileAtOnceWithItsLine) {
  const auto faults = faults_of(R"([[building]]
id = "hall"
cost = { value = 3, unit = "USD", year = "2025", source = "s" }
life = { value = 3, low = 4, unit = "years", year = "2025", source = "s", confidence = "D", notes = "x" }
bare = 7
[[buildings]]
id = "x"
[[building]]
share = { value = nan, unit = "%", year = "2025", source = "s", confidence = "A" }
)");
  std::vector<std::pair<std::string, int>> found;
  for (const Fault& fault : faults) found.emplace_back(fault.code, fault.place.line);
  EXPECT_THAT(found, ElementsAre(std::pair("GP2002", 3), std::pair("GP2007", 4), std::pair("GP2007", 4),
                                 std::pair("GP2003", 4), std::pair("GP2002", 5), std::pair("GP2009", 6),
                                 std::pair("GP2004", 8), std::pair("GP2007", 9)));
}

TEST(Reader, RefusesSyntaxFaultsMissingFieldsAndWrongUnits) {
  EXPECT_THAT(faults_of("[[building]\n"), Contains(Field(&Fault::code, "GP2001")));
  const auto faults = faults_of(R"([[accelerator]]
id = "X1"
memory = { value = 80, unit = "TB", year = "2025", source = "s", confidence = "A" }
memoty = { value = 80, unit = "GB", year = "2025", source = "s", confidence = "A" }
)");
  EXPECT_THAT(faults, Contains(Field(&Fault::code, "GP2006")));
  EXPECT_THAT(faults, Contains(Field(&Fault::remedy, "did you mean `memory`?")));
  EXPECT_THAT(faults, Contains(Field(&Fault::message, HasSubstr("`bandwidth`"))));
}

TEST(Reader, RefusesANameTwice) {
  EXPECT_THAT(faults_of("[[building]]\nid = \"a\"\n[[building]]\nid = \"b\"\naliases = [\"A\"]\n"),
              ElementsAre(Field(&Fault::code, "GP2004")));
}

TEST(Overlay, OverridesFieldByFieldAndAddsRecords) {
  const Folder folder("overlay");
  const auto mine = folder.file("mine.toml", R"([[accelerator]]
id = "H100 SXM"
price = { value = 1, unit = "USD_2026", year = "2026", source = "my offer", confidence = "A" }
[[building]]
id = "my hall"
cost = { value = 9, unit = "USD_2026/W", year = "2026", source = "my offer", confidence = "A" }
)");
  const Catalogue changed = load_catalogue(shipped, mine);
  EXPECT_EQ(changed.accelerator("H100").price.value, 1);
  EXPECT_TRUE(changed.accelerator("H100").price.overlay);
  EXPECT_FALSE(changed.accelerator("H100").memory.overlay);
  EXPECT_EQ(changed.figure("accelerators/H100/price").source, "my offer");
  EXPECT_EQ(changed.figure("building/my hall/cost").value, 9);
  EXPECT_EQ(changed.accelerators().size(), catalogue().accelerators().size());
}

TEST(Overlay, FaultyLawsAreNamed) {
  const auto law = [](const std::string& body) { return "[[law]]\nid = \"x\"\nname = \"X\"\nasks = \"x\"\n" + body; };
  const auto limit = [](const char* number, const char* unit) {
    return fmt::format("limit = {{ value = {}, unit = \"{}\", year = \"2026\", source = \"s\", confidence = \"A\" }}\n",
                       number, unit);
  };
  const auto year = [](const char* field, int value) {
    return fmt::format("{} = {{ value = {}, unit = \"year\", year = \"2026\", source = \"s\", confidence = \"A\" }}\n",
                       field, value);
  };
  const auto told = [&](const std::string& body) {
    try {
      (void)load_catalogue_with(shipped, law(body), "mine.toml");
    } catch (const InputInvalid& invalid) {
      std::string all;
      for (const auto& fault : invalid.faults())
        all += fmt::format("{} {} {}: {}; ", fault.code, fault.place.line, fault.message, fault.remedy);
      return all;
    }
    return std::string("none");
  };
  const std::string here = "where = \"DEU\"\n", pue = "measure = \"pue\"\n";
  EXPECT_EQ(told(here + pue + limit("1.2", "1")), "none");
  EXPECT_EQ(told(here + "measure = \"report\"\n"), "none");
  EXPECT_THAT(told(here + "measure = \"pu\"\n" + limit("1.2", "1")),
              HasSubstr("GP2007 6 measure is \"pu\": write one of"));
  EXPECT_THAT(told(here + pue), HasSubstr("GP2005 1 \"x\" of laws has no `limit`"));
  EXPECT_THAT(told(here + "measure = \"heat-reuse\"\n" + limit("20", "%")), HasSubstr("GP2006 7 `limit` is in %"));
  EXPECT_THAT(told(here + "measure = \"training\"\n" + limit("1e25", "1")), HasSubstr("give it in FLOP"));
  EXPECT_THAT(told("where = \"EU; Germny\"\n" + pue + limit("1.2", "1")),
              HasSubstr("GP2008 5 the catalogue has no country \"Germny\", where law \"x\" holds: did you mean"));
  EXPECT_THAT(told(here + pue + limit("1.2", "1") + year("from", 2028) + year("until", 2028)),
              HasSubstr("GP2007 9 x ends in 2028"));
}

TEST(Files, AMissingFolderIsFileTrouble) {
  EXPECT_THROW((void)load_catalogue("no/such/folder"), FileTrouble);
  EXPECT_THROW((void)load_catalogue(shipped, "no/such/overlay.toml"), FileTrouble);
}

TEST(Files, TheFolderIsFoundFromTheProgram) { EXPECT_TRUE(std::filesystem::equivalent(catalogue_folder(), shipped)); }

}  // namespace
}  // namespace gigaplan
