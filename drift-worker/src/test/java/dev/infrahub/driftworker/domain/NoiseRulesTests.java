package dev.infrahub.driftworker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule by a case of its own: it keeps silent, and what looks like it and is news does not. */
class NoiseRulesTests {

    private static final String NONE = "-";

    /** Only somebody who is declared to be in charge settles it: nothing in a plan shows it. */
    private static final String DECLARED = "declared";

    /** A case of {@code noise-fixtures.tsv}. */
    record Case(String rule, String address, String before, String after, String others, String loud) {

        static Case of(List<String> row) {
            return new Case(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4), row.get(5));
        }

        NoiseRule noiseRule() {
            return NoiseRules.TABLE.all().stream()
                    .filter(one -> one.id().equals(rule))
                    .findFirst()
                    .orElseThrow();
        }

        Given scan(String changed) {
            Given scan = Given.scan().drift(address, before, changed);
            if (!others.equals(NONE) && !others.equals(DECLARED)) {
                scan.change(others, "no-op", "{}", "{}");
            }
            return scan;
        }

        DriftAnalysis analysed(String changed) {
            return scan(changed)
                    .under(others.equals(DECLARED) ? declared() : Agreements.NONE)
                    .analysed();
        }

        private Agreements declared() {
            String path = noiseRule().paths().stream()
                    .map(pattern -> pattern.names().stream().map(Glob::pattern).collect(Collectors.joining(".")))
                    .filter(pattern -> before.contains(pattern.substring(pattern.lastIndexOf('.') + 1)))
                    .findFirst()
                    .orElseThrow();
            return new Agreements(
                    List.of(),
                    List.of(new Agreements.Ownership("OWN-1", "network", address, path, "the cluster's own upgrades")),
                    List.of());
        }

        @Override
        public String toString() {
            return rule + " " + address + " " + after;
        }
    }

    static Stream<Case> cases() {
        return TabSeparated.rows("noise-fixtures.tsv").stream().map(Case::of);
    }

    static Stream<Case> loudCases() {
        return cases().filter(one -> !one.loud().equals(NONE));
    }

    static Stream<Case> ofOthers() {
        return cases().filter(one -> one.noiseRule().kind() == NoiseRule.Kind.CO_MANAGED);
    }

    @Test
    void each_rule_has_a_case() {
        Set<String> tried = cases().map(Case::rule).collect(Collectors.toSet());
        tried.add("local-resources");
        assertThat(NoiseRules.TABLE.all()).extracting(NoiseRule::id).containsOnlyOnceElementsOf(tried);
        assertThat(tried).hasSameSizeAs(NoiseRules.TABLE.all());
    }

    @Test
    void each_rule_says_where_it_is_from() {
        assertThat(NoiseRules.TABLE.all())
                .allSatisfy(rule -> assertThat(rule.source()).startsWith("https://"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void what_is_no_news_is_silent_and_told_with_its_rule(Case given) {
        DriftAnalysis analysis = given.analysed(given.after());
        switch (given.noiseRule().kind()) {
            case NORMALISED, MOVING -> {
                assertThat(analysis.driftDetected()).isFalse();
                assertThat(analysis.settled()).isEmpty();
                assertThat(analysis.risk()).isEqualTo(Risk.NONE);
                assertThat(analysis.dropped())
                        .isNotEmpty()
                        .extracting(DriftAnalysis.Dropped::rule)
                        .containsOnly(given.rule());
            }
            case CO_MANAGED -> {
                assertThat(analysis.driftDetected()).isFalse();
                assertThat(analysis.settled())
                        .singleElement()
                        .satisfies(one -> assertThat(one.state()).isEqualTo(State.CO_MANAGED));
                assertThat(settledBy(analysis)).startsWith(given.others().equals(DECLARED) ? "OWN-1" : given.rule());
            }
            case ROTATED -> {
                assertThat(analysis.resources())
                        .singleElement()
                        .satisfies(one -> assertThat(one.state()).isEqualTo(State.ROTATED));
                assertThat(analysis.toString()).doesNotContain("first-value", "other-value");
            }
        }
        assertThat(analysis.unused()).doesNotContain(given.rule());
    }

    private static String settledBy(DriftAnalysis analysis) {
        return String.valueOf(
                analysis.settled().getFirst().attributes().getFirst().settledBy());
    }

    @ParameterizedTest
    @MethodSource("loudCases")
    void what_looks_like_it_and_is_news_is_told(Case given) {
        DriftAnalysis analysis = given.analysed(given.loud());
        assertThat(analysis.driftDetected()).isTrue();
        assertThat(analysis.dropped()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ofOthers")
    void where_nothing_shows_that_something_else_is_in_charge_it_is_told(Case given) {
        if (given.others().equals(NONE)) {
            return;
        }
        DriftAnalysis analysis = Given.scan()
                .drift(given.address(), given.before(), given.after())
                .analysed();
        assertThat(analysis.resources()).singleElement().satisfies(one -> {
            assertThat(one.state()).isEqualTo(State.OPEN);
            assertThat(one.cause()).isIn(Cause.AUTOSCALING, Cause.OTHER_CONTROLLER);
        });
    }

    @Test
    void a_local_resource_that_is_to_be_made_is_no_news() {
        DriftAnalysis analysis = Given.scan()
                .change("terraform_data.a", "create", "null", "{\"input\": 1}")
                .change("aws_sqs_queue.q", "create", "null", "{}")
                .analysed();
        assertThat(analysis.pending())
                .extracting(DriftAnalysis.Pending::address)
                .containsExactly("aws_sqs_queue.q");
        assertThat(analysis.dropped()).extracting(DriftAnalysis.Dropped::rule).containsExactly("local-resources");
    }

    @Test
    void no_rule_hides_that_something_is_gone() {
        List<String> types = new ArrayList<>();
        NoiseRules.TABLE
                .all()
                .forEach(rule ->
                        rule.types().forEach(type -> types.add(type.pattern().replace("*", "x"))));
        Agreements all = new Agreements(
                List.of(new Agreements.Acceptance(
                        "ACC-1", "network", "x.y", "", null, Given.NOW.plusSeconds(60), "ann", "because")),
                List.of(
                        new Agreements.Ownership("OWN-1", "*", "*", "**", "somebody"),
                        new Agreements.Ownership("OWN-2", "*", "*", "-", "somebody")),
                List.of(
                        new Agreements.Ignored("IGN-1", "*", "*", "**", "because"),
                        new Agreements.Ignored("IGN-2", "*", "*", "-", "because")));
        assertThat(Given.scan()
                        .deleted("aws_x.y", "{}")
                        .analysed(Given.everything())
                        .resources())
                .singleElement()
                .satisfies(one -> assertThat(one.state()).isEqualTo(State.OPEN));
        for (String type : types) {
            DriftAnalysis analysis = Given.scan()
                    .deleted(type + ".y", "{\"id\": \"1\"}")
                    .under(all)
                    .analysed();
            assertThat(analysis.resources()).as(type).singleElement().satisfies(one -> {
                assertThat(one.change()).isEqualTo("deleted");
                assertThat(one.state()).isEqualTo(State.OPEN);
                assertThat(one.risk()).isGreaterThanOrEqualTo(Risk.MEDIUM);
            });
        }
    }
}
