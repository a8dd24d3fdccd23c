// The money pictures of the report. All optional: an empty vector shows nothing.
#pragma once
#include <string>
#include <vector>

#include "gigaplan/report/document_hours.hpp"

namespace gigaplan::report {

/// A step of a waterfall or a price build-up; `total` bars start at zero and are not added.
struct MoneyStep {
  std::string name;
  Number value;
  bool total = false;
  std::string note;
};
struct MoneyBridge {
  std::string title;  ///< "Sources and uses", "Price of a GPU-hour"
  std::string unit;
  std::vector<MoneyStep> steps;
};

/// Yearly series. In-flows positive, out-flows negative. `line`: drawn as a line over the bars (a balance, a sum).
struct MoneySeries {
  std::string name;
  std::vector<Number> values;  ///< one per year
  bool line = false;
};
struct MoneyYears {
  std::string title, unit;
  std::vector<int> years;
  std::vector<MoneySeries> series;
};

/// Loans and debt-service cover, one value per year: drawn, repaid (positive), left at the end of the year.
struct DebtCover {
  std::string title, unit;
  std::vector<int> years;
  std::vector<Number> drawn, repaid, balance, dscr;  ///< drawn, repaid: empty where nothing is known of them
  Number covenant;                                   ///< lowest DSCR allowed
  std::vector<Number> limit = {};                    ///< most that may be left; empty: no limit
};

struct TornadoBar {
  std::string name, low_input, high_input;
  Number low, high;  ///< the metric at the low and the high input
};
struct Tornado {
  std::string metric, unit;
  Number base;
  std::vector<TornadoBar> bars;
};

/// A metric over two drivers, each at several factors.
struct TwoWayTable {
  std::string metric, unit, rows, columns;       ///< names of the drivers
  std::vector<std::string> row_at, column_at;    ///< "+10 %", "as planned"
  std::vector<std::vector<Number>> values = {};  ///< by row
};

struct FinanceFigure {
  std::string name;
  Number value;
  std::string unit, note;
};

struct Finance {
  std::vector<FinanceFigure> figures;  ///< IRR, NPV, LCOE of compute, least DSCR …
  std::vector<MoneyBridge> bridges;
  std::vector<MoneyYears> cash_flows;
  std::vector<DebtCover> debt;
  std::vector<Tornado> tornadoes;
  std::vector<TwoWayTable> tables;
};

}  // namespace gigaplan::report
