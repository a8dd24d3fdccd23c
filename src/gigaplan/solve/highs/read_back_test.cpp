// What the writers of the program room write, HiGHS reads back as the same program: every number to the last bit, every
// name.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>

#include "Highs.h"
#include "gigaplan/program/lp_writer.hpp"
#include "gigaplan/program/mps_writer.hpp"
#include "gigaplan/program/writer_names.hpp"
#include "gigaplan/solve/tiny_test.hpp"

namespace gigaplan::solve {
namespace {

using program::infinity;
using program::Program;
using ::testing::ElementsAreArray;

Tiny linear() {
  return tiny()
      .column("plain", 1.1)
      .column("boxed", -2.0 / 3, -1.5, 1e-7)
      .column("free", 3, -infinity, infinity)
      .column("fixed", 0, 4.25, 4.25)
      .column("below", 1, -infinity, -2)
      .column("unused", 0, 0, 9)
      .row("equal", {1, 1, 0, 1.0 / 3}, 0.1, 0.1)
      .row("least", {0, 0, 1, 1, -1e6}, -3, infinity)
      .row("most", {1, 0, 1}, -infinity, 1e5)
      .constant(12.5);
}

class ReadBack : public ::testing::Test {
 protected:
  /// Reads the file that `write` made of `program`; the reader's own model is compared.
  void compare(const Program& program, const std::string& extension,
               const std::function<void(const Program&, std::ostream&)>& write) {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    const auto path =
        std::filesystem::temp_directory_path() / (std::to_string(::getpid()) + fmt_name(test->name(), extension));
    {
      std::ofstream out(path);
      write(program, out);
      ASSERT_TRUE(out.good());
    }
    Highs highs;
    highs.setOptionValue("output_flag", false);
    highs.setOptionValue("small_matrix_value", 1e-12);
    ASSERT_EQ(highs.readModel(path.string()), HighsStatus::kOk) << extension;
    std::filesystem::remove(path);
    const auto& lp = highs.getLp();
    EXPECT_THAT(lp.col_names_, ElementsAreArray(column_file_names(program))) << extension;
    EXPECT_THAT(lp.row_names_, ElementsAreArray(row_file_names(program))) << extension;
    EXPECT_EQ(lp.col_cost_, program.cost) << extension;
    EXPECT_EQ(lp.col_lower_, program.lower) << extension;
    EXPECT_EQ(lp.col_upper_, program.upper) << extension;
    EXPECT_EQ(lp.row_lower_, program.row_lower) << extension;
    EXPECT_EQ(lp.row_upper_, program.row_upper) << extension;
    EXPECT_EQ(lp.offset_, program.constant) << extension;
    EXPECT_EQ(lp.sense_ == ObjSense::kMaximize, program.maximise) << extension;
    auto matrix = lp.a_matrix_;
    matrix.ensureRowwise();
    EXPECT_EQ(matrix.start_, program.start) << extension;
    EXPECT_EQ(matrix.index_, program.column) << extension;
    EXPECT_EQ(matrix.value_, program.value) << extension;
    for (std::size_t j = 0; j < program.integer.size(); ++j)
      EXPECT_EQ(lp.integrality_[j] == HighsVarType::kInteger, program.integer[j] != 0) << extension << j;
    if (!program.has_quadratic()) return;
    const auto& hessian = highs.getModel().hessian_;
    for (std::size_t j = 0; j < program.quadratic.size(); ++j)
      EXPECT_EQ(static_cast<std::size_t>(hessian.dim_) > j ? hessian.diag(static_cast<HighsInt>(j)) : 0,
                program.quadratic[j])
          << extension;
  }
  void compare_both(const Program& program) {
    compare(program, "lp", program::write_lp);
    compare(program, "mps", program::write_mps);
  }

 private:
  static std::string fmt_name(const std::string& test, const std::string& extension) {
    return "gigaplan_read_back_" + test + "." + extension;
  }
};

TEST_F(ReadBack, Linear) { compare_both(linear().finish()); }
TEST_F(ReadBack, Maximise) { compare_both(linear().maximise().finish()); }
// In an MPS file a ranged row stays one row, in an LP file it becomes two.
TEST_F(ReadBack, RangesOfMps) {
  compare(linear().row("range", {1, 2, 0.125}, -4, 7.5).finish(), "mps", program::write_mps);
}
TEST_F(ReadBack, Integers) {
  compare_both(tiny()
                   .column("a", 1, 0, 5)
                   .whole()
                   .column("b", 1)
                   .whole()
                   .column("c", 1)
                   .column("d", 2, 0, 1)
                   .whole()
                   .row("r", {1, 2, 3, 4}, 3, infinity)
                   .finish());
}
TEST_F(ReadBack, Quadratic) {
  compare_both(tiny().column("x", 1).quadratic(2.5).column("y", 1).row("r", {1, 1}, 3, infinity).finish());
}
TEST_F(ReadBack, NamesWithEverything) {
  compare_both(tiny().column("Köln 3: a+b [x]", 1).column("<= 7", 1).row("a*b^2/c", {1, 1}, 3, infinity).finish());
}

}  // namespace
}  // namespace gigaplan::solve
