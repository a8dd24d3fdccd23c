// The money case that stands in where the user gives none.
#pragma once
#include <string>
#include <vector>

#include "gigaplan/planmoney/figures.hpp"

namespace gigaplan::planmoney {

/// One default: what it says, and where that comes from.
struct Term {
  std::string key;     ///< of the money case: "debt.interest"
  std::string value;   ///< as written
  std::string source;  ///< catalogue key, year, source and confidence; or "the plan"
};

struct Terms {
  std::string toml;  ///< the case as text, every line with its source: a file to begin one's own with
  std::vector<Term> list;
};

/// `[tax] country` of a money case: the catalogue's corporate rate. The catalogue must outlive it.
[[nodiscard]] finance::TaxOfCountry tax_of_country(const Catalogue& catalogue);

/// Inflation of the plan's currency (of the US dollar where there is none), the plan's own rate for the project, the
/// owners' target, write-offs, chip-backed loans and a term debt sized to its cover, tax of the plan's country.
[[nodiscard]] Terms default_terms(const PlanMoney& money, const Catalogue& catalogue);

}  // namespace gigaplan::planmoney
