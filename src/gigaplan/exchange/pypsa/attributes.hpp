// What PyPSA 1.4 knows: its components, their attributes with units and defaults, its standard types. Facts taken from
// the attribute tables that PyPSA is distributed with (`pypsa/data`, MIT licence); the last column, what becomes of
// each attribute here, is ours.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gigaplan::exchange::pypsa {

enum class Kind : std::uint8_t { number, integer, boolean, text };

/// modelled: part of the program. harmless: kept and written back; has no part in PyPSA's optimisation either.
/// refused: PyPSA would model it and we do not: a value other than the default is a fault. result: written by a solve,
/// read over.
enum class Use : std::uint8_t { modelled, harmless, refused, result };

struct Attribute {
  std::string name;
  Kind kind = Kind::number;
  bool varies = false;     ///< may be given by snapshot
  bool piecewise = false;  ///< may be given by breakpoints
  std::string unit;
  double number = 0;  ///< default of numbers, integers and booleans (NaN: none)
  std::string text;   ///< default of texts
  Use use = Use::modelled;
};

/// Attributes of one component in PyPSA's order.
struct ComponentType {
  std::string list;  ///< name of its table: "generators"
  std::vector<Attribute> attributes;
  [[nodiscard]] const Attribute* find(std::string_view name) const;
};

/// All components by list name. Attributes of further ports (`bus2`, `efficiency2`, `rate3`, `delay2`, `p2` …) are not
/// listed; `attribute_of` makes them from those of port 1.
[[nodiscard]] const std::map<std::string, ComponentType, std::less<>>& component_types();

/// The attribute `name` of component `list`, ports from 2 on included; a null name where PyPSA knows none.
[[nodiscard]] Attribute attribute_of(std::string_view list, std::string_view name);

/// Port number of "bus3", "efficiency3" … when `name` is `stem` followed by digits; −1 otherwise.

[[nodiscard]] int port_of(std::string_view name, std::string_view stem);

/// Electrical values of a standard line type, per km [Ohm/km, nF/km, kA, Hz].
struct LineType {
  double f_nom = 50, r_per_length = 0, x_per_length = 0, c_per_length = 0, i_nom = 0;
};
/// Values of a standard transformer type [MVA, %, kW, %, degrees, steps, steps, %].
struct TransformerType {
  double s_nom = 0, vsc = 0, vscr = 0, pfe = 0, i0 = 0, phase_shift = 0, tap_neutral = 0, tap_step = 0;
};
[[nodiscard]] const std::map<std::string, LineType, std::less<>>& line_types();
[[nodiscard]] const std::map<std::string, TransformerType, std::less<>>& transformer_types();

}  // namespace gigaplan::exchange::pypsa
