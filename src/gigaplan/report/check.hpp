// The document held to its own rules before it is drawn.
#pragma once
#include "gigaplan/report/document.hpp"

namespace gigaplan::report {

/// Throws std::invalid_argument naming the field: a period index, a site, place or service id that points nowhere, an
/// id given twice, a site without one SiteYear per period, a series that is not as long as its axis, a variant or money
/// row of another length.
void check(const Document& document);

}  // namespace gigaplan::report
