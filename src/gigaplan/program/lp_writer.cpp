#include "gigaplan/program/lp_writer.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <ostream>

#include "gigaplan/program/writer_names.hpp"

namespace gigaplan::program {
namespace {

constexpr int terms_a_line = 6;

class LpWriter {
 public:
  LpWriter(const Program& program, std::ostream& out)
      : program_(program), out_(out), columns_(column_file_names(program)), rows_(row_file_names(program)) {}

  void write() {
    objective();
    put("subject to\n");
    for (std::int32_t i = 0; i < program_.rows(); ++i) row(static_cast<std::size_t>(i));
    bounds();
    integers();
    put("end\n");
  }

 private:
  template <class... Args>
  void put(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::ostreambuf_iterator<char>(out_), format, std::forward<Args>(args)...);
  }

  void term(double coefficient, std::size_t column, int count) {
    if (count > 0 && count % terms_a_line == 0) put("\n  ");
    put(" {} {} {}", std::signbit(coefficient) ? '-' : '+', std::abs(coefficient), columns_[column]);
  }

  /// Every column is named here, so that it exists even where no row has it.
  void objective() {
    put("{}\n obj:", program_.maximise ? "maximize" : "minimize");
    for (std::size_t j = 0; j < columns_.size(); ++j) term(program_.cost[j], j, static_cast<int>(j));
    if (program_.has_quadratic()) {
      put(" + [");
      for (std::size_t j = 0; j < columns_.size(); ++j)
        if (program_.quadratic[j] != 0) put(" + {} {} ^2", program_.quadratic[j], columns_[j]);
      put(" ] / 2");
    }
    if (program_.constant != 0) put(" {} {}", program_.constant < 0 ? '-' : '+', std::abs(program_.constant));
    put("\n");
  }

  void row(std::size_t i) {
    const double lower = program_.row_lower[i];
    const double upper = program_.row_upper[i];
    if (lower == upper) return one_limit(i, "", "=", lower);
    if (std::isfinite(lower)) one_limit(i, "", ">=", lower);
    if (std::isfinite(upper)) one_limit(i, std::isfinite(lower) ? "~upper" : "", "<=", upper);
  }

  void one_limit(std::size_t i, const char* suffix, const char* relation, double limit) {
    put(" {}{}:", rows_[i], suffix);
    int count = 0;
    for (auto k = static_cast<std::size_t>(program_.start[i]); k < static_cast<std::size_t>(program_.start[i + 1]); ++k)
      term(program_.value[k], static_cast<std::size_t>(program_.column[k]), count++);
    if (count == 0 && !columns_.empty()) term(0, 0, 0);
    put(" {} {}\n", relation, limit);
  }

  void bounds() {
    put("bounds\n");
    for (std::size_t j = 0; j < columns_.size(); ++j) {
      const double lower = program_.lower[j];
      const double upper = program_.upper[j];
      if (std::isinf(lower) && std::isinf(upper)) {
        put(" {} free\n", columns_[j]);
      } else if (lower == upper) {
        put(" {} = {}\n", columns_[j], lower);
      } else if (std::isinf(lower)) {
        put(" -inf <= {} <= {}\n", columns_[j], upper);
      } else if (std::isfinite(upper)) {
        put(" {} <= {} <= {}\n", lower, columns_[j], upper);
      } else if (lower != 0) {
        put(" {} >= {}\n", columns_[j], lower);
      }
    }
  }

  void integers() {
    if (!program_.has_integers()) return;
    put("general\n");
    for (std::size_t j = 0; j < columns_.size(); ++j)
      if (program_.integer[j] != 0) put(" {}\n", columns_[j]);
  }

  const Program& program_;
  std::ostream& out_;
  std::vector<std::string> columns_, rows_;
};

}  // namespace

void write_lp(const Program& program, std::ostream& out) { LpWriter(program, out).write(); }

}  // namespace gigaplan::program
