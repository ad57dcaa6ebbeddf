package dev.infrahub.cabsigner;

import dev.infrahub.cabsigner.domain.SshCertificate;
import dev.infrahub.cabsigner.domain.SshRequest;
import dev.infrahub.cabsigner.store.SshCertificates.Withdrawn;
import dev.infrahub.faults.Fault;
import dev.infrahub.schemas.SshCertificateIssued;
import dev.infrahub.schemas.SshCertificateRequested;
import dev.infrahub.schemas.SshRevocationRequested;
import dev.infrahub.ssh.EntityRef;
import dev.infrahub.ssh.SshAlgorithm;
import dev.infrahub.ssh.SshPrincipal;
import dev.infrahub.ssh.SshPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** SSH certificates from and to events. */
final class SshEvents {

    static final int LONGEST_REASON = 256;

    private static final Predicate<String> ROLE =
            Pattern.compile("[a-z0-9_-]{1,64}").asMatchPredicate();
    private static final int SHORTEST = 60;
    private static final int LONGEST = 8 * 60 * 60;
    private static final Fields FIELDS = new Fields("ssh-certificate.invalid");

    private SshEvents() {}

    /** @throws Fault.Invalid {@code ssh-certificate.invalid} */
    static SshRequest request(SshCertificateRequested event) {
        return new SshRequest(
                FIELDS.client(event.getClient()),
                entity(event.getEntityRef()),
                names("principals", event.getPrincipals(), SshPrincipal::isName),
                publicKey(event.getPublicKey()),
                algorithm(event.getAlgorithm()),
                ttl(event.getTtlSeconds()),
                FIELDS.word("reason", event.getReason(), LONGEST_REASON),
                FIELDS.optional("changeRequestId", event.getChangeRequestId(), Fields.LONGEST_ID),
                FIELDS.word("requestedBy", event.getRequestedBy(), Fields.LONGEST_NAME),
                new TreeSet<>(names("roles", event.getRoles(), ROLE)),
                event.getRequestedAt());
    }

    private static @Nullable EntityRef entity(@Nullable String ref) {
        return ref == null ? null : checked("entityRef", () -> new EntityRef(ref));
    }

    /** Type and Base64, and nothing else: no comment either, which may be somebody's name. */
    private static SshPublicKey publicKey(String line) {
        SshPublicKey key = checked("publicKey", () -> SshPublicKey.of(line));
        if (!key.line().equals(line)) {
            throw FIELDS.wrong("publicKey", "has more than the type and the Base64 of one public key");
        }
        return key;
    }

    static SshAlgorithm algorithm(String algorithm) {
        return SshAlgorithm.of(algorithm)
                .orElseThrow(
                        () -> FIELDS.wrong("algorithm", "is neither ssh-ed25519 nor ssh-mldsa44-ed25519@openssh.com"));
    }

    /** To whom an approval gave access loses it with the approval. */
    static SshRevocationRequested revocation(Withdrawn withdrawn, Instant now) {
        return SshRevocationRequested.newBuilder()
                .setCertificateId(withdrawn.certificateId().toString())
                .setClient(withdrawn.client())
                .setReason("The approval of " + withdrawn.changeRequestId() + " was revoked")
                .setRequestedBy(withdrawn.withdrawnBy())
                .setRequestedAt(now)
                .build();
    }

    static UUID certificateId(String id) {
        return checked("certificateId", () -> UUID.fromString(id));
    }

    private static Duration ttl(int seconds) {
        if (seconds < SHORTEST || seconds > LONGEST) {
            throw FIELDS.wrong("ttlSeconds", "is not " + SHORTEST + " to " + LONGEST);
        }
        return Duration.ofSeconds(seconds);
    }

    private static List<String> names(String field, List<String> names, Predicate<String> isOne) {
        if (names.size() > SshPrincipal.MOST || !names.stream().allMatch(isOne)) {
            throw FIELDS.wrong(field, "are not at most " + SshPrincipal.MOST + " names");
        }
        return names.stream().distinct().toList();
    }

    private static <T> T checked(String field, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw FIELDS.wrong(field, "is none that can be read");
        }
    }

    static SshCertificateIssued issued(SshCertificate certificate) {
        SshRequest request = certificate.request();
        return SshCertificateIssued.newBuilder()
                .setCertificateId(certificate.id().toString())
                .setClient(request.client())
                .setEntityRef(request.entityRef())
                .setPrincipals(certificate.principals())
                .setAlgorithm(request.algorithm().text())
                .setSerial(certificate.serial())
                .setKeyId(certificate.keyId())
                .setPublicKeyFingerprint(request.publicKey().fingerprint())
                .setCertificate(certificate.certificate())
                .setCaPublicKey(certificate.caPublicKey())
                .setReason(request.reason())
                .setChangeRequestId(request.changeRequestId())
                .setRequestedBy(request.requestedBy())
                .setValidFrom(certificate.validFrom())
                .setValidTo(certificate.validTo())
                .setIssuedAt(certificate.issuedAt())
                .setLeafIndex(certificate.leafIndex())
                .build();
    }
}
