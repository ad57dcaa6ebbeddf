package dev.infrahub.driftworker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AgreementsTests {

    private static final String BEFORE = "{\"days\": 30}";
    private static final String AFTER = "{\"days\": 7}";
    private static final Instant LATER = Given.NOW.plus(Duration.ofDays(1));

    private static Agreements accepted(
            String module, String address, String attribute, @Nullable String change, Instant until) {
        return new Agreements(
                List.of(new Agreements.Acceptance(
                        "ACC-1", module, address, attribute, change, until, "ann", "because")),
                List.of(),
                List.of());
    }

    private static DriftAnalysis under(Agreements agreements) {
        return Given.scan().drift("aws_x.y", BEFORE, AFTER).under(agreements).analysed();
    }

    @Test
    void what_was_accepted_is_settled_until_a_day() {
        DriftAnalysis analysis = under(accepted("network", "aws_x.y", "days", null, LATER));
        assertThat(analysis.driftDetected()).isFalse();
        assertThat(analysis.settled().getFirst().state()).isEqualTo(State.ACCEPTED);
        assertThat(analysis.settled().getFirst().attributes().getFirst().until())
                .isEqualTo(LATER);
        assertThat(analysis.settled().getFirst().attributes().getFirst().settledBy())
                .isEqualTo("ACC-1");
        assertThat(analysis.unused()).isEmpty();
    }

    @Test
    void a_decision_is_of_one_module_one_resource_one_attribute_one_change_and_until_its_day() {
        for (Agreements other : List.of(
                accepted("other", "aws_x.y", "days", null, LATER),
                accepted("network", "aws_x.z", "days", null, LATER),
                accepted("network", "aws_x.y", "day", null, LATER),
                accepted("network", "aws_x.y", "*", null, LATER),
                accepted("network", "*", "days", null, LATER),
                accepted("network", "aws_x.y", "days", "0123", LATER),
                accepted("network", "aws_x.y", "days", null, Given.NOW))) {
            assertThat(under(other).driftDetected()).as(other.toString()).isTrue();
        }
    }

    @Test
    void what_changed_again_after_it_was_accepted_is_open_again() {
        String change = Given.scan()
                .drift("aws_x.y", BEFORE, AFTER)
                .analysed()
                .resources()
                .getFirst()
                .attributes()
                .getFirst()
                .fingerprint();
        Agreements accepted = accepted("network", "aws_x.y", "days", change, LATER);
        assertThat(under(accepted).driftDetected()).isFalse();
        assertThat(Given.scan()
                        .drift("aws_x.y", BEFORE, "{\"days\": 1}")
                        .under(accepted)
                        .analysed()
                        .driftDetected())
                .isTrue();
    }

    @Test
    void agreements_that_met_nothing_are_told() {
        Agreements none = new Agreements(
                List.of(new Agreements.Acceptance(
                        "ACC-1", "network", "aws_x.z", "days", null, LATER, "ann", "because")),
                List.of(
                        new Agreements.Ownership("OWN-1", "net*", "aws_z.*", "days", "somebody"),
                        new Agreements.Ownership("OWN-2", "other", "aws_z.*", "days", "somebody")),
                List.of(new Agreements.Ignored("IGN-1", "*", "aws_x.y", "hours", "because")));
        assertThat(under(none).unused()).containsExactly("ACC-1", "OWN-1", "IGN-1");
    }

    @Test
    void a_rule_of_the_client_drops_and_is_told_with_what_it_dropped() {
        Agreements own = new Agreements(
                List.of(), List.of(), List.of(new Agreements.Ignored("IGN-1", "*", "aws_x.*", "days", "because")));
        DriftAnalysis analysis = under(own);
        assertThat(analysis.driftDetected()).isFalse();
        assertThat(analysis.dropped()).singleElement().satisfies(one -> {
            assertThat(one.rule()).isEqualTo("IGN-1");
            assertThat(one.kind()).isEqualTo("client");
            assertThat(one.path()).isEqualTo("days");
        });
    }

    @Test
    void a_change_that_cannot_be_told_from_another_is_not_accepted() {
        String hidden = ", \"before_sensitive\": {\"policy\": true}, \"after_sensitive\": {\"policy\": true}";
        Given scan = Given.scan().drift("aws_sqs_queue.q", "{\"policy\": \"a\"}", "{\"policy\": \"b\"}", hidden);
        String looked =
                scan.analysed().resources().getFirst().attributes().getFirst().fingerprint();

        DriftAnalysis later = Given.scan()
                .drift("aws_sqs_queue.q", "{\"policy\": \"a\"}", "{\"policy\": \"c\"}", hidden)
                .under(accepted("network", "aws_sqs_queue.q", "policy", looked, LATER))
                .analysed();
        assertThat(later.driftDetected()).isTrue();
        assertThat(later.settled()).isEmpty();
    }

    @Test
    void of_a_resource_of_which_some_is_open_the_rest_stays_settled() {
        DriftAnalysis analysis = Given.scan()
                .drift("aws_x.y", "{\"days\": 30, \"size\": 1}", "{\"days\": 7, \"size\": 2}")
                .under(accepted("network", "aws_x.y", "days", null, LATER))
                .analysed();
        assertThat(analysis.resources()).singleElement().satisfies(one -> {
            assertThat(one.state()).isEqualTo(State.OPEN);
            assertThat(one.attributes())
                    .extracting(DriftAnalysis.Attribute::state)
                    .containsExactly(State.ACCEPTED, State.OPEN);
        });
    }
}
