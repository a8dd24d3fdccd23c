// netCDF-4 files, read and written through the C library, which is used nowhere else and from one thread at a time.
#pragma once
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace gigaplan::exchange::netcdf {

enum class Type : std::uint8_t { text, real, integer, other };

using Attribute = std::variant<std::string, double, std::int64_t>;

struct Variable {
  std::string name;
  Type type = Type::other;
  std::vector<std::string> dimensions;  ///< of arrays of characters without the last one
  std::vector<std::size_t> shape;       ///< of `dimensions`
  bool boolean = false;                 ///< integers that the writer marked as true and false
  std::string units, calendar;          ///< "hours since 2015-01-01", "proleptic_gregorian"
  int id = -1;

  [[nodiscard]] std::size_t size() const;  ///< number of values
};

/// A file opened for reading. Values come row by row (last dimension fastest). Missing values of numbers are NaN, of
/// integers 0. Throws FileTrouble where the file cannot be opened, InputInvalid (GP3201 not a netCDF file or damaged,
/// GP3203 declares more values than a file of its size can hold) for everything else.
class Reader {
 public:
  explicit Reader(const std::string& path);
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader();

  [[nodiscard]] const std::vector<Variable>& variables() const { return variables_; }
  [[nodiscard]] const Variable* find(std::string_view name) const;
  [[nodiscard]] const std::map<std::string, Attribute>& attributes() const { return attributes_; }
  [[nodiscard]] std::vector<double> reals(const Variable& variable) const;
  [[nodiscard]] std::vector<std::int64_t> integers(const Variable& variable) const;
  [[nodiscard]] std::vector<std::string> texts(const Variable& variable) const;

 private:
  void check(int status, const std::string& what) const;
  void check_size(const Variable& variable) const;
  std::string path_;
  std::uintmax_t bytes_ = 0;
  int id_ = -1;
  std::vector<Variable> variables_;
  std::map<std::string, Attribute> attributes_;
};

/// A netCDF-4 file being written: beside its place until finish(), which puts it there at once. Numbers are compressed
/// (zlib, shuffle). Throws FileTrouble.
class Writer {
 public:
  explicit Writer(std::string path);
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer();

  void dimension(const std::string& name, std::size_t length);
  void attribute(const std::string& name, const Attribute& value);
  void texts(const std::string& name, const std::vector<std::string>& dimensions, std::span<const std::string> values);
  void reals(const std::string& name, const std::vector<std::string>& dimensions, std::span<const double> values,
             const std::string& units = {}, const std::string& long_name = {});
  void integers(const std::string& name, const std::vector<std::string>& dimensions,
                std::span<const std::int64_t> values, const std::string& units = {});
  void booleans(const std::string& name, const std::vector<std::string>& dimensions, std::span<const double> values);
  void finish();

 private:
  void check(int status, const std::string& what) const;
  int define(const std::string& name, int type, const std::vector<std::string>& dimensions, bool compress);
  void text_attribute(int variable, const std::string& name, const std::string& value);
  std::string path_, part_;
  int id_ = -1;
  std::map<std::string, int> dimensions_;
};

}  // namespace gigaplan::exchange::netcdf
