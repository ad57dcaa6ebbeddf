package dev.infrahub.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.Json;
import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Decisions of every version that was ever signed verify; of a version that nobody knows nothing is believed. */
class DecisionTests {

    private final Forger signer = new Forger();

    @Test
    void what_was_signed_before_proofs_were_told_still_verifies() {
        Json said = payload("infrahub/approval/v1");

        assertThat(verified(said).isValid()).isTrue();
    }

    @Test
    void how_the_approver_proved_themselves_is_under_the_signature() {
        Json said = payload("infrahub/approval/v2").with("proof", new Json().with("method", "oidc"));

        assertThat(verified(said).isValid()).isTrue();
    }

    @Test
    void a_version_that_this_does_not_know_is_no_decision() {
        assertThat(verified(payload("infrahub/approval/v3")).lines())
                .anyMatch(line -> line.startsWith("NO") && line.contains("is no decision on this change"));
    }

    private static Json payload(String type) {
        return new Json()
                .with("type", type)
                .with("changeRequestId", "CHG-1")
                .with("decision", "approve")
                .with("approvedBy", "user:adam")
                .with("approvedAt", "2026-11-24T12:00:00.000Z")
                .with("sequence", 1)
                .with("previousHash", Digest.NONE);
    }

    private Findings verified(Json said) {
        String payload = said.text();
        Json answer = signer.sign(Purpose.APPROVAL, payload.getBytes(StandardCharsets.UTF_8))
                .json()
                .with("payload", payload)
                .with("eventId", "e")
                .with("leafIndex", 0)
                .withTexts("inclusionProof", List.of());
        Findings findings = new Findings();
        Decision.ofAnswer(answer.value()).verify(findings, "CHG-1", Trust.NOBODY);
        return findings;
    }
}
