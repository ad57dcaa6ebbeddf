package dev.infrahub.gateway.operations;

import dev.infrahub.http.KnownNames;
import dev.infrahub.http.Problem;
import dev.infrahub.proofs.Digest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/**
 * What a caller prefers (RFC 7240): {@code respond-async}, or {@code wait=N} seconds; and its {@code Idempotency-Key}.
 *
 * @param patience how long to wait for the answer; zero for an answer at once
 * @param idempotencyKey its SHA-256: what a caller puts there is nobody's to keep
 * @param isAnew whether what was found before will not do: {@code Cache-Control: no-cache}
 */
public record Preferences(Duration patience, Optional<String> idempotencyKey, boolean isAnew) {

    private static final KnownNames KNOWN = new KnownNames(List.of("respond-async", "wait"));
    private static final int LONGEST_KEY = 255;
    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");

    /** @throws Problem 400 for a wait that is no number, or a key that is blank or too long */
    public static Preferences of(HttpHeaders headers, Duration defaultWait, Duration maxWait) {
        Duration patience = defaultWait;
        for (String preference : preferences(headers)) {
            if (preference.equals("respond-async")) {
                patience = Duration.ZERO;
            } else if (preference.startsWith("wait=")) {
                patience = seconds(preference.substring("wait=".length()), maxWait);
            } else {
                requireAnother(preference.split("=", 2)[0]);
            }
        }
        boolean isAnew = headers.getOrEmpty(HttpHeaders.CACHE_CONTROL).stream()
                .anyMatch(line -> line.toLowerCase(Locale.ROOT).contains("no-cache"));
        return new Preferences(patience, idempotencyKey(headers), isAnew);
    }

    private static List<String> preferences(HttpHeaders headers) {
        return headers.getOrEmpty("Prefer").stream()
                .flatMap(line -> List.of(line.split("[,;]")).stream())
                .map(preference -> preference.trim().toLowerCase(Locale.ROOT).replace(" ", ""))
                .toList();
    }

    /** RFC 7240 has preferences that nobody knows ignored; a slip of the pen is none of them. */
    private static void requireAnother(String name) {
        KNOWN.nearest(name).ifPresent(meant -> {
            throw Problem.of(
                            400, "prefer.invalid", "Prefer takes respond-async, or wait=N: " + meant + " may be meant.")
                    .field("Prefer");
        });
    }

    private static Duration seconds(String text, Duration maxWait) {
        if (!SECONDS.matcher(text).matches()) {
            throw Problem.of(400, "prefer.invalid", "Prefer: wait=N takes whole seconds.")
                    .field("Prefer");
        }
        Duration wanted = Duration.ofSeconds(Long.parseLong(text));
        return wanted.compareTo(maxWait) > 0 ? maxWait : wanted;
    }

    private static Optional<String> idempotencyKey(HttpHeaders headers) {
        String key = headers.getFirst("Idempotency-Key");
        if (key == null) {
            return Optional.empty();
        }
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw Problem.of(400, "idempotency_key.invalid", "Idempotency-Key takes 1 to 255 characters.")
                    .field("Idempotency-Key");
        }
        return Optional.of(Digest.of(key));
    }
}
