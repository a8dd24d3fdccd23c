// Units with commitment, as their rows see them: the chain of their snapshots, their state before, their largest size.
#pragma once
#include "gigaplan/formulate/activities.hpp"

namespace gigaplan::formulate {

/// The columns of one kind along a scenario, in time, over all slices in which the process is active.
[[nodiscard]] std::vector<std::int32_t> chain(const Frame& frame, const std::vector<std::int32_t>& first_by_slice,
                                              int scenario);
/// True where slice s is the first of its scenario in which process k is active.
[[nodiscard]] bool opens_chain(const Frame& frame, std::size_t k, std::size_t s);

/// Was the unit on before the first snapshot?
[[nodiscard]] bool on_before(const network::Commitment& commitment);
/// Activity before the first snapshot: 0 of a unit that was off, otherwise what the ramp says; NaN: not known.
[[nodiscard]] double activity_before(const network::Process& process);

/// The most that Σ share · cap of the process can be in the period, from the bounds of the builds and the limits of the
/// assets: the M of the rows that join a status with a capacity to be decided.
[[nodiscard]] double largest_capacity(const Frame& frame, const std::vector<network::Share>& shares, int period);
/// That M for position i of a unit's band, per `limit` of its capacity (`largest` as above): |limit| · largest C, or
/// the reach of the commitment where C has no largest value.
[[nodiscard]] double big(const network::Commitment& commitment, const Band& band, double largest, int i, double limit);

}  // namespace gigaplan::formulate
