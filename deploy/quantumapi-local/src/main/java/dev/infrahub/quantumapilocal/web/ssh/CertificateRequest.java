package dev.infrahub.quantumapilocal.web.ssh;

import dev.infrahub.quantumapilocal.domain.Cidr;
import dev.infrahub.quantumapilocal.web.calls.Fields;
import dev.infrahub.quantumapilocal.web.problems.Problem;
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

    static final Duration LONGEST = Duration.ofHours(8);

    /** What begins later is asked for later: a store of certificates for years is no short-lived credential. */
    private static final Duration FURTHEST = Duration.ofDays(30);

    private static final int LONGEST_TEXT = 256;
    private static final int LONGEST_OPTION = 1024;
    private static final List<String> DEFAULT_EXTENSIONS = List.of("permit-pty");

    static CertificateRequest read(Fields fields, Instant now) {
        Instant validAfter = validAfter(fields, now);
        return new CertificateRequest(
                key(fields),
                identity(fields),
                principals(fields),
                validAfter,
                validBefore(fields, validAfter, now),
                criticalOptions(fields),
                extensions(fields),
                fields.uuid("caId"),
                fields.text("reason", LONGEST_TEXT));
    }

    SshCertificate certificate(long serial) {
        return new SshCertificate(
                Holder.USER, key, serial, identity, principals, validAfter, validBefore, criticalOptions, extensions);
    }

    private static SshPublicKey key(Fields fields) {
        String line = fields.requiredText("publicKey");
        try {
            return SshPublicKey.of(line);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("publicKey", String.valueOf(e.getMessage()));
        }
    }

    private static String identity(Fields fields) {
        String identity = fields.requiredText("identity", LONGEST_TEXT);
        if (identity.indexOf('\n') >= 0) {
            throw Problem.invalid("identity", "is one line");
        }
        return identity;
    }

    /** None would certify the holder as everybody: PROTOCOL.certkeys, "valid principals". */
    private static List<String> principals(Fields fields) {
        List<String> principals =
                fields.requiredTexts("principals").stream().distinct().toList();
        if (principals.size() > SshPrincipal.MOST || !principals.stream().allMatch(SshPrincipal::isName)) {
            throw Problem.invalid("principals", "are 1 to 32 names, each of 1 to 64 letters, digits or . _ @ + -");
        }
        return principals;
    }

    private static Instant validAfter(Fields fields, Instant now) {
        Instant start = fields.instant("validAfter").orElse(now);
        if (start.isAfter(now.plus(FURTHEST))) {
            throw Problem.invalid("validAfter", "is more than " + FURTHEST.toDays() + " days ahead");
        }
        return start.truncatedTo(ChronoUnit.SECONDS);
    }

    private static Instant validBefore(Fields fields, Instant validAfter, Instant now) {
        fields.notBoth("validBefore", "ttlSeconds");
        Instant end = fields.instant("validBefore")
                .map(time -> time.truncatedTo(ChronoUnit.SECONDS))
                .orElseGet(() -> validAfter.plusSeconds(fields.number("ttlSeconds", 1, (int) LONGEST.toSeconds())
                        .orElse((int) LONGEST.toSeconds())));
        if (!end.isAfter(validAfter) || Duration.between(validAfter, end).compareTo(LONGEST) > 0) {
            throw Problem.invalid("validBefore", "is not after validAfter by at most 8 hours");
        }
        if (!end.isAfter(now)) {
            throw Problem.invalid("validBefore", "is over already");
        }
        return end;
    }

    private static List<String> extensions(Fields fields) {
        List<String> extensions = fields.texts("extensions").orElse(DEFAULT_EXTENSIONS).stream()
                .distinct()
                .toList();
        if (!SshCertificate.knownExtensions().containsAll(extensions)) {
            throw Problem.invalid("extensions", "are of " + String.join(", ", SshCertificate.knownExtensions()));
        }
        return extensions;
    }

    private static TreeMap<String, String> criticalOptions(Fields fields) {
        Map<String, String> options = fields.textMap("criticalOptions");
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
