package dev.infrahub.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** OpenSSH's own: {@link OpensshVectorTests}. */
class SshSignatureTests {

    private static final byte[] DATA = "certificate".getBytes(StandardCharsets.UTF_8);
    private static final int ML_DSA_SIGNATURE = 2420;

    @ParameterizedTest
    @EnumSource
    void a_signature_verifies_for_its_key_and_data_and_algorithm_alone(SshAlgorithm algorithm) {
        Authority authority = Authority.of(algorithm);
        SshSignature signature = authority.signature(DATA);
        assertThat(signature.verifies(authority.key(), DATA)).isTrue();
        assertThat(signature.verifies(authority.key(), new byte[] {1})).isFalse();
        assertThat(signature.verifies(Authority.of(algorithm).key(), DATA)).isFalse();
        assertThat(new SshSignature("ssh-rsa", signature.bytes()).verifies(authority.key(), DATA))
                .isFalse();
    }

    @Test
    void both_halves_of_the_composite_must_be_good() {
        Authority authority = Authority.of(SshAlgorithm.ML_DSA_44_ED25519);
        byte[] good = authority.sign(DATA);
        byte[] foreign = Authority.of(SshAlgorithm.ML_DSA_44_ED25519).sign(DATA);
        byte[] onlyMlDsa = foreign.clone();
        System.arraycopy(good, 0, onlyMlDsa, 0, ML_DSA_SIGNATURE);
        byte[] onlyEd25519 = good.clone();
        System.arraycopy(foreign, 0, onlyEd25519, 0, ML_DSA_SIGNATURE);
        assertThat(verifies(authority, good)).isTrue();
        assertThat(verifies(authority, onlyMlDsa)).isFalse();
        assertThat(verifies(authority, onlyEd25519)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void bytes_of_another_length_are_no_signature(SshAlgorithm algorithm) {
        Authority authority = Authority.of(algorithm);
        for (int length : new int[] {0, 32, 63, 65, 1312, 2420, 2483, 2485}) {
            assertThat(verifies(authority, new byte[length]))
                    .as("%d bytes", length)
                    .isFalse();
        }
    }

    private static boolean verifies(Authority authority, byte[] signature) {
        return new SshSignature(authority.algorithm().text(), signature).verifies(authority.key(), DATA);
    }
}
