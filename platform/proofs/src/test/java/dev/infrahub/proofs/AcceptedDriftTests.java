package dev.infrahub.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptedDriftTests {

    private static final Instant UNTIL = Instant.parse("2027-03-01T09:00:00Z");
    private static final AcceptedDrift ACCEPTED = new AcceptedDrift(
            "acme", "network", "aws_x.y[\"é\"]", "tags[\"a.b\"]", "0c7a5b1f", UNTIL, "Until the vendor's fix.");

    @Test
    void it_is_hashed_as_canonical_json() {
        assertThat(ACCEPTED.text())
                .isEqualTo(
                        "{\"address\":\"aws_x.y[\\\"é\\\"]\",\"attribute\":\"tags[\\\"a.b\\\"]\",\"change\":\"0c7a5b1f\","
                                + "\"client\":\"acme\",\"module\":\"network\",\"type\":\"infrahub/drift-acceptance/v1\","
                                + "\"until\":\"2027-03-01T09:00:00.000Z\",\"why\":\"Until the vendor's fix.\"}");
        assertThat(ACCEPTED.hash()).isEqualTo(Digest.of(ACCEPTED.text()));
    }

    @Test
    void another_of_anything_has_another_hash() {
        assertThat(List.of(
                        new AcceptedDrift("globex", "network", "aws_x.y", "days", "0c7a", UNTIL, "why"),
                        new AcceptedDrift("acme", "shop", "aws_x.y", "days", "0c7a", UNTIL, "why"),
                        new AcceptedDrift("acme", "network", "aws_x.z", "days", "0c7a", UNTIL, "why"),
                        new AcceptedDrift("acme", "network", "aws_x.y", "hours", "0c7a", UNTIL, "why"),
                        new AcceptedDrift("acme", "network", "aws_x.y", "days", "0c7b", UNTIL, "why"),
                        new AcceptedDrift("acme", "network", "aws_x.y", "days", "0c7a", UNTIL.plusMillis(1), "why"),
                        new AcceptedDrift("acme", "network", "aws_x.y", "days", "0c7a", UNTIL, "because"),
                        new AcceptedDrift("acme", "network", "aws_x.y", "days", "0c7a", UNTIL, "why")))
                .extracting(AcceptedDrift::hash)
                .doesNotHaveDuplicates();
    }

    @Test
    void what_is_kept_of_it_is_read_again_and_nothing_else_is() {
        AcceptedDrift exact =
                new AcceptedDrift("acme", "network", "aws_x.y", "days", "0c7a", UNTIL.plusNanos(1), "why");
        assertThat(AcceptedDrift.ofText(exact.text())).contains(exact);
        assertThat(exact.until()).isEqualTo(UNTIL);
        for (String other : List.of(
                "",
                "{}",
                exact.text() + " ",
                exact.text().replace(".000Z", "Z"),
                exact.text().replace("/v1", "/v2"),
                exact.text().replace("\"why\":\"why\"", "\"why\":null"))) {
            assertThat(AcceptedDrift.ofText(other)).as(other).isEmpty();
        }
    }
}
