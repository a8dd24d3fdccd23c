// The case as a workbook whose formulas live: change a price factor, a rate or a cost and everything follows.
#pragma once
#include <string>

#include "gigaplan/finance/case_file.hpp"

namespace gigaplan::finance {

/// Writes an Excel workbook with the sheets Summary, Inputs, Model (one row a line, one column a year), Sensitivity and
/// Sources. In Model revenue, cost, reserves, debt, tax, owners and the balance sheet are formulas over the inputs;
/// what a schedule makes of a purchase (write-off, loans on chips) is a figure times the capital factor. The size of
/// the term debt and the way it is repaid are figures: they are not sized again when an input changes. Every formula
/// carries our value, so a reader that does not recalculate shows the same. Throws FileTrouble.
void write_workbook(const MoneyCase& money, const MoneyResult& result, const std::string& path);

}  // namespace gigaplan::finance
