#include "gigaplan/finance/sam/model.hpp"

namespace gigaplan::finance::sam {

Outputs run_single_owner(const SingleOwner& in) {
  const Fixed fixed = fixed_part(in);
  double reported_price = 0;
  const Flow flow = solved_flow(in, fixed, reported_price);
  return published(in, fixed, flow, reported_price);
}

// LCOE = (FCR · C + F) / E + V: fixed charge rate [1/yr], capital cost [$], fixed and variable operating cost [$/yr,
// $/kWh], energy [kWh/yr].
Outputs run_fixed_charge_rate(CaseReader& in) {
  const double rate = in.number("fixed_charge_rate"), capital = in.number("capital_cost");
  const double fixed = in.number("fixed_operating_cost"), variable = in.number("variable_operating_cost");
  const double energy = in.number("annual_energy");
  for (const char* name : {"number_compute_modules", "number_metrics"}) in.no_bearing(name);
  if (energy == 0 && in.has("annual_energy"))
    in.trouble("annual_energy", "`annual_energy` is 0, so there is no price of energy",
               "give the energy of a year in kWh");
  in.finish();
  Outputs out;
  out.put("lcoe_fcr", (rate * capital + fixed) / energy + variable);
  return out;
}

Outputs run_case(std::string_view text, const std::string& file) {
  CaseReader reader(text, file);
  if (reader.has("fixed_charge_rate")) return run_fixed_charge_rate(reader);
  if (reader.has("ppa_price_input") || reader.has("total_installed_cost") || reader.has("gen"))
    return run_single_owner(read_single_owner(reader));
  throw InputInvalid({{"GP5005",
                       {file, 1, 1},
                       "the keys are those of no SAM model that is known here",
                       "give a case of the compute module `lcoefcr` or `singleowner`"}});
}

}  // namespace gigaplan::finance::sam
