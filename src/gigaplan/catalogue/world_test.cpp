// The catalogue held to the world: power of dated sites from their chips, accelerators and cost of a gigawatt.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include "gigaplan/catalogue/catalogue.hpp"

namespace gigaplan {
namespace {

using Table = std::vector<std::map<std::string, std::string>>;

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> list(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"')
      quoted = !quoted;
    else if (c == ',' && !quoted)
      list.emplace_back();
    else if (c != '\r')
      list.back() += c;
  }
  return list;
}

Table read_csv(const std::filesystem::path& path) {
  std::ifstream stream(path);
  std::string line;
  std::getline(stream, line);
  const std::vector<std::string> head = cells(line);
  Table table;
  while (std::getline(stream, line)) {
    const std::vector<std::string> row = cells(line);
    std::map<std::string, std::string> named;
    for (std::size_t i = 0; i < std::min(head.size(), row.size()); ++i) named[head[i]] = row[i];
    table.push_back(std::move(named));
  }
  return table;
}

std::filesystem::path reference() {
  const char* named = std::getenv("GIGAPLAN_REFERENCE");
  return named != nullptr ? std::filesystem::path(named) : std::filesystem::path(GIGAPLAN_SOURCE_DIR) / "../shared";
}

const Catalogue& catalogue() {
  static const Catalogue loaded = load_catalogue(std::filesystem::path(GIGAPLAN_SOURCE_DIR) / "catalogue");
  return loaded;
}

// Chips as the list of sites calls them; Blackwell and Rubin stand there in racks of 72.
const std::map<std::string, std::string> names{
    {"A100", "A100"},       {"H100", "H100"},     {"H200", "H200"},           {"B200", "GB200"},
    {"B300", "GB300"},      {"R200", "Rubin"},    {"TPU v5e", "TPU v5e"},     {"TPU v5p", "TPU v5p"},
    {"TPU v6e", "TPU v6e"}, {"TPU v7", "TPU v7"}, {"Trainium2", "Trainium2"}, {"Ascend 910C", "Ascend 910C"}};

// IT power of a site at the date of its last chip count up to September 2026 = Σ chips · server power · overhead of
// network and storage, the latest count of each chip, against the IT power observed at that date.
TEST(World, PowerOfDatedSitesFollowsFromTheirChips) {
  const std::filesystem::path folder = reference() / "facts";
  if (!std::filesystem::exists(folder / "sites_chips.csv")) {
    ASSERT_EQ(std::getenv("CI"), nullptr) << "facts/sites_chips.csv is missing";
    GTEST_SKIP() << "facts/sites_chips.csv is missing";
  }
  const std::string last = "2026-09-30";
  std::map<std::string, std::map<std::string, std::pair<std::string, double>>> chips;  // site, chip -> date, count
  std::map<std::string, bool> known;
  for (const auto& row : read_csv(folder / "sites_chips.csv")) {
    const std::string& site = row.at("Data center");
    if (site.empty() || row.at("Date") > last) continue;
    known.emplace(site, true);
    known[site] = known[site] && names.contains(row.at("Chip type"));
    auto& count = chips[site][row.at("Chip type")];
    if (row.at("Date") >= count.first) count = {row.at("Date"), std::stod(row.at("Number of Units"))};
  }
  std::map<std::string, std::map<std::string, double>> observed;  // site, date -> MW of IT
  for (const auto& row : read_csv(folder / "sites_timeline.csv"))
    if (!row.at("IT power (MW)").empty())
      observed[row.at("Data center")][row.at("Date")] = std::stod(row.at("IT power (MW)"));
  const double overhead = catalogue().figure("building/compute/it_overhead").value;
  std::vector<double> errors;
  for (const auto& [site, counts] : chips) {
    if (!known[site]) continue;
    std::string date;
    double watts = 0;
    for (const auto& [chip, count] : counts) {
      date = std::max(date, count.first);
      watts += count.second * catalogue().accelerator(names.at(chip)).server_power.value * overhead;
    }
    const auto after = observed[site].upper_bound(date);
    if (after == observed[site].begin() || std::prev(after)->second <= 0) continue;
    errors.push_back(std::abs(watts / 1e6 / std::prev(after)->second - 1));
    if (errors.back() > 0.15)
      RecordProperty(site,
                     std::to_string(watts / 1e6) + " MW said, " + std::to_string(std::prev(after)->second) + " seen");
  }
  ASSERT_GE(errors.size(), 20u);
  std::sort(errors.begin(), errors.end());
  EXPECT_LE(errors[errors.size() / 2], 0.15);
  const auto close = std::count_if(errors.begin(), errors.end(), [](double e) { return e <= 0.15; });
  EXPECT_GE(static_cast<double>(close) / static_cast<double>(errors.size()), 0.8);
}

// One gigawatt of facility: accelerators = 1 GW / (PUE · overhead · server power); cost = halls on the IT power and
// every accelerator with its share of server, network, storage and installation. Published: 400,000 to 1,000,000
// accelerators and 35 bn USD (to 60 bn), which the shares in the catalogue do not enter.
TEST(World, AGigawattHasThePublishedAcceleratorsAndCost) {
  const Accelerator& chip = catalogue().accelerator("GB300");
  const double pue = catalogue().figure("cooling/direct-to-chip liquid/pue").value;
  const double it_watts = 1e9 / pue;
  const double accelerators =
      it_watts / (chip.server_power.value * catalogue().figure("building/compute/it_overhead").value);
  const double each = chip.server_cost.value + catalogue().figure("building/compute/network_per_accelerator").value +
                      catalogue().figure("building/compute/storage_per_accelerator").value +
                      catalogue().figure("building/compute/install_per_accelerator").value;
  const double cost = accelerators * each + it_watts * catalogue().country("US").construction_cost.value;
  const Figure& count = catalogue().figure("building/gigawatt/accelerators");
  const Figure& published = catalogue().figure("building/gigawatt/capex");
  EXPECT_GE(accelerators, *count.low);
  EXPECT_LE(accelerators, *count.high);
  EXPECT_NEAR(cost, published.value, 0.15 * published.value);
}

}  // namespace
}  // namespace gigaplan
