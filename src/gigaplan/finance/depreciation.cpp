#include "gigaplan/finance/depreciation.hpp"

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace gigaplan::finance {
namespace {

using Table = std::vector<double>;

const Table& macrs_table(int class_life) {
  static const Table three{.3333, .4445, .1481, .0741};
  static const Table five{.2, .32, .192, .1152, .1152, .0576};
  static const Table seven{.1429, .2449, .1749, .1249, .0893, .0892, .0893, .0446};
  static const Table ten{.1, .18, .144, .1152, .0922, .0737, .0655, .0655, .0656, .0655, .0328};
  static const Table fifteen{.05,   .095, .0855, .077, .0693, .0623, .059,  .059,
                             .0591, .059, .0591, .059, .0591, .059,  .0591, .0295};
  static const Table twenty{.0375,  .07219, .06677, .06177, .05713, .05285, .04888, .04522, .04462, .04461, .04462,
                            .04461, .04462, .04461, .04462, .04461, .04462, .04461, .04462, .04461, .02231};
  switch (class_life) {
    case 3:
      return three;
    case 5:
      return five;
    case 7:
      return seven;
    case 10:
      return ten;
    case 15:
      return fifteen;
    case 20:
      return twenty;
    default:
      throw std::invalid_argument("MACRS knows the class lives 3, 5, 7, 10, 15 and 20 years");
  }
}

// Half of a year's share in the first and in the last of life + 1 years.
Table half_year_table(int life, double share) {
  Table out(static_cast<std::size_t>(life) + 1, share);
  out.front() = out.back() = share / 2;
  return out;
}

Table fifteen_straight() {
  Table out{.0333, .0667, .0667, .0667, .0667, .0667, .0667, .0666,
            .0667, .0666, .0667, .0666, .0667, .0666, .0667, .0333};
  return out;
}

Years from_table(const Table& table, int operating_years) {
  Years out = zeros(operating_years);
  const auto count = std::min(table.size(), out.size() - 1);
  std::copy_n(table.begin(), count, out.begin() + 1);
  return out;
}

}  // namespace

Years write_off_share(WriteOff method, int operating_years) {
  switch (method) {
    case WriteOff::macrs_5:
      return macrs_share(5, operating_years);
    case WriteOff::macrs_15:
      return macrs_share(15, operating_years);
    case WriteOff::straight_5:
      return from_table(half_year_table(5, .2), operating_years);
    case WriteOff::straight_15:
      return from_table(fifteen_straight(), operating_years);
    case WriteOff::straight_20:
      return from_table(half_year_table(20, .05), operating_years);
    case WriteOff::straight_39:
      return from_table(half_year_table(39, 2.56410256410256e-2), operating_years);
    case WriteOff::custom:
      break;
  }
  return zeros(operating_years);
}

Years macrs_share(int class_life, int operating_years) { return from_table(macrs_table(class_life), operating_years); }

Years straight_share(int life, int operating_years) {
  if (life < 1) throw std::invalid_argument("a straight-line life is at least one year");
  return from_table(Table(static_cast<std::size_t>(life), 1.0 / life), operating_years);
}

Years custom_share(std::span<const double> percent, int operating_years) {
  Table table(percent.begin(), percent.end());
  for (double& value : table) value /= 100;
  return from_table(table, operating_years);
}

void write_off(double basis, std::span<const double> share, int first_year, Years& into) {
  for (std::size_t t = static_cast<std::size_t>(first_year); t < into.size(); ++t)
    into[t] += basis * share[t - static_cast<std::size_t>(first_year) + 1];
}

}  // namespace gigaplan::finance
