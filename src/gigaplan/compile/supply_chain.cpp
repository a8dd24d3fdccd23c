// The supply chain of accelerators: one stock node for each stage that the scenario limits, in pieces.
//
//   stage    Σ_sources got[k, p] + left[k, p−1] − left[k, p] − Σ_a pieces[k, a] · build[a, p] ≥ 0          [pieces]
//            left = 0 for servers: nobody assembles them before their accelerators are there, or without them (= 0,
//            but for what a contract has them pay)
//   maker    share · Σ_years capacity − bought[m, p] ≥ 0                                                  [pieces]
//
// pieces[k, a], what accelerator a is made of, and of those that fail once they are packaged:
//   memory     its stacks / packaging yield
//   logic      dies / (candidates per wafer · yield · packaging yield)                                     [wafers]
//   packaging  1 / (packages per wafer · packaging yield)                                                  [wafers]
//   servers    1: put into a server or a rack, and tested                                            [accelerators]
// A piece costs its price when it is bought, spread over the life of the accelerator that it goes into; the
// accelerator's own price is less by what the catalogue's price of its parts is, so that a plan that buys all parts at
// these prices costs what it costs without a chain.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "gigaplan/compile/chain_parts.hpp"

namespace gigaplan::compile {
namespace {

std::string where(const std::string& stage) { return "supply/stage/" + stage + "/price"; }

// "HBM3e (8-Hi)" → "HBM3E"
std::string memory_stage(const std::string& generation) {
  std::string id;
  for (const char c : generation.substr(0, generation.find(' ')))
    id += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return id;
}

void fault(const std::string& code, const scenario::Scenario& s, std::string message, std::string remedy) {
  throw InputInvalid({{code, {s.file, 0, 0}, std::move(message), std::move(remedy)}});
}

}  // namespace

std::vector<Part> parts_of(Work& work, const Accelerator& chip, bool all) {
  const auto& s = work.scenario;
  auto& figures = work.figures;
  std::vector<Part> parts;
  const auto good = [&] { return figures.take("supply/packaging/yield", "1"); };
  const auto add = [&](const std::string& stage, double pieces) {
    if (pieces > 0 && (all || s.chain.names(stage)))
      parts.push_back({.stage = stage, .pieces = pieces, .price = figures.take(where(stage), "money")});
  };
  if (const auto memory = memory_stage(chip.memory_generation);
      std::ranges::find(scenario::stage_kinds(), memory, &scenario::StageKind::id) != scenario::stage_kinds().end())
    add(memory, figures.note(chip.hbm_stacks) / good());
  add("servers", 1);
  const bool wafers = all || std::ranges::any_of(scenario::stage_kinds(), [&](const scenario::StageKind& kind) {
                        return (kind.id.starts_with("logic") || kind.id == "packaging") && s.chain.names(kind.id);
                      });
  if (!wafers) return parts;
  const auto* record = figures.catalogue().find_record("supply", "chain/" + chip.id);
  if (record == nullptr)
    fault("GP1631", s, fmt::format("the catalogue does not say what wafers \"{}\" is made of", chip.id),
          fmt::format("leave it out of the candidates, or add [[supply]] \"chain/{}\" to an overlay", chip.id));
  const auto figure = [&](const char* name) { return figures.note(record->figures.at(name)); };
  add(record->texts.at("node"), figure("dies") / (figure("candidates_per_wafer") * figure("die_yield") * good()));
  add("packaging", 1 / (figure("packages_per_wafer") * good()));
  return parts;
}

double price_of(const std::vector<Part>& parts) {
  double sum = 0;
  for (const auto& part : parts) sum += part.pieces * part.price;
  return sum;
}

network::AssetId buy(Work& work, const std::string& name, const StageRef& stage, double price, Purchase purchase) {
  network::Asset asset{.name = name, .carrier = stage.stage, .place = "", .unit = stage.pieces};
  const double life = work.scenario.accelerator_life;
  for (std::size_t p = 0; p < work.periods(); ++p) {
    if (purchase.most[p] <= 0) continue;
    const double dearer = purchase.dearer.empty() ? 1 : purchase.dearer[p];
    auto v = work.vintage(p, life, price * dearer * annuity(work.scenario.discount_rate, life), price);
    if (purchase.committed)
      v.committed = purchase.most[p];
    else if (!purchase.from.valid())
      v.upper = purchase.most[p];
    asset.vintages.push_back(std::move(v));
  }
  asset.draws.push_back({.node = stage.node, .amount = -1, .lead_years = 0});
  if (purchase.from.valid()) asset.draws.push_back({.node = purchase.from, .amount = 1, .lead_years = 0});
  const double paid = price * (1 - purchase.prepaid);
  if (paid > 0)
    for (const auto& charge : charges_of(work, purchase.kind, {}))
      asset.draws.push_back({.node = charge.node, .amount = charge.amount * paid, .lead_years = 0});
  return work.network.assets.add(std::move(asset));
}

std::vector<double> pieces_of_periods(const Work& work, const scenario::Path& path, double share) {
  std::vector<double> pieces;
  for (std::size_t p = 0; p < work.periods(); ++p) {
    double sum = 0;
    for (int year = work.scenario.periods[p]; year < work.scenario.period_end(p); ++year) sum += path.step(year);
    pieces.push_back(share * sum);
  }
  return pieces;
}

namespace {

// A stage that only contracts and factories give has a market that offers nothing: what one piece more would be worth.
void add_maker(Work& work, StageRef& stage, const std::string& id, const std::string& name,
               std::vector<double> capacity, double price) {
  const auto& s = work.scenario;
  network::Node node{.name = "market of " + stage.stage + " " + id,
                     .commodity = stage.stage,
                     .place = "",
                     .unit = stage.pieces,
                     .speed = network::Speed::stock,
                     .sense = network::Sense::at_least,
                     .demand = 0.0,
                     .limit = capacity};
  SourceRef source{.kind = SourceRef::Kind::maker, .name = name, .limit = {}, .bought = {}, .factory = {}};
  const auto limit = source.limit = work.network.nodes.add(std::move(node));
  const std::vector<double> any(work.periods(), 1.0);
  source.bought.push_back(buy(work, stage.stage + " of " + id, stage, price, {.most = any, .from = limit}));
  for (std::size_t p = 0; p < work.periods(); ++p) {
    const auto years = s.period_name(p);
    work.meaning.limits.push_back(
        {.kind = "chips",
         .subject = fmt::format("{} in {}", stage.pieces, years),
         .sentence = fmt::format("{{step}} more from {} in {}", name, years),
         .site = -1,
         .period = static_cast<int>(p),
         .step = std::max(100.0, 0.1 * capacity[p]),
         .unit = stage.pieces,
         .amount = capacity[p],
         .node = limit,
         .asset = {},
         .relax = [limit, p](network::Network& n, double step) { n.nodes[limit].limit[p] += step; }});
  }
  stage.sources.push_back(std::move(source));
}

void add_stage(Work& work, const scenario::StageKind& kind) {
  const auto& s = work.scenario;
  network::Node node{.name = kind.pieces, .commodity = kind.id, .place = "", .unit = kind.pieces};
  node.speed = network::Speed::stock;
  const bool paid_unused =
      std::ranges::find(s.chain.contracts, kind.id, &scenario::SupplyContract::stage) != s.chain.contracts.end();
  node.sense = kind.keeps || paid_unused ? network::Sense::at_least : network::Sense::equal;
  node.keep = kind.keeps ? 1 : 0;
  StageRef stage{.stage = kind.id, .pieces = kind.pieces, .node = work.network.nodes.add(node), .sources = {}};
  for (const auto& maker : s.chain.makers)
    if (maker.stage == kind.id)
      add_maker(work, stage, maker.id, maker.name, pieces_of_periods(work, maker.capacity, maker.share), maker.price);
  if (stage.sources.empty())
    add_maker(work, stage, "others", "others", std::vector<double>(work.periods(), 0.0),
              work.figures.take(where(kind.id), "money"));
  add_contracts(work, stage);
  add_factories(work, stage);
  work.meaning.chain.stages.push_back(std::move(stage));
}

}  // namespace

void build_chain(Work& work) {
  const auto& s = work.scenario;
  auto& chain = work.meaning.chain;
  chain.parts.resize(s.accelerators.size());
  if (s.chain.empty()) return;
  for (std::size_t a = 0; a < s.accelerators.size(); ++a)
    chain.parts[a] = parts_of(work, work.figures.catalogue().accelerator(s.accelerators[a]));
  for (const auto& kind : scenario::stage_kinds())
    if (s.chain.names(kind.id)) add_stage(work, kind);
  work.meaning.assumptions.push_back(
      "Accelerators draw memory stacks, wafers of their compute dies, packaging wafers and the assembly of servers in "
      "the year that they are built; stages that no maker, contract or factory of the scenario names are without "
      "limit.");
}

}  // namespace gigaplan::compile
