#include "gigaplan/solve/elastic_program.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/base/fault.hpp"

namespace gigaplan::solve {
namespace {

using program::Program;
using program::Run;

class Copy {
 public:
  Copy(const Program& original, const std::vector<Relaxable>& relaxable) : original_(original), relaxable_(relaxable) {}

  Elastic make() {
    out_.column_families = original_.column_families;
    out_.row_families = original_.row_families;
    out_.column_families.push_back({"slack", "", ""});
    out_.lower = original_.lower;
    out_.upper = original_.upper;
    out_.integer = original_.integer;
    out_.column_runs = original_.column_runs;
    out_.chain_of_block = original_.chain_of_block;
    out_.snapshot_labels = original_.snapshot_labels;
    out_.period_labels = original_.period_labels;
    out_.cost.assign(original_.cost.size(), 0.0);
    std::vector<bool> met(relaxable_.size(), false);
    select(false, original_.row_runs, met);
    select(true, original_.column_runs, met);
    for (std::size_t r = 0; r < met.size(); ++r)
      if (!met[r])
        throw UsageTrouble(fmt::format("no {} of family {}{}{} has a limit that could give way",
                                       relaxable_[r].column ? "column" : "row", relaxable_[r].family,
                                       relaxable_[r].member.empty() ? "" : " of ", relaxable_[r].member));
    if (!out_.integer.empty()) out_.integer.resize(out_.cost.size(), 0);
    copy_rows();
    relax_bounds();
    return {std::move(out_), std::move(slacks_)};
  }

 private:
  [[nodiscard]] std::pair<const std::vector<double>&, const std::vector<double>&> limits(bool column) const {
    if (column) return {original_.lower, original_.upper};
    return {original_.row_lower, original_.row_upper};
  }

  /// For each side of each run the first entry of the list that names it, if the side has a limit at all.
  void select(bool column, const std::vector<Run>& runs, std::vector<bool>& met) {
    const auto& families = column ? original_.column_families : original_.row_families;
    for (std::size_t r = 0; r < runs.size(); ++r) {
      for (const bool upper : {false, true}) {
        for (std::size_t k = 0; k < relaxable_.size(); ++k) {
          const auto& wish = relaxable_[k];
          if (wish.column != column || wish.side == (upper ? Side::lower : Side::upper)) continue;
          if (!wish.family.empty() && wish.family != families[static_cast<std::size_t>(runs[r].family)].name) continue;
          if (!wish.member.empty() && wish.member != runs[r].member) continue;
          if (!any_limit(column, runs[r], upper)) continue;
          met[k] = true;
          add_slacks(column, static_cast<std::int32_t>(r), runs[r], upper, wish);
          break;
        }
      }
    }
  }

  [[nodiscard]] bool any_limit(bool column, const Run& run, bool upper) const {
    for (std::int32_t k = 0; k < run.count; ++k)
      if (std::isfinite(limit(column, upper, run.first + k))) return true;
    return false;
  }

  [[nodiscard]] double limit(bool column, bool upper, std::int32_t index) const {
    const auto& [lowers, uppers] = limits(column);
    return (upper ? uppers : lowers)[static_cast<std::size_t>(index)];
  }

  void add_slacks(bool column, std::int32_t index, const Run& run, bool upper, const Relaxable& wish) {
    double largest = 0;
    for (std::int32_t k = 0; k < run.count; ++k)
      if (const double value = limit(column, upper, run.first + k); std::isfinite(value))
        largest = std::max(largest, std::abs(value));
    const bool one = wish.together || wish.in_proportion;
    const double share_price = wish.weight > 0 ? wish.weight : 1;
    Slacks slacks{column,
                  index,
                  upper,
                  one,
                  wish.in_proportion,
                  out_.columns(),
                  one ? 1 : run.count,
                  wish.in_proportion ? share_price
                  : wish.weight > 0  ? wish.weight
                                     : 1 / (largest > 0 ? largest : 1),
                  wish.priority};
    for (std::int32_t k = 0; k < slacks.count; ++k) {
      const bool useful = one || std::isfinite(limit(column, upper, run.first + k));
      out_.cost.push_back(0);
      out_.lower.push_back(0);
      out_.upper.push_back(wish.in_proportion ? 1 : useful ? program::infinity : 0);
    }
    const auto family = static_cast<std::int16_t>(out_.column_families.size() - 1);
    out_.column_runs.push_back(
        {slacks.first, slacks.count, one ? 0 : run.from, family, one ? program::Axis::single : run.axis,
         fmt::format("{}{}{}", run.member, column ? ", bound" : "", upper ? " above" : " below")});
    slacks_.push_back(slacks);
  }

  static std::int32_t slack_of(const Slacks& slacks, std::int32_t position) {
    return slacks.first + (slacks.together ? 0 : position);
  }

  /// What one unit of slack gives at a limit.
  static double given(const Slacks& slacks, double bound) { return slacks.in_proportion ? std::abs(bound) : 1; }

  void close_row(double lower, double upper) {
    out_.start.push_back(static_cast<std::int32_t>(out_.value.size()));
    out_.row_lower.push_back(lower);
    out_.row_upper.push_back(upper);
  }

  void entry(std::int32_t column, double value) {
    out_.column.push_back(column);
    out_.value.push_back(value);
  }

  /// row_lower ≤ A x + below − above ≤ row_upper.
  void copy_rows() {
    out_.row_runs = original_.row_runs;
    for (std::size_t r = 0; r < original_.row_runs.size(); ++r) {
      const auto& run = original_.row_runs[r];
      std::vector<const Slacks*> mine;
      for (const auto& slacks : slacks_)
        if (!slacks.column && slacks.run == static_cast<std::int32_t>(r)) mine.push_back(&slacks);
      for (std::int32_t k = 0; k < run.count; ++k) {
        const auto i = static_cast<std::size_t>(run.first + k);
        for (auto e = static_cast<std::size_t>(original_.start[i]);
             e < static_cast<std::size_t>(original_.start[i + 1]); ++e)
          entry(original_.column[e], original_.value[e]);
        for (const auto* slacks : mine)
          if (const double bound = limit(false, slacks->upper, run.first + k);
              std::isfinite(bound) && given(*slacks, bound) > 0)
            entry(slack_of(*slacks, k), (slacks->upper ? -1 : 1) * given(*slacks, bound));
        close_row(original_.row_lower[i], original_.row_upper[i]);
      }
    }
  }

  /// The bound goes, the row lower ≤ x + below (x − above ≤ upper) comes.
  void relax_bounds() {
    for (const auto& slacks : slacks_) {
      if (!slacks.column) continue;
      const auto& run = original_.column_runs[static_cast<std::size_t>(slacks.run)];
      out_.row_families.push_back(
          {fmt::format("{} bound", original_.column_families[static_cast<std::size_t>(run.family)].name),
           original_.column_families[static_cast<std::size_t>(run.family)].unit, ""});
      out_.row_runs.push_back({out_.rows(), run.count, run.from,
                               static_cast<std::int16_t>(out_.row_families.size() - 1), run.axis, run.member});
      for (std::int32_t k = 0; k < run.count; ++k) {
        const auto j = static_cast<std::size_t>(run.first + k);
        const double bound = limit(true, slacks.upper, run.first + k);
        if (std::isfinite(bound)) {
          entry(run.first + k, 1);
          if (given(slacks, bound) > 0) entry(slack_of(slacks, k), (slacks.upper ? -1 : 1) * given(slacks, bound));
        }
        close_row(slacks.upper ? -program::infinity : bound, slacks.upper ? bound : program::infinity);
        if (slacks.upper) {
          out_.upper[j] = program::infinity;
        } else {
          out_.lower[j] = -program::infinity;
        }
      }
    }
  }

  const Program& original_;
  const std::vector<Relaxable>& relaxable_;
  Program out_;
  std::vector<Slacks> slacks_;
};

}  // namespace

Elastic elastic_copy(const Program& program, const std::vector<Relaxable>& relaxable) {
  return Copy(program, relaxable).make();
}

}  // namespace gigaplan::solve
