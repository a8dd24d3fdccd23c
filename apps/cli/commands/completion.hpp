// `gigaplan completion SHELL`: the script that lets a shell complete its command lines; and the words that the script
// asks for.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "apps/cli/console.hpp"

namespace gigaplan::cli {

/// A word that may stand somewhere, and what it means (may be empty).
struct Suggestion {
  std::string word, help;
};
/// What may stand as a value; an empty function: nothing that is known (a number, or a file, which shells complete).
using Values = std::function<std::vector<Suggestion>()>;

/// An option, or an argument without a name.
struct OptionWords {
  std::vector<std::string> names;  ///< "-o", "--output"; none: an argument
  std::string help;
  bool takes_value = true;
  Values values;
};

/// A command line's words as its option table has them.
struct CommandWords {
  std::string name, help;
  std::vector<OptionWords> options, arguments;
  std::vector<CommandWords> commands;
};

/// Values by name of the list: "accelerators", "countries", "models", "technologies" (ids of the catalogue),
/// "workloads" (with their rules), "kinds", "records" (ids of every kind).
[[nodiscard]] Values of_catalogue(const std::string& list);
/// The solvers that --solver knows.
[[nodiscard]] std::vector<std::string> solver_names();

/// What may stand in place of the last of `words` (the command line behind the program's name, up to the cursor), in
/// the order of the option table. Empty: nothing that is known, so it may be a file. `--solver = hi` is
/// `--solver=hi` as bash splits it.
[[nodiscard]] std::vector<Suggestion> suggestions(const CommandWords& program, std::vector<std::string> words);

struct CompletionCommand {
  std::string what;                ///< bash | zsh | fish | words
  std::vector<std::string> words;  ///< of `words`
  Common common;
};

/// Prints the script of a shell, or the suggestions: word, tab, help, one a line. Throws UsageTrouble.
int run_completion(const CompletionCommand& command, const CommandWords& program);

// The scripts, from apps/cli/completion.
extern const std::string_view bash_script, zsh_script, fish_script;

}  // namespace gigaplan::cli
