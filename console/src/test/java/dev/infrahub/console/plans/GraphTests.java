package dev.infrahub.console.plans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.console.plans.Graph.Edge;
import dev.infrahub.console.plans.Graph.Node;
import dev.infrahub.console.plans.Plan.Reference;
import dev.infrahub.console.plans.Plan.Resource;
import dev.infrahub.console.web.Assets;
import dev.infrahub.console.web.Pages;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class GraphTests {

    @Test
    void what_depends_on_something_is_led_to_from_it() {
        Graph graph = Graph.of(Given.plan(
                List.of(
                        Given.resource("aws_x.unmoved", "no-op"),
                        Given.resource("module.db[\"a.b\"].aws_db.main[0]", "replace"),
                        Given.resource("module.db[\"a.b\"].aws_db.main[1]", "replace")),
                List.of(new Reference("aws_dns.db", List.of("module.db.aws_db.main")))));

        assertThat(graph.isFolded()).isFalse();
        assertThat(graph.edges()).containsExactly(new Edge("module.db.aws_db.main", "aws_dns.db"));
        assertThat(graph.nodes())
                .containsExactly(
                        new Node(
                                "module.db.aws_db.main",
                                "aws_db.main",
                                "replace and 1 more · module.db",
                                "replace",
                                Optional.of("resource-1")),
                        new Node("aws_dns.db", "aws_dns.db", "depends on it", "", Optional.empty()));
        assertThat(graph.dependents()).isEqualTo(Map.of("module.db.aws_db.main", List.of("aws_dns.db")));
    }

    @Test
    void more_than_one_looks_at_is_folded_by_module() {
        Graph graph = Graph.of(large(20, 20));

        assertThat(graph.isFolded()).isTrue();
        assertThat(graph.nodes()).hasSize(20);
        assertThat(graph.nodes().getFirst().what()).isEqualTo("20 touched");
        assertThat(graph.edges()).hasSize(19);
    }

    @Test
    void deep_modules_are_folded_until_they_are_few() {
        List<Reference> references = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            references.add(new Reference(
                    "module.m%d.module.n%d.a.b".formatted(i % 10, i),
                    List.of("module.m%d.module.n%d.a.b".formatted((i + 1) % 10, i + 1))));
        }
        Graph graph = Graph.of(Given.plan(List.of(), references));

        assertThat(graph.nodes()).extracting(Node::name).hasSize(10).contains("module.m0", "module.m9");
    }

    @Test
    void what_no_folding_makes_small_is_not_drawn() {
        List<Reference> references = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            references.add(new Reference("module.m%d.a.b".formatted(i), List.of("module.m%d.a.b".formatted(i + 1))));
        }
        ShownGraph shown = ShownGraph.of(Given.plan(List.of(), references));

        assertThat(shown.graph().isTooLarge()).isTrue();
        assertThat(shown.drawing()).isEmpty();
    }

    @Test
    void boxes_of_three_hundred_do_not_overlap_and_are_within_the_picture() {
        Graph graph = Graph.of(large(10, 30));
        assertThat(graph.nodes()).hasSize(Graph.MOST_NODES);

        Drawing drawing = Drawing.of(graph);

        assertThat(drawing.lines()).hasSameSizeAs(graph.edges()).allMatch(line -> line.startsWith("M"));
        for (int i = 0; i < drawing.boxes().size(); i++) {
            Drawing.Box one = drawing.boxes().get(i);
            assertThat(one.x()).isBetween(0, drawing.width() - one.width());
            assertThat(one.y()).isBetween(0, drawing.height() - one.height());
            assertThat(drawing.boxes().subList(i + 1, drawing.boxes().size()))
                    .noneMatch(other -> one.x() < other.x() + other.width()
                            && other.x() < one.x() + one.width()
                            && one.y() < other.y() + other.height()
                            && other.y() < one.y() + one.height());
        }
    }

    @Test
    void the_heaviest_page_of_a_graph_is_no_heavier_than_a_page_may_be() {
        Graph graph = Graph.of(large(10, 30));
        assertThat(graph.edges()).hasSizeGreaterThan(Graph.MOST_EDGES - 100);

        byte[] page = new Pages(new Assets(), "http://127.0.0.1:5100")
                .bare(HttpStatus.OK, "Graph", "plans/graph.jte", ShownGraph.of(large(10, 30)))
                .getBody();

        assertThat(page).hasSizeLessThan(150_000);
        assertThat(new String(page, StandardCharsets.UTF_8))
                .doesNotContain("style=")
                .contains("marker-end");
    }

    @Test
    void what_takes_too_long_to_draw_is_not_drawn() {
        Graph graph = Graph.of(large(10, 30));

        assertThat(Drawing.inTime(graph, Duration.ZERO)).isEmpty();
        assertThat(Drawing.inTime(graph, Duration.ofMinutes(1))).isPresent();
    }

    @Test
    void a_box_leads_only_to_what_has_a_place_on_the_page() {
        List<Resource> resources = IntStream.range(0, ShownPlan.MOST + 1)
                .mapToObj(i -> Given.resource("a.b" + i, "create"))
                .toList();
        Graph graph = Graph.of(Given.plan(resources, List.of(new Reference("a.b0", List.of("a.b" + ShownPlan.MOST)))));

        assertThat(graph.nodes())
                .filteredOn(node -> node.anchor().isPresent())
                .extracting(Graph.Node::address)
                .containsExactly("a.b0");
    }

    @Test
    void a_circle_is_drawn_too() {
        Graph graph = Graph.of(Given.plan(
                List.of(), List.of(new Reference("a.b", List.of("a.c")), new Reference("a.c", List.of("a.b")))));

        assertThat(Drawing.of(graph).boxes()).hasSize(2);
    }

    @Test
    void a_name_that_is_too_long_is_cut_in_its_middle() {
        String name = "aws_x." + "n".repeat(60) + "_end";
        Graph graph = Graph.of(Given.plan(List.of(), List.of(new Reference("a.b", List.of(name)))));

        Drawing.Box box = Drawing.of(graph).boxes().getFirst();
        assertThat(box.isCut()).isTrue();
        assertThat(box.name()).startsWith("aws_x.nnn").contains("…").endsWith("_end");
    }

    /** Modules in a row, each of whose resources is touched and refers to the one before. */
    private static Plan large(int modules, int each) {
        List<Resource> resources = new ArrayList<>();
        List<Reference> references = new ArrayList<>();
        for (int module = 0; module < modules; module++) {
            for (int i = 0; i < each; i++) {
                String address = "module.m%d.aws_instance.of_a_group_%d".formatted(module, i);
                resources.add(Given.resource(address, "update"));
                List<String> to = new ArrayList<>();
                if (i > 0) {
                    to.add("module.m%d.aws_instance.of_a_group_%d".formatted(module, i / 2));
                }
                if (module > 0 && i % 3 == 0) {
                    to.add("module.m%d.aws_instance.of_a_group_%d".formatted(module - 1, i));
                }
                references.add(new Reference(
                        address,
                        to.stream().filter(other -> !other.equals(address)).toList()));
            }
        }
        return Given.plan(resources, references);
    }
}
