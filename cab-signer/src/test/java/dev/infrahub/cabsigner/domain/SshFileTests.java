package dev.infrahub.cabsigner.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates that OpenSSH made for its own tests, by an authority of Ed25519. */
class SshFileTests {

    private static String file(String name) throws IOException {
        return Files.readString(TestData.folder("vectors/openssh").resolve(name))
                .strip();
    }

    private static SshPublicKey key(String name) throws IOException {
        String[] words = file(name + ".pub").split(" ", 3);
        return new SshPublicKey(words[0] + " " + words[1]);
    }

    /** As hosts would trust it. */
    private static String authority(SshFile file) {
        return "ssh-ed25519 " + Base64.getEncoder().encodeToString(file.caKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519_1", "mldsa44_ed25519_1"})
    void a_certificate_of_opensshs_own_is_read_and_verifies(String name) throws IOException {
        SshFile file = SshFile.of(file(name + "-cert.pub"), key(name));

        assertThat(file.serial()).isEqualTo("8");
        assertThat(file.isOfUser()).as("it is of a host").isFalse();
        assertThat(file.keyId()).isEqualTo("julius");
        assertThat(file.principals()).containsExactly("host1", "host2");
        assertThat(file.isSignedBy(SshAlgorithm.ED25519, authority(file))).isTrue();
        assertThat(file.isSignedBy(SshAlgorithm.ML_DSA_44_ED25519, authority(file)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519_1", "mldsa44_ed25519_1"})
    void no_byte_of_it_can_be_changed(String name) throws IOException {
        String[] words = file(name + "-cert.pub").split(" ", 3);
        byte[] blob = Base64.getDecoder().decode(words[1]);
        SshPublicKey key = key(name);
        String authority = authority(SshFile.of(file(name + "-cert.pub"), key));
        for (int at = 0; at < blob.length; at++) {
            byte[] changed = blob.clone();
            changed[at] ^= 1;
            assertThat(isGood(words[0] + " " + Base64.getEncoder().encodeToString(changed), key, authority))
                    .as("byte %d of %d", at, blob.length)
                    .isFalse();
        }
        assertThat(isGood(words[0] + " " + words[1], key, authority)).isTrue();
    }

    private static boolean isGood(String line, SshPublicKey key, String authority) {
        try {
            return SshFile.of(line, key).isSignedBy(SshAlgorithm.ED25519, authority);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({"ed25519_1, mldsa44_ed25519_1", "mldsa44_ed25519_1, ed25519_1", "mldsa44_ed25519_1, mldsa44_ed25519_2"})
    void a_certificate_of_another_key_is_none(String name, String other) throws IOException {
        String line = file(name + "-cert.pub");
        SshPublicKey key = key(other);

        assertThatThrownBy(() -> SshFile.of(line, key)).hasMessageContaining("key");
    }
}
