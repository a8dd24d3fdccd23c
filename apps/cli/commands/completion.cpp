#include "apps/cli/commands/completion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "gigaplan/catalogue/catalogue.hpp"
#include "gigaplan/solve/solve.hpp"

namespace gigaplan::cli {
namespace {

std::vector<Suggestion> beginning(std::vector<Suggestion> all, std::string_view begin) {
  std::erase_if(all, [&](const Suggestion& one) { return !one.word.starts_with(begin); });
  return all;
}

std::vector<Suggestion> values_of(const OptionWords& option, std::string_view begin) {
  return option.values ? beginning(option.values(), begin) : std::vector<Suggestion>();
}

std::vector<Suggestion> options_of(const CommandWords& command, std::string_view begin) {
  std::vector<Suggestion> all;
  for (const auto& option : command.options) all.push_back({option.names.back(), option.help});
  if (!begin.starts_with("--"))
    for (const auto& option : command.options)
      if (option.names.size() > 1 && begin.size() > 1) all.push_back({option.names.front(), option.help});
  return beginning(std::move(all), begin);
}

const OptionWords* option_named(const CommandWords& command, const std::string& name) {
  const auto found = std::ranges::find_if(command.options, [&](const OptionWords& option) {
    return std::ranges::find(option.names, name) != option.names.end();
  });
  return found == command.options.end() ? nullptr : &*found;
}

// Where the cursor stands once the words before it are read.
struct Cursor {
  const CommandWords* command;
  const OptionWords* valued = nullptr;  ///< the option whose value comes next
  std::size_t arguments = 0;            ///< arguments that stand already
  bool arguments_alone = false;         ///< behind "--"
};

// False: a word that no command line has.
bool step(Cursor& at, const std::string& word) {
  if (at.valued != nullptr) {
    if (word != "=") at.valued = nullptr;
    return true;
  }
  if (!at.arguments_alone && word == "--") {
    at.arguments_alone = true;
  } else if (!at.arguments_alone && word.starts_with("-")) {
    const auto* option = option_named(*at.command, word.substr(0, word.find('=')));
    if (option != nullptr && option->takes_value && word.find('=') == std::string::npos) at.valued = option;
  } else if (!at.command->commands.empty()) {
    const auto found = std::ranges::find(at.command->commands, word, &CommandWords::name);
    if (found == at.command->commands.end()) return false;
    at.command = &*found;
  } else {
    ++at.arguments;
  }
  return true;
}

}  // namespace

Values of_catalogue(const std::string& list) {
  return [list] {
    const auto catalogue = load_catalogue(catalogue_folder());
    std::vector<Suggestion> out;
    if (list == "kinds") {
      for (const auto& kind : catalogue.kinds()) out.push_back({kind, {}});
    } else if (list == "countries") {
      for (const auto& one : catalogue.countries()) out.push_back({one.id, one.name});
    } else if (list == "workloads") {
      for (const auto& one : catalogue.workloads())
        for (const auto* rule : {"offline", "server", "interactive"})
          if (one.interactive_ttft || rule != std::string_view("interactive"))
            out.push_back({fmt::format("{}/{}", one.id, rule), {}});
    } else {
      for (const auto* record : catalogue.records(list == "records" ? "" : list)) out.push_back({record->id, {}});
    }
    return out;
  };
}

std::vector<std::string> solver_names() {
  std::vector<std::string> names;
  for (const auto choice :
       {solve::Choice::automatic, solve::Choice::simplex, solve::Choice::hipo, solve::Choice::hipo_unscaled,
        solve::Choice::ipx, solve::Choice::mip, solve::Choice::block_ipm})
    names.emplace_back(solve::word(choice));
  return names;
}

std::vector<Suggestion> suggestions(const CommandWords& program, std::vector<std::string> words) {
  if (words.empty()) words.emplace_back();
  auto current = words.back();
  words.pop_back();
  Cursor at{.command = &program};
  for (const auto& word : words)
    if (!step(at, word)) return {};
  if (at.valued != nullptr) return values_of(*at.valued, current == "=" ? "" : current);
  if (!at.arguments_alone && current.starts_with("-")) {
    const auto equals = current.find('=');
    if (equals == std::string::npos) return options_of(*at.command, current);
    const auto* option = option_named(*at.command, current.substr(0, equals));
    if (option == nullptr) return {};
    auto values = values_of(*option, current.substr(equals + 1));
    for (auto& value : values) value.word = current.substr(0, equals + 1) + value.word;
    return values;
  }
  if (!at.command->commands.empty()) {
    std::vector<Suggestion> all;
    for (const auto& command : at.command->commands) all.push_back({command.name, command.help});
    return beginning(std::move(all), current);
  }
  if (at.arguments < at.command->arguments.size()) return values_of(at.command->arguments[at.arguments], current);
  return current.empty() && !at.arguments_alone ? options_of(*at.command, current) : std::vector<Suggestion>();
}

int run_completion(const CompletionCommand& command, const CommandWords& program) {
  using Json = nlohmann::ordered_json;
  if (command.what == "words") {
    Json list = Json::array();
    for (const auto& one : suggestions(program, command.words)) {
      if (command.common.json)
        list.push_back({{"word", one.word}, {"help", one.help}});
      else
        fmt::print("{}\t{}\n", one.word, one.help);
    }
    if (command.common.json) fmt::print("{}\n", Json{{"words", std::move(list)}}.dump());
    return Exit::ok;
  }
  if (!command.words.empty()) throw UsageTrouble("completion: only `words` has words");
  const auto script = command.what == "bash" ? bash_script : command.what == "zsh" ? zsh_script : fish_script;
  if (command.common.json)
    fmt::print("{}\n", Json{{"shell", command.what}, {"script", script}}.dump());
  else
    fmt::print("{}", script);
  return Exit::ok;
}

}  // namespace gigaplan::cli
