#include "gigaplan/finance/sam/outputs.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

namespace gigaplan::finance::sam {
namespace {

template <class Kind>
const Kind* lookup(const std::vector<std::pair<std::string, std::variant<double, Years>>>& list,
                   const std::string& name) {
  for (const auto& [key, value] : list)
    if (key == name) return std::get_if<Kind>(&value);
  return nullptr;
}

}  // namespace

const double* Outputs::scalar(const std::string& name) const { return lookup<double>(list_, name); }
const Years* Outputs::row(const std::string& name) const { return lookup<Years>(list_, name); }

std::string Outputs::to_json(int indent) const {
  // nlohmann writes numbers that are not finite as null
  nlohmann::ordered_json out = nlohmann::ordered_json::object();
  for (const auto& [name, value] : list_) std::visit([&, &key = name](const auto& v) { out[key] = v; }, value);
  if (indent < 0) return out.dump();
  std::string text = "{";
  for (const auto& [name, value] : out.items())
    text += (text.size() > 1 ? ",\n  " : "\n  ") + nlohmann::json(name).dump() + ": " + value.dump();
  return text + "\n}";
}

}  // namespace gigaplan::finance::sam
