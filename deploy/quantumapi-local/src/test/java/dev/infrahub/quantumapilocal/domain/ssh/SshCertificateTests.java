package dev.infrahub.quantumapilocal.domain.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.quantumapilocal.domain.Algorithm;
import dev.infrahub.quantumapilocal.domain.KeyMaterial;
import dev.infrahub.quantumapilocal.domain.PublicKey;
import dev.infrahub.quantumapilocal.domain.Rejected;
import dev.infrahub.quantumapilocal.domain.Signatures;
import dev.infrahub.testing.TestData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates and revocation lists read back field by field, in the order of PROTOCOL.certkeys and PROTOCOL.krl. */
class SshCertificateTests {

    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final byte[] NO_CONTEXT = {};

    private final KeyMaterial authority = KeyMaterial.generate(Algorithm.ED25519, new SecureRandom());
    private final byte[] caKey = authority.publicKey().orElseThrow().raw();

    /** A user certificate of Ed25519, as read. */
    private record Parsed(
            String type,
            byte[] nonce,
            byte[] key,
            long serial,
            int kind,
            String identity,
            List<String> principals,
            long validAfter,
            long validBefore,
            Map<String, String> criticalOptions,
            List<String> extensions,
            byte[] signatureKey,
            byte[] signature,
            byte[] signed) {

        static Parsed of(byte[] blob) {
            ByteBuffer in = ByteBuffer.wrap(blob);
            String type = text(in);
            byte[] nonce = string(in);
            byte[] key = string(in);
            long serial = in.getLong();
            int kind = in.getInt();
            String identity = text(in);
            List<String> principals = new ArrayList<>();
            ByteBuffer names = ByteBuffer.wrap(string(in));
            while (names.hasRemaining()) {
                principals.add(text(names));
            }
            long after = in.getLong();
            long before = in.getLong();
            Map<String, String> options = new TreeMap<>();
            ByteBuffer critical = ByteBuffer.wrap(string(in));
            while (critical.hasRemaining()) {
                options.put(text(critical), text(ByteBuffer.wrap(string(critical))));
            }
            List<String> extensions = new ArrayList<>();
            ByteBuffer more = ByteBuffer.wrap(string(in));
            while (more.hasRemaining()) {
                extensions.add(text(more));
                assertThat(string(more)).isEmpty();
            }
            assertThat(string(in)).as("reserved").isEmpty();
            byte[] signatureKey = string(in);
            byte[] signed = Arrays.copyOf(blob, in.position());
            byte[] signature = string(in);
            assertThat(in.hasRemaining()).isFalse();
            return new Parsed(
                    type,
                    nonce,
                    key,
                    serial,
                    kind,
                    identity,
                    principals,
                    after,
                    before,
                    options,
                    extensions,
                    signatureKey,
                    signature,
                    signed);
        }
    }

    private static byte[] string(ByteBuffer in) {
        byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        return bytes;
    }

    private static String text(ByteBuffer in) {
        return new String(string(in), StandardCharsets.UTF_8);
    }

    private static boolean verifies(Parsed certificate) {
        ByteBuffer key = ByteBuffer.wrap(certificate.signatureKey());
        assertThat(text(key)).isEqualTo("ssh-ed25519");
        ByteBuffer signature = ByteBuffer.wrap(certificate.signature());
        assertThat(text(signature)).isEqualTo("ssh-ed25519");
        return Signatures.verify(
                PublicKey.ofRaw(Algorithm.ED25519, string(key)), NO_CONTEXT, certificate.signed(), string(signature));
    }

    @Test
    void a_certificate_has_its_fields_in_their_order_and_verifies() {
        byte[] userKey = KeyMaterial.generate(Algorithm.ED25519, new SecureRandom())
                .publicKey()
                .orElseThrow()
                .raw();
        String line = SshPublicKey.line("ssh-ed25519", SshPublicKey.ed25519Blob(userKey), "alice");
        SshCertificate certificate = new SshCertificate(
                SshPublicKey.ofLine(line),
                42,
                "CHG-1 alice",
                List.of("deploy", "root"),
                START,
                START.plusSeconds(60),
                new TreeMap<>(Map.of("source-address", "10.0.0.0/8", "force-command", "/bin/true")),
                List.of("permit-pty", "permit-agent-forwarding"));
        byte[] nonce = new byte[32];
        byte[] blob = certificate.signed(
                nonce,
                caKey,
                data -> new Signatures(new SecureRandom()).sign(authority.privateKey(), NO_CONTEXT, data));
        Parsed parsed = Parsed.of(blob);
        assertThat(parsed.type()).isEqualTo("ssh-ed25519-cert-v01@openssh.com");
        assertThat(parsed.nonce()).isEqualTo(nonce);
        assertThat(parsed.key()).isEqualTo(userKey);
        assertThat(parsed.serial()).isEqualTo(42);
        assertThat(parsed.kind()).as("a user certificate").isEqualTo(1);
        assertThat(parsed.identity()).isEqualTo("CHG-1 alice");
        assertThat(parsed.principals()).containsExactly("deploy", "root");
        assertThat(parsed.validAfter()).isEqualTo(START.getEpochSecond());
        assertThat(parsed.validBefore()).isEqualTo(START.getEpochSecond() + 60);
        assertThat(parsed.criticalOptions())
                .containsExactlyEntriesOf(
                        new TreeMap<>(Map.of("force-command", "/bin/true", "source-address", "10.0.0.0/8")));
        assertThat(parsed.extensions()).as("sorted").containsExactly("permit-agent-forwarding", "permit-pty");
        assertThat(parsed.signatureKey()).isEqualTo(SshPublicKey.ed25519Blob(caKey));
        assertThat(verifies(parsed)).isTrue();
        assertThat(certificate.line(blob))
                .startsWith("ssh-ed25519-cert-v01@openssh.com ")
                .endsWith(" CHG-1_alice");
    }

    @Test
    void the_same_reading_reads_and_verifies_a_certificate_of_openssh() throws IOException {
        String line = Files.readString(TestData.folder("vectors").resolve("openssh/ed25519_1-cert.pub"));
        Parsed parsed = Parsed.of(Base64.getDecoder().decode(line.split(" ", -1)[1]));
        assertThat(parsed.type()).isEqualTo("ssh-ed25519-cert-v01@openssh.com");
        assertThat(verifies(parsed)).isTrue();
        String key = Files.readString(TestData.folder("vectors").resolve("openssh/ed25519_1.pub"));
        assertThat(SshPublicKey.ofLine(key).fields()).isEqualTo(SshWriter.written(out -> out.string(parsed.key())));
    }

    @Test
    void a_revocation_list_has_its_header_and_one_section_of_serials() {
        ByteBuffer in = ByteBuffer.wrap(SshRevocations.list(2, START, "ca", caKey, List.of(3L, 7L)));
        byte[] magic = new byte[8];
        in.get(magic);
        assertThat(new String(magic, StandardCharsets.US_ASCII)).isEqualTo("SSHKRL\n\0");
        assertThat(in.getInt()).as("format").isEqualTo(1);
        assertThat(in.getLong()).as("number").isEqualTo(2);
        assertThat(in.getLong()).as("generated").isEqualTo(START.getEpochSecond());
        assertThat(in.getLong()).as("flags").isZero();
        assertThat(string(in)).as("reserved").isEmpty();
        assertThat(text(in)).isEqualTo("ca");
        assertThat(in.get()).as("certificates").isEqualTo((byte) 1);
        ByteBuffer section = ByteBuffer.wrap(string(in));
        assertThat(in.hasRemaining()).isFalse();
        assertThat(string(section)).isEqualTo(SshPublicKey.ed25519Blob(caKey));
        assertThat(string(section)).as("reserved").isEmpty();
        assertThat(section.get()).as("serials").isEqualTo((byte) 0x20);
        ByteBuffer serials = ByteBuffer.wrap(string(section));
        assertThat(section.hasRemaining()).isFalse();
        assertThat(List.of(serials.getLong(), serials.getLong())).containsExactly(3L, 7L);
        assertThat(serials.hasRemaining()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ssh-ed25519",
                "ssh-ed25519 AAAA",
                "ssh-ed25519 %%%",
                "ssh-dss AAAAB3NzaC1kc3M=",
                // says Ed25519 and holds RSA
                "ssh-ed25519 AAAAB3NzaC1yc2E=",
                // 31 bytes
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAH6n7xkXbnVNYA4ZsDLFnsm8FFzBEYBxZ14rZTFMFAXE=",
                // a point that is not on the curve
                "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE="
            })
    void what_is_no_good_key_is_rejected(String line) {
        assertThatThrownBy(() -> SshPublicKey.ofLine(line)).isInstanceOf(Rejected.class);
    }
}
