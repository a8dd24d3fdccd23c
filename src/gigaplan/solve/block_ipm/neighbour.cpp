#include "gigaplan/solve/block_ipm/neighbour.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string_view>
#include <tuple>

namespace gigaplan::block_ipm {
namespace {

using program::Family;
using program::Interior;
using program::Run;
using program::Sides;

constexpr double spread = 10;  // of the products around their mean
constexpr double absent = std::numeric_limits<double>::quiet_NaN();

// Element of `theirs` with the same family, member and position, for each of `mine`; −1 where there is none. Runs with
// the same name and first position are told apart by their order.
std::vector<Index> matches(const std::vector<Family>& my_families, const std::vector<Run>& mine,
                           const std::vector<Family>& their_families, const std::vector<Run>& theirs,
                           std::size_t count) {
  using Name = std::tuple<std::string_view, std::string_view, Index>;
  std::map<Name, std::vector<const Run*>> known;
  for (const auto& run : theirs) known[{their_families[run.family].name, run.member, run.from}].push_back(&run);
  std::map<Name, std::size_t> met;
  std::vector<Index> to(count, -1);
  for (const auto& run : mine) {
    const Name name{my_families[run.family].name, run.member, run.from};
    const auto found = known.find(name);
    const auto which = met[name]++;
    if (found == known.end() || which >= found->second.size()) continue;
    const auto& other = *found->second[which];
    for (Index i = 0; i < std::min(run.count, other.count); ++i) to[run.first + i] = other.first + i;
  }
  return to;
}

double of(const Vector& values, Index at) { return at < 0 ? absent : values[at]; }

// The slack column of an equality of the form, or −1.
Index slack_of(const StandardForm& f, Index row) {
  for (Index q = f.a_by_row.start[row]; q < f.a_by_row.start[row + 1]; ++q) {
    if (f.column_source[f.a_by_row.column[q]] < 0) return f.a_by_row.column[q];
  }
  return -1;
}

// The slack column's value that makes its row hold.
double slack_that_fits(const StandardForm& f, Index row, Index slack, const Vector& x) {
  double rest = f.b[row];
  double own = -1;
  for (Index q = f.a_by_row.start[row]; q < f.a_by_row.start[row + 1]; ++q) {
    const Index j = f.a_by_row.column[q];
    if (j == slack) {
      own = f.a_by_row.value[q];
    } else {
      rest -= f.a_by_row.value[q] * x[j];
    }
  }
  return rest / own;
}

}  // namespace

Interior interior_of(const program::Program& program, const Postsolve& post, const StandardForm& f, const Point& at) {
  Interior i;
  i.column_families = program.column_families, i.row_families = program.row_families;
  i.column_runs = program.column_runs, i.row_runs = program.row_runs;
  i.primal.assign(program.cost.size(), absent);
  i.row_dual.assign(program.row_lower.size(), absent);
  for (auto* v : {&i.columns.lower_slack, &i.columns.lower_price, &i.columns.upper_slack, &i.columns.upper_price})
    v->assign(program.cost.size(), absent);
  for (auto* v : {&i.rows.lower_slack, &i.rows.lower_price, &i.rows.upper_slack, &i.rows.upper_price})
    v->assign(program.row_lower.size(), absent);
  for (Index j = 0; j < f.columns; ++j) {
    const Index source = f.column_source[j];
    if (source >= 0) i.primal[post.columns[source]] = at.x[j] * f.column_scale[j] / f.right_scale;
  }
  for (Index r = 0; r < f.rows; ++r) i.row_dual[post.rows[f.row_source[r]]] = at.y[r] * f.row_scale[r] / f.cost_scale;
  for (Index k = 0; k < f.pairs; ++k) {
    const auto& source = f.pair_source[k];
    const bool bound = source.row < 0;
    Sides& sides = bound ? i.columns : i.rows;
    const Index to = bound ? post.columns[source.column] : post.rows[source.row];
    (source.sign > 0 ? sides.lower_slack : sides.upper_slack)[to] = at.w[k] / (f.pair_scale[k] * f.right_scale);
    (source.sign > 0 ? sides.lower_price : sides.upper_price)[to] = at.z[k] * f.pair_scale[k] / f.cost_scale;
  }
  return i;
}

bool start_at_neighbour(const program::Program& program, const Postsolve& post, const StandardForm& f,
                        const Interior& n, Point& at) {
  const auto columns =
      matches(program.column_families, program.column_runs, n.column_families, n.column_runs, program.cost.size());
  const auto rows =
      matches(program.row_families, program.row_runs, n.row_families, n.row_runs, program.row_lower.size());
  const auto known = [](double value, double otherwise) { return std::isnan(value) ? otherwise : value; };
  std::vector<Index> without;
  double products = 0;
  for (Index k = 0; k < f.pairs; ++k) {
    const auto& source = f.pair_source[k];
    const bool bound = source.row < 0;
    const Sides& sides = bound ? n.columns : n.rows;
    const Index from = bound ? columns[post.columns[source.column]] : rows[post.rows[source.row]];
    const double slack = of(source.sign > 0 ? sides.lower_slack : sides.upper_slack, from);
    if (std::isnan(slack)) {
      without.push_back(k);
      continue;
    }
    at.w[k] = slack * f.pair_scale[k] * f.right_scale;
    at.z[k] = (source.sign > 0 ? sides.lower_price : sides.upper_price)[from] * f.cost_scale / f.pair_scale[k];
    products += at.w[k] * at.z[k];
  }
  if (static_cast<Index>(without.size()) == f.pairs) return false;
  const double mean = products / static_cast<double>(f.pairs - static_cast<Index>(without.size()));
  for (const Index k : without) at.z[k] = mean / at.w[k];
  for (Index k = 0; k < f.pairs; ++k) {
    const double product = at.w[k] * at.z[k];
    const double factor = std::sqrt(std::clamp(product, mean / spread, mean * spread) / product);
    at.w[k] *= factor;
    at.z[k] *= factor;
  }
  for (Index j = 0; j < f.columns; ++j) {
    if (f.column_source[j] < 0) continue;
    at.x[j] = known(of(n.primal, columns[post.columns[f.column_source[j]]]), 0) * f.right_scale / f.column_scale[j];
  }
  for (Index r = 0; r < f.rows; ++r) {
    at.y[r] = known(of(n.row_dual, rows[post.rows[f.row_source[r]]]), 0) * f.cost_scale / f.row_scale[r];
    if (const Index slack = slack_of(f, r); slack >= 0) at.x[slack] = slack_that_fits(f, r, slack, at.x);
  }
  return true;
}

}  // namespace gigaplan::block_ipm
