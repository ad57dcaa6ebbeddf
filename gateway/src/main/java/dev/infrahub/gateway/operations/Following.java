package dev.infrahub.gateway.operations;

import dev.infrahub.gateway.access.Caller;
import dev.infrahub.gateway.operations.Intake.News;
import dev.infrahub.http.Blocking;
import dev.infrahub.http.Problem;
import dev.infrahub.http.bodies.RequestMemory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells a caller of an operation by server-sent events, from whichever gateway it was asked: how it stands, what is told of it
 * before it is settled ({@code progress}), and its end; then the stream closes. Where too many look, it looks again later: the
 * work goes on, and who asked for it in this very request would otherwise ask again.
 */
public record Following(Intake intake, Answers answers, JsonMapper json, Clock clock) {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String PROGRESS = "progress";

    /**
     * A look at the operation.
     *
     * @param after the number of what was told before
     */
    private record Look(boolean isFirst, int after, News news) {

        /** Of how it stands: who takes up a stream that broke off behind it is told what came after, and nothing twice. */
        private String stateId() {
            return after > 0 && !news.isSettled()
                    ? Integer.toString(after)
                    : news.operation().status().text();
        }
    }

    /** From the beginning. */
    public Flux<ServerSentEvent<String>> events(Caller caller, UUID id) {
        return events(caller, id, 0);
    }

    /**
     * Problem 404 {@code operation.unknown}, in the stream, where the caller has no such operation.
     *
     * @param after the number of what was told last, to whoever takes up a stream that broke off
     */
    Flux<ServerSentEvent<String>> events(Caller caller, UUID id, int after) {
        Instant until = clock.instant().plus(intake.maxWait());
        Flux<ServerSentEvent<String>> events = look(true, caller, id, after, until)
                .expand(look -> isLast(look, until)
                        ? Mono.empty()
                        : look(false, caller, id, look.news().at(), until))
                .concatMapIterable(look -> told(look, caller));
        return events.publish(shared -> Flux.merge(
                shared,
                Flux.interval(HEARTBEAT)
                        .map(_ -> ServerSentEvent.<String>builder()
                                .comment("waiting")
                                .build())
                        .takeUntilOther(shared.ignoreElements())));
    }

    /** A wake-up that brings nothing is no end: what it told of may have been seen before. */
    private boolean isLast(Look look, Instant until) {
        return look.news().isSettled() || isOver(until);
    }

    private boolean isOver(Instant until) {
        return intake.isStopping() || !clock.instant().isBefore(until);
    }

    /** The first one at once. */
    private Mono<Look> look(boolean isFirst, Caller caller, UUID id, int after, Instant until) {
        return Blocking.call(() ->
                        news(caller, id, after, isFirst ? Duration.ZERO : Duration.between(clock.instant(), until)))
                .map(news -> new Look(isFirst, after, news))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE)
                        .filter(failure -> isPassing(failure) && !isOver(until)));
    }

    private News news(Caller caller, UUID id, int after, Duration wait) {
        try {
            return intake.news(caller.clients(), id, after, wait).orElseThrow(Following::unknown);
        } catch (Problem problem) {
            RequestMemory.current().letGo();
            throw problem;
        }
    }

    private static boolean isPassing(Throwable failure) {
        return failure instanceof Problem problem && problem.retryAfter().isPresent();
    }

    static Problem unknown() {
        return Problem.of(404, "operation.unknown", "There is no operation with this id.")
                .field("id");
    }

    private List<ServerSentEvent<String>> told(Look look, Caller caller) {
        Operation operation = look.news().operation();
        Stream<ServerSentEvent<String>> state = Stream.of(operation)
                .filter(_ -> look.isFirst() || look.news().isSettled())
                .map(one -> event(one.status().text(), look.stateId(), shown(one, caller)));
        Stream<ServerSentEvent<String>> progress = look.news().progress().stream()
                .filter(_ -> operation.isShownTo(caller))
                .map(one -> event(PROGRESS, Integer.toString(one.number()), one));
        return look.news().isSettled()
                ? Stream.concat(progress, state).toList()
                : Stream.concat(state, progress).toList();
    }

    private ServerSentEvent<String> event(String name, String id, Object data) {
        return ServerSentEvent.builder(json.writeValueAsString(data))
                .event(name)
                .id(id)
                .build();
    }

    /** The answer is for who may read that kind of thing; everybody else sees that the operation is there. */
    OperationJson shown(Operation operation, Caller caller) {
        return operation.isShownTo(caller)
                ? OperationJson.of(operation, answers.json(operation).orElse(null))
                : OperationJson.standing(operation);
    }
}
