// Fields of the supply chain: makers, contracts, factories.
#include "gigaplan/scenario/chain.hpp"
#include "gigaplan/scenario/fields.hpp"

namespace gigaplan::scenario {
namespace {

using Type = Field::Type;

Field id() { return {.key = "id", .type = Type::id, .help = "Its name in tables and files.", .required = true}; }
Field name() { return {.key = "name", .type = Type::text, .help = "Its name for people.", .computed = "the id"}; }

Field stage(const std::string& help) {
  Field field{.key = "stage", .type = Type::choice, .help = help, .required = true};
  for (const auto& kind : stage_kinds()) field.allowed.push_back(kind.id);
  return field;
}

Field pieces(const std::string& key, const std::string& help) {
  return {.key = key,
          .type = Type::path,
          .help = help + "; each value holds from its year on.",
          .unit = "pieces",
          .value_key = "count",
          .least = 0,
          .required = true,
          .bare = true};
}

Field share(const std::string& key, const std::string& help, const std::string& otherwise) {
  return {
      .key = key, .type = Type::quantity, .help = help, .unit = "%", .fallback = otherwise, .least = 0, .most = 100};
}

Field money(const std::string& key, const std::string& help, const std::string& otherwise) {
  return {.key = key, .type = Type::quantity, .help = help, .unit = "money", .computed = otherwise, .least = 0};
}

Section own_chip() {
  return {
      .key = "own_chip",
      .many = true,
      .item_key = "id",
      .help =
          "An accelerator that the programme may develop: yes or no. Where it pays the development, it may have "
          "the accelerator made at its cost instead of the seller's price; where it does not, it may not.",
      .fields = {id(),
                 name(),
                 {.key = "accelerator",
                  .type = Type::name,
                  .help = "What it can do: an accelerator of the catalogue, or of an overlay.",
                  .required = true,
                  .kind = "accelerators"},
                 {.key = "development",
                  .type = Type::quantity,
                  .help = "Cost of the development, once: design, masks, software, bring-up.",
                  .unit = "money",
                  .figure = "supply/factory/own_chip_development",
                  .least = 0},
                 {.key = "start",
                  .type = Type::year,
                  .help = "First year of the development.",
                  .computed = "the year in which decisions start"},
                 {.key = "lead",
                  .type = Type::quantity,
                  .help = "From its start to the first chips; counted in whole years, rounded up.",
                  .unit = "yr",
                  .figure = "supply/factory/own_chip_years",
                  .least = 0,
                  .most = 30},
                 {.key = "spread",
                  .type = Type::quantity,
                  .help = "Years from its start over which it is paid, in equal parts; whole years, at most `lead`.",
                  .unit = "yr",
                  .computed = "as long as `lead`",
                  .least = 1,
                  .most = 30},
                 {.key = "unit_cost",
                  .type = Type::quantity,
                  .help = "Cost of making one, parts included.",
                  .unit = "money",
                  .computed = "what its memory, wafers and packaging cost by the catalogue",
                  .least = 0},
                 {.key = "most",
                  .type = Type::quantity,
                  .help = "Most that can be made in a year.",
                  .unit = "accelerators",
                  .least = 0,
                  .above = true,
                  .required = true,
                  .bare = true},
                 {.key = "sold",
                  .type = Type::flag,
                  .help = "Whether a seller has it too, at the catalogue's (or [[supply]]'s) price.",
                  .fallback = "true"}}};
}

}  // namespace

std::vector<Section> chain_sections() {
  return {
      {.key = "maker",
       .many = true,
       .item_key = "id",
       .help = "What a maker of a stage of the supply chain can deliver. As soon as a maker, a contract or a factory "
               "names a stage, every accelerator draws from it what it is made of; stages that nothing names are "
               "without limit.",
       .fields = {id(), name(),
                  stage("What it makes: memory stacks by generation, logic wafers by node, wafers of packages, or "
                        "servers, counted by the accelerators in them."),
                  pieces("capacity", "Pieces a year that it makes for everybody"),
                  share("share", "Share of the capacity that the programme can get.", "100 %"),
                  money("price", "Price of a piece.", "the price of the catalogue, which the accelerators' hold")}},
      {.key = "contract",
       .many = true,
       .item_key = "id",
       .help = "Volumes of a stage agreed with a maker, beyond what makers offer to everybody.",
       .fields = {id(),
                  name(),
                  stage("Of which stage."),
                  pieces("volume", "Pieces a year"),
                  money("price", "Price of a piece.", "the price of the catalogue"),
                  share("take_or_pay", "Share of the volume that is paid whether it is used or not.", "0 %"),
                  share("prepaid", "Share of that payment which is made ahead, in `prepaid_in`.", "0 %"),
                  {.key = "prepaid_in",
                   .type = Type::year,
                   .help = "Year of the payment ahead.",
                   .computed = "the year in which decisions start"}}},
      {.key = "factory",
       .many = true,
       .item_key = "id",
       .help = "A factory of a stage that the programme may pay for, of any size. Its output is the programme's; what "
               "is not used is kept.",
       .fields =
           {id(),
            name(),
            stage("What it makes."),
            money("cost", "Overnight cost per piece of yearly capacity.", "the catalogue's for the stage"),
            money("running", "Cost of making a piece, beside the factory.", "half the price of the catalogue"),
            {.key = "lead",
             .type = Type::quantity,
             .help = "Time to build: until the first output of `ramp`, or until all of it runs.",
             .unit = "yr",
             .computed = "the catalogue's for the stage",
             .least = 0,
             .most = 30},
            {.key = "from", .type = Type::year, .help = "First year of output.", .computed = "now + lead, rounded up"},
            {.key = "ramp",
             .type = Type::steps,
             .help = "Share of the full output in its first, second, … year; all of it afterwards.",
             .unit = "%",
             .computed = "all of it from the first year on",
             .least = 0,
             .most = 100},
            {.key = "life",
             .type = Type::quantity,
             .help = "Years until it is replaced.",
             .unit = "yr",
             .figure = "supply/factory/life",
             .least = 1,
             .most = 50},
            {.key = "most",
             .type = Type::quantity,
             .help = "Most capacity, pieces a year.",
             .unit = "pieces",
             .computed = "no limit",
             .least = 0,
             .bare = true}}},
      own_chip(),
  };
}

}  // namespace gigaplan::scenario
