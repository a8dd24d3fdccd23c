// Starting from the way to a neighbour's optimum: a point that is still well inside, kept and taken up again.
#pragma once
#include "gigaplan/program/interior.hpp"
#include "gigaplan/solve/block_ipm/newton.hpp"

namespace gigaplan::block_ipm {

/// The point `at` of `form` by the columns and rows of `program`, from which `postsolve` and `form` come.
[[nodiscard]] program::Interior interior_of(const program::Program& program, const Postsolve& postsolve,
                                            const StandardForm& form, const Point& at);

/// Moves `at`, the usual start, to `neighbour`. What the neighbour does not have gets the value zero, and its pairs
/// keep their slacks, with prices that make their products as large as the others' mean. True if a pair was found.
bool start_at_neighbour(const program::Program& program, const Postsolve& postsolve, const StandardForm& form,
                        const program::Interior& neighbour, Point& at);

}  // namespace gigaplan::block_ipm
