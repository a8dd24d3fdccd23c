#include "gigaplan/planmoney/terms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "gigaplan/finance/returns.hpp"

namespace gigaplan::planmoney {
namespace {

class Writer {
 public:
  Writer(const PlanMoney& money, const Catalogue& catalogue) : money_(money), catalogue_(catalogue) {}

  Terms write() {
    const auto& f = money_.figures;
    text_ += "# Terms for this plan's money. Change what is yours; docs/finance.md explains every key.\n";
    rates();
    for (const Borrowed& borrowed : money_.borrowed)
      for (const auto& asset : f.capital)
        if (asset.name == fmt::format("{}, {}", asset.kind, borrowed.first_year)) lent_for(asset, borrowed);
    for (const auto& kind : kinds_of(f)) capital(kind);
    if (money_.loan.wanted()) {
      income();
      loans_of_plan();
    } else {
      debts();
    }
    section("[tax]");
    figure("tax", "rate", "countries/" + money_.country + "/tax_rate", "%");
    out_.toml = std::move(text_);
    return std::move(out_);
  }

 private:
  // In the order in which the plan's money names them first.
  static std::vector<std::string> kinds_of(const finance::PlanFigures& f) {
    std::vector<std::string> kinds;
    for (const auto& asset : f.capital)
      if (std::ranges::find(kinds, asset.kind) == kinds.end()) kinds.push_back(asset.kind);
    return kinds;
  }

  void section(const std::string& head) { text_ += "\n" + head + "\n"; }

  void line(const std::string& group, const std::string& key, const std::string& value, const std::string& source) {
    const std::string written = fmt::format("{} = {}", key, value);
    text_ += fmt::format("{:<28}  # {}\n", written, source);
    out_.list.push_back({group.empty() ? key : group + "." + key, value, source});
  }

  static std::string source_of(const Figure& figure) {
    return fmt::format("{}: {}, {} ({})", figure.key, figure.source, figure.year, figure.confidence);
  }

  void figure(const std::string& group, const std::string& key, const std::string& from, const std::string& unit) {
    const Figure& f = catalogue_.figure(from);
    line(group, key, fmt::format("\"{:.6g} {}\"", f.value, unit), source_of(f));
  }

  void rates() {
    const Figure* inflation = catalogue_.find_figure("finance/inflation/" + money_.figures.currency);
    std::string source;
    if (inflation == nullptr) {
      inflation = &catalogue_.figure("finance/inflation/USD");
      source = fmt::format("none known for {}; ", money_.figures.currency);
    }
    const double rise = rise_ = inflation->value / 100;
    line("", "inflation", fmt::format("\"{:.6g} %\"", inflation->value), source + source_of(*inflation));
    line("", "discount_rate", fmt::format("\"{:.12g} %\"", 100 * finance::nominal_rate(money_.rate, rise)),
         fmt::format("the plan: its real rate of {:.6g} % with inflation", 100 * money_.rate));
    figure("", "equity_return", "finance/defaults/equity_return", "%");
  }

  // Lives of the plan; chips are written off as accountants do and paid in part by loans on them.
  void capital(const std::string& kind) {
    section("[[capital]]");
    text_ += fmt::format("name = \"{}\"\n", kind);
    if (kind == "accelerators") {
      write_off(kind, life_of(kind), source_of(catalogue_.figure("finance/defaults/depreciation_accelerators")));
      if (!money_.loan.wanted()) figure(kind, "chip_loan", "finance/defaults/construction_loan_share", "%");
      return;
    }
    write_off(kind, life_of(kind), "the plan: the life it counts with");
  }

  [[nodiscard]] double life_of(const std::string& kind) const {
    if (kind == "accelerators") return catalogue_.figure("finance/defaults/depreciation_accelerators").value;
    return money_.lives.at(kind);
  }

  // What is built for a year with the part of it that the plan borrows, written off as its kind.
  void lent_for(const finance::PlanFigures::Asset& asset, const Borrowed& borrowed) {
    section("[[capital]]");
    text_ += fmt::format("name = \"{}\"\n", asset.name);
    const long years = std::max(1L, std::lround(life_of(asset.kind)));
    text_ += fmt::format("write_off = \"straight {0}\"\nbook_life = \"{0} yr\"\n", years);
    line(asset.name, "chip_loan", fmt::format("\"{:.10g} %\"", 100 * borrowed.share),
         "the plan: what it borrows for this year");
  }

  void write_off(const std::string& kind, double life, const std::string& source) {
    const auto years = std::max(1L, std::lround(life));
    line(kind, "write_off", fmt::format("\"straight {}\"", years), source);
    line(kind, "book_life", fmt::format("\"{} yr\"", years), source);
  }

  // What the plan lets an hour earn, where it sells hours; else the price is solved for as in any plan.
  void income() {
    constexpr const char* hours = "H100-equivalent hour";
    const auto& f = money_.figures;
    if (std::ranges::find(f.volumes, hours, &finance::PlanFigures::Volume::name) == f.volumes.end()) return;
    section("[[product]]");
    text_ += fmt::format("name = \"{}\"\n", hours);
    std::string prices;
    double last = -1;
    for (int year = f.operation_from; year <= f.last_year; ++year) {
      const double price = money_.loan.income.step(year);
      if (price == last || price <= 0) continue;
      prices +=
          fmt::format("{}{} = \"{:.12g} {}_{}\"", prices.empty() ? "" : ", ", year, price, f.currency, f.price_year);
      last = price;
    }
    line(hours, "prices", "{ " + prices + " }", of_loan);
  }

  // The plan's own loans, one on everything that is built for a year: no debt beside them.
  void loans_of_plan() {
    const scenario::Loan& loan = money_.loan;
    const std::string interest = fmt::format("\"{:.6g} %\"", 100 * ((1 + loan.interest) * (1 + rise_) - 1));
    section("[debt]");
    line("debt", "size", "\"share\"", of_loan);
    line("debt", "share", "\"0 %\"", "the plan: its loans are on what is built, year by year");
    line("debt", "interest", interest, std::string(of_loan) + ", with inflation");
    line("debt", "tenor", "\"1 yr\"", "none is lent");
    line("debt", "later_spending", "\"owners\"", "the plan: what it does not borrow comes from its owners");
    section("[chip_loan]");
    line("chip_loan", "interest", interest, std::string(of_loan) + ", with inflation");
    line("chip_loan", "tenor", fmt::format("\"{} yr\"", std::max(1L, std::lround(loan.tenor))), of_loan);
  }

  void debts() {
    const auto& f = money_.figures;
    section("[debt]");
    line("debt", "size", "\"cover\"", "as much as the cash flow carries");
    const Figure& cover = catalogue_.figure("finance/dc_project_finance/contracted hyperscale lease/minimum_dscr");
    line("debt", "cover", fmt::format("{:.6g}", cover.value), source_of(cover));
    figure("debt", "largest_share", "finance/defaults/construction_loan_share", "%");
    figure("debt", "interest", "finance/dc_spv_bond/Meta Hyperion (Beignet)/yield", "%");
    const Figure& tenor = catalogue_.figure("finance/dc_project_finance/permanent loan / ABS/tenor");
    const int years = std::min(static_cast<int>(tenor.value), f.last_year - f.operation_from + 1);
    line("debt", "tenor", fmt::format("\"{} yr\"", years), source_of(tenor) + ", not beyond the plan");
    line("debt", "later_spending", "\"owners\"", "assumed: growth is paid by loans on its chips and by the owners");
    section("[chip_loan]");
    figure("chip_loan", "interest", "finance/gpu_debt/OEM financing/rate", "%");
    const Figure& life = catalogue_.figure("finance/defaults/depreciation_accelerators");
    line("chip_loan", "tenor", fmt::format("\"{:.0f} yr\"", life.value), source_of(life));
  }

  const PlanMoney& money_;
  const Catalogue& catalogue_;
  static constexpr const char* of_loan = "the plan: [loan] of the scenario";
  double rise_ = 0;  // inflation
  std::string text_;
  Terms out_;
};

}  // namespace

finance::TaxOfCountry tax_of_country(const Catalogue& catalogue) {
  return [&catalogue](const std::string& name) -> std::optional<double> {
    const Country* country = catalogue.find_country(name);
    const Figure* rate = country == nullptr ? nullptr : catalogue.find_figure("countries/" + country->id + "/tax_rate");
    return rate == nullptr ? std::nullopt : std::optional(rate->value / 100);
  };
}

Terms default_terms(const PlanMoney& money, const Catalogue& catalogue) { return Writer(money, catalogue).write(); }

}  // namespace gigaplan::planmoney
