#include <netcdf.h>

#include <filesystem>
#include <limits>

#include "gigaplan/base/fault.hpp"
#include "gigaplan/exchange/netcdf/netcdf.hpp"

namespace gigaplan::exchange::netcdf {

Writer::Writer(std::string path) : path_(std::move(path)), part_(path_ + ".part") {
  check(nc_create(part_.c_str(), NC_CLOBBER | NC_NETCDF4, &id_), "the file");
}

Writer::~Writer() {
  if (id_ < 0) return;
  nc_abort(id_);
  std::error_code ignored;
  std::filesystem::remove(part_, ignored);
}

void Writer::check(int status, const std::string& what) const {
  if (status != NC_NOERR) throw FileTrouble(path_, path_ + ": cannot write " + what + ": " + nc_strerror(status));
}

void Writer::dimension(const std::string& name, std::size_t length) {
  if (dimensions_.contains(name)) return;
  int id = -1;
  check(nc_def_dim(id_, name.c_str(), length, &id), "`" + name + "`");
  dimensions_[name] = id;
}

void Writer::text_attribute(int variable, const std::string& name, const std::string& value) {
  check(nc_put_att_text(id_, variable, name.c_str(), value.size(), value.c_str()), "`" + name + "`");
}

void Writer::attribute(const std::string& name, const Attribute& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return text_attribute(NC_GLOBAL, name, *text);
  if (const auto* real = std::get_if<double>(&value))
    return check(nc_put_att_double(id_, NC_GLOBAL, name.c_str(), NC_DOUBLE, 1, real), "`" + name + "`");
  const long long integer = std::get<std::int64_t>(value);
  check(nc_put_att_longlong(id_, NC_GLOBAL, name.c_str(), NC_INT64, 1, &integer), "`" + name + "`");
}

int Writer::define(const std::string& name, int type, const std::vector<std::string>& dimensions, bool compress) {
  std::vector<int> ids;
  for (const std::string& dimension : dimensions) ids.push_back(dimensions_.at(dimension));
  int variable = -1;
  check(nc_def_var(id_, name.c_str(), type, static_cast<int>(ids.size()), ids.data(), &variable), "`" + name + "`");
  bool empty = ids.empty();
  for (const int id : ids) {
    std::size_t length = 0;
    check(nc_inq_dimlen(id_, id, &length), "`" + name + "`");
    empty = empty || length == 0;
  }
  if (compress && !empty) check(nc_def_var_deflate(id_, variable, 1, 1, 1), "`" + name + "`");
  return variable;
}

void Writer::texts(const std::string& name, const std::vector<std::string>& dimensions,
                   std::span<const std::string> values) {
  const int variable = define(name, NC_STRING, dimensions, false);
  std::vector<const char*> strings;
  strings.reserve(values.size());
  for (const std::string& value : values) strings.push_back(value.c_str());
  if (!strings.empty()) check(nc_put_var_string(id_, variable, strings.data()), "`" + name + "`");
}

void Writer::reals(const std::string& name, const std::vector<std::string>& dimensions, std::span<const double> values,
                   const std::string& units, const std::string& long_name) {
  const int variable = define(name, NC_DOUBLE, dimensions, true);
  const double fill = std::numeric_limits<double>::quiet_NaN();
  check(nc_put_att_double(id_, variable, "_FillValue", NC_DOUBLE, 1, &fill), "`" + name + "`");
  // xarray leaves units of plain numbers alone; only "… since …" is a calendar to it.
  if (!units.empty()) text_attribute(variable, "units", units);
  if (!long_name.empty()) text_attribute(variable, "long_name", long_name);
  if (!values.empty()) check(nc_put_var_double(id_, variable, values.data()), "`" + name + "`");
}

void Writer::integers(const std::string& name, const std::vector<std::string>& dimensions,
                      std::span<const std::int64_t> values, const std::string& units) {
  const int variable = define(name, NC_INT64, dimensions, true);
  if (!units.empty()) {
    text_attribute(variable, "units", units);
    text_attribute(variable, "calendar", "proleptic_gregorian");
  }
  const std::vector<long long> wide(values.begin(), values.end());
  if (!wide.empty()) check(nc_put_var_longlong(id_, variable, wide.data()), "`" + name + "`");
}

void Writer::booleans(const std::string& name, const std::vector<std::string>& dimensions,
                      std::span<const double> values) {
  const int variable = define(name, NC_BYTE, dimensions, true);
  text_attribute(variable, "dtype", "bool");
  std::vector<signed char> bytes;
  bytes.reserve(values.size());
  for (const double value : values) bytes.push_back(value != 0 ? 1 : 0);
  if (!bytes.empty()) check(nc_put_var_schar(id_, variable, bytes.data()), "`" + name + "`");
}

void Writer::finish() {
  const int id = id_;
  id_ = -1;
  check(nc_close(id), "the file");
  std::error_code error;
  std::filesystem::rename(part_, path_, error);
  if (error) throw FileTrouble(path_, path_ + ": " + error.message());
}

}  // namespace gigaplan::exchange::netcdf
