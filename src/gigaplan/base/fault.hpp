// Faults of input: every one with a code, a place, what is wrong and what to do.
#pragma once
#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gigaplan {

/// Where a fault lies. `line` and `column` count from 1; 0 means "not known" (a binary file, a whole file).
/// `column` counts bytes of the line.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
};

/// One fault of the input. Codes are stable: GP1xxx scenario and units, GP2xxx catalogue, GP3xxx networks and their
/// files, GP4xxx series, GP5xxx finance; docs/reference/faults.md has a line for each.
struct Fault {
  std::string code;
  Place place;
  std::string message;
  std::string remedy;
};

/// Collects faults, so that a reader reports all of them at once.
class Faults {
 public:
  void add(std::string code, Place place, std::string message, std::string remedy = {});
  void add(Fault fault) { list_.push_back(std::move(fault)); }
  void append(const std::vector<Fault>& more) { list_.insert(list_.end(), more.begin(), more.end()); }
  [[nodiscard]] bool empty() const { return list_.empty(); }
  [[nodiscard]] const std::vector<Fault>& list() const { return list_; }
  /// Throws InputInvalid with everything collected, sorted by file, line and column; returns when there is nothing.
  void throw_if_any() const;

 private:
  std::vector<Fault> list_;
};

/// The input cannot be used: exit code 3. Carries at least one fault.
class InputInvalid : public std::exception {
 public:
  explicit InputInvalid(std::vector<Fault> faults);
  [[nodiscard]] const std::vector<Fault>& faults() const { return faults_; }
  [[nodiscard]] const char* what() const noexcept override { return text_.c_str(); }

 private:
  std::vector<Fault> faults_;
  std::string text_;
};

/// A file cannot be opened, read or written, or would be overwritten without --force: exit code 7.
class FileTrouble : public std::runtime_error {
 public:
  /// `file`: the file or folder that it is about, as it was named.
  FileTrouble(std::string file, const std::string& message) : std::runtime_error(message), file_(std::move(file)) {}
  [[nodiscard]] const std::string& file() const { return file_; }

 private:
  std::string file_;
};

/// The command line asks for something that does not exist or does not fit together: exit code 2.
class UsageTrouble : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// `file:line:column: code: message`, the source line with a caret where `source` holds the file's text, the remedy.
[[nodiscard]] std::string describe(const Fault& fault, std::string_view source = {});

/// The candidate nearest to `word` by edit distance (case-insensitive), or an empty string when none is near enough to
/// be a likely misspelling (distance > max(1, length / 3), or no common prefix relation).
[[nodiscard]] std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace gigaplan
