#include "gigaplan/scenario/record.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gigaplan::scenario {
namespace {

void unknown_key(const Node::Member& member, const std::vector<Field>& fields, const std::string& path,
                 Reading& reading) {
  if (member.key == "remove") {
    reading.faults.add("GP1101", member.place, fmt::format("{} removes something that is not there", path),
                       "`remove = true` belongs to an item of the same name in the file that this one extends");
    return;
  }
  std::vector<std::string> known;
  for (const auto& field : fields) known.push_back(field.key);
  if (path.empty())
    for (const auto& section : sections())
      if (!section.key.empty()) known.push_back(section.key);
  const auto near = nearest(member.key, known);
  std::string all;
  for (const auto& key : known) all += (all.empty() ? "" : ", ") + key;
  auto remedy = near.empty() ? fmt::format("known here: {}", all) : fmt::format("did you mean `{}`?", near);
  if (near.empty() && std::ranges::find(reading.faults.list(), remedy, &Fault::remedy) != reading.faults.list().end())
    remedy = "the known keys stand with the first of these faults";
  reading.faults.add("GP1101", member.place,
                     fmt::format("unknown key `{}`{}", member.key, path.empty() ? "" : " in " + path),
                     std::move(remedy));
}

}  // namespace

Record read_record(const Node& node, const Section& section, const std::string& path, Reading& reading,
                   const std::vector<std::string>& ignored) {
  Record record;
  record.section = &section;
  record.path = path;
  record.place = node.place;
  const auto before = reading.faults.list().size();
  for (const auto& member : node.members) {
    if (reading.faults.list().size() > most_faults) break;
    record.keys.push_back(member.key);
    if (std::ranges::find(ignored, member.key) != ignored.end()) continue;
    const auto found = std::ranges::find(section.fields, member.key, &Field::key);
    if (found == section.fields.end()) {
      unknown_key(member, section.fields, path, reading);
      continue;
    }
    const auto key_path = path.empty() ? member.key : path + "." + member.key;
    if (auto value = read_value(member.value, *found, key_path, reading))
      record.values.emplace(member.key, std::move(*value));
  }
  for (const auto& field : section.fields) {
    if (!field.required || node.find(field.key) != nullptr) continue;
    reading.faults.add("GP1102", node.place, fmt::format("{} lacks `{}`", path.empty() ? "the file" : path, field.key),
                       fmt::format("add `{} = {}`: {}", field.key,
                                   field.key == "schema_version" ? "1" : example_of(field), field.help));
  }
  record.sound = reading.faults.list().size() == before;
  return record;
}

}  // namespace gigaplan::scenario
