package dev.infrahub.driftworker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Parts;
import dev.infrahub.json.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What another resource of the plan declares exactly is no drift of the one in which it is seen, and nothing else is. */
class SiblingsTests {

    private static final String OPEN_SSH = rule("22", "0.0.0.0/0");
    private static final String CLOSED = "{\"id\": \"sg-1\", \"ingress\": []}";
    private static final String GROUP = "aws_security_group.g";
    private static final String RULE = "aws_security_group_rule.r";

    private static String rule(String port, String source) {
        return "{\"from_port\": %s, \"to_port\": %s, \"protocol\": \"tcp\", \"cidr_blocks\": [%s], \"description\": \"\", \"self\": false}"
                .formatted(
                        port,
                        port,
                        String.join(
                                ", ",
                                Parts.of(source, ',').stream()
                                        .map(one -> '"' + one + '"')
                                        .toList()));
    }

    private static String opened(String... rules) {
        return "{\"id\": \"sg-1\", \"ingress\": [%s]}".formatted(String.join(", ", rules));
    }

    private static String declared(String group, String port, String source) {
        return "{\"type\": \"ingress\", \"security_group_id\": \"%s\", \"from_port\": %s, \"to_port\": %s, \"protocol\": \"tcp\", \"cidr_blocks\": [\"%s\"], \"description\": null}"
                .formatted(group, port, port, source);
    }

    private static DriftAnalysis analysed(String after, String declared) {
        return Given.scan()
                .drift(GROUP, CLOSED, after)
                .change(RULE, "no-op", declared, declared)
                .analysed();
    }

    @Test
    void a_rule_that_is_declared_beside_its_group_is_no_drift_of_the_group() {
        DriftAnalysis analysis = analysed(opened(OPEN_SSH), declared("sg-1", "22", "0.0.0.0/0"));
        assertThat(analysis.driftDetected()).isFalse();
        assertThat(analysis.settled()).singleElement().satisfies(one -> {
            assertThat(one.state()).isEqualTo(State.CO_MANAGED);
            assertThat(one.attributes().getFirst().settledBy()).isEqualTo("declared-beside (" + RULE + ")");
        });
    }

    @Test
    void several_rules_that_are_seen_as_one_are_declared_one_by_one() {
        Given scan = Given.scan()
                .drift(
                        GROUP,
                        CLOSED,
                        opened(rule("22", "10.0.0.0/8,192.168.1.1/32").replace("\"self\": false", "\"self\": true")))
                .change(RULE, "no-op", declared("sg-1", "22", "192.168.1.1/32"), "{}");
        for (String[] source : List.of(
                new String[] {"cidr_ipv4", "10.0.0.0/8"}, new String[] {"referenced_security_group_id", "sg-1"})) {
            scan.change(
                    "aws_vpc_security_group_ingress_rule." + source[0],
                    "no-op",
                    "{\"security_group_id\": \"sg-1\", \"from_port\": 22, \"to_port\": 22, \"ip_protocol\": \"6\", \"%s\": \"%s\"}"
                            .formatted(source[0], source[1]),
                    "{}");
        }
        assertThat(scan.analysed().driftDetected()).isFalse();
    }

    @Test
    void what_is_not_declared_exactly_is_told_and_judged() {
        Map<String, DriftAnalysis> cases = new TreeMap<>(Map.of(
                "another port", analysed(opened(OPEN_SSH), declared("sg-1", "23", "0.0.0.0/0")),
                "another source", analysed(opened(OPEN_SSH), declared("sg-1", "22", "10.0.0.0/8")),
                "another group", analysed(opened(OPEN_SSH), declared("sg-2", "22", "0.0.0.0/0")),
                "one more rule",
                        analysed(opened(rule("443", "10.0.0.0/8"), OPEN_SSH), declared("sg-1", "443", "10.0.0.0/8")),
                "one more source",
                        analysed(opened(rule("22", "10.0.0.0/8,0.0.0.0/0")), declared("sg-1", "22", "10.0.0.0/8")),
                "for going out",
                        analysed(
                                opened(OPEN_SSH),
                                declared("sg-1", "22", "0.0.0.0/0").replace("ingress", "egress"))));
        cases.forEach((name, analysis) -> {
            assertThat(analysis.resources()).as(name).hasSize(1);
            assertThat(analysis.risk()).as(name).isEqualTo(Risk.CRITICAL);
        });
    }

    @Test
    void a_sibling_that_was_opened_itself_declares_what_it_was() {
        DriftAnalysis analysis = Given.scan()
                .drift(GROUP, opened(rule("22", "10.0.0.0/8")), opened(OPEN_SSH))
                .drift(RULE, declared("sg-1", "22", "10.0.0.0/8"), declared("sg-1", "22", "0.0.0.0/0"))
                .change(RULE, "no-op", declared("sg-1", "22", "0.0.0.0/0"), declared("sg-1", "22", "0.0.0.0/0"))
                .analysed();
        assertThat(analysis.resources())
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.risk()).isEqualTo(Risk.CRITICAL));
    }

    @Test
    void what_is_still_to_be_made_declares_nothing_that_is_there() {
        assertThat(Given.scan()
                        .drift(GROUP, CLOSED, opened(OPEN_SSH))
                        .change(RULE, "create", "null", declared("sg-1", "22", "0.0.0.0/0"))
                        .analysed()
                        .risk())
                .isEqualTo(Risk.CRITICAL);
    }

    @Test
    void what_was_taken_away_is_told_whatever_else_is_declared() {
        DriftAnalysis analysis = Given.scan()
                .drift(GROUP, opened(rule("443", "10.0.0.0/8")), opened(OPEN_SSH))
                .change(RULE, "no-op", declared("sg-1", "22", "0.0.0.0/0"), "{}")
                .analysed();
        assertThat(analysis.resources()).hasSize(1);
    }

    @Test
    void what_is_declared_makes_nothing_graver_that_changed_beside_it() {
        DriftAnalysis analysis = Given.scan()
                .drift(
                        GROUP,
                        CLOSED.replace("}", ", \"revoke_rules_on_delete\": true}"),
                        "{\"id\": \"sg-1\", \"revoke_rules_on_delete\": false, \"ingress\": [%s]}".formatted(OPEN_SSH))
                .change(RULE, "no-op", declared("sg-1", "22", "0.0.0.0/0"), "{}")
                .analysed();
        assertThat(analysis.resources()).hasSize(1);
        assertThat(analysis.risk()).isLessThan(Risk.HIGH);
    }

    static Stream<SiblingRow> rows() {
        return SiblingRow.all().stream();
    }

    /** Both sides made from the row, and then one that is a little different. */
    @ParameterizedTest
    @MethodSource("rows")
    void each_row_of_the_table_explains_what_it_says_and_nothing_else(SiblingRow row) {
        String type = row.place().types().getFirst().pattern().replace("*", "project");
        String siblingType = row.sibling().pattern().replace("*", type.contains("opensearch") ? "open" : "project");
        TreeMap<String, Value> sibling = new TreeMap<>();
        TreeMap<String, Value> resource = new TreeMap<>(Map.of("id", new Value.Text("the-id")));
        row.link().forEach((in, of) -> {
            put(sibling, in, of.equals("id") ? "the-id" : "name-" + of);
            put(resource, of, of.equals("id") ? "the-id" : "name-" + of);
        });
        row.when().forEach((name, value) -> put(sibling, name, value));
        TreeMap<String, Value> item = new TreeMap<>();
        TreeMap<String, Value> inside = row.items().isEmpty() ? sibling : new TreeMap<>();
        Stream.concat(row.key().entrySet().stream(), row.each().entrySet().stream())
                .forEach(one -> {
                    put(item, one.getKey(), "value-" + one.getValue());
                    put(inside, one.getValue(), "value-" + one.getValue());
                });
        if (!row.items().isEmpty()) {
            Value items = inside.containsKey(".")
                    ? new Value.Items(List.of(inside.get(".")))
                    : new Value.Items(List.of(new Value.Members(inside)));
            List<String> steps = Parts.of(row.items(), '.').reversed();
            for (String step : steps.subList(0, steps.size() - 1)) {
                items = new Value.Items(List.of(new Value.Members(Map.of(step, items))));
            }
            sibling.put(steps.getLast(), items);
        }
        String before = text(resource);
        resource.put(
                row.place().attribute(),
                item.containsKey(".") ? item.get(".") : new Value.Items(List.of(new Value.Members(item))));
        for (boolean same : List.of(true, false)) {
            String declared = same ? text(sibling) : text(sibling).replace("value-", "other-");
            DriftAnalysis analysis = Given.scan()
                    .drift(type + ".r", before, text(resource))
                    .change(siblingType + ".s", "no-op", declared, declared)
                    .analysed();
            assertThat(analysis.driftDetected()).as(declared).isEqualTo(!same);
        }
    }

    private static String text(Map<String, Value> members) {
        return JsonValues.canonical(new Value.Members(members));
    }

    private static void put(Map<String, Value> members, String path, String text) {
        int dot = path.indexOf('.');
        if (dot <= 0) {
            members.put(path, new Value.Text(text));
            return;
        }
        Map<String, Value> inner = new TreeMap<>();
        if (members.get(path.substring(0, dot)) instanceof Value.Items(var items)
                && items.getFirst() instanceof Value.Members(var some)) {
            inner.putAll(some);
        }
        put(inner, path.substring(dot + 1), text);
        members.put(path.substring(0, dot), new Value.Items(List.of(new Value.Members(inner))));
    }
}
