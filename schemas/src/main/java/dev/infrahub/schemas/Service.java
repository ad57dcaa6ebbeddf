package dev.infrahub.schemas;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** A service of the hub, as Kafka knows it: consumer group, source of events, name of its credential. */
@NullMarked
public enum Service {
    GATEWAY("gateway"),
    PLAN_ANALYZER("plan-analyzer"),
    DRIFT_WORKER("drift-worker"),
    SECRET_SCANNER("secret-scanner"),
    CAB_SIGNER("cab-signer"),
    CHAT_SERVICE("chat-service");

    private final String id;

    Service(String id) {
        this.id = id;
    }

    /** Lower case with hyphens, for example {@code plan-analyzer}. */
    public String id() {
        return id;
    }

    /** @throws IllegalArgumentException where the catalogue knows no such service */
    public static Service named(String id) {
        return Stream.of(values())
                .filter(service -> service.id.equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("The catalogue of topics knows no service '" + id + "'"));
    }

    public List<Topic<?>> publishes() {
        return Topics.ALL.stream()
                .filter(topic -> topic.publishers().contains(this))
                .toList();
    }

    public List<Topic<?>> subscribesTo() {
        return Topics.ALL.stream()
                .filter(topic -> topic.subscribers().contains(this))
                .toList();
    }

    /** Topics whose dead letters it reads, whoever gave them up: where people are shown them. */
    public List<Topic<?>> readsDeadLettersOf() {
        return this == GATEWAY
                ? Topics.ALL.stream()
                        .filter(topic -> !topic.subscribers().isEmpty())
                        .toList()
                : List.of();
    }

    /**
     * The group that it reads them in. It is not the service's own, whose members all need the right to read what one of them
     * reads; and no account but those of services can have it, as their names have no dot.
     */
    public String deadLettersGroup() {
        return id + ".dead-letters";
    }

    @Override
    public String toString() {
        return id;
    }
}
