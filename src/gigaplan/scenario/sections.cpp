// The sections of a tree as records, each item under its own name.
#include <fmt/format.h>

#include <set>

#include "gigaplan/scenario/filling.hpp"

namespace gigaplan::scenario {
namespace {

/// Reads the sections of one tree into records.
class SectionReader {
 public:
  SectionReader(const Node& root, Reading& reading) : root_(root), reading_(reading) {}

  Records read() {
    Records records;
    std::vector<std::string> named;
    for (const auto& section : sections())
      if (!section.key.empty()) named.push_back(section.key);
    records.top = read_record(root_, section(""), "", reading_, named);
    records.catalogue = one("catalogue");
    records.horizon = one("horizon");
    records.accelerators = one("accelerators");
    records.halls = one("halls");
    records.power = one("power");
    records.money = one("money");
    records.loan = one("loan");
    records.services = many("service");
    records.trainings = many("training");
    records.sites = many("site");
    records.supplies = many("supply");
    records.makers = many("maker");
    records.contracts = many("contract");
    records.factories = many("factory");
    records.own_chips = many("own_chip");
    records.plants = many("plant");
    records.interconnectors = many("interconnector");
    records.funds = many("fund");
    records.licences = many("licence");
    records.targets = many("target");
    records.labours = many("labour");
    records.laws = many("law");
    records.built = many("built", &records.built_nodes);
    records.claims = many("claim", &records.claim_nodes);
    return records;
  }

 private:
  Record one(const std::string& key) {
    static const Node empty;
    const Node* node = root_.find(key);
    if (node != nullptr && !node->is_table()) {
      reading_.faults.add("GP1103", node->place, fmt::format("`{}` is {}, not a table", key, kind_name(node->kind)),
                          fmt::format("write [{}] on a line of its own, its keys below", key));
      node = nullptr;
    }
    return read_record(node == nullptr ? empty : *node, section(key), key, reading_);
  }

  std::vector<Record> many(const std::string& key, std::vector<const Node*>* nodes = nullptr) {
    std::vector<Record> list;
    const Node* node = root_.find(key);
    if (node == nullptr) return list;
    const Section& s = section(key);
    if (!node->is_array()) {
      reading_.faults.add("GP1103", node->place, fmt::format("`{}` is {}, not a list", key, kind_name(node->kind)),
                          fmt::format("write [[{}]] with two brackets: there may be several", key));
      return list;
    }
    std::set<std::string, std::less<>> names;
    for (std::size_t i = 0; i < node->items.size(); ++i) {
      if (reading_.faults.list().size() > most_faults) break;
      const Node& item = node->items[i];
      if (!item.is_table()) {
        reading_.faults.add("GP1103", item.place, fmt::format("`{}` holds {}", key, kind_name(item.kind)),
                            fmt::format("write [[{}]] on a line of its own, its keys below", key));
        continue;
      }
      const auto name = s.item_key.empty() ? std::string_view() : item.text_of(s.item_key);
      const auto path = name.empty() ? fmt::format("{}[{}]", key, i) : fmt::format("{}.{}", key, name);
      Record record = read_record(item, s, path, reading_);
      const Value* told_by = s.item_key.empty() ? nullptr : record.find(s.item_key);
      if (told_by != nullptr && !names.insert(told_by->text).second) {
        reading_.faults.add("GP1105", told_by->place, fmt::format("two [[{}]] are called \"{}\"", key, told_by->text),
                            "give each its own name");
        record.sound = false;
      }
      list.push_back(std::move(record));
      if (nodes != nullptr) nodes->push_back(&item);
    }
    return list;
  }

  const Node& root_;
  Reading& reading_;
};

}  // namespace

Records read_sections(const Node& root, Reading& reading) { return SectionReader(root, reading).read(); }

}  // namespace gigaplan::scenario
