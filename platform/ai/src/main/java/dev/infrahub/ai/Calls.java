package dev.infrahub.ai;

import dev.infrahub.ai.AiProperties.Circuit;
import dev.infrahub.ai.Wire.Refused;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRetryMetrics;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpTimeoutException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many calls are under way, which are tried again, and when none is made for a while. */
final class Calls {

    private static final Logger log = LoggerFactory.getLogger(Calls.class);
    static final String WORDS = "ai";
    static final String VECTORS = "ai-embeddings";
    private static final int TOO_MANY = 429;
    private static final int TIMEOUT = 408;
    private static final int FAILED = 500;

    private final Bulkhead bulkhead;
    private final CircuitBreaker circuit;
    private final Retry retry;
    private final Duration longestPause;
    private final Duration pause;

    /** @param name of the model's kind: one that fails keeps nobody from the other */
    Calls(String name, AiProperties properties, MeterRegistry meters) {
        this.pause = properties.retry().pause();
        this.longestPause = properties.retry().longestPause();
        BulkheadRegistry bulkheads = BulkheadRegistry.of(BulkheadConfig.custom()
                .maxConcurrentCalls(properties.callsAtOnce())
                .maxWaitDuration(properties.turnWithin())
                .build());
        CircuitBreakerRegistry circuits = CircuitBreakerRegistry.of(circuitConfig(properties.circuit()));
        RetryRegistry retries = RetryRegistry.of(RetryConfig.custom()
                .maxAttempts(properties.retry().count() + 1)
                .retryOnException(this::isWorthAnother)
                .intervalBiFunction((_, outcome) -> pause(outcome.getLeft()).toMillis())
                .build());
        this.bulkhead = bulkheads.bulkhead(name);
        this.circuit = circuits.circuitBreaker(name);
        this.retry = retries.retry(name);
        circuit.getEventPublisher()
                .onStateTransition(event -> log.warn(
                        "The circuit to the language model is now {}",
                        event.getStateTransition().getToState()));
        TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads).bindTo(meters);
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(circuits).bindTo(meters);
        TaggedRetryMetrics.ofRetryRegistry(retries).bindTo(meters);
    }

    /** No answer. */
    static final class Failed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String reason;

        /** @param reason its code */
        Failed(String reason, @Nullable Throwable cause) {
            super(reason, cause);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    /** @throws Failed where there is no answer */
    <T> T make(Supplier<T> call) {
        try {
            return bulkhead.executeSupplier(() -> retry.executeSupplier(() -> circuit.executeSupplier(call)));
        } catch (BulkheadFullException busy) {
            throw new Failed("provider.busy", busy);
        } catch (CallNotPermittedException open) {
            throw new Failed("provider.unavailable", open);
        } catch (RuntimeException failure) {
            throw new Failed(reason(failure), failure);
        }
    }

    private static String reason(RuntimeException failure) {
        Optional<Integer> status = refused(failure).map(Refused::statusCode);
        if (status.isPresent()) {
            return switch (status.get()) {
                case 401, 403 -> "provider.refused";
                case TOO_MANY -> "provider.busy";
                default ->
                    status.get() >= FAILED || status.get() == TIMEOUT ? "provider.unavailable" : "provider.rejected";
            };
        }
        return cause(failure, HttpTimeoutException.class).isPresent()
                ? "provider.timeout"
                : cause(failure, IOException.class).isPresent() ? "provider.unavailable" : "answer.invalid";
    }

    private static CircuitBreakerConfig circuitConfig(Circuit settings) {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(settings.calls())
                .minimumNumberOfCalls(settings.atLeast())
                .failureRateThreshold(settings.failureRate())
                .waitIntervalFunctionInOpenState(
                        IntervalFunction.ofExponentialBackoff(settings.pause(), 2, settings.longestPause()))
                .permittedNumberOfCallsInHalfOpenState(1)
                .recordException(Calls::isOutage)
                .build();
    }

    private static boolean isOutage(Throwable failure) {
        return refused(failure)
                .map(refused -> refused.statusCode() >= FAILED || refused.statusCode() == TIMEOUT)
                .orElseGet(() -> cause(failure, UncheckedIOException.class).isPresent());
    }

    /** Whoever waits has waited once already, where it took too long. */
    private boolean isWorthAnother(Throwable failure) {
        if (cause(failure, HttpTimeoutException.class).isPresent()) {
            return false;
        }
        boolean isBusy = refused(failure)
                .filter(refused -> refused.statusCode() == TOO_MANY)
                .isPresent();
        return (isBusy || isOutage(failure)) && pause(failure).compareTo(longestPause) <= 0;
    }

    private Duration pause(Throwable failure) {
        return refused(failure)
                .flatMap(Refused::retryAfter)
                .flatMap(Calls::duration)
                .orElse(pause);
    }

    /** Seconds or a date: RFC 9110, 10.2.3. */
    private static Optional<Duration> duration(String retryAfter) {
        try {
            return Optional.of(
                            retryAfter.chars().allMatch(Character::isDigit)
                                    ? Duration.ofSeconds(Long.parseLong(retryAfter))
                                    : Duration.between(
                                            Instant.now(),
                                            Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(retryAfter))))
                    .filter(pause -> !pause.isNegative());
        } catch (DateTimeException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static Optional<Refused> refused(Throwable failure) {
        return cause(failure, Refused.class);
    }

    private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}
