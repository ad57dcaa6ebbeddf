package dev.infrahub.quantumapilocal.web.ssh;

import dev.infrahub.http.Problem;
import dev.infrahub.quantumapilocal.domain.Cidr;
import dev.infrahub.ssh.SshCertificate;
import dev.infrahub.ssh.SshCertificate.Holder;
import dev.infrahub.ssh.SshPrincipal;
import dev.infrahub.ssh.SshPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** What a caller asks to be certified, read and held against the limits. */
record CertificateRequest(
        SshPublicKey key,
        String identity,
        List<String> principals,
        Instant validAfter,
        Instant validBefore,
        TreeMap<String, String> criticalOptions,
        List<String> extensions,
        Optional<UUID> caId,
        Optional<String> reason) {

    private static final Duration LONGEST = Duration.ofSeconds(NewCertificate.LONGEST_SECONDS);

    /** What begins later is asked for later: a store of certificates for years is no short-lived credential. */
    private static final Duration FURTHEST = Duration.ofDays(30);

    private static final int LONGEST_OPTION = 1024;
    private static final List<String> DEFAULT_EXTENSIONS = List.of("permit-pty");

    static CertificateRequest of(NewCertificate asked, Instant now) {
        Instant validAfter = validAfter(asked, now);
        return new CertificateRequest(
                key(asked),
                asked.identity(),
                principals(asked),
                validAfter,
                validBefore(asked, validAfter, now),
                criticalOptions(asked),
                extensions(asked),
                asked.caId(),
                asked.reason());
    }

    SshCertificate certificate(long serial) {
        return new SshCertificate(
                Holder.USER, key, serial, identity, principals, validAfter, validBefore, criticalOptions, extensions);
    }

    private static SshPublicKey key(NewCertificate asked) {
        try {
            return SshPublicKey.of(asked.publicKey());
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("publicKey", String.valueOf(e.getMessage()));
        }
    }

    /** None would certify the holder as everybody: PROTOCOL.certkeys, "valid principals". */
    private static List<String> principals(NewCertificate asked) {
        List<String> principals = asked.principals().stream().distinct().toList();
        if (principals.size() > SshPrincipal.MOST || !principals.stream().allMatch(SshPrincipal::isName)) {
            throw Problem.invalid("principals", "are 1 to 32 names, each of 1 to 64 letters, digits or . _ @ + -");
        }
        return principals;
    }

    private static Instant validAfter(NewCertificate asked, Instant now) {
        Instant start = asked.validAfter().orElse(now);
        if (start.isAfter(now.plus(FURTHEST))) {
            throw Problem.invalid("validAfter", "is more than " + FURTHEST.toDays() + " days ahead");
        }
        return start.truncatedTo(ChronoUnit.SECONDS);
    }

    private static Instant validBefore(NewCertificate asked, Instant validAfter, Instant now) {
        if (asked.validBefore().isPresent() && asked.ttlSeconds().isPresent()) {
            throw Problem.invalid("ttlSeconds", "does not go with validBefore; send one of them");
        }
        Instant end = asked.validBefore()
                .map(time -> time.truncatedTo(ChronoUnit.SECONDS))
                .orElseGet(() -> validAfter.plusSeconds(asked.ttlSeconds().orElse(NewCertificate.LONGEST_SECONDS)));
        if (!end.isAfter(validAfter) || Duration.between(validAfter, end).compareTo(LONGEST) > 0) {
            throw Problem.invalid("validBefore", "is not after validAfter by at most 8 hours");
        }
        if (!end.isAfter(now)) {
            throw Problem.invalid("validBefore", "is over already");
        }
        return end;
    }

    private static List<String> extensions(NewCertificate asked) {
        List<String> extensions = asked.extensions().orElse(DEFAULT_EXTENSIONS).stream()
                .distinct()
                .toList();
        if (!SshCertificate.knownExtensions().containsAll(extensions)) {
            throw Problem.invalid("extensions", "are of " + String.join(", ", SshCertificate.knownExtensions()));
        }
        return extensions;
    }

    private static TreeMap<String, String> criticalOptions(NewCertificate asked) {
        Map<String, String> options = asked.criticalOptions().orElse(Map.of());
        Map<String, String> known = SshCertificate.knownCriticalOptions();
        if (!known.keySet().containsAll(options.keySet())) {
            throw Problem.invalid("criticalOptions", "are of " + String.join(", ", new TreeMap<>(known).keySet()));
        }
        if (options.values().stream().anyMatch(value -> value.isBlank() || value.length() > LONGEST_OPTION)) {
            throw Problem.invalid("criticalOptions", "have values of 1 to " + LONGEST_OPTION + " characters");
        }
        checkAddresses(options);
        return new TreeMap<>(options);
    }

    private static void checkAddresses(Map<String, String> options) {
        String addresses = options.get("source-address");
        if (addresses != null
                && Arrays.stream(addresses.split(",", -1))
                        .anyMatch(block -> Cidr.of(block).isEmpty())) {
            throw Problem.invalid("criticalOptions", "have blocks like 10.0.0.0/8 in source-address, between commas");
        }
    }
}
