#include "gigaplan/solve/block_ipm/interior_point.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

#include "gigaplan/solve/block_ipm/starting_point.hpp"
#include "gigaplan/solve/block_ipm/step_length.hpp"

namespace gigaplan::block_ipm {
namespace {

// The values that worked; docs/explanation/block-ipm.md says how they were found.
constexpr double regularisation_usual = 1e-9, regularisation_least = 1e-14, regularisation_most = 1e-6;
constexpr double strong = 10, gentle = 3;                   // factors of the regularisation
constexpr double trouble = 1e-6;                            // refined error above which it is changed
constexpr double calm = 1e-9;                               // and below which, four times in a row, it is lowered
constexpr int most_attempts = 4;                            // in one iteration
constexpr int refinements = 3;                              // of the predictor, at most
constexpr double refine_most = 1e-10, refine_least = 1e-8;  // errors at which it is enough: near the end, at the start
constexpr double refine_by_gap = 1e-5;                      // in between: this share of the gap
constexpr double near_the_end = 1e-5;                       // gap below which errors are judged beside usual limits
constexpr double skip_refinement = 1e-4;  // correctors are not refined when the predictor's first error was below
constexpr double least_sigma = 1e-6;
constexpr double corrector_reach = 0.7;        // how much longer a step each corrector aims at
constexpr double corrector_gain = 0.03;        // and the gain below which no further one is tried
constexpr double box_low = 0.3, box_high = 3;  // wanted range of products, in units of the target
constexpr double step_fraction = 0.995;
constexpr double clip_share = 1e-5;  // of the pairs may be cut back instead of shortening the step
constexpr double clip_above_gap = 1e-6;
constexpr double clip_to = 0.1;  // what a component that is cut back keeps
constexpr double positive = 1e-30;
constexpr double ask_primal = 10;      // tolerances of the primal error below which the answer may be asked for
constexpr double worth_keeping = 1e6;  // distance below which the best iterate is copied
constexpr int patience = 30;           // iterations without a better iterate or, while there is a gap, a smaller mu
constexpr int little_patience = 10;    // from a neighbour's point, since the usual start is left
constexpr double worth_waiting = 0.9;  // what counts as smaller
constexpr int most_beyond = 5;         // iterations past the scaled tolerances, or nearly there, for a better answer
constexpr double nearly = 10;          // how far off an answer may be that is waited for no longer than that
constexpr double never = 1e300;
constexpr double no_step = 1e-9;
constexpr int most_stuck = 3;            // iterations in a row that did not move
constexpr double keep_gap = 1e-2;        // gap at which an iterate is kept for neighbours
constexpr double worth_following = 0.1;  // first step below which a neighbour's point is given up

class InteriorPoint {
 public:
  InteriorPoint(const StandardForm& form, const InteriorPointOptions& options, const Crew& crew, const Context& context)
      : form_(form),
        options_(options),
        crew_(crew),
        context_(context),
        newton_(form, crew),
        right_size_(std::max(max_norm(crew, form.b), max_norm(crew, form.h))),
        cost_size_(max_norm(crew, form.c)),
        residual_(form),
        second_right_(form),
        direction_(form),
        second_(form) {}

  InteriorPointResult run() {
    at_ = starting_point(form_, newton_, crew_);
    from_neighbour_ = options_.neighbour && options_.neighbour(at_);
    for (int iteration = 0;; ++iteration) {
      result_.iterations = iteration;
      measure();
      keep_best(iteration);
      keep_for_neighbours();
      report(iteration);
      if (finished(iteration)) break;
      factor_and_predict();
      correct_second_order();
      correct_centrality();
      step();
      if (iteration == 0 && from_neighbour_ && std::min(primal_step_, dual_step_) < worth_following) start_anew();
    }
    if (!best_is_kept_) {
      result_.best = std::move(at_);
      result_.standing = standing_;
    }
    result_.solves = newton_.solves();
    return std::move(result_);
  }

 private:
  // Residuals and how far the iterate is from optimal.
  void measure() {
    newton_.linear_residual(form_.b, form_.h, form_.c, at_, residual_);
    auto& s = standing_;
    const double quadratic =
        sum_of(crew_, form_.c.size(), [&](std::size_t j) { return form_.q[j] * at_.x[j] * at_.x[j]; });
    s.primal_objective = dot(crew_, form_.c, at_.x) + quadratic / 2;
    s.dual_objective = dot(crew_, form_.b, at_.y) + dot(crew_, form_.h, at_.z) - quadratic / 2;
    const double size = std::max(std::abs(s.primal_objective + options_.objective_offset), 1e-8);
    s.mu = form_.pairs > 0 ? dot(crew_, at_.w, at_.z) / form_.pairs : 0;
    s.gap = std::abs(s.primal_objective - s.dual_objective) / size;
    s.primal_error = std::max(max_norm(crew_, residual_.rows), max_norm(crew_, residual_.pairs)) / (1 + right_size_);
    s.dual_error = max_norm(crew_, residual_.columns) / (1 + cost_size_);
    const double primal_product = dot(crew_, residual_.rows, at_.y) + dot(crew_, residual_.pairs, at_.z);
    s.product_error = std::max(std::abs(primal_product), std::abs(dot(crew_, residual_.columns, at_.x))) / size;
    s.price_error = largest_of(crew_, form_.c.size(), 0.0, [&](std::size_t j) {
      return std::abs(residual_.columns[j]) / (form_.cost_scale * form_.column_scale[j] + std::abs(form_.c[j]));
    });
    s.distance = std::max({s.price_error / options_.price_tolerance, s.primal_error / options_.primal_tolerance,
                           s.dual_error / options_.gap_tolerance, s.gap / options_.gap_tolerance,
                           s.product_error / options_.gap_tolerance});
    // A maximum passes over what is not a number, a sum does not.
    if (!std::isfinite(s.mu + s.primal_objective + s.dual_objective))
      s.distance = std::numeric_limits<double>::infinity();
  }

  void keep_best(int iteration) {
    if (standing_.mu < worth_waiting * least_mu_ && standing_.gap > options_.gap_tolerance) {
      least_mu_ = standing_.mu;
      progress_iteration_ = iteration;
    }
    if (!(standing_.distance < least_distance_)) return;
    least_distance_ = standing_.distance;
    progress_iteration_ = iteration;
    if (answer_off_ < never) return;  // ask() keeps the best
    result_.standing = standing_;
    best_is_kept_ = standing_.distance < worth_keeping;
    if (best_is_kept_) result_.best = at_;
  }

  void keep_for_neighbours() {
    if (!options_.keep || kept_ || !(std::max(standing_.gap, standing_.product_error) <= keep_gap)) return;
    options_.keep(at_);
    kept_ = true;
  }

  // The neighbour is too far away: what its point needs cannot be done without leaving the inside.
  void start_anew() {
    at_ = starting_point(form_, newton_, crew_);
    result_ = {};
    least_mu_ = least_distance_ = never;
    best_is_kept_ = kept_ = from_neighbour_ = false;
    regularisation_ = regularisation_usual;
    upwards_ = true;
    calm_iterations_ = 0;
  }

  void report(int iteration) {
    const auto& s = standing_;
    if (context_.progress) {
      const double done = std::clamp((2 - std::log10(std::max(s.gap, 1e-12))) / 10, 0.0, 0.99);
      context_.report("solve", done,
                      fmt::format("iteration {}, gap {:.1e}, residuals {:.1e} and {:.1e}{}", iteration, s.gap,
                                  s.primal_error, s.dual_error, to_go(done)));
    }
  }

  // At the pace of the way since the gap was first below 100; nothing before a twentieth of it is done.
  std::string to_go(double done) {
    using Clock = std::chrono::steady_clock;
    if (done > 0 && paced_from_ < 0) paced_from_ = done, paced_since_ = Clock::now();
    if (paced_from_ < 0 || done < paced_from_ + 0.05) return {};
    const double passed = std::chrono::duration<double>(Clock::now() - paced_since_).count();
    const double left = passed * (1 - done) / (done - paced_from_);
    return left < 90 ? fmt::format(", about {:.0f} s to go", std::ceil(left))
                     : fmt::format(", about {:.0f} min to go", std::ceil(left / 60));
  }

  // The scaled errors are those of an answer, though a single price may not be.
  [[nodiscard]] bool worth_asking() const {
    const auto& s = standing_;
    return options_.answers && std::isfinite(s.distance) && s.primal_error <= ask_primal * options_.primal_tolerance &&
           std::max({s.gap, s.dual_error, s.product_error}) <= options_.gap_tolerance;
  }

  // The point that is nearest to an answer is kept, whatever the scaled errors say.
  void ask() {
    const double off = options_.answers(at_);
    if (!(off < answer_off_)) return;
    answer_off_ = off;
    result_.best = at_;
    result_.standing = standing_;
    best_is_kept_ = true;
  }

  bool finished(int iteration) {
    const auto end = [&](Ending ending) {
      result_.ending = ending;
      return true;
    };
    if (worth_asking()) ask();
    if (answer_off_ <= 1) return end(Ending::converged);
    if (standing_.distance <= 1 || answer_off_ <= nearly) {
      if (!options_.answers || ++beyond_ > most_beyond) return end(Ending::converged);
    }
    if (!std::isfinite(standing_.mu) || !std::isfinite(standing_.distance)) return end(Ending::diverged);
    if (iteration - progress_iteration_ >= (from_neighbour_ ? little_patience : patience)) return end(Ending::stalled);
    // After a useless direction the next one is tried with another regularisation.
    stuck_ = primal_step_ < no_step && dual_step_ < no_step ? stuck_ + 1 : 0;
    if (stuck_ >= most_stuck) return end(Ending::stalled);
    if (iteration >= options_.max_iterations) return end(Ending::iterations);
    if (context_.stopped()) return end(Ending::stopped);
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - context_.started;
    if (spent.count() > context_.time_limit) return end(Ending::time);
    return false;
  }

  // Factorises, and finds the direction that aims at products of zero. When refinement cannot make the direction
  // accurate the regularisation is changed and the system factorised again: raised when rounding is to blame, lowered
  // when the regularisation itself is; what made the error smaller last time is tried first.
  void factor_and_predict() {
    each_piece(crew_, at_.w.size(), [&](int, std::size_t first, std::size_t last) {
      for (std::size_t k = first; k < last; ++k) residual_.products[k] = -at_.w[k] * at_.z[k];
    });
    // Near the end, errors beside the largest limit, a sum of money, would be as large as hours themselves.
    const Refinement refinement{refinements, std::clamp(refine_by_gap * standing_.gap, refine_most, refine_least),
                                standing_.gap < near_the_end ? form_.usual_right : right_size_};
    double before = 1e300;
    for (int attempt = 0;; ++attempt) {
      newton_.factor(at_, regularisation_, regularisation_);
      const double error = newton_.direction(at_, residual_, refinement, direction_, &first_error_);
      if (error < calm && regularisation_ > regularisation_usual && ++calm_iterations_ > 4) {
        regularisation_ /= gentle;
        calm_iterations_ = 0;
      }
      if (error < trouble || attempt == most_attempts) break;
      calm_iterations_ = 0;
      if (!(error < before)) upwards_ = !upwards_;
      before = error;
      regularisation_ = std::clamp(upwards_ ? regularisation_ * strong : regularisation_ / strong, regularisation_least,
                                   regularisation_most);
      ++result_.changes;
    }
    corrector_refinement_ = refinement;
    if (first_error_ < skip_refinement) corrector_refinement_.steps = 0;
  }

  // Mehrotra: the target σ μ from how far the predictor gets, and the products dw dz it left out.
  void correct_second_order() {
    primal_step_ = std::min(1.0, longest_step(crew_, at_.w, direction_.w));
    dual_step_ = std::min(1.0, longest_step(crew_, at_.z, direction_.z));
    if (form_.pairs == 0) return;
    const double ahead =
        sum_of(crew_, at_.w.size(),
               [&](std::size_t k) {
                 return (at_.w[k] + primal_step_ * direction_.w[k]) * (at_.z[k] + dual_step_ * direction_.z[k]);
               }) /
        form_.pairs;
    const double sigma = std::clamp(std::pow(ahead / standing_.mu, 3), least_sigma, 1.0);
    target_ = sigma * standing_.mu;
    const auto scaled = [&](const Vector& from, Vector& to) {
      each_piece(crew_, from.size(), [&](int, std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) to[i] = -sigma * from[i];
      });
    };
    scaled(residual_.rows, second_right_.rows);
    scaled(residual_.pairs, second_right_.pairs);
    scaled(residual_.columns, second_right_.columns);
    each_piece(crew_, at_.w.size(), [&](int, std::size_t first, std::size_t last) {
      for (std::size_t k = first; k < last; ++k)
        second_right_.products[k] = target_ - direction_.w[k] * direction_.z[k];
    });
    newton_.direction(at_, second_right_, corrector_refinement_, second_);
    const double least = primal_step_ * dual_step_;
    blend(best_blend(crew_, at_.w, direction_.w, second_.w, least),
          best_blend(crew_, at_.z, direction_.z, second_.z, least));
  }

  void blend(const Blend& primal, const Blend& dual) {
    add(crew_, primal.weight, second_.x, direction_.x);
    add(crew_, primal.weight, second_.w, direction_.w);
    add(crew_, dual.weight, second_.y, direction_.y);
    add(crew_, dual.weight, second_.z, direction_.z);
    primal_step_ = primal.step;
    dual_step_ = dual.step;
  }

  // Gondzio: brings the products that a longer step would leave outside the box back into it.
  void correct_centrality() {
    if (form_.pairs == 0) return;
    for (auto* v : {&second_right_.rows, &second_right_.pairs, &second_right_.columns}) std::ranges::fill(*v, 0.0);
    for (int corrector = 0; corrector < options_.max_correctors; ++corrector) {
      if (primal_step_ > 0.99 && dual_step_ > 0.99) return;
      const double aim_w = std::min(1.0, primal_step_ + corrector_reach);
      const double aim_z = std::min(1.0, dual_step_ + corrector_reach);
      each_piece(crew_, at_.w.size(), [&](int, std::size_t first, std::size_t last) {
        for (std::size_t k = first; k < last; ++k) {
          const double product = (at_.w[k] + aim_w * direction_.w[k]) * (at_.z[k] + aim_z * direction_.z[k]);
          const double low = box_low * target_;
          const double high = box_high * target_;
          second_right_.products[k] = product < low    ? low - product
                                      : product > high ? std::max(high - product, -high)
                                                       : 0.0;
        }
      });
      newton_.direction(at_, second_right_, corrector_refinement_, second_);
      const double least = primal_step_ * dual_step_;
      const auto primal = best_blend(crew_, at_.w, direction_.w, second_.w, least);
      const auto dual = best_blend(crew_, at_.z, direction_.z, second_.z, least);
      const double gain = std::max(primal.step - primal_step_, dual.step - dual_step_);
      blend(primal.step >= primal_step_ ? primal : Blend{0, primal_step_},
            dual.step >= dual_step_ ? dual : Blend{0, dual_step_});
      if (gain < corrector_gain) return;
    }
  }

  void step() {
    primal_step_ = longest_step(crew_, at_.w, direction_.w);
    dual_step_ = longest_step(crew_, at_.z, direction_.z);
    const bool clip = standing_.gap > clip_above_gap;
    if (clip) {
      const auto few = std::max<std::size_t>(1, static_cast<std::size_t>(clip_share * form_.pairs));
      primal_step_ = std::max(primal_step_, clipped_step(crew_, at_.w, direction_.w, few, primal_step_));
      dual_step_ = std::max(dual_step_, clipped_step(crew_, at_.z, direction_.z, few, dual_step_));
    }
    primal_step_ = std::min(1.0, step_fraction * primal_step_);
    dual_step_ = std::min(1.0, step_fraction * dual_step_);
    add(crew_, primal_step_, direction_.x, at_.x);
    add(crew_, dual_step_, direction_.y, at_.y);
    const double keep = clip ? clip_to : 0;
    each_piece(crew_, at_.w.size(), [&](int, std::size_t first, std::size_t last) {
      for (std::size_t k = first; k < last; ++k) {
        at_.w[k] = std::max(at_.w[k] + primal_step_ * direction_.w[k], keep * at_.w[k] + positive);
        at_.z[k] = std::max(at_.z[k] + dual_step_ * direction_.z[k], keep * at_.z[k] + positive);
      }
    });
  }

  const StandardForm& form_;
  const InteriorPointOptions& options_;
  const Crew& crew_;
  const Context& context_;
  Newton newton_;
  double right_size_, cost_size_;
  Point at_;
  Residual residual_, second_right_;
  Point direction_, second_;
  Standing standing_;
  InteriorPointResult result_;
  int progress_iteration_ = 0;
  double least_mu_ = never;
  double least_distance_ = never, answer_off_ = never;
  int beyond_ = 0;  // iterations that were good enough in scaled errors, or nearly an answer
  int stuck_ = 0;
  bool best_is_kept_ = false, kept_ = false, from_neighbour_ = false;
  double regularisation_ = regularisation_usual;
  bool upwards_ = true;  // which way helped last
  int calm_iterations_ = 0;
  double first_error_ = 0, target_ = 0;
  Refinement corrector_refinement_;
  double primal_step_ = 1, dual_step_ = 1;
  double paced_from_ = -1;  // share of the way that was done then
  std::chrono::steady_clock::time_point paced_since_;
};

}  // namespace

InteriorPointResult interior_point(const StandardForm& form, const InteriorPointOptions& options, const Crew& crew,
                                   const Context& context) {
  return InteriorPoint(form, options, crew, context).run();
}

}  // namespace gigaplan::block_ipm
