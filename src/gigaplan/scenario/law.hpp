// What law and programmes ask of a plan as a whole: licences for accelerators, targets, limits on skilled labour.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gigaplan/catalogue/records.hpp"
#include "gigaplan/scenario/path.hpp"

namespace gigaplan {
class Catalogue;
}

namespace gigaplan::scenario {

/// Whether `year` is the first of these years or later, and before the second, where they are given.
[[nodiscard]] inline bool in_years(int year, const std::optional<int>& from, const std::optional<int>& until) {
  return (!from || year >= *from) && (!until || year < *until);
}

/// Export control: how much computing may be brought into some countries.
struct Licence {
  std::string id, name;
  std::vector<std::string> countries;     ///< hosts, alpha-3; empty: those of all sites
  std::vector<std::string> accelerators;  ///< controlled ones, catalogue ids; empty: all candidates
  Path most;                              ///< H100s of equal TPP a year, holds from its year on
  Path tpp;                               ///< the same in TPP a year; one of the two is given
  bool carry = true;                      ///< what a period leaves may be used in the next
  std::optional<int> from;                ///< first year of the regime
  std::optional<int> until;               ///< first year without the regime
  std::vector<std::string> exempt;        ///< hosts among `countries` that need no licence, alpha-3
  /// Whether the regime holds for a period that begins in `year`.
  [[nodiscard]] bool holds_in(int year) const { return in_years(year, from, until); }
  /// Whether accelerators of this host country need the licence.
  [[nodiscard]] bool binds(const std::string& country) const;
};

/// What a programme promises. An empty path asks nothing; each value holds from its year on.
struct Target {
  std::string id, name;
  std::vector<std::string> countries;  ///< alpha-3; empty: those of all sites
  Path compute;                        ///< least H100 equivalents in service
  double base = 0;                     ///< H100 equivalents that `multiple` counts in
  Path multiple;                       ///< least multiple of `base` in service
  Path it_power;                       ///< least IT power in operation [MW_it]
  Path compute_share;                  ///< least share of the plan's compute that stands in the countries
  Path construction_jobs;              ///< least people at work on halls that go into operation, mean of a period
  Path permanent_jobs;                 ///< least people who run what is in operation
  Path sites;                          ///< least number of sites with `site_least` in operation
  double site_least = 0;               ///< [MW_it]
  Path served;                         ///< least share of the users that is served
  /// Least H100 equivalents of a year: of `compute` or of `base` and `multiple`.
  [[nodiscard]] double least_compute(int year) const {
    const double times = multiple.step(year) * base, given = compute.step(year);
    return times > given ? times : given;
  }
};

/// Skilled people that can be had.
struct Labour {
  std::string id, name;
  std::vector<std::string> countries;  ///< alpha-3; empty: those of all sites
  Path construction;                   ///< most people at work on building halls, mean of a period
  Path permanent;                      ///< most people who run the sites
};

/// A law on data centres: what it asks of each site (of the countries' sites together for `renewable`, of each training
/// run for `training`). Measured on the plan, which it does not bind.
struct Law {
  std::string id, name;
  std::vector<std::string> countries;  ///< alpha-3; empty: those of all sites
  LawMeasure measure = LawMeasure::report;
  double limit = 0;           ///< most PUE; least share of energy or of the connection; least FLOP of a run
  double least_it_power = 0;  ///< of a site that it holds for [MW_it]
  std::optional<int> from, until, opened_from, opened_before;
  std::string asks;    ///< in words, of the operator
  std::string source;  ///< who says so
  bool binds = false;  ///< the plan must keep it
  [[nodiscard]] bool holds_in(int year) const { return in_years(year, from, until); }
  [[nodiscard]] bool opened_in_time(int year) const { return in_years(year, opened_from, opened_before); }
};

/// A law of the catalogue as a scenario's own; "EU" becomes its countries. known_laws.cpp
[[nodiscard]] Law law_of(const gigaplan::Law& law, const Catalogue& catalogue);

/// A kind of things that a plan builds, by its word in [[built]], in [[fund]] and in the table of builds.
struct BuildKind {
  std::string id;       ///< "hall", "fleet"
  std::string words;    ///< "halls", "accelerators"
  bool placed = false;  ///< stands in a country
};
[[nodiscard]] const std::vector<BuildKind>& build_kinds();

/// Whether `one` is in `list` (everything is, where the list is empty): a country among countries, a kind among kinds.
[[nodiscard]] bool within(const std::vector<std::string>& list, const std::string& one);

}  // namespace gigaplan::scenario
