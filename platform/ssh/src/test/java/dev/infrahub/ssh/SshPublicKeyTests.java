package dev.infrahub.ssh;

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
import org.junit.jupiter.params.provider.EnumSource;
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

    /** The same point as OpenSSH does not take it: SEC 1, section 2.3.3. */
    private static byte[] compressed(byte[] point, int length) {
        byte[] compressed = Arrays.copyOf(point, 1 + length);
        compressed[0] = (byte) (2 + (point[2 * length] & 1));
        return compressed;
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
        assertThat(SshPublicKey.of(line(type, text(name), point)).type().text()).isEqualTo(type);

        byte[] off = point.clone();
        off[length] ^= 1;
        refused(line(type, text(name), off), "is no point of its curve");
        refused(line(type, text(name), Arrays.copyOf(point, length)), "is no point of its curve");
        refused(line(type, text(name), new byte[0]), "is no point of its curve");
        refused(line(type, text(name), compressed(point, length)), "is no point of its curve");
        refused(line(type, text("nistp224"), point), "another curve");
    }

    @Test
    void a_key_of_rsa_has_2048_bits_at_least() throws Exception {
        assertThat(SshPublicKey.of(rsa(2048)).type()).isEqualTo(SshKeyType.RSA);
        refused(rsa(1024), "1024 bits");
        refused(line("ssh-rsa", new byte[] {2}, new byte[] {-1}), "negative");
    }

    @Test
    void security_keys_and_the_composite_are_taken() throws Exception {
        byte[] ed25519 = Authority.of(SshAlgorithm.ED25519).raw();
        assertThat(SshPublicKey.of(line("sk-ssh-ed25519@openssh.com", ed25519, text("ssh:")))
                        .type())
                .isEqualTo(SshKeyType.SK_ED25519);
        assertThat(SshPublicKey.of(line(
                                "sk-ecdsa-sha2-nistp256@openssh.com",
                                text("nistp256"),
                                point("secp256r1", 32),
                                text("ssh:")))
                        .type())
                .isEqualTo(SshKeyType.SK_ECDSA_P256);
        assertThat(SshPublicKey.of(line(
                                "ssh-mldsa44-ed25519@openssh.com",
                                Authority.of(SshAlgorithm.ML_DSA_44_ED25519).raw()))
                        .type())
                .isEqualTo(SshKeyType.ML_DSA_44_ED25519);
        refused(line("ssh-mldsa44-ed25519@openssh.com", new byte[1312]), "is no key of ML-DSA-44");
        refused(line("sk-ssh-ed25519@openssh.com", ed25519, new byte[0]), "names no application");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ssh-ed25519",
                "ssh-ed25519 AAAA",
                "ssh-ed25519 !!!!",
                "SSH-ED25519 AAAAC3NzaC1lZDI1NTE5AAAAIK0wmN/Cr3JXqmLW7u+g9pTh+wyqDHpSQEIQczXkVx9q",
                "ssh-ed25519\tAAAAC3NzaC1lZDI1NTE5AAAAIK0wmN/Cr3JXqmLW7u+g9pTh+wyqDHpSQEIQczXkVx9q",
                // 31 bytes
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAH6n7xkXbnVNYA4ZsDLFnsm8FFzBEYBxZ14rZTFMFAXE=",
                // says Ed25519 and holds RSA
                "ssh-ed25519 AAAAB3NzaC1yc2E=",
                // a point that is not on the curve
                "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=",
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
        refused(text, "take the file that ends in .pub");
    }

    @ParameterizedTest
    @EnumSource
    void the_key_of_an_authority_is_a_line_that_is_read_back(SshAlgorithm algorithm) {
        SshPublicKey key = Authority.of(algorithm).key();
        SshPublicKey read = SshPublicKey.of(key.line() + " production hosts");
        assertThat(read).isEqualTo(key).hasSameHashCodeAs(key);
        assertThat(read).isNotEqualTo(Authority.of(algorithm).key());
        assertThat(read.type()).isEqualTo(algorithm.type());
        assertThat(SshAlgorithm.of(read.type().text())).contains(algorithm);
    }

    @Test
    void what_is_no_point_is_no_key_of_ed25519_alone_or_in_the_composite() {
        byte[] whole = Authority.of(SshAlgorithm.ML_DSA_44_ED25519).raw();
        // a y-coordinate beyond the field: RFC 8032 section 5.1.3
        Arrays.fill(whole, 1312, 1344, (byte) 0xff);
        refused(line("ssh-mldsa44-ed25519@openssh.com", whole), "is no key of Ed25519");
        refused(line("ssh-ed25519", Arrays.copyOfRange(whole, 1312, 1344)), "is no key of Ed25519");
        refused(line("ssh-ed25519", new byte[33]), "is no key of Ed25519");
        // a point of small order, for which signatures are made without a private key
        refused(line("ssh-ed25519", new byte[32]), "is no key of Ed25519");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 32, 1312, 1343, 1345})
    void a_key_of_the_composite_has_the_length_of_both(int length) {
        refused(line("ssh-mldsa44-ed25519@openssh.com", new byte[length]), "has 1344 bytes");
    }
}
