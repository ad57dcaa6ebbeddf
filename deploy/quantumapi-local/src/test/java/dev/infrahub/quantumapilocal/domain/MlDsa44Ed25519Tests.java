package dev.infrahub.quantumapilocal.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.ssh.SshAlgorithm;
import dev.infrahub.ssh.SshSignature;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** OpenSSH's keys and signatures of this composite: {@code OpensshSeedsTests}. */
class MlDsa44Ed25519Tests {

    private static final SshAlgorithm ALGORITHM = SshAlgorithm.ML_DSA_44_ED25519;
    private static final byte[] DATA = "certificate".getBytes(StandardCharsets.UTF_8);
    private static final int ML_DSA_SIGNATURE = 2420;

    private final Signatures signatures = new Signatures(new SecureRandom());
    private final byte[] privateKey = MlDsa44Ed25519.newPrivateKey(new SecureRandom());
    private final byte[] publicKey = MlDsa44Ed25519.publicKey(privateKey);

    private byte[] sign(byte[] key) {
        return MlDsa44Ed25519.sign(key, DATA, signatures);
    }

    private static boolean verifies(byte[] publicKey, byte[] data, byte[] signature) {
        return new SshSignature(ALGORITHM.text(), signature).verifies(ALGORITHM.publicKey(publicKey), data);
    }

    @Test
    void a_signature_verifies_for_its_key_and_data_alone() {
        byte[] signature = sign(privateKey);
        assertThat(privateKey).hasSize(64);
        assertThat(publicKey).hasSize(1344);
        assertThat(signature).hasSize(2484);
        assertThat(verifies(publicKey, DATA, signature)).isTrue();
        assertThat(verifies(publicKey, new byte[] {1}, signature)).isFalse();
        byte[] other = MlDsa44Ed25519.publicKey(MlDsa44Ed25519.newPrivateKey(new SecureRandom()));
        assertThat(verifies(other, DATA, signature)).isFalse();
    }

    @Test
    void a_half_is_no_signature_of_the_data_by_the_key_alone() {
        byte[] signature = sign(privateKey);
        PublicKey mlDsa = PublicKey.ofRaw(Algorithm.ML_DSA_44, Arrays.copyOf(publicKey, 1312));
        PublicKey ed25519 = PublicKey.ofRaw(Algorithm.ED25519, Arrays.copyOfRange(publicKey, 1312, 1344));
        byte[] none = {};
        assertThat(Signatures.verify(mlDsa, none, DATA, Arrays.copyOf(signature, ML_DSA_SIGNATURE)))
                .isFalse();
        assertThat(Signatures.verify(ed25519, none, DATA, Arrays.copyOfRange(signature, ML_DSA_SIGNATURE, 2484)))
                .isFalse();
    }

    @Test
    void the_half_of_ml_dsa_is_hedged_and_that_of_ed25519_is_not() {
        byte[] one = sign(privateKey);
        byte[] other = sign(privateKey);
        assertThat(Arrays.copyOf(one, ML_DSA_SIGNATURE)).isNotEqualTo(Arrays.copyOf(other, ML_DSA_SIGNATURE));
        assertThat(Arrays.copyOfRange(one, ML_DSA_SIGNATURE, 2484))
                .isEqualTo(Arrays.copyOfRange(other, ML_DSA_SIGNATURE, 2484));
    }
}
