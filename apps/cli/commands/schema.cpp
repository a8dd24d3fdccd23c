#include "apps/cli/commands/schema.hpp"

#include <fmt/format.h>

#include "apps/cli/console.hpp"
#include "gigaplan/scenario/describe.hpp"

namespace gigaplan::cli {

int run_schema(const SchemaCommand& command) {
  fmt::print("{}", command.page ? scenario::reference_page() : scenario::json_schema());
  return Exit::ok;
}

}  // namespace gigaplan::cli
