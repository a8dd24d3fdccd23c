#include "gigaplan/present/present.hpp"

namespace gigaplan::present {

report::Document document_of(const plan::Plan& plan, const Catalogue& catalogue, const About& about) {
  report::Document document;
  add_head(document, plan, about);
  if (plan.has_answer()) {
    add_sites(document, plan, catalogue);
    add_flows(document, plan, catalogue);
    add_timeline(document, plan, catalogue);
    add_hours(document, plan, catalogue);
    add_money(document, plan);
    add_balances(document, plan);
    add_supply(document, plan);
  }
  add_checks(document, plan, about);
  return document;
}

}  // namespace gigaplan::present
