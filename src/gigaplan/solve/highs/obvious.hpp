// Proofs that need no solver, for programs that HiGHS gives up before any of its solvers could leave a ray.
#pragma once
#include "gigaplan/program/program.hpp"
#include "gigaplan/program/solution.hpp"

namespace gigaplan::solve {

/// For an infeasible answer: a row that its columns' bounds alone keep from its limits becomes the Farkas ray. For an
/// unbounded one: a column that improves the objective and meets no limit becomes the direction. Else nothing changes.
void take_obvious_proof(const program::Program& program, program::Solution& solution);

}  // namespace gigaplan::solve
