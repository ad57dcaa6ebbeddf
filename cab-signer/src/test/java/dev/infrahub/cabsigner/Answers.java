package dev.infrahub.cabsigner;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.schemas.ApprovalSigned;
import dev.infrahub.schemas.ChangeUpdated;
import dev.infrahub.schemas.EvidenceSealed;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.Wire;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** The one answer that each operation gets, waited for. */
record Answers(Wire wire) {

    ApprovalSigned signed(UUID operation) {
        return only(Topics.APPROVAL_SIGNED, operation);
    }

    ChangeUpdated updated(UUID operation) {
        return only(Topics.CHANGE_UPDATED, operation);
    }

    /** The code of a decision that was not taken: whoever asked is told, and so is everybody. */
    String refusal(UUID operation) {
        String code = only(Topics.APPROVAL_REFUSED, operation).getCode();
        assertThat(failure(operation)).isEqualTo(code);
        return code;
    }

    EvidenceSealed sealed(UUID operation) {
        return only(Topics.EVIDENCE_SEALED, operation);
    }

    /** The code of the no that whoever asked is told. */
    String failure(UUID operation) {
        return only(Topics.OPERATION_FAILED, operation).getCode();
    }

    private <T extends SpecificRecord> T only(Topic<T> topic, UUID operation) {
        eventually(() -> assertThat(wire.eventsOf(topic, operation)).hasSize(1));
        return wire.eventsOf(topic, operation).getFirst();
    }
}
