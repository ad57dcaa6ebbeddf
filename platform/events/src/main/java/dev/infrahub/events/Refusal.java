package dev.infrahub.events;

import dev.infrahub.faults.Fault;
import dev.infrahub.faults.RefusalKind;
import dev.infrahub.schemas.OperationFailed;
import dev.infrahub.schemas.Topic;
import java.util.UUID;

/**
 * A no, as an answer: {@code operation.failed} tells it.
 *
 * @param code what went wrong, for machines: {@code noun.problem}
 * @param detail the same in one sentence, for people; never holds input
 * @param retryable whether the same request may work later
 */
record Refusal(String code, String detail, RefusalKind kind, boolean retryable) {

    static Refusal of(Fault fault) {
        return switch (fault) {
            case Fault.Invalid invalid -> new Refusal(invalid.code(), invalid.detail(), RefusalKind.INVALID, false);
            case Fault.Unavailable away -> new Refusal(away.code(), away.detail(), RefusalKind.FAILED, true);
        };
    }

    /** @param topic where the event came from that is answered with it */
    OperationFailed told(UUID operation, Topic<?> topic, UUID event) {
        return told(operation, topic.name(), event);
    }

    OperationFailed told(UUID operation, String topic, UUID event) {
        return OperationFailed.newBuilder()
                .setOperationId(operation.toString())
                .setCode(code)
                .setDetail(detail)
                .setKind(kind.text())
                .setRetryable(retryable)
                .setFailedTopic(topic)
                .setFailedEventId(event.toString())
                .build();
    }
}
