// The built page and the coasts, embedded into the program from web/report/dist (see CMakeLists.txt).
#pragma once
#include <string_view>

namespace gigaplan::report::assets {

extern const std::string_view script;       ///< page.js
extern const std::string_view style;        ///< page.css
extern const std::string_view land_fine;    ///< land-50m.txt
extern const std::string_view land_coarse;  ///< land-110m.txt

}  // namespace gigaplan::report::assets
