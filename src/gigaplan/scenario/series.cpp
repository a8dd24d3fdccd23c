#include "gigaplan/scenario/series.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "gigaplan/scenario/source.hpp"

namespace gigaplan::scenario {
namespace {

constexpr std::size_t hours_of_year = 8760;
constexpr std::size_t hours_of_leap_year = 8784;
constexpr std::size_t leap_day = 59 * 24;  ///< first hour of 29 February

struct Stamp {
  int year = 0, month = 0, day = 0, hour = 0;
  bool operator==(const Stamp&) const = default;
};

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t' || text.front() == '"')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r' || text.back() == '"'))
    text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> cells_of(std::string_view line, char separator) {
  std::vector<std::string_view> cells;
  while (true) {
    const auto end = line.find(separator);
    cells.push_back(trimmed(line.substr(0, end)));
    if (end == std::string_view::npos) return cells;
    line.remove_prefix(end + 1);
  }
}

/// "2016-02-29 13:00", "2016-02-29T13:00:00Z"; nothing for anything else.
std::optional<Stamp> stamp_of(std::string_view text) {
  if (text.size() < 13 || text[4] != '-' || text[7] != '-' || (text[10] != ' ' && text[10] != 'T')) return std::nullopt;
  const auto part = [&](std::size_t at, std::size_t length) {
    int number = -1;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + at + length, number);
    return error == std::errc() && end == text.data() + at + length ? number : -1;
  };
  const Stamp stamp{part(0, 4), part(5, 2), part(8, 2), part(11, 2)};
  if (stamp.year < 0 || stamp.month < 1 || stamp.month > 12 || stamp.day < 1 || stamp.day > 31 || stamp.hour < 0 ||
      stamp.hour > 23)
    return std::nullopt;
  return stamp;
}

/// The hour after, as the calendar of the year has it.
Stamp after(Stamp stamp) {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (++stamp.hour < 24) return stamp;
  stamp.hour = 0;
  const int last = days[stamp.month - 1] + (stamp.month == 2 && is_leap(stamp.year) ? 1 : 0);
  if (++stamp.day <= last) return stamp;
  stamp.day = 1;
  if (++stamp.month <= 12) return stamp;
  return {stamp.year + 1, 1, 1, 0};
}

class CsvReader {
 public:
  CsvReader(const Node& node, const Field& field, std::string path, Reading& reading)
      : node_(node), field_(field), path_(std::move(path)), reading_(reading) {}

  std::optional<UserSeries> read() {
    for (const auto& member : node_.members)
      if (member.key != "file" && member.key != "column" && member.key != "unit" && member.key != "values")
        reading_.faults.add("GP1101", member.place, fmt::format("unknown key `{}` in {}", member.key, path_),
                            "a series is { file, column, unit }");
    UserSeries series;
    series.column = node_.text_of("column");
    series.file = node_.text_of("file");
    if (const Node* values = node_.find("values")) return from_values(*values, std::move(series));
    if (series.file.empty()) {
      reading_.faults.add("GP1102", node_.place, fmt::format("{} lacks `file`", path_),
                          fmt::format("write `{} = {}`", field_.key, example_of(field_)));
      return std::nullopt;
    }
    const auto place = node_.find("file")->place;
    const auto full = std::filesystem::path(place.file).parent_path() / series.file;
    std::error_code error;
    if (!std::filesystem::exists(full, error)) {
      reading_.faults.add("GP4101", place, fmt::format("`{}`: there is no file {}", path_, full.string()),
                          "the name is relative to the scenario's file");
      return std::nullopt;
    }
    Faults file_faults;
    const std::string text = text_of_file(full, file_faults);
    const bool readable = file_faults.empty() && !trimmed(text).empty() && text.find('\0') == std::string::npos;
    if (!readable) {
      reading_.faults.add(
          "GP4101", place,
          fmt::format("`{}`: {}", path_,
                      file_faults.empty() ? full.string() + " is empty or binary" : file_faults.list().front().message),
          "name a CSV text file");
      return std::nullopt;
    }
    file_ = full.string();
    const auto before = reading_.faults.list().size();
    rows(text, series);
    if (reading_.faults.list().size() > before || !finish(series)) return std::nullopt;
    return series;
  }

 private:
  std::optional<UserSeries> from_values(const Node& values, UserSeries series) {
    for (const auto& item : values.items)
      series.values.push_back(item.kind == Node::Kind::integer ? static_cast<double>(item.integer)
                              : item.kind == Node::Kind::real  ? item.real
                                                               : std::nan(""));
    for (const double value : series.values)
      if (!std::isfinite(value)) {
        reading_.faults.add("GP4106", values.place, fmt::format("`{}` holds something that is no number", path_),
                            "write 8,760 finite numbers");
        return std::nullopt;
      }
    return finish(series) ? std::optional(std::move(series)) : std::nullopt;
  }

  void rows(std::string_view text, UserSeries& series) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const auto header_line = text.substr(0, text.find('\n'));
    const char separator = header_line.find(';') != std::string_view::npos    ? ';'
                           : header_line.find('\t') != std::string_view::npos ? '\t'
                                                                              : ',';
    const auto header = cells_of(header_line, separator);
    const auto column = find_column(header, series.column);
    if (!column) return;
    int line = 1;
    std::optional<Stamp> last;
    int told = 0;
    while (true) {
      const auto end = text.find('\n');
      if (end == std::string_view::npos) break;
      text.remove_prefix(end + 1);
      ++line;
      const auto row = text.substr(0, text.find('\n'));
      if (trimmed(row).empty()) continue;
      const auto cells = cells_of(row, separator);
      if (const auto stamp = stamp_of(cells.front())) check_time(*stamp, last, line);
      const auto cell = *column < cells.size() ? cells[*column] : std::string_view();
      double value = std::nan("");
      const auto [stop, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
      if (cell.empty() || error != std::errc() || stop != cell.data() + cell.size() || !std::isfinite(value)) {
        if (++told <= 5)
          reading_.faults.add(cell.empty() ? "GP4104" : "GP4106", {file_, line, column_of(row, cells, *column)},
                              cell.empty() ? fmt::format("no value for `{}` in this hour", path_)
                                           : fmt::format("\"{}\" is no number for `{}`", cell.substr(0, 40), path_),
                              "every hour needs a dot-decimal number; fill gaps before planning");
        value = 0;
      }
      series.values.push_back(value);
      if (series.values.size() > hours_of_leap_year) break;
    }
    if (told > 5)
      reading_.faults.add("GP4104", {file_, line, 1}, fmt::format("{} hours have no number in all", told),
                          "fill the gaps before planning");
    if (jumps_ == 0) check_length(series);  // after a gap the length is no news
  }

  /// Where a cell stands in its row, from 1; behind the row where it lacks the cell.
  static int column_of(std::string_view row, const std::vector<std::string_view>& cells, std::size_t column) {
    const auto end = trimmed(row).data() + trimmed(row).size();
    const auto* at = column < cells.size() ? cells[column].data() : end;
    return static_cast<int>(at - row.data()) + 1;
  }

  std::optional<std::size_t> find_column(const std::vector<std::string_view>& header, std::string& name) {
    const bool with_time = header.size() == 2;
    if (name.empty() && (header.size() == 1 || with_time)) {
      name = header.back();
      return header.size() - 1;
    }
    const auto found = std::ranges::find(header, name);
    if (!name.empty() && found != header.end()) return static_cast<std::size_t>(found - header.begin());
    std::vector<std::string> names(header.begin(), header.end());
    std::string all;
    for (const auto& one : names) all += (all.empty() ? "" : ", ") + one;
    const auto near = nearest(name, names);
    const Node* at = node_.find("column");
    reading_.faults.add("GP4102", at != nullptr ? at->place : node_.place,
                        name.empty() ? fmt::format("`{}` does not say which column of {}", path_, file_)
                                     : fmt::format("{} has no column \"{}\"", file_, name),
                        near.empty() ? "its columns are: " + all : fmt::format("did you mean \"{}\"?", near));
    return std::nullopt;
  }

  void check_time(const Stamp& stamp, std::optional<Stamp>& last, int line) {
    if (!last) {
      first_ = stamp;
      starts_elsewhere_ = stamp.month != 1 || stamp.day != 1 || stamp.hour != 0;
      if (starts_elsewhere_)
        reading_.faults.add("GP4103", {file_, line, 1}, "the series does not start on 1 January 0:00",
                            "bring one calendar year, UTC, hour beginning");
    } else if (stamp == *last) {
      if (++jumps_ <= 5)
        reading_.faults.add("GP4104", {file_, line, 1}, "this hour stands here twice", "one row per hour, in UTC");
    } else if (!(stamp == after(*last)) && !leaps_over_leap_day(*last, stamp)) {
      if (++jumps_ <= 5)
        reading_.faults.add(
            "GP4104", {file_, line, 1},
            fmt::format("a gap: {:04}-{:02}-{:02} {:02}:00 follows {:04}-{:02}-{:02} {:02}:00", stamp.year, stamp.month,
                        stamp.day, stamp.hour, last->year, last->month, last->day, last->hour),
            "every hour needs a row, in UTC");
    }
    if (stamp.month == 2 && stamp.day == 29) saw_leap_day_ = true;
    last = stamp;
    last_ = stamp;
  }

  static bool leaps_over_leap_day(const Stamp& from, const Stamp& to) {
    return from.month == 2 && from.day == 28 && from.hour == 23 && to == Stamp{from.year, 3, 1, 0};
  }

  void check_length(const UserSeries& series) {
    const auto have = series.values.size();
    const Place& place = node_.find("file")->place;  // a whole file is at fault: told where the scenario names it
    const bool stamped = first_.year > 0 && !starts_elsewhere_;
    if (have != hours_of_year && have != hours_of_leap_year) {
      reading_.faults.add("GP4103", place,
                          have < hours_of_year
                              ? fmt::format("{} has {} hours, too few for a year", file_, have)
                              : fmt::format("{} has {} hours", file_,
                                            have > hours_of_leap_year ? "more than 8784" : std::to_string(have)),
                          "bring 8,760 hours, or 8,784 of a leap year (29 February is dropped)");
    } else if (stamped && have == hours_of_leap_year && !saw_leap_day_) {
      reading_.faults.add("GP4105", place,
                          fmt::format("{} has 8,784 hours, but {} is no leap year", file_, first_.year),
                          "bring 8,760 hours of that year");
    } else if (stamped && have == hours_of_year && saw_leap_day_) {
      reading_.faults.add(
          "GP4105", place,
          fmt::format("{} has 8,760 hours with 29 February: the end of {} is missing", file_, first_.year),
          "bring all 8,784 hours, or leave out 29 February instead of 31 December");
    }
  }

  /// Length, unit and range; 29 February dropped.
  bool finish(UserSeries& series) {
    if (series.values.size() == hours_of_leap_year) {
      const auto begin = series.values.begin() + static_cast<std::ptrdiff_t>(leap_day);
      series.values.erase(begin, begin + 24);
    }
    if (series.values.size() != hours_of_year) {
      reading_.faults.add("GP4103", node_.place, fmt::format("`{}` has {} hours", path_, series.values.size()),
                          "bring 8,760 hours, or 8,784 of a leap year");
      return false;
    }
    double factor = 1;
    if (const Node* unit = node_.find("unit")) {
      const auto converted = convert(1, unit->kind == Node::Kind::text ? unit->text : "", field_.unit, reading_.money);
      if (const auto* trouble = std::get_if<QuantityTrouble>(&converted)) {
        reading_.faults.add("GP1203", unit->place, fmt::format("`{}.unit`: {}", path_, trouble->message),
                            trouble->remedy);
        return false;
      }
      factor = std::get<double>(converted);
    }
    for (std::size_t h = 0; h < series.values.size(); ++h) {
      double& value = series.values[h];
      value *= factor;
      if (value >= field_.least && value <= field_.most) continue;
      reading_.faults.add("GP4106", node_.place,
                          fmt::format("`{}` is {:g} in hour {} of the year", path_, value, h + 1),
                          fmt::format("values lie between {:g} and {:g} {}", field_.least, field_.most,
                                      field_.unit == "1" ? "" : field_.unit));
      return false;
    }
    return true;
  }

  const Node& node_;
  const Field& field_;
  std::string path_;
  Reading& reading_;
  std::string file_;
  Stamp first_, last_;
  bool saw_leap_day_ = false, starts_elsewhere_ = false;
  int jumps_ = 0;
};

}  // namespace

std::optional<UserSeries> read_series(const Node& node, const Field& field, const std::string& path, Reading& reading) {
  if (!node.is_table()) {
    reading.faults.add("GP1103", node.place, fmt::format("`{}` is {}, not a series", path, kind_name(node.kind)),
                       fmt::format("write `{} = {}`", field.key, example_of(field)));
    return std::nullopt;
  }
  return CsvReader(node, field, path, reading).read();
}

}  // namespace gigaplan::scenario
