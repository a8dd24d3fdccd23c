// Power, plants, what is built and what was claimed.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "gigaplan/scenario/filling.hpp"

namespace gigaplan::scenario {
namespace {

/// Stores cost by energy: their unit says so.
bool is_store(const Technology& technology) {
  return technology.capital_cost.by_year.begin()->second.unit.ends_with("/kWh");
}

const Figure& capacity_factor(const Technology& technology, const Country& country) {
  if (technology.id.find("solar") != std::string::npos) return country.solar_cf;
  if (technology.id.starts_with("offwind") && country.offshore_cf) return *country.offshore_cf;
  if (technology.id.find("ind") != std::string::npos && !technology.capacity_factor) return country.wind_cf;
  return technology.capacity_factor ? technology.capacity_factor->by_year.begin()->second : country.wind_cf;
}

/// Levelised cost of a plant that is paid as produced, at the plan's real rate r:
///
///   price = (a(r, n) + fom) · capital / (8760 · cf) + vom,   a(r, n) = r / (1 − (1 + r)^−n)
///
/// capital overnight per MW of the year of building [money/MW], n life [yr], fom share of capital a year, cf capacity
/// factor of the country, vom [money/MWh].
double levelised_cost(const Technology& technology, const Country& country, int year, double rate, Filling& fill) {
  const auto in = [&](const Figure& figure, std::string_view unit) {
    fill.note(figure);
    const auto value = convert(figure.value, figure.unit, unit, fill.reading().money);
    return std::holds_alternative<double>(value) ? std::get<double>(value) : std::nan("");
  };
  const double capital = in(technology.capital_cost.at(year), "money/MW");
  const auto lifetime = technology.lifetime.at(year);
  const auto& factor = capacity_factor(technology, country);
  fill.note(lifetime), fill.note(factor);
  const double life = lifetime.value;
  const double fom = technology.fom ? in(technology.fom->at(year), "1/yr") : 0;
  const double vom = technology.vom ? in(technology.vom->at(year), "money/MWh") : 0;
  const double annuity = rate > 0 ? rate / (1 - std::pow(1 + rate, -life)) : 1 / life;
  return (annuity + fom) * capital / (8760 * factor.value) + vom;
}

void purchase_price(const Record& record, const Technology& technology, Plant& plant, Filling& fill) {
  if (const auto price = fill.given(record, "price")) {
    plant.price = *price;
    return;
  }
  const Scenario& s = fill.out();
  const Country& country = fill.catalogue().country(plant.country);
  const double cost = levelised_cost(technology, country, plant.from, s.discount_rate, fill);
  if (!std::isfinite(cost)) {
    fill.reading().faults.add("GP1207", record.place,
                              fmt::format("the default price of `{}` cannot be told in {}", record.path, s.currency),
                              "write `price` yourself, or use a currency that the catalogue converts");
    return;
  }
  plant.price = cost;
  fill.derived(record.path + ".price", fmt::format("{:.1f} {}_{}/MWh", cost, s.currency, s.price_year),
               fmt::format("levelised cost of {} at {:.1f} %, capacity factor {:g}", technology.id,
                           100 * s.discount_rate, capacity_factor(technology, country).value),
               record.place);
}

/// Of a plant in units, what it does not say is its technology's.
std::optional<Units> units_of(const Record& record, const Technology& technology, Filling& fill) {
  const auto size = fill.given(record, "unit");
  if (!size) return std::nullopt;
  const auto value = [&](const char* key, const char* unit) {
    if (const auto own = fill.given(record, key)) return *own;
    const auto figure = fmt::format("technologies/{}/{}", technology.id, key);
    if (fill.catalogue().find_figure(figure) == nullptr) return 0.0;
    return fill.figure(figure, unit, fmt::format("{}.{}", record.path, key), record.place);
  };
  const auto hours = [&](const char* key) { return static_cast<int>(std::ceil(value(key, "h") - 1e-9)); };
  return Units{.size = *size,
               .least_load = value("least_load", "1"),
               .start_cost = value("start_cost", "money/MW"),
               .least_on = hours("least_on"),
               .least_off = hours("least_off")};
}

Plant filled(const Record& record, Filling& fill) {
  Scenario& s = fill.out();
  Plant plant;
  plant.id = fill.text(record, "id");
  plant.name = fill.name(record, plant.id);
  plant.technology = fill.text(record, "technology");
  plant.site = fill.text(record, "site", "", "");
  const auto site = std::ranges::find(s.sites, plant.site, &Site::id);
  const bool behind = !plant.site.empty() && site != s.sites.end();
  plant.country = fill.text(record, "country", behind ? site->country : s.country,
                            behind ? "the site's country" : "the plan's country");
  const Country& country = fill.catalogue().country(plant.country);
  if (const Value* place = record.find("location")) {
    fill.wrote(record, *place, "location");
    plant.lon = place->numbers[0];
    plant.lat = place->numbers[1];
  } else {
    plant.lon = behind ? site->lon : country.longitude.value;
    plant.lat = behind ? site->lat : country.latitude.value;
    if (!behind) fill.note(country.longitude), fill.note(country.latitude);
    fill.derived(record.path + ".location", fmt::format("{:g}, {:g}", plant.lon, plant.lat),
                 behind ? "the site's" : "centre of " + country.name, record.place, "");
  }
  plant.contract = fill.text(record, "contract") == "purchase" ? Contract::purchase : Contract::own;
  const Technology* technology = fill.catalogue().find_technology(plant.technology);
  if (technology == nullptr) return plant;  // a fault already
  const Figure& usual = technology->build_years.by_year.begin()->second;
  const auto own_time = fill.given(record, "build");
  const double build = own_time.value_or(usual.value);
  if (!own_time && record.find("from") == nullptr) fill.note(usual);
  plant.from = fill.year(record, "from", static_cast<int>(std::ceil(s.now + build)),
                         fmt::format("now + {:g} years to build", build));
  if (plant.contract == Contract::purchase) purchase_price(record, *technology, plant, fill);
  plant.least = fill.number(record, "least");
  plant.most = fill.given(record, "most").value_or(unlimited);
  if (is_store(*technology)) plant.hours = fill.number(record, "duration");
  plant.units = units_of(record, *technology, fill);
  plant.output = fill.series(record, "output");
  return plant;
}

Record offered(const std::string& id, const std::string& technology, bool purchase, const std::string& site,
               Filling& fill) {
  Record record;
  record.section = &section("plant");
  record.path = "plant." + id;
  record.offered = true;
  record.place = {fill.out().file, 0, 0};
  const auto set = [&](const char* key, const std::string& text) {
    Value value;
    value.text = value.written = text;
    record.values[key] = value;
  };
  set("id", id);
  set("technology", technology);
  if (purchase) set("contract", "purchase");
  if (!site.empty()) set("site", site);
  return record;
}

}  // namespace

void fill_power(const Records& records, Filling& fill) {
  Scenario& s = fill.out();
  const Record& record = records.power;
  const auto kind = fill.text(record, "kind");
  s.power.kind = kind == "mix" ? PowerKind::mix : kind == "network" ? PowerKind::network : PowerKind::price;
  s.power.network = fill.text(record, "network");
  const int first = s.periods.empty() ? s.now : s.periods.front();
  s.power.carbon_free = fill.path(record, "carbon_free", first);
  s.power.matching = fill.text(record, "matching") == "annual" ? Matching::annual : Matching::hourly;
  s.power.carbon_cap = fill.path(record, "carbon_cap", first);
  if (const auto price = fill.given(record, "carbon_price")) {
    s.power.carbon_price = *price;
  } else if (fill.catalogue().country(s.country).eea.text == "yes") {
    s.power.carbon_price = fill.figure("policy/carbon_price/eu_ets", "money/t", "power.carbon_price", record.place);
  } else {
    fill.derived("power.carbon_price", "0", "no carbon price known for the country", record.place);
  }
  s.power.price = fill.series(record, "price");
  s.power.carbon = fill.series(record, "carbon");
}

void fill_plants(const Records& records, Filling& fill) {
  Scenario& s = fill.out();
  for (const auto& record : records.plants) s.plants.push_back(filled(record, fill));
  const bool offer = fill.flag(records.power, "default_plants");
  if (!records.plants.empty() || !offer || s.sites.empty()) return;
  s.plants.push_back(filled(offered("wind", "onwind", true, "", fill), fill));
  s.plants.push_back(filled(offered("solar", "solar-utility", true, "", fill), fill));
  for (const auto& site : s.sites)
    s.plants.push_back(filled(offered("battery-" + site.id, "battery storage", false, site.id, fill), fill));
}

void fill_interconnectors(const Records& records, Filling& fill) {
  Scenario& s = fill.out();
  const int first = s.periods.empty() ? s.now : s.periods.front();
  for (const auto& record : records.interconnectors) {
    Interconnector line;
    line.id = fill.text(record, "id");
    line.name = fill.name(record, line.id);
    if (const auto between = fill.list(record, "between"); between.size() == 2)
      line.from = between[0], line.to = between[1];
    line.power = fill.path(record, "power", first);
    line.back = fill.number(record, "back");
    line.loss = fill.number(record, "loss");
    line.charge = fill.given(record, "charge").value_or(0);
    if (const Value* extension = record.find("extension")) {
      Section section;
      const Record inner = Filling::inner(record, *extension, section, "extension");
      line.extension = LineExtension{.most = fill.number(inner, "most"),
                                     .cost = fill.given(inner, "cost"),
                                     .from = fill.year(inner, "from", 0, "missing")};
    }
    s.interconnectors.push_back(std::move(line));
  }
}

void fill_claims(const Records& records, Filling& fill) {
  Scenario& s = fill.out();
  Reading& reading = fill.reading();
  for (std::size_t i = 0; i < records.built.size(); ++i) {
    const Record& record = records.built[i];
    Built built;
    const auto kind = fill.text(record, "kind");
    built.kind = kind == "fleet"   ? Built::Kind::fleet
                 : kind == "plant" ? Built::Kind::plant
                 : kind == "grid"  ? Built::Kind::grid
                                   : Built::Kind::hall;
    built.site = fill.text(record, "site");
    built.plant = fill.text(record, "plant");
    built.accelerator = fill.text(record, "accelerator");
    built.year = fill.year(record, "year", 0, "missing");
    const Value* amount = record.find("amount");
    const Node* node = records.built_nodes[i]->find("amount");
    if (amount != nullptr && node != nullptr && record.find("kind") != nullptr) {
      const std::string unit = kind == "hall" ? "MW_it" : kind == "fleet" ? "accelerators" : "MW";
      Field f = field(*record.section, "amount");
      f.bare = kind == "fleet";
      fill.wrote(record, *amount, "amount");
      built.amount = read_quantity(*node, f, unit, record.path + ".amount", reading).value_or(0);
    }
    s.built.push_back(std::move(built));
  }
  for (std::size_t i = 0; i < records.claims.size(); ++i) {
    const Record& record = records.claims[i];
    Claim claim;
    claim.text = fill.text(record, "text");
    claim.by = fill.text(record, "by");
    claim.source = fill.text(record, "source");
    claim.because = fill.text(record, "because");
    claim.quantity = fill.text(record, "quantity");
    claim.site = fill.text(record, "site");
    claim.countries = fill.list(record, "countries");
    if (const Value* year = record.find("year")) claim.year = static_cast<int>(year->number);
    const auto& list = claim_quantities();
    const auto quantity = std::ranges::find(list, claim.quantity, &ClaimQuantity::name);
    const Node* node = records.claim_nodes[i]->find("value");
    const Value* value = record.find("value");
    if (quantity != list.end() && node != nullptr && value != nullptr) {
      Field f = field(*record.section, "value");
      f.bare = quantity->unit == "1";
      fill.wrote(record, *value, "value");
      claim.value = read_quantity(*node, f, quantity->unit, record.path + ".value", reading).value_or(0);
      claim.unit = quantity->unit;
      if (const auto at = claim.unit.find("money"); at != std::string::npos)
        claim.unit.replace(at, 5, fmt::format("{}_{}", s.currency, s.price_year));
      claim.written = value->written;
    }
    s.claims.push_back(std::move(claim));
  }
}

}  // namespace gigaplan::scenario
