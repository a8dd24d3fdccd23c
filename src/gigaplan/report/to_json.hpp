// The document as the JSON text that lies in the page; keys are the names in document.hpp.
#pragma once
#include <string>

#include "gigaplan/report/document.hpp"

namespace gigaplan::report {

/// How exactly the hours are kept: in steps of 1/`levels` of each series' largest magnitude; the sites' own hours, or
/// only the whole plan's.
struct Detail {
  int levels = 4000;
  bool sites = true;
};

/// UTF-8 JSON (broken bytes become U+FFFD; NaN and infinity become null).
std::string to_json(const Document& document, Detail detail);

}  // namespace gigaplan::report
