// run.json, which is also what `gigaplan plan --json` prints.
#pragma once
#include <string>

#include "gigaplan/plan/plan.hpp"

namespace gigaplan::results {

/// One run as a JSON object (see docs/reference/json.md): status, objective, certificate, solver, size, seconds,
/// memory, output, and the plan's main figures. `output` empty: null. Deterministic but for `seconds` and
/// `peak_memory_bytes`.
[[nodiscard]] std::string run_json(const plan::Plan& plan, const std::string& version, const std::string& input_hash,
                                   const std::string& output, double peak_memory_bytes, int indent = 2);

/// Hash (FNV-1a, 64 bit, as hex) of a text: the scenario's files and the catalogue that a run was made from.
[[nodiscard]] std::string hash_of(const std::string& text);

}  // namespace gigaplan::results
