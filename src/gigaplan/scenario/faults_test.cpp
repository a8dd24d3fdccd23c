// Every kind of fault: code, place and remedy of a tiny file that has it.
#include <gmock/gmock.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "gigaplan/scenario/read.hpp"

namespace gigaplan::scenario {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

const Catalogue& catalogue() {
  static const Catalogue loaded = load_catalogue(fs::path(GIGAPLAN_SOURCE_DIR) / "catalogue");
  return loaded;
}

const std::string head =
    "schema_version = 1\n"                          // line 1
    "country = \"DE\"\n"                            // line 2
    "year = 2030\n"                                 // line 3
    "[[service]]\nid = \"a\"\nreach = \"20 %\"\n";  // lines 4 to 6

std::vector<Fault> faults_of(const std::string& text, const std::string& file = "my.toml") {
  try {
    static_cast<void>(read_with(catalogue(), text, file));
  } catch (const InputInvalid& invalid) {
    return invalid.faults();
  }
  return {};
}

struct Case {
  std::string name, text, code;
  int line, column;
  std::string remedy;
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.name; }

class OneFault : public testing::TestWithParam<Case> {};

TEST_P(OneFault, IsToldWithPlaceAndRemedy) {
  const auto& one = GetParam();
  const auto faults = faults_of(one.text);
  ASSERT_EQ(faults.size(), 1U) << testing::PrintToString(faults.empty() ? "no fault" : [&] {
    std::string all;
    for (const auto& fault : faults) all += describe(fault) + "\n";
    return all;
  }());
  EXPECT_EQ(faults[0].code, one.code) << describe(faults[0]);
  EXPECT_EQ(faults[0].place.line, one.line) << describe(faults[0]);
  EXPECT_EQ(faults[0].place.column, one.column) << describe(faults[0]);
  EXPECT_EQ(faults[0].place.file, "my.toml");
  EXPECT_THAT(faults[0].remedy, HasSubstr(one.remedy)) << describe(faults[0]);
  EXPECT_FALSE(faults[0].message.empty());
}

const std::string site = "[[site]]\nid = \"s\"\n";  // lines 7 and 8 behind `head`

const std::vector<Case> cases{
    {"syntax", "schema_version = 1\ncountry = \"DE\nyear = 2030\n", "GP1007", 2, 14, "mend this line"},
    {"empty", "", "GP1003", 0, 0, "gigaplan new"},
    {"only_blanks", " \n\r\n\t", "GP1003", 0, 0, "gigaplan new"},
    {"binary",
     std::string("\x7f"
                 "ELF\0\0\1",
                 7),
     "GP1004", 0, 0, "TOML text"},
    {"latin1", "schema_version = 1\nname = \"M\xfcnchen\"\n", "GP1005", 2, 10, "UTF-8"},
    {"deep_names",
     "a" +
         [] {
           std::string dots;
           for (int i = 0; i < 5000; ++i) dots += ".a";
           return dots;
         }() +
         " = 1",
     "GP1007", 1, 130, "mend this line"},
    {"typographic_quotes",
     "schema_version = 1\ncountry = \xE2\x80\x9C"
     "DE\xE2\x80\x9D\n",
     "GP1007", 2, 11, "plain quotes"},
    {"newer_schema", "schema_version = 2\ncountry = \"DE\"\n", "GP1008", 1, 18, "newer Gigaplan"},
    {"older_schema", "schema_version = 0\ncountry = \"DE\"\n", "GP1008", 1, 18, "schema_version = 1"},
    {"unknown_key", head + "[power]\nkindd = \"price\"\n", "GP1101", 8, 1, "did you mean `kind`?"},
    {"unknown_key_top", "contry = \"DE\"\n" + head, "GP1101", 1, 1, "did you mean `country`?"},
    {"unknown_section", head + "[[sites]]\nid = \"x\"\n", "GP1101", 7, 3, "did you mean `site`?"},
    {"missing_key", head + site, "GP1102", 7, 1, "grid = [{ year = 2030, power = \"12 MW\" }]"},
    {"missing_schema", "country = \"DE\"\nyear = 2030\n[[service]]\nid = \"a\"\nreach = \"1 %\"\n", "GP1102", 1, 1,
     "schema_version = 1"},
    {"missing_country", "schema_version = 1\nyear = 2030\n[[service]]\nid = \"a\"\nreach = \"1 %\"\n", "GP1102", 1, 1,
     "country"},
    {"missing_year", "schema_version = 1\ncountry = \"DE\"\n[[service]]\nid = \"a\"\nreach = \"1 %\"\n", "GP1102", 1, 1,
     "year = 2030"},
    {"missing_service", "schema_version = 1\ncountry = \"DE\"\nyear = 2030\n", "GP1102", 1, 1, "[[service]]"},
    {"missing_budget", "objective = \"most-compute\"\n" + head, "GP1102", 1, 13, "budget"},
    {"loan_without_budget", head + "[loan]\nincome = \"2 EUR_2025/h\"\n", "GP1102", 8, 10, "the owners' money"},
    {"loan_without_income", head + "[money]\nbudget = \"2 bn EUR_2025\"\n[loan]\nshare = \"50 %\"\n", "GP1102", 10, 9,
     "income"},
    {"loan_on_a_planned_grid",
     head + "[money]\nbudget = \"2 bn EUR_2025\"\n[power]\nkind = \"mix\"\n[loan]\nincome = \"2 EUR_2025/h\"\n",
     "GP1104", 10, 8, "\"price\""},
    {"cover_below_one",
     head + "[money]\nbudget = \"2 bn EUR_2025\"\n[loan]\nincome = \"2 EUR_2025/h\"\nleast_cover = 0.9\n", "GP1205", 11,
     15, "1"},
    {"law_without_id", head + "[[law]]\nbinds = true\n", "GP1102", 7, 1, "id = "},
    {"unknown_law", head + "[[law]]\nid = \"no-such-law\"\n", "GP1102", 7, 1, "measure = \"renewable\""},
    {"law_that_cannot_bind", head + "[[law]]\nid = \"l\"\nmeasure = \"pue\"\nlimit = 1.2\nbinds = true\n", "GP1104", 11,
     9, "leave `binds` out"},
    {"load_without_unit",
     head + "[[plant]]\nid = \"g\"\ntechnology = \"OCGT\"\nmost = \"200 MW\"\nleast_load = \"40 %\"\n", "GP1102", 11,
     14, "unit = \"100 MW\""},
    {"unit_without_most", head + "[[plant]]\nid = \"g\"\ntechnology = \"OCGT\"\nunit = \"50 MW\"\n", "GP1102", 10, 8,
     "most = \"500 MW\""},
    {"unit_larger_than_most",
     head + "[[plant]]\nid = \"g\"\ntechnology = \"OCGT\"\nunit = \"50 MW\"\nmost = \"40 MW\"\n", "GP1205", 10, 8,
     "larger `most`"},
    {"half_a_unit_built",
     head + "[[plant]]\nid = \"g\"\ntechnology = \"OCGT\"\nunit = \"50 MW\"\nmost = \"400 MW\"\n"
            "[[built]]\nkind = \"plant\"\nplant = \"g\"\nyear = 2029\namount = \"75 MW\"\n",
     "GP1205", 16, 10, "whole units"},
    {"unit_of_a_battery",
     head + "[[plant]]\nid = \"b\"\ntechnology = \"battery storage\"\nunit = \"5 MW\"\nmost = \"40 MW\"\n", "GP1104",
     10, 8, "leave it out"},
    {"wrong_type", head + "[halls]\nlife = true\n", "GP1103", 8, 8, "life = \"12 yr\""},
    {"table_for_list", head + "[site]\nid = \"x\"\n", "GP1103", 7, 1, "[[site]]"},
    {"list_for_table", head + "[[power]]\nkind = \"price\"\n", "GP1103", 7, 1, "[power]"},
    {"choice", head + "residency = \"in-contry\"\n", "GP1104", 7, 13, "did you mean \"in-country\"?"},
    {"bad_id", head + site + "grid = \"9 MW\"\n[[plant]]\nid = \"a b\"\ntechnology = \"wind\"\n", "GP1104", 11, 6,
     "letters"},
    {"hours", "hours = \"typical:0\"\n" + head, "GP1104", 1, 9, "typical:12"},
    {"two_sites", head + site + "grid = \"9 MW\"\n" + site + "grid = \"9 MW\"\n", "GP1105", 11, 6, "its own name"},
    {"two_services", head + "[[service]]\nid = \"a\"\nreach = \"1 %\"\n", "GP1105", 8, 6, "its own name"},
    {"twice_a_candidate", head + "[accelerators]\ncandidates = [\"H200\", \"H200 SXM\"]\n", "GP1105", 8, 23, "once"},
    {"no_such_site", head + site + "grid = \"9 MW\"\n[[plant]]\nid = \"w\"\ntechnology = \"wind\"\nsite = \"t\"\n",
     "GP1106", 13, 8, "did you mean \"s\"?"},
    {"region_of_another_country", head + site + "grid = \"9 MW\"\nregion = \"Texas\"\n", "GP1506", 10, 10, "\"US\""},
    {"no_such_region", head + site + "grid = \"9 MW\"\nregion = \"US-TK\"\n", "GP1307", 10, 10, "US-"},
    {"interconnector_with_regions",
     "schema_version = 1\ncountry = \"US\"\nyear = 2030\n[[service]]\nid = \"a\"\nreach = \"1 %\"\n[[site]]\nid = "
     "\"s\"\n"
     "region = \"US-TX\"\ngrid = \"9 MW\"\n[[interconnector]]\nid = \"l\"\nbetween = [\"US\", \"CA\"]\npower = \"1 "
     "GW\"\n",
     "GP1506", 13, 11, "leave"},
    {"interconnector_of_one_country", head + "[[interconnector]]\nid = \"l\"\nbetween = [\"DE\"]\npower = \"1 GW\"\n",
     "GP1104", 9, 11, "[\"FR\", \"DE\"]"},
    {"interconnector_in_an_own_network",
     head + "[power]\nkind = \"network\"\nnetwork = \"n.nc\"\n[[interconnector]]\nid = \"l\"\nbetween = [\"DE\", "
            "\"FR\"]\npower = \"1 GW\"\n",
     "GP1104", 10, 1, "link"},
    {"energy_for_power", head + site + "grid = \"120 MWh\"\n", "GP1203", 9, 8, "MW"},
    {"milli_for_mega", head + site + "grid = \"120 mW\"\n", "GP1203", 9, 8, "did you mean MW?"},
    {"it_for_facility", head + site + "grid = \"120 MW_it\"\n", "GP1203", 9, 8, "PUE"},
    {"facility_for_it", head + site + "grid = \"12 MW\"\nhalls_most = \"50 MW\"\n", "GP1203", 10, 14, "MW_it"},
    {"unknown_unit", head + site + "grid = \"120 Mw\"\n", "GP1202", 9, 8, "did you mean MW?"},
    {"no_unit", head + site + "grid = 120\n", "GP1202", 9, 8, "\"120 MW\""},
    {"share_without_unit", "schema_version = 1\ncountry = \"DE\"\nyear = 2030\n[[service]]\nid = \"a\"\nreach = 0.2\n",
     "GP1202", 6, 9, "\"20 %\""},
    {"no_number", head + site + "grid = \"much\"\n", "GP1201", 9, 8, "12 MW"},
    {"nan", head + site + "grid = nan\n", "GP1204", 9, 8, "leave the key out"},
    {"inf_text", head + site + "grid = \"inf MW\"\n", "GP1204", 9, 8, "leave the key out"},
    {"negative", head + site + "grid = \"-3 MW\"\n", "GP1205", 9, 8, "0 or more"},
    {"share_over_all", head + "[accelerators]\navailability = \"120 %\"\n", "GP1206", 8, 16, "at most 100 %"},
    {"bad_place", head + site + "grid = \"9 MW\"\nlocation = [50.1, 108.7]\n", "GP1205", 10, 19, "latitude"},
    {"money_without_year", head + "[money]\nbudget = \"2 bn EUR\"\n", "GP1207", 8, 10, "EUR_2025"},
    {"no_such_currency", head + "[money]\nbudget = \"2 bn EUO_2025\"\n", "GP1207", 8, 10, "EUR"},
    {"year_out_of_index", head + "[money]\nbudget = \"2 bn EUR_1950\"\n", "GP1207", 8, 10, "price year"},
    {"wrong_currency_dimension", head + "[money]\nbudget = \"2 EUR_2025/MW\"\n", "GP1203", 8, 10, "EUR_2025"},
    {"unknown_country",
     "schema_version = 1\ncountry = \"Germny\"\nyear = 2030\n[[service]]\nid = \"a\"\nreach = \"1 %\"\n", "GP1301", 2,
     11, "did you mean \"Germany\"?"},
    {"unknown_accelerator", head + "[accelerators]\ncandidates = [\"H2000 SXM\"]\n", "GP1302", 8, 15, "H200 SXM"},
    {"unknown_technology", head + "[[plant]]\nid = \"w\"\ntechnology = \"onshre wind\"\n", "GP1303", 9, 14,
     "onshore wind"},
    {"unknown_model", head + "model = \"llama3.1-70\"\n", "GP1304", 7, 9, "llama3.1-70b"},
    {"unknown_cooling", head + site + "grid = \"9 MW\"\ncooling = \"evaporativ\"\n", "GP1305", 10, 11, "evaporative"},
    {"unknown_language", head + "language = \"Germann\"\n", "GP1306", 7, 12, "German"},
    {"bad_date",
     "schema_version = 1\ncountry = \"DE\"\nyear = \"next year\"\n[[service]]\nid = \"a\"\nreach = \"1 %\"\n", "GP1401",
     3, 8, "whole number"},
    {"date_for_year",
     "schema_version = 1\ncountry = \"DE\"\nyear = 2030-01-01\n[[service]]\nid = \"a\"\nreach = \"1 %\"\n", "GP1401", 3,
     8, "2030"},
    {"year_of_dinosaurs",
     "schema_version = 1\ncountry = \"DE\"\nyear = 203\n[[service]]\nid = \"a\"\nreach = \"1 %\"\n", "GP1401", 3, 8,
     "2030"},
    {"year_and_periods", head + "[horizon]\nperiods = [2030]\n", "GP1104", 3, 8, "keep one"},
    {"points_out_of_order",
     head + site + "grid = [{ year = 2030, power = \"9 MW\" }, { year = 2028, power = \"8 MW\" }]\n", "GP1404", 9, 51,
     "order of their years"},
    {"hall_before_lead_time", head + site + "grid = \"9 MW\"\nhall_from = 2027\n", "GP1403", 10, 13, "2028"},
    {"plant_before_lead_time", head + "[[plant]]\nid = \"n\"\ntechnology = \"nuclear\"\nfrom = 2028\n", "GP1403", 10, 8,
     "2032"},
    {"nothing_can_run_so_early",
     "schema_version = 1\ncountry = \"DE\"\nyear = 2027\n[[service]]\nid = \"a\"\nreach = \"1 %\"\n", "GP1403", 6, 9,
     "2029"},
    {"no_site_left", head + "[[site]]\nid = \"s\"\ncountry = \"SE\"\ngrid = \"9 MW\"\n", "GP1501", 4, 1,
     "weaker `residency`"},
    {"too_much_demand", head + "requests_per_user_per_day = 1e9\n", "GP1502", 6, 9, "check reach"},
    {"no_such_series", head + site + "grid = \"9 MW\"\ntemperature = { file = \"none.csv\" }\n", "GP4101", 10, 24,
     "relative"},
    {"too_few_values", head + site + "grid = \"9 MW\"\ntemperature = { values = [1.0, 2.0] }\n", "GP4103", 10, 15,
     "8,760"},
    {"variant_without_name", head + "[[variant]]\n[variant.change]\nyear = 2031\n", "GP1102", 7, 1, "name"},
    {"two_variants",
     head + "[[variant]]\nname = \"v\"\n[variant.change]\nyear = 2031\n[[variant]]\nname = \"v\"\n[variant.change]\n",
     "GP1105", 12, 8, "its own name"},
    {"claim_of_wrong_dimension",
     head + "[[claim]]\ntext = \"t\"\nquantity = \"construction_cost\"\nvalue = \"11 USD_2025/W\"\n", "GP1203", 10, 9,
     "MW_it"},
    {"claim_of_nothing",
     head + "[[claim]]\ntext = \"t\"\nquantity = \"construction_costs\"\nvalue = \"11 USD_2025/W\"\n", "GP1104", 9, 12,
     "did you mean \"construction_cost\"?"},
    {"claim_of_no_site",
     head + site +
         "grid = \"9 MW\"\n[[claim]]\ntext = \"t\"\nquantity = \"it_power\"\nsite = \"x\"\nvalue = \"1 MW_it\"\n",
     "GP1106", 13, 8, "did you mean"},
    {"claim_of_a_site_on_the_whole",
     head + site +
         "grid = \"9 MW\"\n[[claim]]\ntext = \"t\"\nquantity = \"users\"\nsite = \"s\"\nvalue = \"1 people\"\n",
     "GP1104", 12, 12, "leave `site` out"},
    {"claim_of_a_country_on_the_whole",
     head + "[[claim]]\ntext = \"t\"\nquantity = \"power_price\"\ncountries = [\"DE\"]\nvalue = \"1 EUR_2025/MWh\"\n",
     "GP1104", 9, 12, "leave `countries` out"},
    {"claim_of_a_site_and_of_countries",
     head + site +
         "grid = \"9 MW\"\n[[claim]]\ntext = \"t\"\nquantity = \"it_power\"\nsite = \"s\"\ncountries = [\"DE\"]\n"
         "value = \"1 MW_it\"\n",
     "GP1104", 14, 13, "leave one of them out"},
    {"built_in_wrong_unit",
     head + site + "grid = \"9 MW\"\n[[built]]\nkind = \"hall\"\nsite = \"s\"\nyear = 2028\namount = \"3 MW\"\n",
     "GP1203", 14, 10, "MW_it"},
    {"built_nowhere", head + site + "grid = \"9 MW\"\n[[built]]\nkind = \"hall\"\nyear = 2028\namount = \"3 MW_it\"\n",
     "GP1102", 10, 1, "which site"},
    {"built_of_no_candidate",
     head + "[accelerators]\ncandidates = [\"H100 SXM\"]\n" + site +
         "grid = \"9 MW\"\n[[built]]\nkind = \"fleet\"\nsite = \"s\"\naccelerator = \"B200\"\nyear = 2030\namount = "
         "\"3\"\n",
     "GP1106", 15, 15, "candidates"},
    {"built_after_the_plan",
     head + site + "grid = \"9 MW\"\n[[built]]\nkind = \"hall\"\nsite = \"s\"\nyear = 2031\namount = \"3 MW_it\"\n",
     "GP1403", 13, 8, "later period"},
    {"built_and_gone",
     head + site + "grid = \"9 MW\"\n[[built]]\nkind = \"hall\"\nsite = \"s\"\nyear = 1990\namount = \"3 MW_it\"\n",
     "GP1403", 13, 8, "it is gone"},
    {"licence_nowhere", head + "[[licence]]\nid = \"l\"\ncountries = [\"FR\"]\nmost = 10\n", "GP1503", 9, 13,
     "add a site"},
    {"licence_of_two_sizes", head + "[[licence]]\nid = \"l\"\nmost = 10\ntpp = 1000\n", "GP1104", 10, 7, "keep one"},
    {"fund_nowhere", head + "[[fund]]\nid = \"f\"\ncountries = [\"FR\"]\namount = \"1 M EUR_2025\"\n", "GP1503", 9, 13,
     "add a site or plant"},
    {"fund_of_no_kind", head + "[[fund]]\nid = \"f\"\nkinds = [\"hall\", \"fleets\"]\namount = \"1 M EUR_2025\"\n",
     "GP1104", 9, 18, "did you mean \"fleet\"?"},
    {"fund_of_countries_for_what_has_none",
     head + "[[fund]]\nid = \"f\"\ncountries = [\"DE\"]\nkinds = [\"hall\", \"factory\"]\namount = \"1 M EUR_2025\"\n",
     "GP1503", 10, 18, "without `countries`"},
    {"no_such_goal", "objective = [\"most-compute\", \"least-cots\"]\n" + head, "GP1104", 1, 30,
     "did you mean \"least-cost\"?"},
    {"goal_twice", "objective = [\"least-cost\", \"least-cost\"]\n" + head, "GP1105", 1, 28, "once"},
    {"goal_of_a_number", "objective = [1]\n" + head, "GP1103", 1, 14, "most-served"},
    {"compute_before_cost", "objective = [\"most-served\", \"most-compute\"]\n" + head, "GP1102", 1, 13, "budget"},
    {"goal_tolerance", "goal_tolerance = \"-1 %\"\n" + head, "GP1205", 1, 18, "0 or more"},
    {"nobody_to_serve", "objective = \"most-served\"\nschema_version = 1\ncountry = \"DE\"\nyear = 2030\n", "GP1102", 1,
     13, "[[service]]"},
    {"licence_of_no_time", head + "[[licence]]\nid = \"l\"\nmost = 10\nfrom = 2031\nuntil = 2030\n", "GP1402", 11, 9,
     "first year without"},
    {"licence_exempts_others", head + "[[licence]]\nid = \"l\"\nmost = 10\ncountries = [\"DE\"]\nexempt = [\"FR\"]\n",
     "GP1503", 11, 11, "leave it out"},
    {"more_sites_than_places", head + "[[target]]\nid = \"t\"\nsites = 5\n", "GP1502", 9, 9, "[[site]]"},
    {"served_where_nobody_is", head + "[[target]]\nid = \"t\"\ncountries = [\"FR\"]\nserved = \"50 %\"\n", "GP1503", 10,
     10, "[[service]]"},
    {"served_more_than_all", head + "[[target]]\nid = \"t\"\nserved = \"150 %\"\n", "GP1206", 9, 10, "100 %"},
    {"ramp_above_all", head + "[[factory]]\nid = \"f\"\nstage = \"HBM4\"\nramp = [\"50 %\", \"120 %\"]\n", "GP1206", 10,
     17, "100 %"},
    {"ramp_of_one", head + "[[factory]]\nid = \"f\"\nstage = \"HBM4\"\nramp = \"50 %\"\n", "GP1103", 10, 8, "ramp = ["},
    {"own_chip_of_no_candidate",
     head +
         "[accelerators]\ncandidates = [\"H200 SXM\"]\n[[own_chip]]\nid = \"o\"\naccelerator = \"MI300X\"\nmost = 1\n",
     "GP1106", 11, 15, "candidates"},
    {"own_chip_without_size",
     head + "[accelerators]\ncandidates = [\"H200 SXM\"]\n[[own_chip]]\nid = \"o\"\naccelerator = \"H200 SXM\"\n",
     "GP1102", 9, 1, "most"},
    {"own_chip_too_late",
     head +
         "[accelerators]\ncandidates = [\"H200 SXM\"]\n[[own_chip]]\nid = \"o\"\naccelerator = \"H200 SXM\"\nmost = 1\n"
         "start = 2029\n",
     "GP1403", 13, 9, "start earlier"},
    {"two_own_chips",
     head +
         "[accelerators]\ncandidates = [\"H200 SXM\"]\n[[own_chip]]\nid = \"o\"\naccelerator = \"H200 SXM\"\nmost = 1\n"
         "[[own_chip]]\nid = \"p\"\naccelerator = \"H200 SXM\"\nmost = 1\n",
     "GP1105", 15, 15, "keep one"},
    {"target_of_nothing", head + "[[target]]\nid = \"t\"\n", "GP1102", 7, 1, "at least one of"},
    {"multiple_of_nothing", head + "[[target]]\nid = \"t\"\nmultiple = 4\n", "GP1102", 9, 12, "write both"},
    {"labour_without_limit", head + "[[labour]]\nid = \"l\"\n", "GP1102", 7, 1, "construction"},
    {"law_without_limit", head + "[[law]]\nid = \"l\"\nmeasure = \"pue\"\n", "GP1102", 7, 1, "limit = 1.2"},
    {"law_over_before_it_begins", head + "[[law]]\nid = \"l\"\nmeasure = \"report\"\nfrom = 2030\nuntil = 2030\n",
     "GP1402", 11, 9, "first year without it"},
    {"training_over_before_the_plan", head + "[[training]]\nid = \"t\"\nflop = \"1e25 FLOP\"\ndeadline = 2029\n",
     "GP1402", 10, 12, "2030 or later"},
    {"own_chip_started_already",
     head +
         "[accelerators]\ncandidates = [\"H200 SXM\"]\n[[own_chip]]\nid = \"o\"\naccelerator = \"H200 SXM\"\nmost = 1\n"
         "start = 2020\n",
     "GP1403", 13, 9, "2026 or later"},
    {"factory_before_it_is_built", head + "[[factory]]\nid = \"f\"\nstage = \"HBM4\"\nfrom = 2026\n", "GP1403", 10, 8,
     "`lead`"},
    {"ramp_that_falls", head + "[[factory]]\nid = \"f\"\nstage = \"HBM4\"\nramp = [\"80 %\", \"50 %\"]\n", "GP1205", 10,
     8, "rise"},
    {"prepaid_after_delivery",
     head +
         "[[contract]]\nid = \"c\"\nstage = \"HBM4\"\nvolume = [{ year = 2030, count = 9 }]\ntake_or_pay = \"50 %\"\n"
         "prepaid = \"40 %\"\nprepaid_in = 2031\n",
     "GP1402", 13, 14, "2030 or earlier"},
    {"block_without_whole", head + site + "grid = \"9 MW\"\nhall_block = \"4 MW_it\"\n", "GP1102", 10, 14,
     "whole_blocks = true"},
    {"whole_without_block", head + site + "grid = \"9 MW\"\nwhole_blocks = true\n", "GP1102", 10, 16, "hall_block"},
    {"place_swapped", head + site + "grid = \"9 MW\"\nlocation = [50.1, 8.7]\n", "GP1504", 10, 12, "[8.7, 50.1]"},
    {"place_elsewhere", head + site + "grid = \"9 MW\"\nlocation = [-74, 40.7]\n", "GP1504", 10, 12, "`country`"},
    {"time_zone_is_no_key", head + site + "grid = \"9 MW\"\ntime_zone = \"Europe/Berlin\"\n", "GP1101", 10, 1,
     "known here"},
    {"price_of_facility_power", head + site + "grid = \"9 MW\"\nhall_cost = \"11.54 USD_2025/W\"\n", "GP1203", 10, 13,
     "a price of facility power; one of IT power is written EUR_2025/MW_it"},
    {"no_currency", "currency = \"EUX\"\n" + head, "GP1104", 1, 12, "did you mean \"EUR\"?"},
    {"redundancy_of_two", head + "[halls]\nredundancy = \"N+2\"\n", "GP1104", 8, 14, "did you mean \"N+1\"?"},
    {"training_ends_before_it_starts",
     head + "[[training]]\nid = \"t\"\nflop = \"1e25 FLOP\"\nstart = 2032\ndeadline = 2031\n", "GP1402", 11, 12,
     "last calendar year"},
};

INSTANTIATE_TEST_SUITE_P(Scenario, OneFault, testing::ValuesIn(cases), [](const auto& one) { return one.param.name; });

const std::string horizon_head =
    "schema_version = 1\ncountry = \"DE\"\n[[service]]\nid = \"a\"\nreach = \"20 %\"\n[horizon]\n";

TEST(Horizon, PeriodsMustAscendAndEndBehindTheLast) {
  auto faults = faults_of(horizon_head + "periods = [2030, 2029]\n");
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].code, "GP1402");
  EXPECT_EQ(faults[0].place.line, 7);
  EXPECT_EQ(faults[0].place.column, 18);
  faults = faults_of(horizon_head + "periods = [2030, 2035]\nend = 2035\nnow = 2031\n");
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_EQ(faults[0].code, "GP1402");
  EXPECT_EQ(faults[1].code, "GP1402");
}

TEST(Faults, AllOfAFileAtOnce) {
  const auto faults = faults_of(
      "schema_version = 1\ncountry = \"DE\"\nyear = 2030\nobjective = \"leastcost\"\ndiscount_rate = \"-2 %\"\n"
      "[[service]]\nid = \"a\"\nreach = \"120 %\"\nmodel = \"llama9\"\n"
      "[[site]]\nid = \"s\"\ngrid = \"120 mW\"\nhall_cost = \"900 USD_2024/MW\"\nhalls_mst = \"3 MW_it\"\n"
      "[[site]]\nid = \"s\"\ngrid = \"3 MW\"\n"
      "[money]\nbudget = nan\n");
  std::vector<std::pair<int, std::string>> told;
  for (const auto& fault : faults) told.emplace_back(fault.place.line, fault.code);
  EXPECT_THAT(told, testing::ElementsAre(std::pair(4, "GP1104"), std::pair(5, "GP1205"), std::pair(8, "GP1206"),
                                         std::pair(9, "GP1304"), std::pair(12, "GP1203"), std::pair(13, "GP1203"),
                                         std::pair(14, "GP1101"), std::pair(16, "GP1105"), std::pair(19, "GP1204")));
}

TEST(Faults, ColumnsCountBytesAndDescribeDrawsTheCaret) {
  const std::string text = "schema_version = 1\ncountry = \"DE\"\nyear = 2030\nname = { \"é\" = 1 }\n";
  const auto faults = faults_of(text + head.substr(head.find("[[")));
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].place.column, 8);
  EXPECT_THAT(describe(faults[0], text), HasSubstr("\n         ^\n"));
}

TEST(Faults, TenMegabytesOfNonsenseAreToldFastAndBounded) {
  std::string nonsense;
  while (nonsense.size() < 10'000'000) nonsense += "ljh3 =jk2h[{kj} 4lkj12 }}= ][\n";
  EXPECT_EQ(faults_of(nonsense).size(), 1U);
  std::string keys = head;
  for (int i = 0; keys.size() < 3'000'000; ++i) keys += "key" + std::to_string(i) + " = 1\n";
  const auto faults = faults_of(keys);
  ASSERT_EQ(faults.size(), 101U);
  EXPECT_EQ(faults.back().code, "GP1010") << "what is not shown is told last";
  EXPECT_THAT(faults.back().message, HasSubstr("more faults than the 100"));
  EXPECT_GT(faults.back().place.line, faults[99].place.line);
  const auto listed = [](const Fault& fault) { return fault.remedy.starts_with("known here:"); };
  EXPECT_EQ(std::ranges::count_if(faults, listed), 1) << "the list of keys stands once";
}

TEST(Faults, AnEmptyStartLacksEverythingAtOnce) {
  std::string all;
  for (const auto& fault : faults_of("[[service]]\nmodel = \"llama3.1-70b\"\n")) all += fault.message + "\n";
  for (const auto* lacks : {"`schema_version`", "`country`", "`id`", "`reach`", "for which year"})
    EXPECT_THAT(all, HasSubstr(lacks));
}

TEST(Faults, AMisspeltRecordOfAnOverlayIsOne) {
  const auto text = head +
                    "[catalogue]\nfigures = \"\"\"\n[[country]]\nid = \"DEX\"\n"
                    "construction_cost = { value = 9, unit = \"USD_2025/W\", year = \"2026\", source = \"q\", "
                    "confidence = \"B\" }\n\"\"\"\n";
  try {
    static_cast<void>(read_text(text, "my.toml", fs::path(GIGAPLAN_SOURCE_DIR) / "catalogue"));
    FAIL();
  } catch (const InputInvalid& invalid) {
    ASSERT_EQ(invalid.faults().size(), 1U);
    EXPECT_EQ(invalid.faults()[0].code, "GP2008");
    EXPECT_THAT(invalid.faults()[0].remedy, HasSubstr("did you mean \"DEU\"?"));
  }
}

TEST(Faults, AServiceForNobodyIsNoted) {
  auto text = head;
  text.replace(text.find("20 %"), 4, "0 %");
  const auto scenarios = read_with(catalogue(), text, "my.toml");
  EXPECT_THAT(scenarios[0].notes, testing::Contains(HasSubstr("Nobody uses A")));
}

TEST(Faults, WhatIsNoFileIsToldApart) {
  const auto folder = fs::temp_directory_path() / ("gigaplan_scenario_files" + std::to_string(::getpid()));
  fs::create_directories(folder);
  const auto catalogue_path = fs::path(GIGAPLAN_SOURCE_DIR) / "catalogue";
  EXPECT_THROW(static_cast<void>(read(folder / "none.toml", catalogue_path)), FileTrouble);
  try {
    static_cast<void>(read(folder, catalogue_path));
    FAIL();
  } catch (const InputInvalid& invalid) {
    EXPECT_EQ(invalid.faults()[0].code, "GP1002");
  }
  fs::remove_all(folder);
}

TEST(Faults, MarkOrderAndLineEndsOfOtherSystemsAreAccepted) {
  std::string text = "\xEF\xBB\xBF" + head;
  EXPECT_TRUE(faults_of(text).empty());
  std::string crlf;
  for (const char c : text) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
  EXPECT_TRUE(faults_of(crlf).empty());
  const auto faults = faults_of(crlf + "residency = \"x\"\r\n");
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].place.line, 7);
  EXPECT_EQ(faults[0].place.column, 13);
}

}  // namespace
}  // namespace gigaplan::scenario
