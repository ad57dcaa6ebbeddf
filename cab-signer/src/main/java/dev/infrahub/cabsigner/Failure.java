package dev.infrahub.cabsigner;

import dev.infrahub.events.Event;
import dev.infrahub.events.Outcome;
import dev.infrahub.faults.Fault;
import dev.infrahub.schemas.OperationFailed;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;

/** That QuantumAPI could not do it is an answer like others, so that nothing is done later behind the back of who asked. */
final class Failure {

    private Failure() {}

    /** Tells whoever waits. */
    static Outcome tell(Event<?> event, Topic<?> topic, Fault fault) {
        return event.operation()
                .map(operation -> Outcome.nothing()
                        .publish(
                                Topics.OPERATION_FAILED,
                                event.key(),
                                OperationFailed.newBuilder()
                                        .setOperationId(operation.toString())
                                        .setCode(fault.code())
                                        .setDetail(fault.detail())
                                        .setRetryable(fault instanceof Fault.Unavailable)
                                        .setFailedTopic(topic.name())
                                        .setFailedEventId(event.id().toString())
                                        .build()))
                .orElseGet(Outcome::nothing);
    }
}
