package dev.infrahub.gateway.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.gateway.views.View;
import dev.infrahub.schemas.ApprovalSigned;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DecidedTests {

    private static final ApprovalSigned SIGNED = ApprovalSigned.newBuilder()
            .setChangeRequestId("CHG-1")
            .setClient("acme")
            .setModule("network")
            .setPlanHash("0".repeat(64))
            .setRiskLevel("low")
            .setDecision("approve")
            .setApprovedBy("user:x#alice")
            .setApprovedByName("Alice")
            .setApprovedAt(Instant.parse("2027-03-01T09:30:00Z"))
            .setSequence(17)
            .setPreviousHash("0".repeat(64))
            .setPayload("{}")
            .setSignature("c2ln")
            .setKeyId("key")
            .setKeyVersion(1)
            .setAlgorithm("ML-DSA-65")
            .setPublicKey("cHVi")
            .setLeafIndex(41)
            .setState("approved")
            .setApprovalsNeeded(1)
            .setApprovalsGiven(1)
            .build();

    /** Names are in an index; under row security Postgres looks for what a brief holds in each row. */
    @Test
    void a_decision_is_called_like_its_change_and_told_from_others_on_it() {
        View view = Decided.view(SIGNED);

        assertThat(view.name()).isEqualTo("acme/CHG-1");
        assertThat(view.id()).isEqualTo("acme/CHG-1/17");
    }
}
