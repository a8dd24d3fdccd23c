// The HDF5 library may crash on damaged files. What reads one is tried in a process of its own first.
#pragma once
#include <functional>

namespace gigaplan::exchange::netcdf {

/// Runs `work` in a child process, its output thrown away, for two minutes at most. False when the child crashed or did
/// not come back; true when it ended in order, exceptions included, or where no child could be made.
[[nodiscard]] bool survives(const std::function<void()>& work);

}  // namespace gigaplan::exchange::netcdf
