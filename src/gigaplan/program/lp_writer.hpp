// The program as an LP file (CPLEX LP format): rows and columns by their readable names, numbers to the last bit.
#pragma once
#include <iosfwd>

#include "gigaplan/program/program.hpp"

namespace gigaplan::program {

/// Writes `program` to `out`. A row with two different limits becomes two rows, the second with "~upper" at its name:
/// not every reader of the format takes two limits in one row, and some take them wrongly. A row without any limit is
/// left out, since the format has no word for it. The caller looks at the stream's state.
void write_lp(const Program& program, std::ostream& out);

}  // namespace gigaplan::program
