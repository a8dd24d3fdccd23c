#include "apps/cli/commands/new.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "gigaplan/catalogue/catalogue.hpp"
#include "gigaplan/scenario/describe.hpp"

namespace gigaplan::cli {
namespace {

namespace fs = std::filesystem;

/// A temporary file beside the target that is gone when the target is complete or something failed.
class Draft {
 public:
  explicit Draft(const fs::path& target)
      : path_(target.parent_path() / fmt::format(".{}.{}.part", target.filename().string(), ::getpid())) {}
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  ~Draft() {
    std::error_code ignored;
    fs::remove(path_, ignored);
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

[[noreturn]] void cannot(const fs::path& path, const std::string& why) {
  throw FileTrouble(path.string(), fmt::format("cannot write {}: {}", path.string(), why));
}

void write_whole(const fs::path& target, const std::string& text, bool force) {
  const FileTrouble taken(target.string(), fmt::format("{} exists already; --force overwrites it", target.string()));
  std::error_code error;
  if (!force && fs::exists(fs::symlink_status(target, error))) throw taken;
  const Draft draft(target);
  {
    std::ofstream stream(draft.path(), std::ios::binary);
    if (!(stream << text) || !stream.flush()) cannot(target, "no such folder, or no permission");
  }
  if (!force) {  // a hard link never replaces what somebody else wrote in the meantime
    fs::create_hard_link(draft.path(), target, error);
    if (!error) return;
    if (error == std::errc::file_exists) throw taken;
  }
  fs::rename(draft.path(), target, error);
  if (error) cannot(target, error.message());
}

}  // namespace

int run_new(const NewCommand& command) {
  const auto catalogue = load_catalogue(catalogue_folder());
  const auto& country = catalogue.country(command.country);
  write_whole(command.file, scenario::starter(catalogue, command.country), command.force);
  if (command.common.json) {
    fmt::print("{}\n", nlohmann::ordered_json{{"written", command.file}, {"country", country.id}}.dump());
  } else if (!command.common.quiet) {
    fmt::print(stderr, "wrote {}, a scenario for {}\nnext: gigaplan check {} --explain, gigaplan plan {}\n",
               command.file, country.name, command.file, command.file);
  }
  return Exit::ok;
}

}  // namespace gigaplan::cli
