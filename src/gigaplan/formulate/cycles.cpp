#include "gigaplan/formulate/cycles.hpp"

#include <algorithm>
#include <cstddef>

#include "gigaplan/base/index.hpp"

namespace gigaplan::formulate {
namespace {

/// Edges laid so far, and shortest ways through them.
class Graph {
 public:
  explicit Graph(int vertices, const std::vector<Edge>& edges)
      : edges_(edges), around_(at(vertices)), reached_by_(at(vertices)) {}

  void lay(int edge) {
    around_[at(edges_[at(edge)].from)].push_back({edge, 1});
    if (edges_[at(edge)].from != edges_[at(edge)].to) around_[at(edges_[at(edge)].to)].push_back({edge, -1});
  }

  /// Shortest way from `start` to `goal`, as steps; empty when there is none (or start is goal).
  std::vector<Step> way(int start, int goal) {
    search(start, goal);
    std::vector<Step> steps;
    if (reached_by_[at(goal)].edge < 0) return steps;
    for (int v = goal; v != start;) {
      const auto step = reached_by_[at(v)];
      steps.push_back(step);
      v = step.sign > 0 ? edges_[at(step.edge)].from : edges_[at(step.edge)].to;
    }
    std::ranges::reverse(steps);
    return steps;
  }

 private:
  const std::vector<Edge>& edges_;
  std::vector<std::vector<Step>> around_;
  std::vector<Step> reached_by_;
  std::vector<int> queue_;

  void search(int start, int goal) {
    std::ranges::fill(reached_by_, Step{-1, 0});
    queue_.assign(1, start);
    reached_by_[at(start)] = {0, 0};
    for (std::size_t head = 0; head < queue_.size() && reached_by_[at(goal)].edge < 0; ++head) {
      for (const auto& step : around_[at(queue_[head])]) {
        const int next = step.sign > 0 ? edges_[at(step.edge)].to : edges_[at(step.edge)].from;
        if (reached_by_[at(next)].edge >= 0) continue;
        reached_by_[at(next)] = step;
        queue_.push_back(next);
      }
    }
  }
};

/// Edges of a breadth-first forest, roots at the vertices with most edges.
std::vector<bool> forest(int vertices, const std::vector<Edge>& edges) {
  std::vector<std::vector<int>> around(at(vertices));
  for (std::size_t e = 0; e < edges.size(); ++e) {
    around[at(edges[e].from)].push_back(static_cast<int>(e));
    around[at(edges[e].to)].push_back(static_cast<int>(e));
  }
  std::vector<int> roots(at(vertices));
  for (int v = 0; v < vertices; ++v) roots[at(v)] = v;
  std::ranges::stable_sort(roots, [&](int a, int b) { return around[at(a)].size() > around[at(b)].size(); });
  std::vector<bool> in_forest(edges.size(), false), seen(at(vertices), false);
  for (int root : roots) {
    if (seen[at(root)]) continue;
    seen[at(root)] = true;
    std::vector<int> queue{root};
    for (std::size_t head = 0; head < queue.size(); ++head)
      for (int e : around[at(queue[head])]) {
        const int next = edges[at(e)].from == queue[head] ? edges[at(e)].to : edges[at(e)].from;
        if (seen[at(next)]) continue;
        seen[at(next)] = true;
        in_forest[at(e)] = true;
        queue.push_back(next);
      }
  }
  return in_forest;
}

}  // namespace

std::vector<std::vector<Step>> cycle_basis(int vertices, const std::vector<Edge>& edges) {
  const auto in_forest = forest(vertices, edges);
  Graph graph(vertices, edges);
  struct Chord {
    int edge;
    std::size_t length;
  };
  std::vector<Chord> chords;
  for (std::size_t e = 0; e < edges.size(); ++e)
    if (in_forest[e]) graph.lay(static_cast<int>(e));
  for (std::size_t e = 0; e < edges.size(); ++e)
    if (!in_forest[e]) chords.push_back({static_cast<int>(e), graph.way(edges[e].to, edges[e].from).size()});
  std::ranges::stable_sort(chords, {}, &Chord::length);
  std::vector<std::vector<Step>> cycles;
  for (const auto& chord : chords) {
    auto cycle = graph.way(edges[at(chord.edge)].to, edges[at(chord.edge)].from);
    cycle.insert(cycle.begin(), {chord.edge, 1});
    cycles.push_back(std::move(cycle));
    graph.lay(chord.edge);
  }
  return cycles;
}

}  // namespace gigaplan::formulate
