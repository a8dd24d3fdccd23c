#include "gigaplan/program/mps_writer.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <numeric>
#include <ostream>

#include "gigaplan/program/writer_names.hpp"

namespace gigaplan::program {
namespace {

class MpsWriter {
 public:
  MpsWriter(const Program& program, std::ostream& out)
      : program_(program), out_(out), columns_(column_file_names(program)), rows_(row_file_names(program)) {}

  void write() {
    put("NAME gigaplan\n");
    if (program_.maximise) put("OBJSENSE\n    MAX\n");
    put("ROWS\n N obj\n");
    for (std::size_t i = 0; i < rows_.size(); ++i) put(" {} {}\n", sense(i), rows_[i]);
    columns();
    right_hand_sides();
    ranges();
    bounds();
    quadratic();
    put("ENDATA\n");
  }

 private:
  template <class... Args>
  void put(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::ostreambuf_iterator<char>(out_), format, std::forward<Args>(args)...);
  }

  [[nodiscard]] char sense(std::size_t i) const {
    const double lower = program_.row_lower[i];
    const double upper = program_.row_upper[i];
    if (lower == upper) return 'E';
    if (std::isfinite(upper)) return 'L';
    return std::isfinite(lower) ? 'G' : 'N';
  }
  [[nodiscard]] bool whole(std::size_t j) const { return !program_.integer.empty() && program_.integer[j] != 0; }

  /// MPS goes column by column, so the places of each column's entries are counted first.
  void columns() {
    std::vector<std::size_t> first(columns_.size() + 1, 0);
    for (const auto j : program_.column) ++first[static_cast<std::size_t>(j) + 1];
    std::partial_sum(first.begin(), first.end(), first.begin());
    std::vector<std::pair<std::size_t, double>> entries(program_.column.size());
    auto next = first;
    for (std::size_t i = 0; i < rows_.size(); ++i)
      for (auto k = static_cast<std::size_t>(program_.start[i]); k < static_cast<std::size_t>(program_.start[i + 1]);
           ++k)
        entries[next[static_cast<std::size_t>(program_.column[k])]++] = {i, program_.value[k]};
    put("COLUMNS\n");
    bool inside = false;
    for (std::size_t j = 0; j < columns_.size(); ++j) {
      if (whole(j) != inside) {
        inside = !inside;
        put("    MARKER 'MARKER' '{}'\n", inside ? "INTORG" : "INTEND");
      }
      if (program_.cost[j] != 0 || first[j] == first[j + 1]) put("    {} obj {}\n", columns_[j], program_.cost[j]);
      for (auto k = first[j]; k < first[j + 1]; ++k)
        put("    {} {} {}\n", columns_[j], rows_[entries[k].first], entries[k].second);
    }
    if (inside) put("    MARKER 'MARKER' 'INTEND'\n");
  }

  void right_hand_sides() {
    put("RHS\n");
    if (program_.constant != 0) put("    RHS obj {}\n", -program_.constant);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const double limit = sense(i) == 'G' ? program_.row_lower[i] : program_.row_upper[i];
      if (sense(i) != 'N' && limit != 0) put("    RHS {} {}\n", rows_[i], limit);
    }
  }

  /// A row of kind L with range r has the lower limit rhs − r.
  void ranges() {
    bool head = false;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (sense(i) != 'L' || std::isinf(program_.row_lower[i])) continue;
      if (!head) put("RANGES\n");
      head = true;
      put("    RANGE {} {}\n", rows_[i], program_.row_upper[i] - program_.row_lower[i]);
    }
  }

  void bounds() {
    put("BOUNDS\n");
    for (std::size_t j = 0; j < columns_.size(); ++j) {
      const double lower = program_.lower[j];
      const double upper = program_.upper[j];
      const auto& name = columns_[j];
      if (std::isinf(lower) && std::isinf(upper)) {
        put(" FR BOUND {}\n", name);
      } else if (lower == upper) {
        put(" FX BOUND {} {}\n", name, lower);
      } else {
        // Readers differ on what an upper bound alone, or an integer without bounds, says about the other side.
        if (std::isinf(lower)) put(" MI BOUND {}\n", name);
        if (std::isfinite(lower) && (lower != 0 || upper <= 0 || whole(j))) put(" LO BOUND {} {}\n", name, lower);
        if (std::isfinite(upper)) put(" UP BOUND {} {}\n", name, upper);
        if (std::isinf(upper) && whole(j)) put(" PL BOUND {}\n", name);
      }
    }
  }

  void quadratic() {
    if (!program_.has_quadratic()) return;
    put("QUADOBJ\n");
    for (std::size_t j = 0; j < columns_.size(); ++j)
      if (program_.quadratic[j] != 0) put("    {} {} {}\n", columns_[j], columns_[j], program_.quadratic[j]);
  }

  const Program& program_;
  std::ostream& out_;
  std::vector<std::string> columns_, rows_;
};

}  // namespace

void write_mps(const Program& program, std::ostream& out) { MpsWriter(program, out).write(); }

}  // namespace gigaplan::program
