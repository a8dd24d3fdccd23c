// Names of the axes, and room for the program before it is filled.
#pragma once
#include "gigaplan/formulate/frame.hpp"

namespace gigaplan::formulate {

/// Snapshot and period labels; the chain (period × scenario) of every block.
void label(Frame& frame);
/// Reserves about as much as the hourly families will need, so that nothing is moved while it grows.
void reserve(Frame& frame);

}  // namespace gigaplan::formulate
