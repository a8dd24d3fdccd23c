// The statements as tables: which lines, in which order, with which words. JSON, text and the workbook share it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "gigaplan/finance/project.hpp"

namespace gigaplan::finance {

struct StatementRow {
  std::string key;   ///< in JSON
  std::string name;  ///< for people
  const Years* values = nullptr;
};

struct StatementTable {
  std::string key, name;
  std::vector<StatementRow> rows;
};

/// Income statement, cash flow, balance sheet, tax and cover. Points into `statements`.
[[nodiscard]] std::vector<StatementTable> statement_tables(const Statements& statements);

}  // namespace gigaplan::finance
