#include "gigaplan/finance/sam/case_reader.hpp"

#include <gmock/gmock.h>

#include "gigaplan/finance/sam/single_owner.hpp"

namespace gigaplan::finance::sam {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;

std::vector<Fault> faults_of(std::string_view text) {
  try {
    (void)run_case(text, "case.json");
  } catch (const InputInvalid& error) {
    return error.faults();
  }
  return {};
}

TEST(CaseReader, FixedChargeRateByHand) {
  const Outputs out = run_case(
      R"({"capital_cost": 1000, "fixed_operating_cost": 20, "variable_operating_cost": 0.01, "fixed_charge_rate": 0.1,
          "annual_energy": 4000})",
      "case.json");
  EXPECT_DOUBLE_EQ(*out.scalar("lcoe_fcr"), 0.04);
  EXPECT_EQ(out.to_json(-1), R"({"lcoe_fcr":0.04})");
}

TEST(CaseReader, TellsAllFaultsWithTheirPlaces) {
  const auto faults =
      faults_of("{\"capital_cost\": 1000,\n  \"fixed_operating_cots\": 20,\n  \"fixed_charge_rate\": \"a\"}");
  EXPECT_THAT(faults,
              Contains(AllOf(Field(&Fault::code, "GP5005"), Field(&Fault::remedy, HasSubstr("fixed_operating_cost")),
                             Field(&Fault::place, AllOf(Field(&Place::line, 2), Field(&Place::column, 3))))));
  EXPECT_THAT(faults, Contains(AllOf(Field(&Fault::code, "GP5003"), Field(&Fault::place, Field(&Place::line, 3)))));
  EXPECT_THAT(faults,
              Contains(AllOf(Field(&Fault::code, "GP5002"), Field(&Fault::message, HasSubstr("annual_energy")))));
}

TEST(CaseReader, RefusesWhatIsNotJsonOrNoKnownModule) {
  EXPECT_THAT(faults_of("{\"a\": 1,\n \"b\": }"),
              ElementsAre(AllOf(Field(&Fault::code, "GP5001"), Field(&Fault::place, Field(&Place::line, 2)))));
  EXPECT_THAT(faults_of("[1]"), ElementsAre(Field(&Fault::code, "GP5001")));
  EXPECT_THAT(faults_of("{\"a\": 1}"), ElementsAre(Field(&Fault::code, "GP5005")));
}

TEST(CaseReader, NamesWhatIsMissingOrOutOfRange) {
  const auto faults =
      faults_of(R"({"ppa_price_input": [0.05], "battery_total_cost_lcos": 5, "term_tenor": 1.5, "dscr": -1,
                                    "analysis_period": 99, "ppa_escalaton": 1, "system_use_lifetime_output": 0, "degradation": []})");
  // asked for where the battery has a cost
  EXPECT_THAT(faults,
              Contains(AllOf(Field(&Fault::code, "GP5002"), Field(&Fault::message, HasSubstr("grid_to_batt")))));
  EXPECT_THAT(faults, Contains(AllOf(Field(&Fault::code, "GP5004"), Field(&Fault::message, HasSubstr("term_tenor")))));
  EXPECT_THAT(faults, Contains(AllOf(Field(&Fault::code, "GP5004"), Field(&Fault::message, HasSubstr("dscr")))));
  EXPECT_THAT(faults,
              Contains(AllOf(Field(&Fault::code, "GP5005"), Field(&Fault::remedy, HasSubstr("ppa_escalation")))));
  EXPECT_THAT(faults, Contains(AllOf(Field(&Fault::code, "GP5002"), Field(&Fault::message, HasSubstr("`gen`")))));
  EXPECT_THAT(faults, Contains(AllOf(Field(&Fault::code, "GP5007"), Field(&Fault::message, HasSubstr("degradation")))));
}

TEST(CaseReader, NamesWhatRidesAlongAndRefusesMisspellings) {
  const auto text = [](std::string_view more) {
    return std::string(R"({"capital_cost": 1000, "fixed_operating_cost": 20, "variable_operating_cost": 0.01,
                           "fixed_charge_rate": 0.1, "annual_energy": 4000, "number_metrics": 0, "number_inputs": 250,
                           "compute_module_0": "pvwattsv8", "metric_0": "annual_energy", "metric_0_label": "Energy")") +
           std::string(more) + "}";
  };
  // inputs of other modules, echoed results; the files' bookkeeping needs no word
  const Outputs out = run_case(text(R"(, "solar_resource_file": "a.csv", "adjust_constant": 4, "lcoe_nom": 3)"), "a");
  EXPECT_THAT(out.riding, ElementsAre("adjust_constant", "lcoe_nom", "solar_resource_file"));
  EXPECT_DOUBLE_EQ(*out.scalar("number_metrics"), 0);
  for (const char* wrong : {"capital_cots", "Fixed_Charge_Rate", "anual_enery"})
    EXPECT_THAT(faults_of(text(std::string(", \"") + wrong + "\": 1")), ElementsAre(Field(&Fault::code, "GP5005")))
        << wrong;
}

}  // namespace
}  // namespace gigaplan::finance::sam
