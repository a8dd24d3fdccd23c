// A scenario as results keep it: one text that can be read again anywhere.
#pragma once
#include <optional>
#include <string>

#include "gigaplan/scenario/node.hpp"
#include "gigaplan/scenario/scenario.hpp"

namespace gigaplan::scenario {

/// Own figures of the scenario: the text of the overlay and the name it has in faults.
struct Overlay {
  std::string name, text;
};

/// The user's grid beside the results, in the folder of the run: `power.network` of the stored text.
inline constexpr const char* stored_network = "network.nc";

/// Whether the scenario holds a series or names a network of the user's.
[[nodiscard]] bool brings_files(const Scenario& scenario);

/// The text from which the scenario can be read again anywhere: everything extended, brought or overlaid is in it.
/// `tree` is the one that `scenario` was read from, without faults.
[[nodiscard]] std::string self_contained(Node tree, const Scenario& scenario, const std::optional<Overlay>& overlay);

}  // namespace gigaplan::scenario
