package dev.infrahub.quantumapi;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRetryMetrics;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When to send again, and when not to send at all. */
final class Patience {

    private static final Logger log = LoggerFactory.getLogger(Patience.class);
    private static final String NAME = "quantumapi";

    private final CircuitBreaker circuit;
    private final Retry retry;
    private final Duration circuitPause;
    private final Duration longestPause;

    Patience(QuantumApiProperties properties, MeterRegistry meters) {
        this.circuitPause = properties.circuit().pause();
        this.longestPause = properties.retry().longestPause();
        CircuitBreakerRegistry circuits = CircuitBreakerRegistry.of(circuitConfig(properties.circuit()));
        RetryRegistry retries = RetryRegistry.of(retryConfig(properties.retry()));
        this.circuit = circuits.circuitBreaker(NAME);
        this.retry = retries.retry(NAME);
        circuit.getEventPublisher()
                .onStateTransition(event -> log.warn(
                        "QuantumAPI's circuit is now {}",
                        event.getStateTransition().getToState()));
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(circuits).bindTo(meters);
        TaggedRetryMetrics.ofRetryRegistry(retries).bindTo(meters);
    }

    Reply send(Call call, Wire wire) {
        Supplier<Reply> attempt = () -> attempt(call, wire);
        if (!call.repeatable()) {
            return attempt.get();
        }
        try {
            return retry.executeSupplier(attempt);
        } catch (CancellationException e) {
            // interrupted between two attempts: the service is being stopped
            return new Reply.Away("the call was interrupted", Optional.empty());
        }
    }

    private Reply attempt(Call call, Wire wire) {
        try {
            return circuit.executeSupplier(() -> wire.send(call));
        } catch (CallNotPermittedException e) {
            return new Reply.Open(circuitPause);
        }
    }

    private static CircuitBreakerConfig circuitConfig(QuantumApiProperties.Circuit settings) {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(settings.calls())
                .minimumNumberOfCalls(settings.atLeast())
                .failureRateThreshold(settings.failureRate())
                .waitDurationInOpenState(settings.pause())
                .permittedNumberOfCallsInHalfOpenState(settings.trials())
                .recordResult(Reply.Away.class::isInstance)
                .build();
    }

    private RetryConfig retryConfig(QuantumApiProperties.Retry settings) {
        IntervalFunction pauses = IntervalFunction.ofExponentialRandomBackoff(
                settings.firstPause(),
                IntervalFunction.DEFAULT_MULTIPLIER * 4 / 3,
                IntervalFunction.DEFAULT_RANDOMIZATION_FACTOR,
                settings.longestPause());
        return RetryConfig.<Reply>custom()
                .maxAttempts(settings.count() + 1)
                .retryOnResult(this::worthAnother)
                .retryOnException(_ -> false)
                .intervalBiFunction((attempt, outcome) ->
                        asked(outcome).map(Duration::toMillis).orElseGet(() -> pauses.apply(attempt)))
                .build();
    }

    private boolean worthAnother(Reply reply) {
        return switch (reply) {
            case Reply.Answered _, Reply.Open _ -> false;
            case Reply.Limited limited -> isShort(limited.retryAfter());
            case Reply.Away away -> isShort(away.retryAfter());
        };
    }

    private boolean isShort(Optional<Duration> retryAfter) {
        return retryAfter.map(pause -> pause.compareTo(longestPause) <= 0).orElse(true);
    }

    private static Optional<Duration> asked(Either<Throwable, Reply> outcome) {
        return switch (outcome.getOrNull()) {
            case Reply.Limited limited -> limited.retryAfter();
            case Reply.Away away -> away.retryAfter();
            case null, default -> Optional.empty();
        };
    }
}
