package dev.infrahub.verify;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.events.EventSigner;
import dev.infrahub.events.SigningKey;
import dev.infrahub.schemas.ApprovalRequested;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.Backends;
import dev.infrahub.testing.Wire;
import dev.infrahub.verify.RunningHub.Open;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whoever gets at Kafka, and asks it to open the gate. */
class ForgedApprovalsIT {

    private static final List<String> NAMED = List.of("user:adam@id", "user:bea@id", "user:carl@id");

    @Test
    void approvals_of_three_people_who_never_decided_do_not_open_the_gate() {
        try (RunningHub hub = RunningHub.start();
                Wire wire = new Wire(Backends.shared())) {
            Open change = hub.open("forged");
            EventSigner foreign = new EventSigner(SigningKey.generate());

            NAMED.forEach(approver -> {
                publish(wire, change, approver, null);
                publish(wire, change, approver, foreign);
            });

            eventually(() -> assertThat(deadLetters(wire, change)).hasSize(2 * NAMED.size()));
            assertThat(hub.get("/api/cab/requests/" + change.id())).contains("\"state\":\"pending\"");
            assertThat(hub.gate(change)).isNotEqualTo(200);

            hub.approve(change);
            eventually(() -> assertThat(hub.gate(change)).isEqualTo(200));
        }
    }

    private static void publish(Wire wire, Open change, String approver, @Nullable EventSigner signer) {
        byte[] value = wire.encode(
                Topics.APPROVAL_REQUESTED,
                ApprovalRequested.newBuilder()
                        .setChangeRequestId(change.id())
                        .setClient("acme")
                        .setModule(change.module())
                        .setPlanHash(change.planHash())
                        .setRiskLevel(change.riskLevel())
                        .setDecision("approve")
                        .setApprover(approver)
                        .setApproverName("Somebody")
                        .setRequestedAt(Instant.ofEpochMilli(System.currentTimeMillis()))
                        .build());
        Map<String, String> headers = new HashMap<>(Map.of(
                "ce_specversion", "1.0",
                "ce_id", UUID.randomUUID().toString(),
                "ce_time", Instant.now().toString()));
        if (signer != null) {
            headers.putAll(signer.sign(Topics.APPROVAL_REQUESTED.name(), change.id(), Map.copyOf(headers), value));
        }
        wire.publishBytes(Topics.APPROVAL_REQUESTED, change.id(), value, headers);
    }

    private static List<ConsumerRecord<String, byte[]>> deadLetters(Wire wire, Open change) {
        return wire.records(Topics.APPROVAL_REQUESTED.deadLetters()).stream()
                .filter(record -> change.id().equals(record.key()))
                .toList();
    }
}
