// The program as a free-format MPS file: rows and columns by their readable names, numbers to the last bit.
#pragma once
#include <iosfwd>

#include "gigaplan/program/program.hpp"

namespace gigaplan::program {

/// Writes `program` to `out`: OBJSENSE where it maximises, RANGES, all kinds of BOUNDS, integer markers, QUADOBJ for
/// the diagonal. The constant is the negative right-hand side of the objective, as readers take it. The caller looks at
/// the stream's state.
void write_mps(const Program& program, std::ostream& out);

}  // namespace gigaplan::program
