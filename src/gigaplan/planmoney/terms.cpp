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
    for (const char* kind : {"accelerators", "halls", "grid connection", "own plants"})
      if (std::ranges::any_of(f.capital, [&](const auto& asset) { return asset.kind == kind; })) capital(kind);
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
      const Figure& life = catalogue_.figure("finance/defaults/depreciation_accelerators");
      write_off(kind, life.value, source_of(life));
      if (money_.loan.wanted())
        line(kind, "chip_loan", fmt::format("\"{:.6g} %\"", 100 * money_.loan.share), of_loan);
      else
        figure(kind, "chip_loan", "finance/defaults/construction_loan_share", "%");
      return;
    }
    const double life = kind == "halls"        ? money_.hall_life
                        : kind == "own plants" ? money_.plant_life
                                               : money_.connection_life;
    write_off(kind, life, "the plan: the life it counts with");
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

  // The plan's own loan, for what is built first and for the chips of later years.
  void loans_of_plan() {
    const auto& f = money_.figures;
    const scenario::Loan& loan = money_.loan;
    const std::string interest = fmt::format("\"{:.6g} %\"", 100 * ((1 + loan.interest) * (1 + rise_) - 1));
    const auto tenor = [&](int most) {
      return fmt::format("\"{} yr\"", std::clamp(static_cast<int>(std::lround(loan.tenor)), 1, most));
    };
    section("[debt]");
    line("debt", "size", "\"cover\"", "as much as the cash flow carries");
    line("debt", "cover", fmt::format("{:.6g}", std::max(1.0, loan.least_cover)), of_loan);
    line("debt", "largest_share", fmt::format("\"{:.6g} %\"", 100 * loan.share), of_loan);
    line("debt", "interest", interest, std::string(of_loan) + ", with inflation");
    line("debt", "tenor", tenor(f.last_year - f.operation_from + 1), std::string(of_loan) + ", not beyond the plan");
    line("debt", "upfront_fee", fmt::format("\"{:.6g} %\"", 100 * loan.fee), of_loan);
    line("debt", "later_spending", "\"owners\"", "assumed: growth is paid by loans on its chips and by the owners");
    section("[chip_loan]");
    line("chip_loan", "interest", interest, std::string(of_loan) + ", with inflation");
    line("chip_loan", "tenor", tenor(200), of_loan);
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
