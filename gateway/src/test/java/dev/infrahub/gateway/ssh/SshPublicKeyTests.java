package dev.infrahub.gateway.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SshPublicKeyTests {

    private static final String ED25519 =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIK0wmN/Cr3JXqmLW7u+g9pTh+wyqDHpSQEIQczXkVx9q";

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String line(String type, byte[]... fields) {
        ByteArrayOutputStream blob = new ByteArrayOutputStream();
        blob.writeBytes(field(text(type)));
        Arrays.stream(fields).forEach(each -> blob.writeBytes(field(each)));
        return type + " " + Base64.getEncoder().encodeToString(blob.toByteArray());
    }

    private static byte[] field(byte[] bytes) {
        return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    private static byte[] point(String curve, int length) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        ECPublicKey key = (ECPublicKey) generator.generateKeyPair().getPublic();
        return ByteBuffer.allocate(1 + 2 * length)
                .put((byte) 4)
                .put(fixed(key.getW().getAffineX(), length))
                .put(fixed(key.getW().getAffineY(), length))
                .array();
    }

    private static byte[] fixed(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[length];
        int size = Math.min(length, bytes.length);
        System.arraycopy(bytes, bytes.length - size, fixed, length - size, size);
        return fixed;
    }

    private static String rsa(int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        RSAPublicKey key = (RSAPublicKey) generator.generateKeyPair().getPublic();
        return line(
                "ssh-rsa",
                key.getPublicExponent().toByteArray(),
                key.getModulus().toByteArray());
    }

    private static void refused(String line, String why) {
        assertThatThrownBy(() -> SshPublicKey.of(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void a_line_is_taken_without_its_comment() {
        assertThat(SshPublicKey.of("  " + ED25519 + "  Rita at her laptop\n").line())
                .isEqualTo(ED25519);
        assertThat(SshPublicKey.of(ED25519).fingerprint()).matches("SHA256:[A-Za-z0-9+/]{43}");
    }

    @ParameterizedTest
    @CsvSource({"nistp256, secp256r1, 32", "nistp384, secp384r1, 48", "nistp521, secp521r1, 66"})
    void a_point_is_on_its_curve(String name, String curve, int length) throws Exception {
        String type = "ecdsa-sha2-" + name;
        byte[] point = point(curve, length);
        assertThat(SshPublicKey.of(line(type, text(name), point)).type()).isEqualTo(type);

        byte[] off = point.clone();
        off[length] ^= 1;
        refused(line(type, text(name), off), "is no point of its curve");
        refused(line(type, text(name), Arrays.copyOf(point, length)), "is no point of its curve");
        refused(line(type, text("nistp224"), point), "another curve");
    }

    @Test
    void a_key_of_rsa_has_2048_bits_at_least() throws Exception {
        assertThat(SshPublicKey.of(rsa(2048)).type()).isEqualTo("ssh-rsa");
        refused(rsa(1024), "1024 bits");
        refused(line("ssh-rsa", new byte[] {2}, new byte[] {-1}), "negative");
    }

    @Test
    void security_keys_and_the_composite_are_taken() throws Exception {
        assertThat(SshPublicKey.of(line("sk-ssh-ed25519@openssh.com", new byte[32], text("ssh:")))
                        .type())
                .startsWith("sk-");
        assertThat(SshPublicKey.of(line(
                                "sk-ecdsa-sha2-nistp256@openssh.com",
                                text("nistp256"),
                                point("secp256r1", 32),
                                text("ssh:")))
                        .type())
                .startsWith("sk-");
        assertThat(SshPublicKey.of(line("ssh-mldsa44-ed25519@openssh.com", new byte[1344]))
                        .type())
                .startsWith("ssh-mldsa44");
        refused(line("ssh-mldsa44-ed25519@openssh.com", new byte[1312]), "is no key of ML-DSA-44");
        refused(line("sk-ssh-ed25519@openssh.com", new byte[32], new byte[0]), "names no application");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ssh-ed25519",
                "ssh-ed25519 AAAA",
                "ssh-ed25519 !!!!",
                "ssh-dss AAAAB3NzaC1kc3M=",
                "ssh-ed25519-cert-v01@openssh.com AAAA",
                "command=\"id\" " + ED25519,
                ED25519 + "\n" + ED25519,
                ED25519 + "AAAA",
                "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIK0wmN/Cr3JXqmLW7u+g9pTh+wyqDHpSQEIQczXkVx9q"
            })
    void what_is_no_public_key_alone_is_refused(String line) {
        assertThatThrownBy(() -> SshPublicKey.of(line)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN OPENSSH PRIVATE KEY-----",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----",
                "PuTTY-User-Key-File-2: ssh-rsa",
                "b3BlbnNzaC1rZXktdjEAAAAA"
            })
    void a_private_key_is_known_as_one(String text) {
        assertThat(SshPublicKey.isPrivate(text)).isTrue();
        assertThat(SshPublicKey.isPrivate(ED25519)).isFalse();
    }
}
