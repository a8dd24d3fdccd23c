// The way of a scenario: text → tree → records → scenario → checks.
#include "gigaplan/scenario/read.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include "gigaplan/scenario/checks.hpp"
#include "gigaplan/scenario/filling.hpp"
#include "gigaplan/scenario/money.hpp"
#include "gigaplan/scenario/source.hpp"
#include "gigaplan/scenario/stored.hpp"

namespace gigaplan::scenario {
namespace {

namespace fs = std::filesystem;

constexpr int newest_schema = 1;

/// The plan's money must be known before any amount is read.
MoneyYear money_of(const Node& root, const Catalogue& catalogue) {
  MoneyYear money{"USD", 2025};
  if (const Node* year = root.find("price_year"); year != nullptr && year->kind == Node::Kind::integer)
    money.year = static_cast<int>(std::clamp(year->integer, 1900LL, 2200LL));
  const auto written_currency = root.text_of("currency");
  const auto& known = currencies();  // what is none of these is a fault already: amounts are read in a currency that is
  if (std::ranges::find(known, written_currency) != known.end()) {
    money.currency = written_currency;
  } else if (const auto* country = catalogue.find_country(root.text_of("country"))) {
    money.currency = currency_of(country->id);
    if (!is_convertible(catalogue, money.currency)) money.currency = "USD";
  }
  return money;
}

bool schema_fits(const Node& root, Faults& faults) {
  const Node* version = root.find("schema_version");
  if (version == nullptr || version->kind != Node::Kind::integer || version->integer == newest_schema) return true;
  const bool newer = version->integer > newest_schema;
  faults.add("GP1008", version->place, fmt::format("schema_version {} is not {}", version->integer, newest_schema),
             newer ? "this file is for a newer Gigaplan: install it, or write the file by `gigaplan schema` of this one"
                   : "no such version was ever published: write schema_version = 1");
  return false;
}

Scenario scenario_of(const Node& root, const std::string& file, const Catalogue& catalogue, Faults& faults) {
  const auto money = money_of(root, catalogue);
  Scenario scenario;
  const auto note = [&scenario](const Figure& rate) { remember(scenario.figures, rate); };
  Reading reading{catalogue, money_converter(catalogue, money, note), fmt::format("{}_{}", money.currency, money.year),
                  faults};
  const Records records = read_sections(root, reading);
  scenario.file = file;
  scenario.currency = money.currency;
  scenario.price_year = money.year;
  const auto before = faults.list().size();
  check_records(records, reading);
  const bool sound = faults.list().size() == before;
  if (records.top.find("country") == nullptr) return scenario;  // nothing can stand in for it, and it is a fault
  Filling fill(reading, scenario);
  fill_plan(records, fill);
  fill_money_year(records, fill);
  fill_services(records, fill);
  fill_trainings(records, fill);
  fill_sites(records, fill);
  fill_accelerators(records, fill);
  fill_chain(records, fill);
  fill_power(records, fill);
  fill_plants(records, fill);
  fill_interconnectors(records, fill);
  fill_money(records, fill);
  fill_law(records, fill);
  fill_claims(records, fill);
  if (sound) check_scenario(scenario, records, reading);
  note_nobody(scenario);
  return scenario;
}

/// The base tree and one tree a variant, each with its name.
std::vector<std::pair<std::string, Node>> variants_of(Node root, Faults& faults) {
  std::vector<std::pair<std::string, Node>> list;
  Node variants;
  if (const Node* found = root.find("variant")) variants = *found;
  root.remove("variant");
  list.emplace_back("", root);
  std::set<std::string> names;
  for (const auto& item : variants.items) {
    const Node* name = item.find("name");
    const Node* change = item.find("change");
    for (const auto& member : item.members)
      if (member.key != "name" && member.key != "change")
        faults.add("GP1101", member.place, fmt::format("unknown key `{}` in variant", member.key),
                   "a variant has `name` and a table [variant.change]");
    if (name == nullptr || name->kind != Node::Kind::text || name->text.empty()) {
      faults.add("GP1102", item.place, "a variant lacks `name`",
                 "add `name = \"no-gas\"`: its results go to that folder");
      continue;
    }
    if (!names.insert(name->text).second) {
      faults.add("GP1105", name->place, fmt::format("two variants are called \"{}\"", name->text),
                 "give each its own name");
      continue;
    }
    if (change == nullptr || !change->is_table()) {
      faults.add("GP1102", item.place, fmt::format("variant \"{}\" lacks what it changes", name->text),
                 "write [variant.change] below it, in the shape of a scenario");
      continue;
    }
    for (const auto* fixed : {"schema_version", "extends", "catalogue", "variant"})
      if (const auto* member = change->member(fixed))
        faults.add("GP1101", member->place, fmt::format("a variant cannot change `{}`", fixed),
                   "write another file that `extends` this one");
    list.emplace_back(name->text, merged(root, *change));
  }
  return list;
}

std::vector<Scenario> scenarios_of(const Node& root, const std::string& file, const Texts& texts,
                                   const Catalogue& catalogue, const std::optional<Overlay>& overlay, Faults& faults) {
  std::vector<Scenario> list;
  if (!schema_fits(root, faults)) return list;
  const bool alone = texts.size() == 1 && root.find("variant") == nullptr && !overlay;
  for (auto& [name, tree] : variants_of(root, faults)) {
    Scenario scenario = scenario_of(tree, file, catalogue, faults);
    scenario.variant = name;
    if (faults.empty()) {
      scenario.text =
          alone && !brings_files(scenario) ? texts.begin()->second : self_contained(std::move(tree), scenario, overlay);
    }
    list.push_back(std::move(scenario));
  }
  return list;
}

/// Each fault once (variants repeat those of the base): the first hundred, and last whether there are more.
[[noreturn]] void refuse(const Faults& faults) {
  Faults kept;
  std::set<std::tuple<std::string, int, int, std::string, std::string>> seen;
  const Fault* first_hidden = nullptr;
  for (const auto& fault : faults.list()) {
    if (!seen.emplace(fault.place.file, fault.place.line, fault.place.column, fault.code, fault.message).second)
      continue;
    if (kept.list().size() < most_faults) {
      kept.add(fault);
    } else if (first_hidden == nullptr) {
      first_hidden = &fault;
    }
  }
  if (kept.empty()) throw std::logic_error("refuse() without faults");
  auto list = kept.list();
  std::ranges::stable_sort(list, {},
                           [](const Fault& f) { return std::tie(f.place.file, f.place.line, f.place.column); });
  if (first_hidden != nullptr)  // readers stop soon after so many: how many more there are, nobody knows
    list.push_back({"GP1010", first_hidden->place,
                    fmt::format("more faults than the {} above; this is the first that is not shown", most_faults),
                    "mend those first"});
  throw InputInvalid(std::move(list));
}

std::optional<Overlay> overlay_of(const Node& root, Faults& faults) {
  const Node* section = root.find("catalogue");
  if (section == nullptr) return std::nullopt;
  const Node* figures = section->find("figures");
  const Node* name = section->find("overlay");
  if (figures != nullptr && figures->kind == Node::Kind::text) return Overlay{"own figures", figures->text};
  if (name == nullptr || name->kind != Node::Kind::text) return std::nullopt;
  const auto path = fs::path(name->place.file).parent_path() / name->text;
  std::error_code error;
  if (!fs::is_regular_file(path, error)) {
    faults.add("GP1009", name->place, fmt::format("`overlay` names no file: {}", path.string()),
               "the name is relative to the scenario's file");
    return std::nullopt;
  }
  return Overlay{path.string(), text_of_file(path, faults)};
}

}  // namespace

std::vector<Scenario> read_with(const Catalogue& catalogue, std::string text, const std::string& file) {
  Faults faults;
  Texts texts;
  const Node root = load_tree(std::move(text), file, texts, faults);
  if (!faults.empty()) refuse(faults);
  if (const Node* own = root.find("catalogue"); own != nullptr && (own->find("overlay") || own->find("figures")))
    throw std::logic_error("read_with() has its catalogue already");
  auto scenarios = scenarios_of(root, file, texts, catalogue, std::nullopt, faults);
  if (!faults.empty()) refuse(faults);
  return scenarios;
}

Input read_text(std::string text, const std::string& file, const fs::path& catalogue_folder) {
  Faults faults;
  Texts texts;
  const Node root = load_tree(std::move(text), file, texts, faults);
  if (!faults.empty()) refuse(faults);
  const auto overlay = overlay_of(root, faults);
  Input input;
  try {
    input.catalogue = overlay ? load_catalogue_with(catalogue_folder, overlay->text, overlay->name)
                              : load_catalogue(catalogue_folder);
  } catch (const InputInvalid& invalid) {
    if (!overlay) throw;
    faults.append(invalid.faults());
    input.catalogue = load_catalogue(catalogue_folder);
  }
  input.scenarios = scenarios_of(root, file, texts, input.catalogue, overlay, faults);
  if (!faults.empty()) refuse(faults);
  return input;
}

Input read(const fs::path& file, const fs::path& catalogue_folder) {
  Faults faults;
  std::string text = text_of_file(file, faults);
  if (!faults.empty()) refuse(faults);
  return read_text(std::move(text), file.string(), catalogue_folder);
}

}  // namespace gigaplan::scenario
