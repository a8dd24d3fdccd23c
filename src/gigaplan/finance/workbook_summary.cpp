#include <algorithm>

#include "gigaplan/finance/workbook_scenarios.hpp"

namespace gigaplan::finance {
namespace {

struct Figure {
  std::string name, formula;
  std::optional<double> value;
  bool percent = false;
};

// The formulas of the Summary sheet over rows of the Model sheet.
class Figures {
 public:
  Figures(const MoneyCase& money, const MoneyResult& result, const WorkbookModel& model)
      : project_(money.project), result_(result), model_(model), s_(result.project.statements) {}

  [[nodiscard]] std::vector<Figure> key() const {
    const Returns& r = result_.project.returns;
    const std::string cover = row("cover");
    std::vector<Figure> out{
        {"project IRR before tax", irr("project_flow_before_tax", r.project_irr_before_tax), r.project_irr_before_tax,
         true},
        {"project IRR", irr("project_flow", r.project_irr), r.project_irr, true},
        {"equity IRR before tax", irr("equity_flow_before_tax", r.equity_irr_before_tax), r.equity_irr_before_tax,
         true},
        {"equity IRR", irr("equity_flow", r.equity_irr), r.equity_irr, true},
        {"equity IRR, real",
         fmt::format("(1+{})/(1+{})-1", irr("equity_flow", r.equity_irr), model_.input("inflation")), r.real_equity_irr,
         true},
        {"project NPV", worth("project_flow", rate()), r.project_npv},
        {"equity NPV", worth("equity_flow", model_.input("equity return asked for")), r.equity_npv},
        {"term debt", fmt::format("SUM({})", row("term_drawn")), s_.term_amount},
        {"least cover (DSCR)", fmt::format("IF(COUNT({0})=0,0,MIN({0}))", cover), s_.least_cover},
        {"average cover", fmt::format("IF(COUNT({0})=0,0,AVERAGE({0}))", cover), s_.average_cover},
        {"loan life cover (LLCR)", loan_life_cover(), s_.loan_life_cover},
        {"paid in by owners", fmt::format("SUM({})", row("contributed")), total(s_.contributed)},
        {"paid to owners", fmt::format("SUM({})", row("distributed")), total(s_.distributed)},
        {"tax paid", fmt::format("SUM({})", row("tax")), total(s_.tax)},
        {"largest imbalance of the balance sheet", fmt::format("MAX({0})-MIN({0})", row("imbalance")), 0.0},
        {"term debt not settled", model_.unsettled("Model", project_), 0.0}};
    return out;
  }

  // Levelised cost:  (PV of cost of own assets, running, rent, tax without debt, decommissioning − credits − residual)
  // / PV of the volume; real: of the volume at the real rate.
  [[nodiscard]] std::vector<Figure> unit_costs() const {
    std::string cost;
    for (const char* key : {"own cost", "cost", "rent", "unlevered tax", "decommissioning"})
      cost += "+" + worth(key, rate());
    for (const char* key : {"credits", "residual"}) cost += "-" + worth(key, rate());
    const std::string real = fmt::format("((1+{})/(1+{})-1)", rate(), model_.input("inflation"));
    std::vector<Figure> out;
    for (const UnitCost& unit : result_.project.returns.unit_costs) {
      const auto product = std::ranges::find(project_.products, unit.name, &Product::name);
      const std::string volume = fmt::format("product {} base volume", product - project_.products.begin());
      const auto levelised = [&](const std::string& at) {
        return fmt::format("({})/({}*{})", cost, worth(volume, at), model_.input("volume factor"));
      };
      const std::string of = fmt::format("{} [{}/{}]", unit.name, project_.currency, unit.unit);
      out.push_back({of + ", nominal", levelised(rate()), unit.nominal});
      out.push_back({fmt::format("{}, real, in prices of {}", of, project_.first_year), levelised(real), unit.real});
    }
    return out;
  }

  [[nodiscard]] std::vector<Figure> uses() const {
    std::vector<Figure> out;
    for (std::size_t i = 0; i < project_.capital.size(); ++i) {
      const std::string& name = project_.capital[i].name;
      out.push_back({name, before(fmt::format("spending {}", i)), spent_before(i)});
    }
    for (Figure figure :
         {Figure{"operating cost before operation", "-" + before("ebitda"), {}},
          {"fees", before("fees"), {}},
          {"interest during construction", before("construction interest"), {}},
          {"loans repaid during construction", before("chip repaid") + "+" + before("vendor repaid"), {}},
          {"reserves", at_start("reserves"), {}},
          {"tax before operation", before("tax") + "-" + before("credits"), {}},
          {"receivables", at_start("receivables"), {}},
          {"paid to owners", before("distributed"), {}}}) {
      figure.value = value_of(result_.project.uses, figure.name);
      out.push_back(std::move(figure));
    }
    return out;
  }

  [[nodiscard]] std::vector<Figure> sources() const {
    std::string leased = "0";
    for (std::size_t i = 0; i < project_.capital.size(); ++i)
      if (project_.capital[i].lease > 0)
        leased += fmt::format("+{:.17g}*{}", project_.capital[i].lease, before(fmt::format("spending {}", i)));
    std::vector<Figure> out{{"term debt", before("term_drawn"), {}},
                            {"chip-backed loans", before("chip drawn"), {}},
                            {"vendor credit", before("vendor drawn"), {}},
                            {"leases", leased, {}},
                            {"grants", before("grants"), {}},
                            {"customer prepayment", before("prepaid"), {}},
                            {"residual value", before("residual"), {}},
                            {"interest on reserves", before("reserve interest"), {}}};
    std::vector<OwnerClass> owners = project_.owners;
    if (owners.empty()) owners.push_back({"equity", 1, 0, 1});
    for (const OwnerClass& owner : owners)
      out.push_back({owner.name, fmt::format("{:.17g}*{}", owner.contributes, before("contributed")), {}});
    for (Figure& figure : out) figure.value = value_of(result_.project.sources, figure.name);
    return out;
  }

 private:
  [[nodiscard]] int last() const { return project_.years - 1; }
  [[nodiscard]] std::string row(const std::string& key) const { return model_.years("Model", key, 0, last()); }
  // The reader's search begins at our value.
  [[nodiscard]] std::string irr(const std::string& key, const std::optional<double>& value) const {
    return fmt::format("IRR({},{:.4f})", row(key), value.value_or(0.1));
  }
  [[nodiscard]] std::string rate() const { return model_.input("discount rate"); }
  [[nodiscard]] std::string worth(const std::string& key, const std::string& at) const {
    return fmt::format("NPV({0},{1})*(1+{0})", at, row(key));
  }
  [[nodiscard]] std::string before(const std::string& key) const {
    return fmt::format("SUM({})", model_.years("Model", key, 0, project_.operation - 1));
  }
  [[nodiscard]] std::string at_start(const std::string& key) const {
    return "Model!" + model_.at(key, project_.operation - 1);
  }

  [[nodiscard]] double spent_before(std::size_t item) const {
    const Years& spending = project_.capital[item].spending;
    double out = 0;
    for (std::size_t t = 0; t < static_cast<std::size_t>(project_.operation); ++t) out += spending[t];
    return out;
  }

  static double value_of(const std::vector<Amount>& list, const std::string& name) {
    const auto found = std::ranges::find(list, name, &Amount::name);
    return found == list.end() ? 0 : found->value;
  }

  // PV of the cash until the last year of service, at the mean rate of the debts when operation begins, over the debts.
  [[nodiscard]] std::string loan_life_cover() const {
    int end = project_.operation;
    for (int t = end; t <= last(); ++t)
      if (s_.debt_service[static_cast<std::size_t>(t)] > 0) end = t;
    const std::string term = at_start("term balance"), chip = at_start("chip balance"),
                      vendor = at_start("vendor balance");
    const std::string debt = fmt::format("({}+{}+{})", term, chip, vendor);
    const std::string mean =
        fmt::format("({}*{}+{}*{}+{}*{})/{}", term, model_.input("term debt: interest"), chip,
                    model_.input("chip-backed loans: interest"), vendor, model_.input("vendor credit: interest"), debt);
    return fmt::format("IF({0}<=0,0,NPV({1},{2})/{0})", debt, mean,
                       model_.years("Model", "cash", project_.operation, end));
  }

  const Project& project_;
  const MoneyResult& result_;
  const WorkbookModel& model_;
  const Statements& s_;
};

}  // namespace

// Beside each formula the value computed here and their difference.
void write_summary(Book& book, lxw_worksheet* sheet, Scenarios& scenarios, const MoneyCase& money,
                   const MoneyResult& result, const WorkbookModel& model) {
  const Figures figures(money, result, model);
  std::size_t at = 0;
  const auto heading = [&](const std::string& title) {
    text(sheet, at, 0, title, book.heading_);
    text(sheet, at, 1, "in this workbook", book.heading_);
    text(sheet, at, 2, "as computed", book.heading_);
    text(sheet, at++, 3, "difference", book.heading_);
  };
  const auto list = [&](const std::vector<Figure>& lines) {
    double sum = 0;
    for (const Figure& figure : lines) {
      lxw_format* format = figure.percent ? book.percent_ : book.number_;
      text(sheet, at, 0, figure.name);
      if (figure.value) {
        formula(sheet, at, 1, figure.formula, format, *figure.value);
        number(sheet, at, 2, *figure.value, format);
        formula(sheet, at, 3, fmt::format("B{0}-C{0}", at + 1), book.number_, 0);
        sum += *figure.value;
      }
      ++at;
    }
    return sum;
  };
  heading(money.project.name);
  list(figures.key());
  ++at;
  heading("Levelised cost");
  list(figures.unit_costs());
  for (const auto& [title, lines] :
       {std::pair{"Uses until operation", figures.uses()}, std::pair{"Sources", figures.sources()}}) {
    ++at;
    heading(title);
    const std::size_t first = at;
    const double sum = list(lines);
    text(sheet, at, 0, "total", book.bold_);
    formula(sheet, at, 1, fmt::format("SUM(B{}:B{})", first + 1, at), book.number_, sum);
    ++at;
  }
  const BreakEven& even = result.break_even;
  ++at;
  heading("Price that earns the owners what they ask for");
  std::vector<Figure> prices;
  if (const auto factor = scenarios.break_even()) {
    prices.push_back({"factor on all prices", *factor, even.root.at});
    const std::size_t cell = at + 1;
    for (const UnitCost& price : even.prices) {
      const auto product = std::ranges::find(money.project.products, price.name, &Product::name);
      prices.push_back(
          {fmt::format("{} [{}/{}] in {}", price.name, money.project.currency, price.unit,
                       money.project.first_year + money.project.operation),
           fmt::format("Model!{}*{}*$B${}",
                       model.at(fmt::format("product {} base price", product - money.project.products.begin()),
                                money.project.operation),
                       model.input("price factor"), cell),
           price.nominal});
    }
    list(prices);
  } else {
    for (const UnitCost& price : even.prices) {
      text(sheet, at, 0,
           fmt::format("{} [{}/{}], solved by the program", price.name, money.project.currency, price.unit));
      number(sheet, at++, 2, price.nominal, book.number_);
    }
  }
  if (!even.root.bracketed) text(sheet, at, 0, "none up to 1000 times the given prices");
}

}  // namespace gigaplan::finance
