// The case as a workbook whose formulas live: change a price factor, a rate or a cost and everything follows.
#pragma once
#include <string>

#include "gigaplan/finance/case_file.hpp"

namespace gigaplan::finance {

/// Writes an Excel workbook with the sheets Summary, Inputs, Model (one row a line, one column a year), Sensitivity and
/// Sources. In Model revenue, cost, reserves, debt, tax, owners and the balance sheet are formulas over the inputs; the
/// write-off of a purchase is a figure times the capital factor. Debt sized to cover is sized again when an input
/// changes, in rows of sweeps below the model. Every formula carries our value, so a reader that does not recalculate
/// shows the same (on the hidden sheet Scenarios 0). Throws FileTrouble.
void write_workbook(const MoneyCase& money, const MoneyResult& result, const std::string& path);

}  // namespace gigaplan::finance
