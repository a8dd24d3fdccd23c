// What stands ready for a failure at every site: spare units, backup power, firm capacity, and what is lost all the
// same.
#pragma once
#include <string>
#include <vector>

#include "gigaplan/plan/plan.hpp"

namespace gigaplan::plan {

struct StandbyRow {
  int site = 0, period = 0;
  double peak = 0;             ///< draw of all accelerators busy in the hottest hour of the year [MW]
  std::string power, cooling;  ///< "N+1 of 4"
  std::string backup;          ///< "diesel", "none"
  double backup_power = 0;     ///< [MW]
  double backup_hours = 0;     ///< of every set at full power [h]
  double fuel_store = 0;       ///< [MWh of fuel]
  double overnight = 0;        ///< of the backup that stands [money]
  double cost = 0;             ///< of the backup [money/yr]
  double carbon = 0;           ///< of the backup [t CO2/yr]
  double lost = 0;             ///< expected hours a year below full load
  double lost_power = 0, lost_cooling = 0, lost_grid = 0;  ///< the same by cause
  double firm = 0;  ///< connection and plants by their credit [MW]; 0 without a margin
};

/// One row for each site that has accelerators in a period.
[[nodiscard]] std::vector<StandbyRow> standby_rows(const Plan& plan);

/// Adds the compliance rows of backup power and reserve margin.
void check_standby(Plan& plan);

}  // namespace gigaplan::plan
