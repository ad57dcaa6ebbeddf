package dev.infrahub.console.plans;

import java.time.Duration;
import java.util.Optional;

/**
 * The page of what depends on what a plan touches.
 *
 * @param drawing empty where there is nothing to draw, more than a page holds, or what takes too long
 */
public record ShownGraph(Plan plan, Graph graph, Optional<Drawing> drawing) {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    static ShownGraph of(Plan plan) {
        Graph graph = Graph.of(plan);
        boolean isDrawn = !graph.nodes().isEmpty() && !graph.isTooLarge();
        return new ShownGraph(plan, graph, isDrawn ? Drawing.inTime(graph, LONGEST) : Optional.empty());
    }
}
