#include <netcdf.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>
#include <memory>
#include <numeric>

#include "gigaplan/base/fault.hpp"
#include "gigaplan/exchange/netcdf/netcdf.hpp"

namespace gigaplan::exchange::netcdf {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr std::uintmax_t zlib_ratio = 1100;  // deflate packs at most 1,032 bytes into one

[[noreturn]] void invalid(const std::string& code, const std::string& path, const std::string& message,
                          const std::string& remedy) {
  throw InputInvalid({{code, {path}, message, remedy}});
}

void check_magic(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw FileTrouble(path, path + ": cannot be opened for reading");
  std::array<char, 8> head{};
  file.read(head.data(), head.size());
  const std::string_view seen(head.data(), static_cast<std::size_t>(file.gcount()));
  const bool hdf = seen == std::string_view("\x89HDF\r\n\x1a\n", 8);
  const bool classic = seen.size() > 3 && seen.starts_with("CDF") && (seen[3] == 1 || seen[3] == 2 || seen[3] == 5);
  if (!hdf && !classic)
    invalid("GP3201", path, "this is not a netCDF file: its first bytes are not those of one",
            "give a file written by PyPSA's export_to_netcdf, or a folder of export_to_csv_folder");
}

Type type_of(nc_type type) {
  switch (type) {
    case NC_STRING:
    case NC_CHAR:
      return Type::text;
    case NC_FLOAT:
    case NC_DOUBLE:
      return Type::real;
    case NC_BYTE:
    case NC_UBYTE:
    case NC_SHORT:
    case NC_USHORT:
    case NC_INT:
    case NC_UINT:
    case NC_INT64:
    case NC_UINT64:
      return Type::integer;
    default:
      return Type::other;
  }
}

/// Text of an attribute; empty when it is absent or no text.
std::string text_attribute(int file, int variable, const char* name) {
  nc_type type = NC_NAT;
  std::size_t length = 0;
  if (nc_inq_att(file, variable, name, &type, &length) != NC_NOERR || length == 0) return {};
  if (type == NC_CHAR) {
    std::string text(length, '\0');
    if (nc_get_att_text(file, variable, name, text.data()) != NC_NOERR) return {};
    while (!text.empty() && text.back() == '\0') text.pop_back();
    return text;
  }
  if (type != NC_STRING) return {};
  std::vector<char*> strings(length, nullptr);
  if (nc_get_att_string(file, variable, name, strings.data()) != NC_NOERR) return {};
  std::string text = strings[0] != nullptr ? strings[0] : "";
  nc_free_string(length, strings.data());
  return text;
}

/// Number of an attribute; NaN when it is absent or no single number.
double number_attribute(int file, int variable, const char* name) {
  nc_type type = NC_NAT;
  std::size_t length = 0;
  if (nc_inq_att(file, variable, name, &type, &length) != NC_NOERR || length != 1) return not_a_number;
  if (type_of(type) != Type::real && type_of(type) != Type::integer) return not_a_number;
  double value = not_a_number;
  return nc_get_att_double(file, variable, name, &value) == NC_NOERR ? value : not_a_number;
}

}  // namespace

std::size_t Variable::size() const {
  return std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>());
}

Reader::Reader(const std::string& path) : path_(path) {
  std::error_code error;
  bytes_ = std::filesystem::file_size(path, error);
  if (error) throw FileTrouble(path, path + ": " + error.message());
  check_magic(path);
  if (const int status = nc_open(path.c_str(), NC_NOWRITE, &id_); status != NC_NOERR)
    invalid("GP3201", path, std::string("the netCDF library cannot read this file: ") + nc_strerror(status),
            "the file is damaged or cut off; copy or export it again");
  try {
    int variable_count = 0, attribute_count = 0;
    check(nc_inq(id_, nullptr, &variable_count, &attribute_count, nullptr), "the file's head");
    std::array<char, NC_MAX_NAME + 1> name{};
    for (int a = 0; a < attribute_count; ++a) {
      check(nc_inq_attname(id_, NC_GLOBAL, a, name.data()), "an attribute");
      nc_type type = NC_NAT;
      check(nc_inq_atttype(id_, NC_GLOBAL, name.data(), &type), name.data());
      if (type_of(type) == Type::text)
        attributes_[name.data()] = text_attribute(id_, NC_GLOBAL, name.data());
      else if (type_of(type) == Type::real)
        attributes_[name.data()] = number_attribute(id_, NC_GLOBAL, name.data());
      else if (type_of(type) == Type::integer)
        attributes_[name.data()] = static_cast<std::int64_t>(number_attribute(id_, NC_GLOBAL, name.data()));
    }
    for (int v = 0; v < variable_count; ++v) {
      Variable variable;
      nc_type type = NC_NAT;
      int rank = 0;
      check(nc_inq_var(id_, v, name.data(), &type, &rank, nullptr, nullptr), "a variable");
      variable.name = name.data();
      variable.type = type_of(type);
      variable.id = v;
      std::vector<int> ids(static_cast<std::size_t>(rank));
      check(nc_inq_vardimid(id_, v, ids.data()), variable.name);
      if (type == NC_CHAR && !ids.empty()) ids.pop_back();
      for (const int dimension : ids) {
        std::size_t length = 0;
        check(nc_inq_dim(id_, dimension, name.data(), &length), variable.name);
        variable.dimensions.emplace_back(name.data());
        variable.shape.push_back(length);
      }
      variable.boolean = variable.type == Type::integer && text_attribute(id_, v, "dtype") == "bool";
      variable.units = text_attribute(id_, v, "units");
      variable.calendar = text_attribute(id_, v, "calendar");
      variables_.push_back(std::move(variable));
    }
  } catch (...) {
    nc_close(id_);
    throw;
  }
}

Reader::~Reader() {
  if (id_ >= 0) nc_close(id_);
}

void Reader::check(int status, const std::string& what) const {
  if (status == NC_NOERR) return;
  invalid("GP3201", path_, "cannot read " + what + ": " + nc_strerror(status),
          "the file is damaged or cut off; copy or export it again");
}

void Reader::check_size(const Variable& variable) const {
  std::uintmax_t values = 1;
  for (const std::size_t length : variable.shape) {
    if (length != 0 && values > std::numeric_limits<std::uintmax_t>::max() / 16 / length) values = bytes_ * zlib_ratio;
    values *= length;
  }
  if (values > bytes_ * zlib_ratio)
    invalid("GP3203", path_,
            "`" + variable.name + "` declares " + std::to_string(values) + " values, more than a file of " +
                std::to_string(bytes_) + " bytes can hold",
            "the file is damaged; export it again");
}

const Variable* Reader::find(std::string_view name) const {
  for (const Variable& variable : variables_)
    if (variable.name == name) return &variable;
  return nullptr;
}

std::vector<double> Reader::reals(const Variable& variable) const {
  check_size(variable);
  std::vector<double> values(variable.size());
  if (values.empty()) return values;
  check(nc_get_var_double(id_, variable.id, values.data()), "`" + variable.name + "`");
  const double fill = number_attribute(id_, variable.id, "_FillValue");
  const double missing = number_attribute(id_, variable.id, "missing_value");
  const double scale = number_attribute(id_, variable.id, "scale_factor");
  const double offset = number_attribute(id_, variable.id, "add_offset");
  if (!std::isnan(fill) || !std::isnan(missing))
    for (double& value : values)
      if (value == fill || value == missing) value = not_a_number;
  if (!std::isnan(scale))
    for (double& value : values) value *= scale;
  if (!std::isnan(offset))
    for (double& value : values) value += offset;
  return values;
}

std::vector<std::int64_t> Reader::integers(const Variable& variable) const {
  check_size(variable);
  std::vector<long long> values(variable.size());
  if (!values.empty()) check(nc_get_var_longlong(id_, variable.id, values.data()), "`" + variable.name + "`");
  return {values.begin(), values.end()};
}

std::vector<std::string> Reader::texts(const Variable& variable) const {
  check_size(variable);
  std::vector<std::string> values(variable.size());
  if (values.empty()) return values;
  nc_type type = NC_NAT;
  check(nc_inq_vartype(id_, variable.id, &type), variable.name);
  if (type == NC_STRING) {
    std::vector<char*> strings(values.size(), nullptr);
    check(nc_get_var_string(id_, variable.id, strings.data()), "`" + variable.name + "`");
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = strings[i] != nullptr ? strings[i] : "";
    nc_free_string(strings.size(), strings.data());
    return values;
  }
  if (type != NC_CHAR) invalid("GP3203", path_, "`" + variable.name + "` holds no text", "export the network again");
  int rank = 0;
  check(nc_inq_varndims(id_, variable.id, &rank), variable.name);
  std::vector<int> ids(static_cast<std::size_t>(rank));
  check(nc_inq_vardimid(id_, variable.id, ids.data()), variable.name);
  std::size_t width = 1;
  if (!ids.empty()) check(nc_inq_dimlen(id_, ids.back(), &width), variable.name);
  if (width > bytes_ * zlib_ratio / values.size())
    invalid("GP3203", path_, "`" + variable.name + "` declares texts longer than the file", "export the network again");
  std::string characters(values.size() * width, '\0');
  check(nc_get_var_text(id_, variable.id, characters.data()), "`" + variable.name + "`");
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = characters.substr(i * width, width);
    values[i].resize(values[i].find_last_not_of(std::string_view("\0 ", 2)) + 1);
  }
  return values;
}

}  // namespace gigaplan::exchange::netcdf
