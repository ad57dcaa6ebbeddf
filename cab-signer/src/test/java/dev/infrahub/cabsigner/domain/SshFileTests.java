package dev.infrahub.cabsigner.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Certificates that OpenSSH made for its own tests. */
class SshFileTests {

    private static String line(SshAlgorithm algorithm, String suffix) throws IOException {
        String name = algorithm == SshAlgorithm.ED25519 ? "ed25519_1" : "mldsa44_ed25519_1";
        return Files.readString(TestData.folder("vectors/openssh").resolve(name + suffix))
                .strip();
    }

    private static SshPublicKey key(SshAlgorithm algorithm) throws IOException {
        return key(line(algorithm, ".pub"));
    }

    private static SshPublicKey key(String line) {
        String[] words = line.split(" ", 3);
        return new SshPublicKey(words[0] + " " + words[1]);
    }

    /** As hosts would trust it. */
    private static String authority(SshFile file, SshAlgorithm algorithm) {
        return algorithm.text() + " " + Base64.getEncoder().encodeToString(file.caKey());
    }

    @ParameterizedTest
    @EnumSource
    void a_certificate_of_opensshs_own_is_read_and_verifies(SshAlgorithm algorithm) throws IOException {
        SshFile file = SshFile.of(line(algorithm, "-cert.pub"), key(algorithm));

        assertThat(file.keyId()).isNotEmpty();
        assertThat(file.isSignedBy(algorithm, authority(file, algorithm))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void no_byte_of_it_can_be_changed(SshAlgorithm algorithm) throws IOException {
        String[] words = line(algorithm, "-cert.pub").split(" ", 3);
        byte[] blob = Base64.getDecoder().decode(words[1]);
        String authority = authority(SshFile.of(line(algorithm, "-cert.pub"), key(algorithm)), algorithm);
        int step = Math.max(1, blob.length / 500);
        for (int at = 0; at < blob.length; at += step) {
            byte[] changed = blob.clone();
            changed[at] ^= 1;
            assertThat(isGood(words[0] + " " + Base64.getEncoder().encodeToString(changed), algorithm, authority))
                    .as("byte %d of %d", at, blob.length)
                    .isFalse();
        }
        assertThat(isGood(words[0] + " " + words[1], algorithm, authority)).isTrue();
    }

    private static boolean isGood(String line, SshAlgorithm algorithm, String authority) throws IOException {
        try {
            return SshFile.of(line, key(algorithm)).isSignedBy(algorithm, authority);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_certificate_of_another_key_is_none(SshAlgorithm algorithm) throws IOException {
        for (SshPublicKey other : List.of(
                new SshPublicKey("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIK0wmN/Cr3JXqmLW7u+g9pTh+wyqDHpSQEIQczXkVx9q"),
                key(algorithm == SshAlgorithm.ED25519 ? SshAlgorithm.ML_DSA_44_ED25519 : SshAlgorithm.ED25519))) {
            assertThatThrownBy(() -> SshFile.of(line(algorithm, "-cert.pub"), other))
                    .hasMessageContaining("key");
        }
    }
}
