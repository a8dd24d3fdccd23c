// Pieces of reading one value, shared by value.cpp and value_lists.cpp.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "gigaplan/scenario/record.hpp"

namespace gigaplan::scenario {

void add_fault(Reading& reading, std::string code, const Node& node, std::string message, std::string remedy);
void wrong_type(Reading& reading, const Node& node, const Field& field, const std::string& path);
[[nodiscard]] std::optional<double> number_in(const Node& node);
[[nodiscard]] std::optional<int> read_year(const Node& node, const std::string& path, Reading& reading);
/// The id of a catalogue record of `kind` (a table of the catalogue) that the text names.
[[nodiscard]] std::optional<std::string> catalogue_name(const Node& node, const std::string& kind,
                                                        const std::string& path, Reading& reading);

[[nodiscard]] std::optional<Path> read_path(const Node& node, const Field& field, const std::string& path,
                                            Reading& reading);
[[nodiscard]] bool read_place(const Node& node, const Field& field, const std::string& path, Reading& reading,
                              Value& value);
[[nodiscard]] bool read_profile(const Node& node, const Field& field, const std::string& path, Reading& reading,
                                Value& value);
/// One of the field's words, or a list of them, each once; all in `texts`, a single one in `text` too.
[[nodiscard]] bool read_choices(const Node& node, const Field& field, const std::string& path, Reading& reading,
                                Value& value);
[[nodiscard]] bool read_steps(const Node& node, const Field& field, const std::string& path, Reading& reading,
                              Value& value);
/// Adds the fault (GP1104) of a word that is none of the field's, unless it is one.
[[nodiscard]] bool is_choice(const Node& node, const Field& field, const std::string& path, Reading& reading);
[[nodiscard]] bool read_list(const Node& node, const Field& field, const std::string& path, Reading& reading,
                             Value& value);

}  // namespace gigaplan::scenario
