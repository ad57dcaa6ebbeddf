package dev.infrahub.quantumapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.infrahub.faults.Fault;
import dev.infrahub.quantumapi.SshCertificateRequest.Validity;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.EdECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** What an endpoint must do with SSH: part of {@link QuantumApiContract}. */
final class SshContract {

    private static final String CLASSICAL = "ssh-ed25519";
    private static final String COMPOSITE = "ssh-mldsa44-ed25519@openssh.com";

    private final QuantumApi api;
    private final String run;

    /** @param run what names begin with */
    SshContract(QuantumApi api, String run) {
        this.api = api;
        this.run = run;
    }

    Stream<DynamicTest> sentences() {
        return Stream.of(
                dynamicTest("a certificate is issued, and revoked in the authority's list", () -> certifies(CLASSICAL)),
                dynamicTest("a post-quantum authority does the same", () -> certifies(COMPOSITE)),
                dynamicTest("a certificate ends at the second it was asked to", this::endsInTime),
                dynamicTest("a certificate has the options it was asked with", this::hasOptions));
    }

    /** Skipped where authorities of the algorithm are not offered. */
    private SshAuthority authority(String algorithm) {
        try {
            return api.sshAuthority(run + "-" + algorithm, algorithm);
        } catch (Fault.Invalid e) {
            if (algorithm.equals(CLASSICAL)) {
                throw e;
            }
            return abort("this endpoint offers no authorities of " + algorithm + ": " + e.code());
        }
    }

    private void certifies(String algorithm) throws GeneralSecurityException {
        SshAuthority authority = authority(algorithm);
        assertThat(authority(algorithm)).isEqualTo(authority);
        assertThat(authority.algorithm()).isEqualTo(algorithm);
        assertThat(authority.publicKey()).startsWith(algorithm + " ");
        assertThat(authority.fingerprint()).isEqualTo(fingerprint(blob(authority.publicKey())));
        byte[] before = api.sshRevocations(authority.id());
        SshCertificateRequest request = new SshCertificateRequest(
                userKey(), List.of("deploy"), "alice@example.org", authority.id(), Duration.ofMinutes(5), "change 42");
        String event = UUID.randomUUID().toString();

        SshCertificate certificate = api.issueSshCertificate(request, event);

        assertThat(api.issueSshCertificate(request, event)).isEqualTo(certificate);
        assertThat(certificate.algorithm()).isEqualTo("ssh-ed25519-cert-v01@openssh.com");
        assertThat(certificate.validBefore())
                .isAfter(Instant.now())
                .isBefore(Instant.now().plus(Duration.ofMinutes(6)));
        assertEndsWithSignature(blob(certificate.certificate()), authority);
        api.revokeSshCertificate(certificate.id(), "contract test");
        byte[] after = api.sshRevocations(authority.id());
        assertThat(Arrays.copyOf(after, 8)).isEqualTo("SSHKRL\n\0".getBytes(StandardCharsets.US_ASCII));
        assertThat(after.length).isGreaterThan(before.length);
        assertThat(contains(after, blob(authority.publicKey())))
                .as("the list names the authority")
                .isTrue();
    }

    /** The last two fields: the authority's key, and a signature of its algorithm (RFC 8032; FIPS 204 table 2). */
    private static void assertEndsWithSignature(byte[] certificate, SshAuthority authority) {
        byte[] name = ascii(authority.algorithm());
        int length = authority.algorithm().equals(CLASSICAL) ? 64 : 2420 + 64;
        byte[] key = blob(authority.publicKey());
        byte[] end = ByteBuffer.allocate(4 + key.length + 4 + 4 + name.length + 4)
                .putInt(key.length)
                .put(key)
                .putInt(4 + name.length + 4 + length)
                .putInt(name.length)
                .put(name)
                .putInt(length)
                .array();
        int from = certificate.length - length - end.length;
        assertThat(Arrays.copyOfRange(certificate, from, from + end.length)).isEqualTo(end);
    }

    private void endsInTime() throws GeneralSecurityException {
        Instant end = Instant.now().plus(Duration.ofMinutes(7)).truncatedTo(ChronoUnit.SECONDS);

        SshCertificate certificate =
                api.issueSshCertificate(request(new Validity.Until(end), Map.of(), List.of()), null);

        assertThat(certificate.validBefore()).isEqualTo(end);
        assertThat(contains(
                        blob(certificate.certificate()),
                        ByteBuffer.allocate(Long.BYTES)
                                .putLong(end.getEpochSecond())
                                .array()))
                .isTrue();
    }

    private void hasOptions() throws GeneralSecurityException {
        SshCertificate certificate = api.issueSshCertificate(
                request(
                        new Validity.For(Duration.ofMinutes(5)),
                        Map.of("source-address", "192.0.2.0/24"),
                        List.of("permit-agent-forwarding")),
                null);

        byte[] blob = blob(certificate.certificate());
        for (String asked : List.of("source-address", "192.0.2.0/24", "permit-agent-forwarding")) {
            assertThat(contains(blob, ascii(asked))).as(asked).isTrue();
        }
        assertThat(contains(blob, ascii("permit-pty"))).isFalse();
    }

    private SshCertificateRequest request(Validity validity, Map<String, String> options, List<String> extensions)
            throws GeneralSecurityException {
        return new SshCertificateRequest(
                userKey(),
                List.of("deploy"),
                "alice",
                authority(CLASSICAL).id(),
                validity,
                options,
                extensions,
                "change 42");
    }

    private static byte[] blob(String line) {
        return Base64.getDecoder().decode(line.split(" ", -1)[1]);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        return all.contains(new String(part, StandardCharsets.ISO_8859_1));
    }

    private static String fingerprint(byte[] blob) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(blob);
        return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
    }

    /** A line of authorized_keys: RFC 8709 section 4. */
    private static String userKey() throws GeneralSecurityException {
        EdECPublicKey key = (EdECPublicKey)
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
        byte[] encoded = key.getEncoded();
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        byte[] name = ascii(CLASSICAL);
        ByteBuffer blob = ByteBuffer.allocate(4 + name.length + 4 + raw.length)
                .putInt(name.length)
                .put(name)
                .putInt(raw.length)
                .put(raw);
        return CLASSICAL + " " + Base64.getEncoder().encodeToString(blob.array()) + " alice";
    }
}
