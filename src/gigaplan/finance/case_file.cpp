#include "gigaplan/finance/case_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "gigaplan/base/toml_guard.hpp"
#include "gigaplan/finance/case_section.hpp"
#include "gigaplan/finance/tax.hpp"

namespace gigaplan::finance {
namespace {

constexpr double days_in_four_years = 1461;

class CaseFile {
 public:
  CaseFile(const toml::table& root, CaseReading& reading, const PlanFigures* plan, TaxOfCountry tax_of)
      : root_(&root, "", reading), reading_(reading), plan_(plan), tax_of_(std::move(tax_of)) {}

  MoneyCase read() {
    time_and_money();
    if (!timed_) {  // without a sensible time nothing else can be read; keys that are not known are told all the same
      for (const char* key : {"product", "capital", "cost", "owner"}) (void)root_.tables(key);
      for (const char* key :
           {"debt", "chip_loan", "lease", "vendor_credit", "prepayment", "tax", "reserves", "sensitivity"})
        (void)root_.table(key);
      root_.finish();
      reading_.faults.throw_if_any();
    }
    for (CaseSection& section : products_ = root_.tables("product")) product(section);
    for (CaseSection& section : capital_ = root_.tables("capital")) capital(section);
    for (CaseSection& section : costs_ = root_.tables("cost")) cost(section);
    if (plan_ != nullptr) rest_of_plan();
    debts();
    customers_and_owners();
    tax_and_reserves();
    sensitivity();
    for (const CaseSection& section : finished_) section.finish();
    for (const auto* sections : {&products_, &capital_, &costs_, &owners_})
      for (const CaseSection& section : *sections) section.finish();
    root_.finish();
    if (project().capital.empty())
      root_.trouble("capital", "GP5011", "nothing is built", "add [[capital]] with what it costs");
    if (project().products.empty())
      root_.trouble("product", "GP5011", "nothing is sold", "add [[product]] with volume and price");
    reading_.faults.throw_if_any();
    return std::move(out_);
  }

 private:
  Project& project() { return out_.project; }
  [[nodiscard]] int index(int year) const { return year - out_.project.first_year; }

  // A year of the case; with a plan it is the plan's, and another one is a contradiction.
  int year_of(const std::string& key, int of_plan, std::optional<double> fallback = {}) {
    if (of_plan != 0) fallback = of_plan;
    const int year = static_cast<int>(root_.number(key, fallback, 1990, 2200));
    if (of_plan != 0 && year != of_plan)
      root_.trouble(key, "GP5020", fmt::format("`{}` is {}, the plan has {}", key, year, of_plan), "leave it away");
    return year;
  }

  void time_and_money() {
    Project& p = project();
    root_.number("schema_version", 1, 1, 1);
    p.name = root_.text("name", "project");
    p.currency = reading_.currency = root_.text("currency", plan_ == nullptr ? "USD" : plan_->currency);
    if (plan_ != nullptr && p.currency != plan_->currency)
      root_.trouble("currency", "GP5020", fmt::format("the plan is in {}", plan_->currency),
                    "write the case in the plan's currency");
    if (std::ranges::find(currencies(), p.currency) == currencies().end())
      root_.trouble("currency", "GP5013", fmt::format("\"{}\" is no currency", p.currency),
                    "write an ISO 4217 code, e.g. \"USD\"");
    p.price_year = reading_.price_year = year_of("price_year", plan_ == nullptr ? 0 : plan_->price_year, 2025);
    p.first_year = year_of("first_year", plan_ == nullptr ? 0 : plan_->first_year);
    const int operation = year_of("operation_from", plan_ == nullptr ? 0 : plan_->operation_from);
    const int last = year_of("last_year", plan_ == nullptr ? 0 : plan_->last_year);
    timed_ = reading_.faults.empty() && operation > p.first_year && last >= operation;
    p.operation = index(operation);
    p.years = index(last) + 1;
    if (p.operation < 1)
      root_.trouble("operation_from", "GP5020", "operation begins before there was a year to build",
                    "let operation_from be after first_year");
    if (p.years <= p.operation)
      root_.trouble("last_year", "GP5020", "the project ends before operation begins",
                    "let last_year be operation_from or later");
    p.inflation = root_.share("inflation", 0, -0.5, 1);
    p.discount_rate = root_.share("discount_rate", {}, -0.5, 1);
    p.equity_return = root_.share("equity_return", {}, -0.5, 2);
    real_ = root_.choice("prices", {"real", "nominal"}, "real") == "real";
    CaseSection exchange = root_.table("exchange");
    std::map<std::string, double> rates;
    for (const std::string& code : currencies())
      if (exchange.has(code)) rates[code] = exchange.number(code, {}, 1e-12);
    finished_.push_back(exchange);
    reading_.money = [rates, &reading = reading_,
                      inflation = p.inflation](const MoneyYear& from) -> std::optional<double> {
      const double aged = std::pow(1 + inflation, reading.price_year - from.year);
      if (from.currency == reading.currency) return aged;
      const auto rate = rates.find(from.currency);
      return rate == rates.end() ? std::nullopt : std::optional(rate->second * aged);
    };
  }

  // Prices of price_year to money of the year of entry t; growth is real and counts from operation.
  [[nodiscard]] double level(int t, double growth) const {
    const Project& p = out_.project;
    const double inflation = real_ ? std::pow(1 + p.inflation, p.first_year + t - p.price_year) : 1;
    return inflation * std::pow(1 + growth, std::max(0, t - p.operation));
  }

  // Values by year, each set on its entry; years outside the project are faults.
  void place_by_year(CaseSection& section, const std::string& key, const std::string& unit, Years& into, double scale) {
    for (const auto& [year, value] : section.by_year(key, unit)) {
      if (index(year) < 0 || index(year) >= project().years) {
        section.trouble(key, "GP5020", fmt::format("`{}` has the year {}", key, year),
                        "keep within first_year and last_year");
        continue;
      }
      into[static_cast<std::size_t>(index(year))] = value * scale;
    }
  }

  TaxLife tax_life(CaseSection& section) {
    TaxLife out;
    const std::vector<double> listed = section.shares("write_off_shares");
    const std::string rule = section.text("write_off", listed.empty() ? std::optional<std::string>() : "list");
    if (!listed.empty()) {
      out.kind = TaxLife::Kind::custom;
      for (const double share : listed) out.percent.push_back(share * 100);
      if (const double whole = total(listed);
          whole > 1 + 1e-9 || std::ranges::any_of(listed, [](double x) { return x < 0; }))
        section.trouble("write_off_shares", "GP5020",
                        fmt::format("`write_off_shares` write off {:.4g} % of the cost", 100 * whole),
                        "let none be below zero, and all add up to at most 100 %");
      return out;
    }
    std::istringstream words(rule);
    std::string kind;
    words >> kind >> out.years;
    const std::vector<int> classes{3, 5, 7, 10, 15, 20};
    const bool macrs = kind == "macrs" && std::ranges::find(classes, out.years) != classes.end();
    const bool straight = kind == "straight" && out.years >= 1;
    if (words.fail() || (!macrs && !straight)) {
      section.trouble("write_off", "GP5013", fmt::format("`write_off` is \"{}\"", rule),
                      "write \"straight 6\" or \"macrs 5\" (3, 5, 7, 10, 15, 20), or list write_off_shares");
      out.years = 10;
      return out;
    }
    out.kind = macrs ? TaxLife::Kind::macrs : TaxLife::Kind::straight;
    return out;
  }

  // What is built and how it is written off, paid and replaced; the spending is put in by spend().
  struct Rules {
    CapitalItem item;
    bool refreshed = false, own_residual = false;
    double refresh = 0;
  };

  Rules rules_of(CaseSection& section) {
    Rules out;
    CapitalItem& item = out.item;
    item.name = section.text("name", {});
    item.tax = tax_life(section);
    item.book_life = section.years("book_life", 10, 1);
    item.life = section.years("life", 0);
    out.own_residual = section.has("residual");
    item.residual = section.share("residual", 0);
    item.chip_loan = section.share("chip_loan", 0);
    item.lease = section.share("lease", 0);
    item.vendor = section.share("vendor_credit", 0);
    if (item.chip_loan + item.lease + item.vendor > 1)
      section.trouble("chip_loan", "GP5020", "loan, lease and vendor credit pay more than the whole",
                      "let them add up to at most 100 %");
    item.investment_credit = section.share("investment_credit", 0);
    item.credit_lessens_basis = section.share("credit_lessens_basis", 0.5);
    out.refreshed = section.has("refresh_cost");
    out.refresh = section.share("refresh_cost", 0, 0, 10);
    if (out.refreshed && item.life < 1)
      section.trouble("refresh_cost", "GP5020", "what is refreshed has no life", "give `life`, e.g. \"5 yr\"");
    return out;
  }

  // Real spending and grants by year become money of the year; what is refreshed is bought again.
  void spend(Rules rules, const Years& spent, const Years& granted) {
    Project& p = project();
    CapitalItem& item = rules.item;
    item.spending = item.grants = zeros(p.years - 1);
    for (int t = 0; t < p.years; ++t) {
      item.grants[static_cast<std::size_t>(t)] = granted[static_cast<std::size_t>(t)] * level(t, 0);
      double real = spent[static_cast<std::size_t>(t)];
      if (real == 0) continue;
      for (int at = t; at < p.years; at = std::max(at + 1, p.operation) + item.life - 1, real *= rules.refresh) {
        item.spending[static_cast<std::size_t>(at)] += real * level(at, 0);
        // a refresh in the last year would never serve
        if (!rules.refreshed || item.life < 1 || std::max(at + 1, p.operation) + item.life > p.years - 1) break;
      }
    }
    p.capital.push_back(std::move(item));
  }

  void capital(CaseSection& section) {
    Project& p = project();
    Rules rules = rules_of(section);
    if (plan_ != nullptr && !section.has("amount")) {
      capital_of_plan(section, std::move(rules));
      return;
    }
    const double amount = section.quantity("amount", "money", {}, 0), grant = section.quantity("grant", "money", 0, 0);
    Years share = zeros(p.years - 1);
    place_by_year(section, "spent", "1", share, 1);
    if (!section.has("spent"))
      for (int t = 0; t < p.operation; ++t) share[static_cast<std::size_t>(t)] = 1.0 / p.operation;
    if (std::abs(total(share) - 1) > 1e-6)
      section.trouble("spent", "GP5020", fmt::format("the shares of `spent` add up to {:.4g} %", 100 * total(share)),
                      "let them add up to 100 %");
    spend(std::move(rules), scaled(share, amount), scaled(share, grant));
  }

  void capital_of_plan(CaseSection& section, Rules rules) {
    if (rules.item.name == "*") {
      others_ = std::move(rules);
      return;
    }
    bool known = false;
    for (const PlanFigures::Asset& asset : plan_->capital) {
      if (rules.item.name != asset.name && rules.item.name != asset.kind) continue;
      known = true;
      if (std::ranges::find(ruled_, asset.name) == ruled_.end()) spend_of_plan(rules, asset);
    }
    if (known) return;
    std::vector<std::string> names;
    for (const PlanFigures::Asset& asset : plan_->capital) {
      const std::string& name = asset.kind.empty() ? asset.name : asset.kind;
      if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
    section.trouble("name", "GP5020", fmt::format("the plan builds no \"{}\"", rules.item.name),
                    fmt::format("give an amount, or name one of: {}", fmt::join(names, ", ")));
  }

  // An asset of the plan is given up when the plan does so, and is worth at the end what the plan still counts on.
  void spend_of_plan(Rules rules, const PlanFigures::Asset& asset) {
    Project& p = project();
    rules.item.name = asset.name;
    if (rules.item.life == 0) rules.item.life = asset.life;
    if (!rules.own_residual) {
      const auto bought = std::ranges::find_if(asset.values, [](double spent) { return spent > 0; });
      const auto at = static_cast<int>(bought - asset.values.begin());
      rules.item.residual = at < p.years ? asset.left * level(p.years - 1, 0) / level(at, 0) : 0;
    }
    ruled_.push_back(asset.name);
    spend(std::move(rules), asset.values, zeros(p.years - 1));
  }

  // What the case does not name: assets by the rules of "*" (straight over ten years without them), costs as they are,
  // volumes without a price.
  void rest_of_plan() {
    Project& p = project();
    for (const PlanFigures::Asset& asset : plan_->capital)
      if (std::ranges::find(ruled_, asset.name) == ruled_.end()) spend_of_plan(others_, asset);
    for (const Line& line : plan_->costs) {
      CostItem item{line.name, line.values};
      for (int t = 0; t < p.years; ++t) item.cost[static_cast<std::size_t>(t)] *= level(t, 0);
      p.costs.push_back(std::move(item));
    }
    for (const PlanFigures::Volume& volume : plan_->volumes)
      if (std::ranges::find(p.products, volume.name, &Product::name) == p.products.end())
        p.products.push_back(
            {.name = volume.name, .unit = volume.unit, .volume = volume.values, .price = {}, .committed = {}});
  }

  void cost(CaseSection& section) {
    Project& p = project();
    CostItem item{section.text("name", {}), zeros(p.years - 1)};
    const double growth = section.share("growth", 0, -0.9, 2);
    const int from = index(
        static_cast<int>(section.number("from", p.first_year + p.operation, p.first_year, p.first_year + p.years)));
    const Product* of = nullptr;
    if (section.has("of")) {
      const std::string name = section.text("of", {});
      const auto at = std::ranges::find(p.products, name, &Product::name);
      if (at == p.products.end())
        section.trouble("of", "GP5020", fmt::format("there is no product \"{}\"", name), "name one of the products");
      else
        of = &*at;
    }
    const double yearly =
        section.quantity("per_year", "money/yr", section.has("per_unit") ? std::optional(0.0) : std::nullopt, 0);
    const double per_unit = section.quantity("per_unit", "money", 0, 0);
    if (per_unit > 0 && of == nullptr)
      section.trouble("per_unit", "GP5020", "a cost per unit needs to know of what",
                      "give `of`, the name of a product");
    if (of != nullptr) item.of = of->name, item.per_unit = zeros(p.years - 1);
    for (int t = std::max(0, from); t < p.years; ++t) {
      item.cost[static_cast<std::size_t>(t)] = yearly * level(t, growth);
      if (of != nullptr) item.per_unit[static_cast<std::size_t>(t)] = per_unit * level(t, growth);
    }
    p.costs.push_back(std::move(item));
  }

  void product(CaseSection& section) {
    Project& p = project();
    Product out;
    out.name = section.text("name", {});
    if (std::ranges::find(p.products, out.name, &Product::name) != p.products.end())
      section.trouble("name", "GP5020", fmt::format("there are two products \"{}\"", out.name),
                      "give each a name of its own: costs and results tell them apart by it");
    out.unit = section.text("unit", out.name);
    Years full = zeros(p.years - 1);  // before the ramp
    if (plan_ != nullptr && !section.has("volume")) {
      const auto line = std::ranges::find(plan_->volumes, out.name, &PlanFigures::Volume::name);
      if (line == plan_->volumes.end())
        section.trouble("name", "GP5020", fmt::format("the plan has no volume of \"{}\"", out.name), "give `volume`");
      else
        full = line->values, out.unit = line->unit;
    } else {
      const double volume = section.number("volume", {}, 0), growth = section.share("growth", 0, -0.9, 2);
      for (int t = p.operation; t < p.years; ++t)
        full[static_cast<std::size_t>(t)] = volume * std::pow(1 + growth, t - p.operation);
    }
    out.volume = full;
    Years ramp(out.volume.size(), 1.0);
    place_by_year(section, "ramp", "1", ramp, 1);
    for (std::size_t t = 0; t < ramp.size(); ++t) out.volume[t] *= ramp[t];
    if (section.has("prices")) {
      if (section.has("price"))
        section.trouble("prices", "GP5020", "`price` and `prices` both give the price", "leave one away");
      (void)section.quantity("price", "money", 0.0, 0);
      Years listed = zeros(p.years - 1);
      place_by_year(section, "prices", "money", listed, 1);
      out.price = zeros(p.years - 1);
      for (std::size_t t = 0; t < listed.size(); ++t) {
        if (listed[t] == 0 && t > 0) listed[t] = listed[t - 1];  // a price holds until the next
        out.price[t] = listed[t] * level(static_cast<int>(t), 0);
      }
    } else if (section.has("price")) {
      const double price = section.quantity("price", "money", {}, 0),
                   price_growth = section.share("price_growth", 0, -0.9, 2);
      out.price = zeros(p.years - 1);
      for (int t = 0; t < p.years; ++t) out.price[static_cast<std::size_t>(t)] = price * level(t, price_growth);
    }
    if (!out.price.empty()) {
      out.take_or_pay = section.share("take_or_pay", 0);
      out.committed = scaled(full, section.share("committed", 0, 0, 10));
    }
    out.production_credit = section.quantity("production_credit", "money", 0, 0);
    out.production_credit_years = section.years("production_credit_years", 10);
    p.products.push_back(std::move(out));
  }

  void debts() {
    Project& p = project();
    CaseSection debt = root_.table("debt"), chip = root_.table("chip_loan"), lease = root_.table("lease"),
                vendor = root_.table("vendor_credit");
    out_.debt_place = root_.place("debt");
    if (debt.given()) {
      TermDebt& d = p.debt;
      d.by_cover = debt.choice("size", {"share", "cover"}, "cover") == "cover";
      for (const char* key : {"share", "repayment", "grace"})
        if (d.by_cover && debt.has(key))
          debt.trouble(
              key, "GP5020", fmt::format("`debt.{}` has no part in a debt that is sized to cover", key),
              "leave it away (it is sculpted to the cash flow, at most `largest_share`), or write size = \"share\"");
      if (!d.by_cover && debt.has("largest_share"))
        debt.trouble("largest_share", "GP5020", "`debt.largest_share` has no part in a debt that is given as a share",
                     "leave it away, or write size = \"cover\"");
      d.share = debt.share("share", d.by_cover ? std::optional(0.0) : std::nullopt);
      d.largest_share = debt.share("largest_share", 1);
      const std::string how = debt.choice("repayment", {"level", "equal principal", "sculpted"}, "level");
      d.repayment = how == "level"      ? Repayment::level
                    : how == "sculpted" ? Repayment::sculpted
                                        : Repayment::equal_principal;
      d.interest = debt.share("interest", {});
      if (debt.has("construction_interest")) d.construction_interest = debt.share("construction_interest", {});
      d.tenor = debt.years("tenor", {}, 1);
      d.grace = debt.years("grace", 0);
      d.cover = debt.number("cover", 1.3, 1, 10);
      p.owners_pay_growth = debt.choice("later_spending", {"cash", "owners"}, "cash") == "owners";
      d.upfront_fee = debt.share("upfront_fee", 0, 0, 0.5);
      d.commitment_fee = debt.share("commitment_fee", 0, 0, 0.2);
      d.reserve_months = debt.number("reserve_months", 0, 0, 60);
      if (d.tenor > p.years - p.operation)
        debt.trouble("tenor", "GP5020",
                     fmt::format("the debt runs {} years, operation {}", d.tenor, p.years - p.operation),
                     "let it end with the project or before");
      if (d.grace >= d.tenor)
        debt.trouble("grace", "GP5020", "no year is left to repay", "let grace be shorter than tenor");
      if (debt.has("share")) out_.debt_place = debt.place("share");
    }
    p.chip_loan = {chip.share("interest", 0), chip.years("tenor", 4, 1), chip.share("balloon", 0)};
    p.lease = {lease.share("rate", 0), lease.years("years", 4, 1), lease.share("residual", 0)};
    p.vendor = {vendor.share("interest", 0), vendor.years("years", 3, 1)};
    for (CaseSection* section : {&debt, &chip, &lease, &vendor}) finished_.push_back(*section);
  }

  void customers_and_owners() {
    Project& p = project();
    CaseSection prepaid = root_.table("prepayment");
    if (prepaid.given()) {
      const int year = static_cast<int>(prepaid.number("year", p.first_year));
      if (index(year) < 0 || index(year) >= p.operation)
        prepaid.trouble("year", "GP5020", "the prepayment is not paid before operation", "give a year of construction");
      p.prepayment = Prepayment{prepaid.quantity("amount", "money", {}, 0) * level(std::max(0, index(year)), 0),
                                std::clamp(index(year), 0, p.operation - 1), prepaid.years("credited_over", {}, 1),
                                prepaid.share("discount", 0)};
    }
    finished_.push_back(prepaid);
    for (CaseSection& owner : owners_ = root_.tables("owner"))
      p.owners.push_back({owner.text("name", {}), owner.share("contributes", {}), owner.share("preferred_return", 0),
                          owner.share("shares", {})});
    double contributed = 0, shared = 0;
    for (const OwnerClass& owner : p.owners) contributed += owner.contributes, shared += owner.shares;
    if (!p.owners.empty() && (std::abs(contributed - 1) > 1e-6 || std::abs(shared - 1) > 1e-6))
      root_.trouble("owner", "GP5020", "the owners do not pay in, or do not share, the whole",
                    "let contributes and shares each add up to 100 %");
  }

  double rate_of_country(CaseSection& tax) {
    const std::string country = tax.text("country", {});
    for (const char* key : {"rate", "federal", "state"})
      if (tax.has(key)) {
        (void)tax.share(key, 0);
        tax.trouble(key, "GP5020", fmt::format("`tax.country` and `tax.{}` both give the rate", key), "leave one away");
      }
    const std::optional<double> rate = tax_of_ ? tax_of_(country) : std::nullopt;
    if (!rate)
      tax.trouble("country", "GP5013", fmt::format("no corporate tax rate is known for \"{}\"", country),
                  "write an ISO 3166 code of the catalogue, e.g. \"KR\", or give `rate`");
    return rate.value_or(0);
  }

  void tax_and_reserves() {
    Project& p = project();
    CaseSection tax = root_.table("tax"), reserves = root_.table("reserves");
    if (tax.has("country"))
      p.tax.rate = rate_of_country(tax);
    else if (tax.has("federal") || tax.has("state"))
      p.tax.rate = effective_rate(tax.share("state", 0), tax.share("federal", 0));
    else
      p.tax.rate = tax.share("rate", 0);
    p.tax.carries_losses = tax.choice("losses", {"carried", "refunded"}, "carried") == "carried";
    p.tax.usable_losses = tax.share("usable_losses", 1);
    p.receivable_days = reserves.number("receivable_days", 0, 0, days_in_four_years / 4);
    p.working_months = reserves.number("working_months", 0, 0, 24);
    p.reserve_interest = reserves.share("interest", 0);
    p.saves_for_refresh = reserves.flag("saves_for_refresh", false);
    if (p.saves_for_refresh && p.owners_pay_growth)
      reserves.trouble("saves_for_refresh", "GP5020", "it is saved for what the owners pay",
                       "leave it away, or write later_spending = \"cash\" in [debt]");
    p.decommissioning = reserves.quantity("decommissioning", "money", 0, 0) * level(p.years - 1, 0);
    finished_.push_back(tax);
    finished_.push_back(reserves);
  }

  Driver driver(CaseSection& section, const std::string& key, Driver fallback) {
    std::vector<std::string> names;
    for (int d = 0; d < static_cast<int>(Driver::delay); ++d) names.emplace_back(driver_name(static_cast<Driver>(d)));
    const std::string name = section.choice(key, names, std::string(driver_name(fallback)));
    return static_cast<Driver>(std::ranges::find(names, name) - names.begin());
  }

  void sensitivity() {
    CaseSection section = root_.table("sensitivity");
    out_.step = section.share("step", 0.1, 0.001, 0.9);
    out_.rows = driver(section, "rows", Driver::price);
    out_.columns = driver(section, "columns", Driver::capital);
    if (const std::vector<double> factors = section.shares("factors"); !factors.empty()) out_.factors = factors;
    finished_.push_back(section);
  }

  CaseSection root_;
  CaseReading& reading_;
  const PlanFigures* plan_;
  TaxOfCountry tax_of_;
  Rules others_;
  std::vector<std::string> ruled_;  // assets of the plan that the case names
  std::vector<CaseSection> products_, capital_, costs_, owners_, finished_;
  MoneyCase out_;
  bool real_ = true, timed_ = true;
};

}  // namespace

MoneyCase read_money_case(std::string_view text, const std::string& file, const PlanFigures* plan,
                          const TaxOfCountry& tax_of) {
  CaseReading reading{.file = file, .money = {}, .faults = {}};
  if (const auto refusal = refuse_toml(text, file))
    throw InputInvalid({{"GP5010", refusal->place, refusal->message, refusal->remedy}});
  toml::table root;
  try {
    root = toml::parse(text, file);
  } catch (const toml::parse_error& error) {
    const toml::source_position& at = error.source().begin;
    throw InputInvalid({{"GP5010",
                         {file, static_cast<int>(at.line), static_cast<int>(at.column)},
                         std::string(error.description()),
                         "correct the TOML here"}});
  }
  return CaseFile(root, reading, plan, tax_of).read();
}

}  // namespace gigaplan::finance
