// A short basis of the cycles of a graph with parallel edges.
#pragma once
#include <vector>

namespace gigaplan::formulate {

struct Edge {
  int from = 0, to = 0;
};

/// One edge of a cycle: +1 when it is walked from `from` to `to`, −1 against.
struct Step {
  int edge = 0;
  int sign = 1;
};

/// As many independent cycles as the graph has (edges − vertices + parts). A breadth-first forest is laid first; then
/// the other edges are added one after the other, those that close the shortest cycles first, each with the shortest
/// way back through what is there already: every cycle holds an edge that none before it has. Deterministic. Vertices
/// are 0 … vertices − 1; edges from a vertex to itself are cycles of one edge.
[[nodiscard]] std::vector<std::vector<Step>> cycle_basis(int vertices, const std::vector<Edge>& edges);

}  // namespace gigaplan::formulate
