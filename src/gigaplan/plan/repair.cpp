// Why there is no plan: the smallest repair of the program, the cheapest one, and others.
//
//   smallest      min Σ_r s_r / usual_r        over all plans with every limit r moved by s_r; demand gives way only
//                                              where nothing else helps
//   cheapest      min Σ_r price_r s_r          over those limits alone whose unit has a price
//   alternatives  the smallest one without limits of the first one's kind, and again without those of the second
//   later         the fewest users unserved, training runs after their deadlines, a weaker residency
//
// usual_r and price_r: repair_offers.cpp. All but the first are extras: each has ten seconds, all together thirty.
#include "gigaplan/plan/repair.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <set>

#include "gigaplan/base/index.hpp"
#include "gigaplan/plan/repair_offers.hpp"
#include "gigaplan/plan/words.hpp"

namespace gigaplan::plan {
namespace {

using solve::Relaxable;
using solve::Repair;
using solve::RepairItem;

/// Seconds for what is told beside the smallest repair.
class Extras {
 public:
  explicit Extras(const Context& context) : context_(context) {}
  [[nodiscard]] bool open() const { return left() > 0.5 && !context_.stopped(); }
  /// The run's context without its talk: an extra that ends early is no news.
  [[nodiscard]] Context context() const {
    Context limited = context_;
    limited.time_limit = std::min({each, left(), context_.time_limit});
    limited.log = limited.detail = {};
    return limited;
  }

 private:
  static constexpr double each = 10, all = 30;
  [[nodiscard]] double left() const {
    const std::chrono::duration<double> gone = std::chrono::steady_clock::now() - started_;
    return all - gone.count();
  }
  const Context& context_;
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

bool worth_telling(const RepairItem& item) { return item.largest > 1e-6 * (1 + std::abs(item.limit)); }

const Offer* offer_of(const std::vector<Offer>& offers, const RepairItem& item) {
  const auto found = std::ranges::find_if(offers, [&](const Offer& offer) {
    return offer.limit.column == item.column && offer.limit.family == item.family && offer.limit.member == item.member;
  });
  return found == offers.end() ? nullptr : &*found;
}

// Overnight money of all that gives way; nothing where a part of it has no price.
std::optional<double> money_of(const std::vector<Offer>& offers, const Repair& repair) {
  double sum = 0;
  for (const auto& item : repair.items) {
    const auto* offer = offer_of(offers, item);
    if (offer == nullptr || offer->price <= 0) return std::nullopt;
    sum += offer->price * item.sum;
  }
  return sum;
}

bool same(const Repair& a, const Repair& b) {
  return std::ranges::is_permutation(a.items, b.items, [](const RepairItem& x, const RepairItem& y) {
    return x.family == y.family && x.member == y.member && x.from == y.from &&
           std::abs(x.sum - y.sum) <= 1e-4 * std::max(x.sum, y.sum);
  });
}

// A whole repair in one line: the limits of the largest shares first, and how many more give way.
RepairLine one_line(const Plan& plan, const Repair& repair, const std::string& begin, std::optional<double> cost) {
  constexpr std::size_t most = 4;
  std::vector<std::string> parts;
  std::size_t more = 0;
  RepairLine line{.alternative = true, .cost = cost};
  for (const auto& item : repair.items) {
    if (!worth_telling(item)) continue;
    if (parts.size() == most) {
      ++more;
      continue;
    }
    auto part = in_words(plan, repair, item);
    if (parts.empty()) line.amount = part.amount, line.unit = part.unit;
    parts.push_back(std::move(part.sentence));
  }
  if (more == 1) parts.push_back("1 limit more");
  if (more > 1) parts.push_back(fmt::format("{} limits more", more));
  line.sentence = fmt::format("{}{}", begin, fmt::join(parts, "; and "));
  return line;
}

class Ways {
 public:
  Ways(const Plan& plan, const program::Program& program, const PlanOptions& options, const Extras& extras,
       std::vector<Offer> offers)
      : plan_(plan), program_(program), options_(options), extras_(extras), offers_(std::move(offers)) {}

  void cheapest(const Repair& smallest, std::vector<RepairLine>& lines) {
    std::vector<Relaxable> priced;
    for (const auto& offer : offers_) {
      if (offer.price <= 0 || offer.limit.priority > 0) continue;
      priced.push_back(offer.limit);
      priced.back().weight = offer.price / 1000;
    }
    auto repair = find(priced);
    if (!repair || same(*repair, smallest)) return;
    const auto cost = money_of(offers_, *repair), other = money_of(offers_, smallest);
    constexpr double worth = 1.01;  // a hundredth cheaper at least, else the smallest is as good
    if (!cost || (other && *other <= *cost * worth)) return;
    const auto& currency = plan_.scenario.currency;
    lines.push_back(one_line(plan_, *repair,
                             fmt::format("cheapest, {} overnight{}: ", money(*cost, currency),
                                         other ? " in place of " + money(*other, currency) : ""),
                             cost));
    found_.push_back(std::move(*repair));
  }

  void others(const Repair& smallest, std::vector<RepairLine>& lines) {
    std::set<std::string> without{kind_of(smallest)};
    for (int count = 0; count < 2 && extras_.open(); ++count) {
      std::vector<Relaxable> rest;
      for (const auto& offer : offers_)
        if (offer.limit.priority == 0 && !without.contains(offer.kind)) rest.push_back(offer.limit);
      auto repair = find(rest);
      if (!repair) return;
      without.insert(kind_of(*repair));
      if (std::ranges::any_of(found_, [&](const Repair& before) { return same(before, *repair); })) continue;
      lines.push_back(one_line(plan_, *repair, "or ", money_of(offers_, *repair)));
      found_.push_back(std::move(*repair));
    }
  }

 private:
  [[nodiscard]] std::optional<Repair> find(const std::vector<Relaxable>& limits) const {
    if (limits.empty() || !extras_.open()) return std::nullopt;
    auto repair = solve::find_repair(program_, limits, options_.solver, extras_.context());
    if (repair.status != program::Status::optimal || std::ranges::none_of(repair.items, worth_telling))
      return std::nullopt;
    return repair;
  }
  [[nodiscard]] std::string kind_of(const Repair& repair) const {
    const auto* offer = offer_of(offers_, repair.items.front());
    return offer == nullptr ? "" : offer->kind;
  }

  const Plan& plan_;
  const program::Program& program_;
  const PlanOptions& options_;
  const Extras& extras_;
  std::vector<Offer> offers_;
  std::vector<Repair> found_;
};

}  // namespace

std::vector<RepairLine> repair_in_words(Plan& plan, const Catalogue& catalogue, const program::Program& program,
                                        const PlanOptions& options, const Context& context) {
  context.report("repair", -1, "looking for the smallest change that makes a plan possible");
  auto offers = offers_of(plan, program, catalogue);
  std::vector<Relaxable> movable;
  for (const auto& offer : offers) movable.push_back(offer.limit);
  const auto smallest = solve::find_repair(program, movable, options.solver, context);
  const bool found = smallest.status == program::Status::optimal;
  std::vector<RepairLine> lines;
  if (!found)
    lines.push_back(
        {.sentence = fmt::format("No change of single limits was found that makes one possible ({}).",
                                 smallest.message.empty() ? program::word(smallest.status) : smallest.message)});
  for (const auto& item : smallest.items)
    if (found && worth_telling(item)) lines.push_back(in_words(plan, smallest, item));
  if (lines.empty()) {
    plan.solution.status = program::Status::numerical;
    plan.solution.message =
        "the solver calls the scenario infeasible, but no limit needs to give way by more than the tolerance: it "
        "stands on the edge";
    return lines;
  }
  context.report("repair", -1, "looking for cheaper and other ways");
  const Extras extras(context);
  if (found && extras.open()) {
    tell_hours(plan, program, smallest, options, extras.context(), lines);
    lines.front().cost = money_of(offers, smallest);
    Ways ways(plan, program, options, extras, std::move(offers));
    ways.cheapest(smallest, lines);
    ways.others(smallest, lines);
  }
  const auto add = [&](std::optional<RepairLine> line) {
    if (line) lines.push_back(std::move(*line));
  };
  if (extras.open()) add(smaller_reach(plan, program, options, extras.context()));
  if (extras.open()) add(later_deadlines(plan, catalogue, options, extras.context()));
  if (extras.open()) add(weaker_law(plan, catalogue, options, extras.context()));
  return lines;
}

}  // namespace gigaplan::plan
