// The kinds of record: the name of their table in TOML and their name in keys.
#pragma once
#include <array>
#include <string_view>

namespace gigaplan {

struct Kind {
  std::string_view table;  ///< [[accelerator]]
  std::string_view key;    ///< "accelerators/…"
};

inline constexpr std::array<Kind, 16> kinds_of_record{{{"accelerator", "accelerators"},
                                                       {"model", "models"},
                                                       {"workload", "workloads"},
                                                       {"measurement", "measurements"},
                                                       {"country", "countries"},
                                                       {"region", "regions"},
                                                       {"technology", "technologies"},
                                                       {"language", "languages"},
                                                       {"building", "building"},
                                                       {"cooling", "cooling"},
                                                       {"supply", "supply"},
                                                       {"policy", "policy"},
                                                       {"law", "laws"},
                                                       {"finance", "finance"},
                                                       {"demand", "demand"},
                                                       {"claim", "claims"}}};

}  // namespace gigaplan
