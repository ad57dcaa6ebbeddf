package dev.infrahub.console.plans;

import java.util.Optional;

/**
 * The page of what depends on what a plan touches.
 *
 * @param drawing empty where there is nothing to draw, or more than a page holds
 */
public record ShownGraph(Plan plan, Graph graph, Optional<Drawing> drawing) {

    static ShownGraph of(Plan plan) {
        Graph graph = Graph.of(plan);
        boolean isDrawn = !graph.nodes().isEmpty() && !graph.isTooLarge();
        return new ShownGraph(plan, graph, isDrawn ? Optional.of(Drawing.of(graph)) : Optional.empty());
    }
}
