// Lays the rows of the Model sheet in the order in which they are read: what is sold, what it costs, what is built,
// reserves, debt, tax, owners, balance. The sweeps that settle debt and tax stand below.
#pragma once
#include <fmt/format.h>

#include <functional>
#include <string>
#include <vector>

#include "gigaplan/finance/project_parts.hpp"
#include "gigaplan/finance/workbook_model.hpp"

namespace gigaplan::finance {

class Layout {
 public:
  Layout(const Project& project, const ProjectResult& result, Scenario scenario);
  WorkbookModel lay();

 private:
  using Text = std::function<std::string(int)>;  ///< the formula of a year; empty: no cell

  // rows, in workbook_model.cpp
  void input(const std::string& name, const std::string& unit, double value, bool flows = true);
  void row(const std::string& key, const std::string& name, const std::string& unit, const Years& values, Text text);
  void heading(const std::string& name);
  void figures(const std::string& key, const std::string& name, const Years& values, const std::string& unit = "");
  void open_figures(const std::string& key, const std::string& name, const Years& values, const std::string& unit = "");
  void formula(const std::string& key, const std::string& name, const Years& values, Text text,
               const std::string& unit = "");
  void built_figures(const std::string& key, const std::string& name, const Years& values, const Years& ungranted);
  void scaled_figures(const std::string& key, const std::string& name, const Years& values, const std::string& factor);
  [[nodiscard]] Text adds(std::vector<std::string> terms) const;
  [[nodiscard]] std::string delayed(const std::string& key, int t) const;
  [[nodiscard]] std::string at(const std::string& key, int t) const { return model_.at(key, t); }
  [[nodiscard]] std::string in(const std::string& name) const { return model_.input(name); }
  [[nodiscard]] bool operates(int t) const { return t >= project_.operation; }
  [[nodiscard]] bool owners_pay(int t) const { return project_.owners_pay_growth && operates(t); }
  [[nodiscard]] int last() const { return last_of(project_); }

  // subjects, in workbook_operation.cpp
  void inputs();
  void sales();
  void running();
  void built();
  void reserves();
  void saved();

  // loans on what is bought, in workbook_loans.cpp
  void purchase_loan(const std::string& id, const std::string& name, const PurchaseLoans& loans, int years,
                     const std::string& balloon, const std::string& rate);
  void rent();

  // term debt, in workbook_debt.cpp
  [[nodiscard]] Years need_of_construction(bool whole) const;
  [[nodiscard]] Years drawn_for(const Years& need, double share) const;
  [[nodiscard]] bool resizes() const;
  [[nodiscard]] bool sized() const;
  [[nodiscard]] std::string drawing_rate() const;
  [[nodiscard]] std::string net_rate()
      const;  ///< what drawing costs more than not drawing: interest less commitment fee
  [[nodiscard]] std::string largest_share() const;
  void repayment();
  [[nodiscard]] std::string amount_paying(const std::string& part) const;
  void amount();
  void debt();

  // how debt and tax settle, in workbook_sweeps.cpp
  [[nodiscard]] int sweeps() const;
  [[nodiscard]] bool serves(int t) const;
  [[nodiscard]] std::string sweep(int k, const std::string& key, int t) const;
  [[nodiscard]] std::string paid_part(int k, int t) const;
  [[nodiscard]] std::string sweep_sum(int k, const std::string& key) const;
  void settle_debt();
  void sweep_amount(int k);
  void sweep_flow(int k);
  void sweep_tax(int k);

  // tax, owners, statements, in workbook_statements.cpp
  struct CarriedPool {
    Years used, left;
  };
  [[nodiscard]] CarriedPool pool_of(const Years& income) const;
  void tax_of(const std::string& id, const std::string& name, const Years& income, const Years& tax,
              const std::vector<std::string>& terms, bool levered);
  void taxes();
  void owners();
  void balance();

  const Project& project_;
  const ProjectResult& result_;
  const Statements& s_;
  Assets assets_;
  PurchaseLoans chips_, vendor_;
  Operations operations_;
  WorkbookModel model_;
  bool resizes_ = false, settling_ = false;
  std::vector<Text> texts_;
};

}  // namespace gigaplan::finance
