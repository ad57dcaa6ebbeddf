package dev.infrahub.driftworker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.findings.AttributePath;
import dev.infrahub.json.Value;
import dev.infrahub.terraform.Plan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What may never be noise is told, whatever any rule says. */
class SecurityAttributesTests {

    /** A case of {@code never-noise-fixtures.tsv}. */
    record Case(String address, String before, String after, String attribute) {

        static Case of(List<String> row) {
            return new Case(row.get(0), row.get(1), row.get(2), row.get(3));
        }

        String type() {
            return address.substring(0, address.indexOf('.'));
        }
    }

    static Stream<Case> cases() {
        return TabSeparated.rows("never-noise-fixtures.tsv").stream().map(Case::of);
    }

    /** All that a client can agree upon without looking at the change. */
    private static Agreements everything(Case given) {
        return new Agreements(
                List.of(new Agreements.Acceptance(
                        "ACC-1",
                        "network",
                        given.address(),
                        given.attribute(),
                        null,
                        Given.NOW.plusSeconds(60),
                        "ann",
                        "because")),
                List.of(new Agreements.Ownership("OWN-1", "*", "*", "**", "somebody")),
                List.of(new Agreements.Ignored("IGN-1", "*", "*", "**", "because")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void it_is_told_whatever_the_rules_say(Case given) {
        DriftAnalysis analysis = Given.scan()
                .drift(given.address(), given.before(), given.after())
                .under(everything(given))
                .analysed();
        assertThat(analysis.resources()).singleElement().satisfies(one -> {
            assertThat(one.attributes()).singleElement().satisfies(attribute -> {
                assertThat(attribute.path()).isEqualTo(given.attribute());
                assertThat(attribute.state()).isEqualTo(State.OPEN);
                assertThat(attribute.decides()).isNotEmpty();
            });
            assertThat(one.risk()).isGreaterThanOrEqualTo(Risk.HIGH);
        });
        assertThat(analysis.dropped()).isEmpty();
        assertThat(analysis.settled()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void it_is_told_whatever_rules_there_may_be(Case given) {
        for (NoiseRule rule : Given.everything()) {
            DriftAnalysis analysis = Given.scan()
                    .drift(given.address(), given.before(), given.after())
                    .analysed(List.of(rule));
            assertThat(analysis.resources())
                    .as(rule.id())
                    .singleElement()
                    .satisfies(one -> assertThat(one.state()).isEqualTo(State.OPEN));
            DriftAnalysis other =
                    Given.scan().drift("aws_x.y", "{\"a\": 1}", "{\"a\": 2}").analysed(List.of(rule));
            assertThat(other.resources().stream().map(DriftAnalysis.Resource::state))
                    .as("what is no matter of security, by " + rule.id())
                    .doesNotContain(State.OPEN);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void it_is_told_of_a_text_without_values(Case given) {
        String attribute = PathPattern.of(given.attribute().replaceAll("\\[[0-9]+]", ""))
                .names()
                .getFirst()
                .pattern();
        String text = """
                Note: Objects have changed outside of Terraform

                  # %s has changed
                  ~ resource "%s" "x" {
                      ~ %s = "a" -> "b"
                    }

                This is a refresh-only plan, so Terraform will not take any actions to undo these.
                """.formatted(given.address(), given.type(), attribute);
        DriftAnalysis analysis = Given.analysed(text, Plan.Format.TEXT, Given.plainScan());
        assertThat(analysis.resources())
                .singleElement()
                .satisfies(one -> assertThat(one.risk()).isEqualTo(Risk.HIGH));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void who_looked_at_the_very_change_may_accept_it_for_a_time(Case given) {
        DriftAnalysis open = Given.scan()
                .drift(given.address(), given.before(), given.after())
                .analysed();
        String change = open.resources().getFirst().attributes().getFirst().fingerprint();
        Agreements accepted = new Agreements(
                List.of(new Agreements.Acceptance(
                        "ACC-1",
                        "network",
                        given.address(),
                        given.attribute(),
                        change,
                        Given.NOW.plusSeconds(60),
                        "ann",
                        "because")),
                List.of(),
                List.of());
        DriftAnalysis settled = Given.scan()
                .drift(given.address(), given.before(), given.after())
                .under(accepted)
                .analysed();
        assertThat(settled.resources()).isEmpty();
        assertThat(settled.settled()).singleElement().satisfies(one -> {
            assertThat(one.state()).isEqualTo(State.ACCEPTED);
            assertThat(one.risk()).isGreaterThanOrEqualTo(Risk.MEDIUM);
        });
    }

    @Test
    void each_row_says_what_it_decides_and_where_that_is_from() {
        assertThat(SecurityAttributes.TABLE.rows()).allSatisfy(row -> {
            assertThat(row.decides()).isNotBlank();
            assertThat(row.source()).isNotBlank();
        });
    }

    @Test
    void labels_and_words_of_what_is_a_matter_of_security_are_labels() {
        for (String label : List.of("tags", "description")) {
            assertThat(SecurityAttributes.TABLE
                            .of("aws_vpc_security_group_ingress_rule")
                            .at(new Difference(
                                    AttributePath.of(label), new Value.Text("before"), new Value.Text("after"))))
                    .as(label)
                    .isEqualTo(Optional.empty());
        }
    }

    @Test
    void only_what_certainly_lets_in_nobody_new_is_less_than_high() {
        DriftAnalysis narrowed = Given.scan()
                .drift(
                        "aws_security_group_rule.r",
                        "{\"cidr_blocks\": [\"10.0.0.0/8\", \"192.168.0.0/16\"]}",
                        "{\"cidr_blocks\": [\"10.0.0.0/8\"]}")
                .analysed();
        DriftAnalysis emptied = Given.scan()
                .drift("google_compute_firewall.f", "{\"source_ranges\": [\"10.0.0.0/8\"]}", "{\"source_ranges\": []}")
                .analysed();
        DriftAnalysis forbidsLess = Given.scan()
                .drift(
                        "google_compute_firewall.f",
                        "{\"source_ranges\": [\"10.0.0.0/8\", \"192.168.0.0/16\"], \"deny\": [{\"protocol\": \"tcp\"}]}",
                        "{\"source_ranges\": [\"10.0.0.0/8\"], \"deny\": [{\"protocol\": \"tcp\"}]}")
                .analysed();
        DriftAnalysis forbade = Given.scan()
                .drift(
                        "google_compute_firewall.f",
                        "{\"source_ranges\": [\"10.0.0.0/8\", \"10.9.0.0/16\"], \"deny\": [{\"protocol\": \"tcp\"}]}",
                        "{\"source_ranges\": [\"10.0.0.0/8\"], \"deny\": []}")
                .analysed();
        DriftAnalysis guardsLess = Given.scan()
                .drift(
                        "google_access_context_manager_service_perimeter.p",
                        "{\"status\": [{\"restricted_services\": [\"storage\", \"bigquery\"]}]}",
                        "{\"status\": [{\"restricted_services\": [\"storage\"]}]}")
                .analysed();
        assertThat(forbade.risk()).isGreaterThanOrEqualTo(Risk.HIGH);
        assertThat(guardsLess.risk()).isGreaterThanOrEqualTo(Risk.HIGH);
        assertThat(narrowed.risk()).isEqualTo(Risk.MEDIUM);
        assertThat(emptied.risk()).isEqualTo(Risk.HIGH);
        assertThat(forbidsLess.risk()).isEqualTo(Risk.HIGH);
    }
}
