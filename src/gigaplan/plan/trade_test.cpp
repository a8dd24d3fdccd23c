// Power between countries, worked out on paper: a plant in Spain that sells for 40 a MWh to Berlin, where the market
// asks 80; and the trade of two countries' own power systems, held to what optimal prices must fulfil.
#include "gigaplan/plan/trade.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "gigaplan/compile/law.hpp"
#include "gigaplan/plan/grid.hpp"
#include "gigaplan/plan/hand_test.hpp"

namespace gigaplan::plan {
namespace {

const std::string spain =
    "[[plant]]\nid = \"sun\"\ntechnology = \"solar-utility\"\ncountry = \"ES\"\ncontract = \"purchase\"\n"
    "price = \"40 USD_2025/MWh\"\nmost = \"10 MW\"\nfrom = 2030\n";
const std::string line =
    "[[interconnector]]\nid = \"line\"\nbetween = [\"ES\", \"DE\"]\npower = \"0.05 MW\"\nloss = \"5 %\"\n"
    "charge = \"10 USD_2025/MWh\"\n";

// The sun of Spain shines in all hours.
scenario::Scenario even(const std::string& more) {
  auto s = flat(head + horizon + market + chat + h100 + berlin + spain + more);
  scenario::UserSeries series;
  series.values.assign(8760, 1.0);
  s.plants.at(0).output = series;
  return s;
}
Plan planned(const std::string& more, int measured = 0) {
  auto plan = plan_of(even(more), measured);
  EXPECT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  return plan;
}

TEST(Trade, SavesTheMarketLessPriceLossAndCharge) {
  const auto without = planned(""), with = planned(line, 8);
  const double saved = (power_price * 0.95 - 40 - 10) * 8760 * five_years();  // of each MW
  const double sent = 0.05 * 8760;
  EXPECT_NEAR(without.present_cost - with.present_cost, 0.05 * saved, 1e-6 * without.present_cost);
  double rows = 0, market_cost = 0, energy = 0;
  for (const auto& row : with.costs) {
    rows += five_years() * row.per_year;
    if (row.category == "market power") market_cost += row.per_year;
  }
  EXPECT_NEAR(rows, with.present_cost, 1e-6 * with.present_cost);
  const double drawn = with.sites.at(0).energy;
  EXPECT_NEAR(market_cost, power_price * (drawn - 0.95 * sent) + 10 * sent, 1e-6 * power_price * drawn);
  for (const auto& row : with.energy) energy += row.mwh;
  EXPECT_NEAR(energy, 0, 1e-6 * drawn) << "what is lost on the way is a row of its own";
  ASSERT_EQ(with.trade.size(), 2U);
  EXPECT_EQ(with.trade[0].from, "ESP");
  EXPECT_EQ(with.trade[0].to, "DEU");
  EXPECT_NEAR(with.trade[0].sent, sent, 1e-5 * sent);
  EXPECT_NEAR(with.trade[0].received, 0.95 * sent, 1e-5 * sent);
  EXPECT_NEAR(with.trade[0].use, 1, 1e-5);
  EXPECT_NEAR(with.trade[1].sent, 0, 1e-3);
  const auto wider = std::ranges::find(with.bottlenecks, "interconnector", &Bottleneck::kind);
  ASSERT_NE(wider, with.bottlenecks.end());
  EXPECT_NEAR(wider->price, saved, 1e-4 * saved);
  EXPECT_NE(wider->sentence.find("more of the interconnector Line in 2030"), std::string::npos) << wider->sentence;
}

// A line of 0.05 MW is worth what it saves; it costs its annuity over 40 years and 1.5 % of it a year to run.
TEST(Trade, ALineIsBuiltWhereItCostsLessThanItSaves) {
  const double saved = (power_price * 0.95 - 40 - 10) * 8760;
  const double worth = saved / (annuity(40) + 0.015);
  auto none = line;
  none.replace(none.find("0.05 MW"), 7, "0 MW");
  const auto wider = [&](double cost) {
    return planned(
        none + fmt::format("extension = {{ most = \"0.05 MW\", cost = \"{:.9f} USD_2025/MW\", from = 2030 }}\n", cost));
  };
  const auto without = planned(""), dear = wider(1.001 * worth), cheap = wider(0.9 * worth);
  EXPECT_NEAR(dear.present_cost, without.present_cost, 1e-7 * without.present_cost);
  EXPECT_NEAR(without.present_cost - cheap.present_cost, 0.05 * 0.1 * saved * five_years(),
              1e-6 * without.present_cost);
  const auto built = std::ranges::find(cheap.builds, "line", &BuildItem::kind);
  ASSERT_NE(built, cheap.builds.end());
  EXPECT_NEAR(built->amount, 0.05, 1e-6);
  EXPECT_EQ(built->what, "Line");
  EXPECT_NEAR(cheap.trade.at(0).use, 1, 1e-5);
  double rows = 0, lines = 0;
  for (const auto& row : cheap.costs) {
    rows += five_years() * row.per_year;
    if (row.category == "lines between countries") lines += row.per_year;
  }
  EXPECT_NEAR(rows, cheap.present_cost, 1e-6 * cheap.present_cost);
  EXPECT_NEAR(lines, 0.05 * 0.9 * saved, 1e-5 * saved);
}

// From the middle of Spain to the middle of Germany: converters, and 1.25 times the great circle.
TEST(Trade, ALineWithoutACostIsOfDirectCurrentBetweenTheMiddles) {
  auto none = line;
  none.replace(none.find("0.05 MW"), 7, "0 MW");
  const auto plan = planned(none + "extension = { most = \"0.05 MW\", from = 2030 }\n");
  const auto &from = catalogue().country("ESP"), &to = catalogue().country("DEU");
  const double km =
      compile::distance_km(from.longitude.value, from.latitude.value, to.longitude.value, to.latitude.value);
  const auto& asset = plan.compiled.network.assets[plan.compiled.meaning.interconnectors.at(0).asset];
  const double each = in_usd("building/interconnector/converters", "money/MW") +
                      1.25 * km / 1000 * in_usd("building/interconnector/line", "money/MW");
  EXPECT_NEAR(asset.vintages.at(0).overnight_cost, each, 1e-9 * each);
  EXPECT_NEAR(km, 1583.5, 0.5);  // 40 N 4 W to 51 N 9 E
}

TEST(Trade, WithoutPassageNothingComes) {
  const std::string one_way = "[[interconnector]]\nid = \"line\"\nbetween = [\"DE\", \"ES\"]\npower = \"0.05 MW\"\n";
  const auto without = planned(""), back = planned(one_way), none = planned(one_way + "back = \"0 %\"\n");
  EXPECT_NEAR(without.present_cost - back.present_cost, 0.05 * (power_price - 40) * 8760 * five_years(),
              1e-6 * without.present_cost);
  EXPECT_NEAR(none.present_cost, without.present_cost, 1e-9 * without.present_cost);
  EXPECT_EQ(none.trade.size(), 1U);
}

TEST(Trade, LosingPowerNeverEarns) {
  const auto folder = std::filesystem::temp_directory_path() / ("gigaplan-trade-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream price(folder / "price.csv");
  price << "price\n";
  for (int h = 0; h < 8760; ++h) price << (h == 100 ? -5 : 60) << "\n";
  price.close();
  const std::string own =
      "[power]\ndefault_plants = false\nprice = { file = \"price.csv\", column = \"price\", unit = "
      "\"USD_2025/MWh\" }\n";
  const auto text = head + horizon + own + chat + h100 + berlin;
  try {
    static_cast<void>(scenario::read_with(catalogue(), text + line, (folder / "own.toml").string()));
    ADD_FAILURE() << "no fault";
  } catch (const InputInvalid& invalid) {
    ASSERT_EQ(invalid.faults().size(), 1U);
    EXPECT_EQ(invalid.faults()[0].code, "GP1505");
  }
  const std::string lossless = "[[interconnector]]\nid = \"line\"\nbetween = [\"ES\", \"DE\"]\npower = \"1 MW\"\n";
  EXPECT_NO_THROW(static_cast<void>(scenario::read_with(catalogue(), text + lossless, (folder / "own.toml").string())));
  std::filesystem::remove_all(folder);
}

TEST(Trade, PowerIsMixedWhereItPasses) {
  // 0 makes 100 of which 80 are clean and sends 50; 1 makes 60 of 6, receives 45 of them and sends 20 to 2, which makes
  // nothing and receives 10.
  const std::vector<Passage> sent{{.from = 0, .to = 1, .sent = 50, .received = 45},
                                  {.from = 1, .to = 2, .sent = 20, .received = 10}};
  const std::vector<double> through{100, 105, 10};
  const auto share = mixed({80, 6, 0}, through, sent, &Passage::received);
  const double one = (6 + 0.8 * 45) / 105;
  EXPECT_NEAR(share.at(0), 0.8, 1e-12);
  EXPECT_NEAR(share.at(1), one, 1e-12);
  EXPECT_NEAR(share.at(2), one, 1e-12);
  const auto mass = mixed({100, 600, 0}, through, sent, &Passage::sent);
  EXPECT_NEAR(mass.at(1), (600 + 1.0 * 50) / 105, 1e-12);
  EXPECT_NEAR(mass.at(2), mass.at(1) * 20 / 10, 1e-12);
}

// Germany's and France's power systems with a line of 5 GW between them, Berlin's hall on the first.
scenario::Scenario of_mix(const std::string& more) {
  auto text = head + horizon + "[power]\nkind = \"mix\"\ndefault_plants = false\n" + chat + h100 + berlin + more;
  text.replace(text.find("typical:1"), 9, "typical:2");
  return scenario::read_with(catalogue(), text, "mix.toml").front();
}
const std::string fr_de =
    "[[interconnector]]\nid = \"fr-de\"\nbetween = [\"FR\", \"DE\"]\npower = \"5 GW\"\nloss = \"2 %\"\n"
    "charge = \"1 USD_2025/MWh\"\n";

TEST(Trade, PowerSystemsTradeUntilTheirPricesDifferByLossAndChargeOnly) {
  const auto run = run_grid(of_mix(fr_de), catalogue(), {}, {});
  const auto& meaning = run.compiled.meaning;
  ASSERT_EQ(meaning.zones.size(), 2U);
  const auto& ref = meaning.interconnectors.at(0);
  const View view = run.view();
  int partly = 0, full = 0;
  for (std::size_t h = 0; h < view.network().snapshots(); ++h)
    for (const bool there : {true, false}) {
      const auto& from = meaning.zones[static_cast<std::size_t>(there ? ref.from : ref.to)];
      const auto& to = meaning.zones[static_cast<std::size_t>(there ? ref.to : ref.from)];
      const double sent = view.activity(there ? ref.there : ref.back, h);
      const double gain = 0.98 * view.price(to.grid, h) - view.price(from.grid, h) - 1;
      if (sent < 4999) {
        EXPECT_LE(gain, 1e-5) << h;
      }
      if (sent > 1) {
        EXPECT_GE(gain, -1e-5) << h;
      }
      partly += sent > 1 && sent < 4999 ? 1 : 0;
      full += sent >= 4999 ? 1 : 0;
    }
  EXPECT_GT(partly + full, 0);
  EXPECT_LT(run.outcome.present_cost,
            run_grid(of_mix(fr_de + "back = \"0 %\"\n"), catalogue(), {}, {}).outcome.present_cost + 1);
  // What Germany receives is as clean as what France makes and receives.
  const auto power = [&](const compile::ZoneRef& zone, std::size_t h, bool clean) {
    double sum = 0;
    for (const auto& source : zone.sources) sum += source.carbon_free || !clean ? view.activity(source.process, h) : 0;
    return sum;
  };
  for (std::size_t h = 0; h < view.network().snapshots(); ++h) {
    const double sent = view.activity(ref.there, h);
    if (sent < 1 || view.activity(ref.back, h) > 1e-6) continue;
    const auto& france = meaning.zones[static_cast<std::size_t>(ref.from)];
    const auto& germany = meaning.zones[static_cast<std::size_t>(ref.to)];
    const double french = power(france, h, true) / power(france, h, false);
    const double german = (power(germany, h, true) + french * 0.98 * sent) / (power(germany, h, false) + 0.98 * sent);
    EXPECT_NEAR(run.outcome.zones[static_cast<std::size_t>(ref.to)].carbon_free[h], german, 1e-6) << h;
  }
}

// A line is widened until the last megawatt saves what it costs:  Σ_h ω [gain there]⁺ + [gain back]⁺ = its yearly cost.
TEST(Trade, PowerSystemsWidenALineUntilItsLastMegawattSavesItsCost) {
  const auto wide = [](const char* cost) {
    return of_mix(fr_de +
                  fmt::format("extension = {{ most = \"200 GW\", cost = \"{} USD_2025/kW\", from = 2030 }}\n", cost));
  };
  const auto run = run_grid(wide("300"), catalogue(), {}, {});
  const auto& meaning = run.compiled.meaning;
  const auto& ref = meaning.interconnectors.at(0);
  const View view = run.view();
  const auto& added = run.compiled.network.assets[ref.asset].vintages.at(0);
  ASSERT_GT(view.built(ref.asset, 0), 1);
  ASSERT_LT(view.built(ref.asset, 0), 199999);
  const auto& from = meaning.zones[static_cast<std::size_t>(ref.from)];
  const auto& to = meaning.zones[static_cast<std::size_t>(ref.to)];
  const double saved = view.yearly(0, [&](std::size_t h) {
    const double a = view.price(from.grid, h), b = view.price(to.grid, h);
    return std::max(0.0, 0.98 * b - a - 1) + std::max(0.0, 0.98 * a - b - 1);
  });
  EXPECT_NEAR(saved, added.annual_cost[0], 1e-5 * saved);

  const auto plan = plan_of(wide("300"));
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  const auto row = std::ranges::find(plan.grid, "power that may pass", &GridRow::item);
  ASSERT_NE(row, plan.grid.end());
  EXPECT_NEAR(row->without, 5000 + view.built(ref.asset, 0), 1);
  EXPECT_TRUE(std::ranges::find(plan.builds, "line", &BuildItem::kind) == plan.builds.end());
  double sum = 0;
  for (const auto& cost : plan.costs) sum += five_years() * cost.per_year;
  EXPECT_NEAR(sum, plan.present_cost, 1e-5 * plan.present_cost);
}

TEST(Trade, OfPowerSystemsIsToldWithAndWithoutTheProgramme) {
  const auto plan = plan_of(of_mix(fr_de));
  ASSERT_TRUE(plan.certificate.accepted) << plan.certificate.reason;
  const auto row = std::ranges::find(plan.grid, "mean power from FRA", &GridRow::item);
  ASSERT_NE(row, plan.grid.end());
  EXPECT_EQ(row->country, "Fr De");
  EXPECT_NEAR(row->with * 8760, plan.trade.at(0).sent, 1e-6 * plan.trade.at(0).sent + 1);
  double sum = 0;
  for (const auto& cost : plan.costs) sum += five_years() * cost.per_year;
  EXPECT_NEAR(sum, plan.present_cost, 1e-5 * plan.present_cost);
  EXPECT_TRUE(std::ranges::find(plan.bottlenecks, "interconnector", &Bottleneck::kind) == plan.bottlenecks.end());
}

}  // namespace
}  // namespace gigaplan::plan
