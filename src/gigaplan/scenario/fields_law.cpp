// Fields of funds, of licences, of a programme's targets, of skilled labour, of laws on data centres.
#include "gigaplan/scenario/fields.hpp"
#include "gigaplan/scenario/law.hpp"

namespace gigaplan::scenario {

using Type = Field::Type;

namespace {

Field id() { return {.key = "id", .type = Type::id, .help = "Its name in tables.", .required = true}; }
Field name() { return {.key = "name", .type = Type::text, .help = "Its name in sentences.", .computed = "the id"}; }

Field hosts() {
  return {.key = "countries",
          .type = Type::names,
          .help = "Countries whose sites it counts, ISO 3166.",
          .computed = "those of all sites",
          .kind = "countries"};
}

// A number of H100s, people or the like, that holds from its year on.
Field count(const char* key, const char* help, const char* unit, const char* value_key, bool bare = true) {
  return {.key = key,
          .type = Type::path,
          .help = help,
          .unit = unit,
          .value_key = value_key,
          .computed = "nothing asked",
          .least = 0,
          .bare = bare};
}

Section fund() {
  std::vector<std::string> kinds;
  for (const auto& kind : build_kinds()) kinds.push_back(kind.id);
  auto countries = hosts();
  countries.help = "Countries in which it pays for what is built, ISO 3166.";
  countries.computed = "all, and what stands in none";
  return {
      .key = "fund",
      .many = true,
      .item_key = "id",
      .help =
          "Money beside the budget that pays only for what is built in some countries, or of some kinds: a state's, "
          "a partner's.",
      .fields = {id(),
                 name(),
                 countries,
                 {.key = "kinds",
                  .type = Type::choices,
                  .help = "Kinds of things that it pays for, in the words of the table of builds: a fleet is "
                          "accelerators, a grid a connection. Parts and all after them stand in no country.",
                  .computed = "all",
                  .allowed = kinds},
                 {.key = "amount",
                  .type = Type::path,
                  .help = "Capital spending that it pays from a year on, in total until the next point.",
                  .unit = "money",
                  .value_key = "amount",
                  .least = 0,
                  .required = true},
                 {.key = "share",
                  .type = Type::quantity,
                  .help = "Most of what is built in a period, of what it pays for, that it pays; others pay the rest.",
                  .unit = "%",
                  .fallback = "100 %",
                  .least = 0,
                  .most = 100,
                  .above = true},
                 {.key = "carry", .type = Type::flag, .help = "What is left may be spent later.", .fallback = "true"}}};
}

Section licence() {
  auto most = count("most", "H100s of equal TPP that may be built in a year; or `tpp`.", "accelerators", "count");
  auto tpp = count("tpp",
                   "Total processing performance (TPP: dense TOPS times bit length, the largest over the formats) that "
                   "may be built in a year; or `most`.",
                   "1", "tpp");
  most.computed = tpp.computed = "from the other one";
  return {.key = "licence",
          .many = true,
          .item_key = "id",
          .help =
              "Export control: computing that may be brought into some countries in a year. Building an "
              "accelerator uses its TPP.",
          .fields = {id(),
                     name(),
                     hosts(),
                     {.key = "accelerators",
                      .type = Type::names,
                      .help = "Accelerators that are controlled.",
                      .computed = "every candidate",
                      .kind = "accelerators"},
                     most,
                     tpp,
                     {.key = "carry",
                      .type = Type::flag,
                      .help = "What a period leaves may be used in the next.",
                      .fallback = "true"},
                     {.key = "exempt",
                      .type = Type::names,
                      .help = "Countries among them whose sites need no licence.",
                      .computed = "none",
                      .kind = "countries"},
                     {.key = "from",
                      .type = Type::year,
                      .help = "First year of the regime; a period follows its first year. What is built before needs "
                              "no licence.",
                      .computed = "it holds from the start"},
                     {.key = "until",
                      .type = Type::year,
                      .help = "First year without the regime; a period follows its first year.",
                      .computed = "it never ends"}}};
}

Section target() {
  auto share =
      count("compute_share", "Least share of the plan's compute that stands in these countries.", "%", "share", false);
  auto served =
      count("served", "Least share of the users of these countries' services that is served; without it all are.", "%",
            "share", false);
  share.most = served.most = 100;
  return {
      .key = "target",
      .many = true,
      .item_key = "id",
      .help = "What a programme promises; the plan tells what each costs.",
      .fields = {id(),
                 name(),
                 hosts(),
                 count("compute", "Least compute in service, in H100s of equal dense FP8 or BF16 FLOP/s.",
                       "accelerators", "count"),
                 {.key = "base",
                  .type = Type::quantity,
                  .help = "Compute, in H100 equivalents, that `multiple` counts in.",
                  .unit = "accelerators",
                  .computed = "needed with `multiple` only",
                  .least = 0,
                  .above = true,
                  .bare = true},
                 count("multiple", "Least compute in service as a multiple of `base`: 4 is +300 %.", "1", "times"),
                 count("it_power", "Least IT power in operation: of accelerators that the connection can run at once.",
                       "MW_it", "power", false),
                 share,
                 count("sites", "Fewest sites with at least `site_least` in operation.", "1", "count"),
                 {.key = "site_least",
                  .type = Type::quantity,
                  .help = "What is in operation at a place that counts as a site.",
                  .unit = "MW_it",
                  .fallback = "1 MW_it",
                  .least = 0,
                  .above = true},
                 served,
                 count("construction_jobs", "Fewest people at work on halls that go into operation, mean of a period.",
                       "people", "people"),
                 count("permanent_jobs", "Fewest people who run what is in operation.", "people", "people")}};
}

Section labour() {
  auto construction =
      count("construction", "Most people at work on building halls, mean of a period.", "people", "people");
  auto permanent = count("permanent", "Most people who run the sites.", "people", "people");
  construction.computed = permanent.computed = "no limit";
  return {.key = "labour",
          .many = true,
          .item_key = "id",
          .help = "Skilled people that can be had.",
          .fields = {id(), name(), hosts(), construction, permanent}};
}

Section law() {
  const auto year = [](const char* key, const char* help, const char* computed) {
    return Field{.key = key, .type = Type::year, .help = help, .computed = computed};
  };
  return {
      .key = "law",
      .many = true,
      .item_key = "id",
      .help =
          "A law on data centres, measured on the plan and listed with what the catalogue knows; one with the id of "
          "the catalogue's takes its place; without a `measure` it is the catalogue's with what is written.",
      .fields = {
          id(),
          name(),
          hosts(),
          {.key = "measure",
           .type = Type::choice,
           .help =
               "What it limits: PUE of a site; renewable energy on balance in its countries; heat of a site handed on; "
               "firm power of a site's own; a report of a site; a training run's work.",
           .computed = "that of the catalogue's law of this id",
           .allowed = law_measures()},
          {.key = "limit",
           .type = Type::quantity,
           .help = "Most PUE, least share (0.5 is half) of energy or of the connection, FLOP of a training run from "
                   "which it holds.",
           .unit = "1",
           .computed = "none: needed but for a report",
           .least = 0,
           .above = true,
           .bare = true},
          {.key = "least_it_power",
           .type = Type::quantity,
           .help = "It holds for sites with at least as much hall space.",
           .unit = "MW_it",
           .fallback = "0 MW_it",
           .least = 0},
          year("from", "First year in which it holds.", "it holds from the start"),
          year("until", "First year without it.", "it never ends"),
          year("opened_from", "It holds for sites whose first hall opened in this year or later.",
               "whenever it opened"),
          year("opened_before", "It holds for sites whose first hall opened before this year.", "whenever it opened"),
          {.key = "binds",
           .type = Type::flag,
           .help = "The plan must keep it: a share of renewable energy, of heat handed on, of firm power.",
           .fallback = "false"},
          {.key = "asks",
           .type = Type::text,
           .help = "What it asks of the operator, in words.",
           .computed = "the measure"},
          {.key = "source",
           .type = Type::text,
           .help = "Who says so; it stands on the compliance list.",
           .computed = "none"}}};
}

}  // namespace

std::vector<Section> law_sections() { return {fund(), licence(), target(), labour(), law()}; }

}  // namespace gigaplan::scenario
