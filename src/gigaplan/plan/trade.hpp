// Where power that passes between countries came from.
#pragma once
#include <vector>

#include "gigaplan/compile/compile.hpp"
#include "gigaplan/plan/plan.hpp"

namespace gigaplan::plan {

/// What is sent from one zone to another in an hour [MW], over an interconnector or within a country.
struct Passage {
  int from = 0, to = 0;  ///< zones
  double sent = 0, received = 0;
  double charge = 0;  ///< money per MWh sent
};
[[nodiscard]] std::vector<Passage> passages(const compile::Meaning& meaning, const scenario::Scenario& scenario,
                                            const View& view, std::size_t h);

/// Those of them that are the programme's own: none where power systems trade.
[[nodiscard]] std::vector<Passage> own_passages(const compile::Meaning& meaning, const scenario::Scenario& scenario,
                                                const View& view, std::size_t h);

/// What each MWh that leaves a zone carries of some quantity, when all that comes into a zone is mixed there:
///
///     x_z · through_z = own_z + Σ over passages into z of x_from · carried
///
/// `own`: what the zone's own supply brings, per hour; `through`: MWh that leave the zone, or come in, per hour; a zone
/// without any has x = 0. `carried`: MWh of the passage that bring their part along: those sent, where losses keep it
/// (carbon, money), those received, where losses lose it (carbon-free energy).
[[nodiscard]] std::vector<double> mixed(const std::vector<double>& own, const std::vector<double>& through,
                                        const std::vector<Passage>& passages, double Passage::*carried);

/// Money per MWh that the sites of each zone [first index] draw through their connections at each snapshot, for what was
/// bought on markets and for the programme's own passages. What plants deliver costs nothing here: it is paid apart.
[[nodiscard]] std::vector<std::vector<double>> cost_of_market_power(const compile::Meaning& meaning,
                                                                    const scenario::Scenario& scenario,
                                                                    const View& view);

/// Fills Plan::trade.
void read_trade(Plan& plan, const View& view);

}  // namespace gigaplan::plan
