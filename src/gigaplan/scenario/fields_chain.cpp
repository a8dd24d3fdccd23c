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
                  stage("What it makes: memory stacks by generation, logic wafers by node, or wafers of packages."),
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
             .help = "Time to build and ramp up.",
             .unit = "yr",
             .computed = "the catalogue's for the stage",
             .least = 0,
             .most = 30},
            {.key = "from", .type = Type::year, .help = "First year of output.", .computed = "now + lead, rounded up"},
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
  };
}

}  // namespace gigaplan::scenario
