// From TOML text to raw records: shape checked, meaning not yet.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "gigaplan/base/fault.hpp"
#include "gigaplan/catalogue/records.hpp"

namespace gigaplan {

/// A record with the places of its parts, so that later faults can point at them.
struct RawRecord {
  Record record;
  Place place;
  std::map<std::string, Place> fields;  ///< by field name as in Record
};

/// Reads one file's text. `overlay` marks every figure. Faults GP2001-GP2004, GP2007, GP2009 are added to `faults`;
/// what could be read is returned all the same, so that one run finds everything.
[[nodiscard]] std::vector<RawRecord> read_records(std::string_view text, const std::string& file, bool overlay,
                                                  Faults& faults);

}  // namespace gigaplan
