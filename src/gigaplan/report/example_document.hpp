// An invented plan for Germany, as large as a real one: for the tests of this room and for who works on the page.
#pragma once
#include "gigaplan/report/document.hpp"

namespace gigaplan::report::example {

/// Four sites, three periods, two services, every part of the document filled. `full_year`: 8,760 hours in one period.
Document germany(bool full_year = false);

/// Fourteen sites on four continents, six periods, flows of tokens, chips and power.
Document world();

/// One site, one period, one service, and nothing else than what every plan has.
Document single();

/// The hourly part alone: `hours_per_period` is 24 times the number of typical days, or 8,760.
Hours hours(const Document& document, int hours_per_period, int periods);

}  // namespace gigaplan::report::example
