package dev.infrahub.quantumapi;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRetryMetrics;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.ResourceAccessException;

/** When to send again, and when not to send at all. */
final class Patience {

    private static final Logger log = LoggerFactory.getLogger(Patience.class);
    private static final String NAME = "quantumapi";
    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");

    private final CircuitBreaker circuit;
    private final Retry retry;
    private final Duration longestPause;

    Patience(QuantumApiProperties properties, MeterRegistry meters) {
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

    ResponseEntity<byte[]> send(boolean repeatable, Supplier<ResponseEntity<byte[]>> sending) {
        Supplier<ResponseEntity<byte[]>> attempt = CircuitBreaker.decorateSupplier(circuit, sending);
        return repeatable ? retry.executeSupplier(attempt) : attempt.get();
    }

    private static CircuitBreakerConfig circuitConfig(QuantumApiProperties.Circuit settings) {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(settings.calls())
                .minimumNumberOfCalls(settings.atLeast())
                .failureRateThreshold(settings.failureRate())
                .waitDurationInOpenState(settings.pause())
                .permittedNumberOfCallsInHalfOpenState(settings.trials())
                .recordResult(result -> result instanceof ResponseEntity<?> answer && isOutage(answer))
                .build();
    }

    private RetryConfig retryConfig(QuantumApiProperties.Retry settings) {
        IntervalFunction pauses = IntervalFunction.ofExponentialRandomBackoff(
                settings.firstPause(),
                IntervalFunction.DEFAULT_MULTIPLIER * 4 / 3,
                IntervalFunction.DEFAULT_RANDOMIZATION_FACTOR,
                settings.longestPause());
        return RetryConfig.<ResponseEntity<byte[]>>custom()
                .maxAttempts(settings.count() + 1)
                .retryOnResult(this::worthAnother)
                .retryExceptions(ResourceAccessException.class)
                .intervalBiFunction((attempt, outcome) -> Optional.ofNullable(outcome.getOrNull())
                        .flatMap(Patience::retryAfter)
                        .map(Duration::toMillis)
                        .orElseGet(() -> pauses.apply(attempt)))
                .build();
    }

    private boolean worthAnother(ResponseEntity<?> answer) {
        return (isOutage(answer) || answer.getStatusCode().value() == 429)
                && retryAfter(answer).orElse(Duration.ZERO).compareTo(longestPause) <= 0;
    }

    /** 408 and 425 also say that the same request may work later (RFC 9110, RFC 8470). */
    static boolean isOutage(ResponseEntity<?> answer) {
        int status = answer.getStatusCode().value();
        return status >= 500 || status == 408 || status == 425;
    }

    /** Seconds or a date: RFC 9110, 10.2.3. */
    static Optional<Duration> retryAfter(ResponseEntity<?> answer) {
        String value = answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER);
        if (value == null) {
            return Optional.empty();
        }
        if (SECONDS.matcher(value).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            Instant then = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value));
            Duration left = Duration.between(Instant.now(), then);
            return Optional.of(left.isNegative() ? Duration.ZERO : left);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
