// Parts of SAM's names that repeat.
#pragma once
#include <array>
#include <cstddef>
#include <string_view>

namespace gigaplan::finance::sam {

inline constexpr std::array<std::string_view, 2> tax_names{"fed", "sta"};
inline constexpr std::array<std::string_view, 4> giver_names{"fed", "sta", "uti", "oth"};
inline constexpr std::array<std::string_view, 7> class_names{"macrs_5", "macrs_15", "sl_5",  "sl_15",
                                                             "sl_20",   "sl_39",    "custom"};
inline constexpr std::array<std::string_view, 12> month_names{"jan", "feb", "mar", "apr", "may", "jun",
                                                              "jul", "aug", "sep", "oct", "nov", "dec"};
inline constexpr std::array<unsigned, 12> days_in_month{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

/// Inputs of the single-owner module that no result depends on (those of the levelised cost of storage, which is
/// computed only with battery_total_cost_lcos; results of other modules that it asks for and does not use).
inline constexpr std::array<std::string_view, 32> names_without_bearing{"batt_meter_position",
                                                                        "cp_battery_nameplate",
                                                                        "gen_purchases",
                                                                        "revenue_gen",
                                                                        "ppa_multipliers",
                                                                        "batt_salvage_percentage",
                                                                        "rate_escalation",
                                                                        "om_production1_values",
                                                                        "om_production2_values",
                                                                        "battery_per_kWh",
                                                                        "fuelcell_per_kWh",
                                                                        "fuelcell_computed_bank_capacity",
                                                                        "en_fuelcell",
                                                                        "batt_capacity_percent",
                                                                        "charge_w_sys_ec_ym",
                                                                        "true_up_credits_ym",
                                                                        "nm_dollars_applied_ym",
                                                                        "net_billing_credits_ym",
                                                                        "grid_to_batt",
                                                                        "monthly_batt_to_grid",
                                                                        "monthly_grid_to_batt",
                                                                        "monthly_grid_to_load",
                                                                        "monthly_system_to_grid",
                                                                        "year1_monthly_ec_charge_gross_with_system",
                                                                        "year1_monthly_ec_charge_with_system",
                                                                        "year1_monthly_electricity_to_grid",
                                                                        "batt_annual_charge_energy",
                                                                        "batt_annual_charge_from_system",
                                                                        "cf_length",
                                                                        "gen_heat",
                                                                        "tech_model",
                                                                        "number_inputs"};

/// Beginnings of such names: the electricity tariff (its bill comes as utility_bill_w_sys), and the bookkeeping of
/// files that SAM writes (which modules it ran, which of their results it shows).
inline constexpr std::array<std::string_view, 3> prefixes_without_bearing{"ur_", "compute_module_", "metric_"};

/// Names of other modules or of results that differ from a single-owner input by two letters or fewer, and are no
/// misspelling.
inline constexpr std::array<std::string_view, 4> others_that_look_like_inputs{
    "c_debt_percent", "cf_fuelcell_replacement_cost", "charge_wo_sys_ec_ym", "utility_bill_wo_sys"};

}  // namespace gigaplan::finance::sam
