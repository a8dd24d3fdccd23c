#include "gigaplan/finance/sam/model.hpp"
#include "gigaplan/finance/sam/names.hpp"

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
  Outputs out;
  for (const char* name : {"number_compute_modules", "number_metrics"})
    if (in.has(name)) out.put(name, in.number(name, 0));
  in.no_bearing("number_inputs");
  for (const std::string_view prefix : prefixes_without_bearing) in.no_bearing_prefix(std::string(prefix));
  if (energy == 0 && in.has("annual_energy"))
    in.trouble("annual_energy", "`annual_energy` is 0, so there is no price of energy",
               "give the energy of a year in kWh");
  in.finish();
  out.riding = in.riding();
  out.put("lcoe_fcr", (rate * capital + fixed) / energy + variable);
  return out;
}

Outputs run_case(std::string_view text, const std::string& file) {
  CaseReader reader(text, file);
  const bool sells = reader.has("ppa_price_input");
  if (reader.has("fixed_charge_rate") && !sells) return run_fixed_charge_rate(reader);
  if (sells || reader.has("total_installed_cost") || reader.has("gen")) {
    Outputs out = run_single_owner(read_single_owner(reader));
    out.riding = reader.riding();
    return out;
  }
  throw InputInvalid({{"GP5005",
                       {file, 1, 1},
                       "the keys are those of no SAM model that is known here",
                       "give a case of the compute module `lcoefcr` or `singleowner`"}});
}

}  // namespace gigaplan::finance::sam
