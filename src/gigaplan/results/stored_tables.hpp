// The tables of a plan in results.nc, and the same read back.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "gigaplan/exchange/netcdf/netcdf.hpp"
#include "gigaplan/plan/plan.hpp"

namespace gigaplan::results {

/// Writes every table: a dimension `TABLE_row`, and a variable `TABLE_COLUMN` with the column's unit for each column.
void write_tables(exchange::netcdf::Writer& file, const plan::Plan& plan);

struct TablesChecked {
  std::size_t equal = 0;               ///< numbers that are what the solution gives
  std::vector<std::string> differing;  ///< the others, in words
  std::vector<std::string> left;       ///< tables that the solution alone does not give
};

/// Holds the tables stored in a run against those of `plan`, which was read from its solution anew: relative 1e-9.
[[nodiscard]] TablesChecked check_tables(const std::filesystem::path& results, const plan::Plan& plan);

}  // namespace gigaplan::results
