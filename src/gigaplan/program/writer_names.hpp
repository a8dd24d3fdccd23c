// Names as LP and MPS files allow them: readable, without blanks, each once.
#pragma once
#include <string>
#include <vector>

#include "gigaplan/program/program.hpp"

namespace gigaplan::program {

/// "family(member,label)" with every character that LP files give a meaning to replaced by '_' (':' by '.'); where two
/// would be the same, the later one gets "~" and its index. [columns] and [rows].
[[nodiscard]] std::vector<std::string> column_file_names(const Program& program);
[[nodiscard]] std::vector<std::string> row_file_names(const Program& program);

}  // namespace gigaplan::program
