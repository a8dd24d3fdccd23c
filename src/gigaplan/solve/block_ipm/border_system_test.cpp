#include "gigaplan/solve/block_ipm/border_system.hpp"

#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <cmath>
#include <random>

namespace gigaplan::block_ipm {
namespace {

// A border as a dense matrix too, and the marks of the numbers that hours meet.
struct Border {
  explicit Border(const std::vector<char>& met_by_hours)
      : met(met_by_hours),
        size(static_cast<Index>(met.size())),
        system(met),
        matrix(Eigen::MatrixXd::Zero(size, size)) {}

  void add(Index i, Index k, double value) {
    system.add(i, k, value);
    matrix(i, k) += value;
    if (i != k) matrix(k, i) += value;
  }

  // Largest error of a row of S x = r, relative to the largest of its terms.
  double error(std::mt19937& random) {
    std::normal_distribution<double> normal;
    Vector right(met.size());
    for (double& r : right) r = normal(random);
    Vector x = right;
    system.factor();
    system.solve(x);
    double worst = 0;
    for (Index i = 0; i < size; ++i) {
      double sum = -right[i];
      double largest = std::abs(right[i]);
      for (Index k = 0; k < size; ++k) {
        sum += matrix(i, k) * x[k];
        largest = std::max(largest, std::abs(matrix(i, k) * x[k]));
      }
      worst = std::max(worst, std::abs(sum) / largest);
    }
    return worst;
  }

  std::vector<char> met;
  Index size;
  BorderSystem system;
  Eigen::MatrixXd matrix;
};

TEST(BorderSystem, SolvesYearlyNumbersBesideDenseOnes) {
  for (unsigned seed = 0; seed < 40; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    std::mt19937 random(seed);
    const auto draw = [&](int least, int most) { return std::uniform_int_distribution(least, most)(random); };
    const Index columns = draw(1, 60);
    const Index rows = draw(0, columns);
    std::vector<char> met(static_cast<std::size_t>(columns + rows));
    for (char& m : met) m = static_cast<char>(draw(0, 2) == 0);
    Border border(met);
    std::normal_distribution<double> normal;
    for (Index j = 0; j < columns; ++j) border.add(j, j, -std::exp(6 * normal(random)) - 1e-9);
    for (Index i = columns; i < columns + rows; ++i) {
      border.add(i, i, 1e-9);
      border.add(i, i - columns, 1.0);  // independent rows
      for (int n = draw(0, 4); n > 0; --n) border.add(i, draw(0, columns - 1), normal(random));
    }
    Eigen::MatrixXd block = Eigen::MatrixXd::Zero(border.size, border.size);
    std::vector<Index> numbers;
    for (Index i = 0; i < border.size; ++i) {
      if (met[i]) numbers.push_back(i);
    }
    Vector lower(numbers.size() * numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      for (std::size_t k = 0; k <= i; ++k) {
        if (numbers[i] >= columns && numbers[k] < columns) continue;  // keeps it quasi-definite: two diagonal blocks
        const double value = i == k ? 3.0 * static_cast<double>(numbers.size()) : normal(random);
        lower[i * numbers.size() + k] = numbers[i] < columns ? value : -value;
      }
    }
    border.system.subtract(numbers, lower.data(), static_cast<int>(numbers.size()));
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      for (std::size_t k = 0; k <= i; ++k) {
        border.matrix(numbers[i], numbers[k]) -= lower[i * numbers.size() + k];
        if (i != k) border.matrix(numbers[k], numbers[i]) -= lower[i * numbers.size() + k];
      }
    }
    EXPECT_LT(border.error(random), 1e-9);
  }
}

// A vintage that counts in several years: capacity_p = Σ of the builds up to p; hours meet the capacities alone.
std::vector<char> capacities_met(int count) {
  std::vector<char> met(static_cast<std::size_t>(3 * count), 0);
  for (int p = 0; p < count; ++p) met[count + p] = 1;
  return met;
}

void add_years(Border& border, const std::vector<double>& weights) {
  const auto count = static_cast<int>(weights.size());
  const Index builds = count;
  for (int p = 0; p < count; ++p) {
    border.add(p, p, -weights[p]);
    border.add(builds + p, builds + p, -1.0);
    const Index row = 2 * builds + p;
    border.add(row, row, 1e-9);
    border.add(row, builds + p, 1.0);
    for (int q = 0; q <= p; ++q) border.add(row, q, -1.0);
  }
}

TEST(BorderSystem, YearlyNumbersLeaveTheDensePart) {
  std::mt19937 random(1);
  Border border(capacities_met(12));
  add_years(border, std::vector<double>(12, 1.0));
  EXPECT_LT(border.error(random), 1e-12);
  EXPECT_EQ(border.system.dense_size(), 12);
}

TEST(BorderSystem, BuildsWithoutAWeightOfTheirOwnKeepTheirAccuracy) {
  std::mt19937 random(1);
  std::vector<double> weights(12, 1e-9);
  weights[3] = 1e6;
  Border border(capacities_met(12));
  add_years(border, weights);
  EXPECT_LT(border.error(random), 1e-9);
}

// A row whose columns all meet hours has nothing but its regularisation to be divided by: it waits for the dense part.
TEST(BorderSystem, ARowOfMetColumnsAloneStays) {
  std::mt19937 random(1);
  Border border({1, 1, 0, 0});
  for (Index j = 0; j < 2; ++j) border.add(j, j, -2.0 - j);
  border.add(2, 2, 1e-12);
  border.add(2, 0, 1.0);
  border.add(2, 1, -1.0);
  border.add(3, 3, -5.0);
  border.add(3, 1, 1.0);
  EXPECT_LT(border.error(random), 1e-14);
  EXPECT_EQ(border.system.dense_size(), 3);
}

}  // namespace
}  // namespace gigaplan::block_ipm
