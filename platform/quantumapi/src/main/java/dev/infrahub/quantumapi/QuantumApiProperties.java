package dev.infrahub.quantumapi;

import dev.infrahub.faults.SettingRefused;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code hub.quantumapi}.
 *
 * @param endpoint where QuantumAPI is; {@code /api/v1} is added where it is missing
 * @param apiKey the hub's credential; without one every call is {@code quantumapi.unavailable}
 * @param connectTimeout until a connection stands
 * @param responseTimeout from sending a request to the last byte of its answer
 * @param lookEvery how often it is looked whether QuantumAPI is there, which health tells
 */
@ConfigurationProperties(prefix = "hub.quantumapi", ignoreUnknownFields = false)
public record QuantumApiProperties(
        @DefaultValue(CLOUD) String endpoint,
        @DefaultValue("") String apiKey,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("5s") Duration responseTimeout,
        @DefaultValue("5s") Duration lookEvery,
        @DefaultValue Retry retry,
        @DefaultValue Circuit circuit) {

    private static final String CLOUD = "https://api.quantumapi.eu";
    private static final String PATH = "/api/v1";

    public QuantumApiProperties {
        // A variable that is set and empty counts as not set.
        endpoint = endpoint.isBlank() ? CLOUD : endpoint.strip();
        apiKey = apiKey.strip();
        require(apiKey.chars().allMatch(c -> c > ' ' && c < 127), "api-key", "is one word of printable ASCII");
        require(isServer(endpoint), "endpoint", "is an http or https address without credentials, query and fragment");
        require(isPositive(connectTimeout), "connect-timeout", "is longer than 0");
        require(isPositive(responseTimeout), "response-timeout", "is longer than 0");
        require(isPositive(lookEvery), "look-every", "is longer than 0");
    }

    /**
     * @param count how often a call that may be repeated is tried again
     * @param firstPause before the first retry, half of it more or less; each further one is twice as long
     * @param longestPause no pause is longer; where QuantumAPI asks for a longer one, the call fails at once
     */
    public record Retry(
            @DefaultValue("2") int count,
            @DefaultValue("200ms") Duration firstPause,
            @DefaultValue("3s") Duration longestPause) {

        public Retry {
            require(count >= 0, "retry.count", "is 0 or more");
            require(firstPause.toMillis() >= 1, "retry.first-pause", "is 1 ms or more");
            require(longestPause.compareTo(firstPause) >= 0, "retry.longest-pause", "is not under retry.first-pause");
        }
    }

    /**
     * Only outages count: no connection, no answer in time, 5xx.
     *
     * @param calls how many of the last calls are looked at
     * @param atLeast how many there must be to judge
     * @param failureRate percent of outages at which the circuit opens
     * @param pause how long nothing is sent then
     * @param trials how many calls decide afterwards whether it closes
     */
    public record Circuit(
            @DefaultValue("20") int calls,
            @DefaultValue("6") int atLeast,
            @DefaultValue("50") int failureRate,
            @DefaultValue("10s") Duration pause,
            @DefaultValue("2") int trials) {

        public Circuit {
            require(calls >= 1, "circuit.calls", "is 1 or more");
            require(atLeast >= 1 && atLeast <= calls, "circuit.at-least", "is between 1 and circuit.calls");
            require(failureRate >= 1 && failureRate <= 100, "circuit.failure-rate", "is between 1 and 100");
            require(pause.toMillis() >= 1, "circuit.pause", "is 1 ms or more");
            require(trials >= 1, "circuit.trials", "is 1 or more");
        }
    }

    /** Where the paths of the API begin. */
    URI base() {
        String root = endpoint.replaceFirst("/+$", "");
        return URI.create(root.endsWith(PATH) ? root : root + PATH);
    }

    boolean hasKey() {
        return !apiKey.isEmpty();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "QuantumApiProperties[endpoint=" + endpoint + ", apiKey=" + (hasKey() ? "(set)" : "(none)") + "]";
    }

    private static boolean isServer(String endpoint) {
        try {
            URI uri = URI.create(endpoint);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isPositive(Duration duration) {
        return duration.compareTo(Duration.ofMillis(1)) >= 0;
    }

    /** Names the setting and never its value: it may be the key, or hold one. */
    private static void require(boolean holds, String setting, String rule) {
        if (!holds) {
            throw new SettingRefused("hub.quantumapi." + setting + " " + rule);
        }
    }
}
