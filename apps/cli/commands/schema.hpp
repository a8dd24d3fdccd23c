// `gigaplan schema`: what a scenario may say, for editors and for people.
#pragma once

namespace gigaplan::cli {

struct SchemaCommand {
  bool page = false;  ///< print the reference page (Markdown) in place of the JSON Schema
};

/// Prints the JSON Schema (draft-04 and draft-07), or the page docs/reference/scenario.md, on stdout.
int run_schema(const SchemaCommand& command);

}  // namespace gigaplan::cli
