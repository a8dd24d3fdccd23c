#include "gigaplan/scenario/stored.hpp"

#include <algorithm>

namespace gigaplan::scenario {
namespace {

void put(Node& table, const std::string& key, Node value) {
  table.remove(key);
  table.members.push_back({key, {}, std::move(value)});
}

/// The values in place of the file they were read from.
void put_series(Node& table, const std::string& key, const std::optional<UserSeries>& series) {
  if (!series) return;
  Node values, whole;
  values.kind = Node::Kind::array;
  for (const double value : series->values) {
    Node item;
    item.kind = Node::Kind::real;
    item.real = value;
    values.items.push_back(std::move(item));
  }
  put(whole, "values", std::move(values));
  for (const auto& [name, text] : {std::pair("file", series->file), std::pair("column", series->column)}) {
    Node node;
    node.kind = Node::Kind::text;
    node.text = text;
    if (!text.empty()) put(whole, name, std::move(node));
  }
  put(table, key, std::move(whole));
}

}  // namespace

std::string self_contained(Node tree, const Scenario& scenario, const std::optional<Overlay>& overlay) {
  if (Node* sites = tree.find("site"))
    for (std::size_t i = 0; i < sites->items.size(); ++i)
      put_series(sites->items[i], "temperature", scenario.sites[i].temperature);
  if (Node* plants = tree.find("plant"))
    for (std::size_t i = 0; i < plants->items.size(); ++i)
      put_series(plants->items[i], "output", scenario.plants[i].output);
  if (Node* power = tree.find("power")) {
    put_series(*power, "price", scenario.power.price);
    put_series(*power, "carbon", scenario.power.carbon);
    if (!scenario.power.network.empty()) {
      Node file;
      file.kind = Node::Kind::text;
      file.text = stored_network;
      put(*power, "network", std::move(file));
    }
  }
  if (overlay) {
    Node catalogue, figures;
    figures.kind = Node::Kind::text;
    figures.text = overlay->text;
    put(catalogue, "figures", std::move(figures));
    put(tree, "catalogue", std::move(catalogue));
  }
  return to_toml(tree);
}

bool brings_files(const Scenario& scenario) {
  return !scenario.power.network.empty() ||
         std::ranges::any_of(scenario.sites, [](const Site& site) { return site.temperature.has_value(); }) ||
         std::ranges::any_of(scenario.plants, [](const Plant& plant) { return plant.output.has_value(); }) ||
         scenario.power.price.has_value() || scenario.power.carbon.has_value();
}

}  // namespace gigaplan::scenario
