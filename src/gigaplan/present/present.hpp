// Plan → the report's Document.
#pragma once
#include <string>
#include <vector>

#include "gigaplan/plan/plan.hpp"
#include "gigaplan/report/document.hpp"

namespace gigaplan::present {

struct About {
  std::string version;     ///< of the program
  std::string input_hash;  ///< of the scenario with everything it extends
  std::string output;      ///< folder of the results, for the commands that recompute it
  double peak_memory_bytes = 0;
};

/// Everything the page shows. For a plan without an answer: the words, the repair, the certificate, the figures.
[[nodiscard]] report::Document document_of(const plan::Plan& plan, const Catalogue& catalogue, const About& about);

/// variants.cpp: the runs of one scenario, the base first; `here` is the one that the document is of. Nothing for one
/// run alone.
void add_variants(report::Document& document, const std::vector<const plan::Plan*>& runs, int here);

// The parts, each adding its own to the document.
void add_head(report::Document& document, const plan::Plan& plan, const About& about);  ///< head.cpp
void add_sites(report::Document& document, const plan::Plan& plan,
               const Catalogue& catalogue);  ///< sites.cpp: sites, places, flows, tokens, forbidden
void add_flows(report::Document& document, const plan::Plan& plan,
               const Catalogue& catalogue);  ///< flows.cpp: flows of chips and power, their places
void add_timeline(report::Document& document, const plan::Plan& plan,
                  const Catalogue& catalogue);  ///< timeline.cpp: timeline, fleet
void add_hours(report::Document& document, const plan::Plan& plan, const Catalogue& catalogue);  ///< hours.cpp
void add_money(report::Document& document, const plan::Plan& plan);  ///< money.cpp: costs, unit costs, bottlenecks
void add_balances(report::Document& document,
                  const plan::Plan& plan);  ///< balances.cpp: energy, carbon, water, jobs, energy flow
void add_supply(report::Document& document, const plan::Plan& plan);  ///< supply.cpp: the supply chain
void add_checks(report::Document& document, const plan::Plan& plan,
                const About& about);  ///< checks.cpp: compliance, claims, certificate, figures

}  // namespace gigaplan::present
