#include "gigaplan/scenario/source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "gigaplan/base/toml_guard.hpp"
#include "gigaplan/base/utf8.hpp"
#include "gigaplan/scenario/fields.hpp"

namespace gigaplan::scenario {
namespace {

namespace fs = std::filesystem;

void check_text(std::string_view text, const std::string& file, Faults& faults) {
  if (text.find_first_not_of(" \t\r\n\xEF\xBB\xBF") == std::string_view::npos) {
    faults.add("GP1003", {file, 0, 0}, "the file is empty",
               "`gigaplan new` writes one to start from; country, year, objective and a service are enough");
  } else if (const auto zero = text.find('\0'); zero != std::string_view::npos) {
    faults.add("GP1004", {file, 0, 0}, "the file is binary, not text", "a scenario is a TOML text file");
  } else if (const auto wrong = first_non_utf8(text); wrong != std::string_view::npos) {
    faults.add("GP1005", place_at_offset(text, wrong, file), "the file is not UTF-8 here", "save it as UTF-8");
  } else if (const auto refusal = refuse_toml(text, file)) {
    faults.add("GP1007", refusal->place, refusal->message, refusal->remedy);
  }
}

class Loader {
 public:
  Loader(Texts& texts, Faults& faults) : texts_(texts), faults_(faults) {}

  Node load(std::string text, const std::string& file) {
    const auto before = faults_.list().size();
    check_text(text, file, faults_);
    auto& kept = texts_[file];
    kept = std::move(text);
    if (faults_.list().size() > before) return {};
    Node node = parse_toml(kept, file, faults_);
    const Node* extends = node.find("extends");
    if (extends == nullptr || extends->kind != Node::Kind::text) return node;
    const Place place = extends->place;
    const fs::path parent = fs::path(file).parent_path() / extends->text;
    open_.push_back(identity(file));
    Node base = load_parent(parent, place);
    open_.pop_back();
    node.remove("extends");
    return merged(std::move(base), node);
  }

 private:
  static std::string identity(const fs::path& path) {
    std::error_code error;
    const auto whole = fs::weakly_canonical(path, error);
    return error ? path.lexically_normal().string() : whole.string();
  }

  Node load_parent(const fs::path& path, const Place& place) {
    if (std::ranges::find(open_, identity(path)) != open_.end() || open_.size() > 32) {
      faults_.add("GP1009", place, fmt::format("`extends` goes in a circle: {} is being read already", path.string()),
                  "let one of the files stand on its own");
      return {};
    }
    std::error_code error;
    if (!fs::exists(path, error)) {
      faults_.add("GP1009", place, fmt::format("`extends` names no file: {}", path.string()),
                  "the name is relative to the file that extends");
      return {};
    }
    const auto before = faults_.list().size();
    std::string text = text_of_file(path, faults_);
    if (faults_.list().size() > before) return {};
    return load(std::move(text), path.string());
  }

  Texts& texts_;
  Faults& faults_;
  std::vector<std::string> open_;
};

Node merge_items(Node base, const Node& change, const std::string& item_key) {
  for (const auto& item : change.items) {
    const auto name = item_key.empty() ? std::string_view() : item.text_of(item_key);
    const Node* remove = item.find("remove");
    const bool removed = remove != nullptr && remove->kind == Node::Kind::boolean && remove->boolean;
    const auto found = std::ranges::find_if(
        base.items, [&](const Node& have) { return !name.empty() && have.text_of(item_key) == name; });
    if (found == base.items.end()) {
      base.items.push_back(item);
    } else if (removed) {
      base.items.erase(found);
    } else {
      *found = merged(std::move(*found), item);
    }
  }
  return base;
}

}  // namespace

std::string text_of_file(const fs::path& path, Faults& faults) {
  std::error_code error;
  const auto status = fs::status(path, error);
  if (!fs::exists(status)) throw FileTrouble(path.string(), fmt::format("there is no file {}", path.string()));
  if (!fs::is_regular_file(status)) {
    faults.add("GP1002", {path.string(), 0, 0},
               fs::is_directory(status) ? "this is a folder, not a file" : "this is no plain file",
               "name a scenario file, e.g. my.toml");
    return {};
  }
  if (fs::file_size(path, error) > largest_file) {
    faults.add("GP1006", {path.string(), 0, 0}, fmt::format("the file is larger than {} MiB", largest_file >> 20U),
               "long series belong in CSV files");
    return {};
  }
  std::ifstream stream(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(stream), {}};
  if (!stream && text.empty()) throw FileTrouble(path.string(), fmt::format("cannot read {}", path.string()));
  return text;
}

Node load_tree(std::string text, const std::string& file, Texts& texts, Faults& faults) {
  return Loader(texts, faults).load(std::move(text), file);
}

Node merged(Node base, const Node& change) {
  if (!base.is_table() || !change.is_table()) return change;
  base.place = change.place;
  for (const auto& member : change.members) {
    Node* have = base.find(member.key);
    const auto found = std::ranges::find(sections(), member.key, &Section::key);
    if (have == nullptr) {
      base.members.push_back(member);
    } else if (found != sections().end() && found->many && have->is_array() && member.value.is_array()) {
      *have = merge_items(std::move(*have), member.value, found->item_key);
    } else if (have->is_table() && member.value.is_table()) {
      *have = merged(std::move(*have), member.value);
    } else {
      *have = member.value;
    }
  }
  return base;
}

}  // namespace gigaplan::scenario
