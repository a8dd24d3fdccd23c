// One half of a chain under elimination: the dense matrices of the hour at hand and of the one after it.
#pragma once
#include "gigaplan/solve/block_ipm/arrow.hpp"

namespace gigaplan::block_ipm {

class SegmentFactor {
 public:
  SegmentFactor(Arrow& arrow, const Chain& chain);

  /// Eliminates first … middle − 1 upwards, or last − 1 … middle + 1 downwards. What is known of the middle hour then
  /// lies in this object.
  void run(bool upwards);
  /// Adds the other half's share of the middle hour and eliminates it.
  void finish(const SegmentFactor& other);

  /// Σ GᵀG less the hourly columns' direct share of S, lower triangle over the chain's border numbers.
  [[nodiscard]] const Vector& border() const { return border_; }
  [[nodiscard]] int ld() const { return ld_; }
  [[nodiscard]] int dropped() const { return dropped_; }

 private:
  struct Hour {
    Vector m;  // rows × padded(rows), lower triangle
    Vector f;  // rows × ld_
  };
  struct Pending {  // what the hour eliminated last takes from the coupled rows of the next
    Index rows = 0;
    Vector m;  // rows × padded(rows)
    Vector f;  // rows × ld_
  };

  void clear(Hour& hour, Index t) const;
  void add_columns(Index t, Hour& here, Hour* next, bool upwards);
  void add_column(Index t, Index j, Hour& here, Hour* next, bool upwards);
  void add_column_border(Index j, double w);
  void complete(Index t);
  static void subtract(const Pending& pending, Index local_rows, int ld, int ld_border, Hour& hour);
  void eliminate(Index t);
  void link(Index t, Index next, const double* g);
  void flush();

  Arrow& a_;
  const StandardForm& f_;
  const Chain& chain_;
  Index chain_number_;
  int ld_;  // of everything over the chain's border numbers
  Hour current_, next_;
  Pending pending_;
  Vector coupling_;              // rows of the next hour × rows of this one (coupled ones)
  Vector inverse_, transposed_;  // L⁻¹ of the hour; a transposed piece of it or of the link
  Vector stack_;                 // G of a few hours
  Index stacked_ = 0;
  Vector border_;
  int dropped_ = 0;
  struct Term {
    Index at;
    double value;
  };
  std::vector<Term> here_, there_, border_terms_;  // of the column at hand
  std::size_t border_rows_ = 0;                    // how many of border_terms_ are rows
};

}  // namespace gigaplan::block_ipm
