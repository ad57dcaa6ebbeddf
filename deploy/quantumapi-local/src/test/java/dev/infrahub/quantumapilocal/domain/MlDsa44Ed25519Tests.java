package dev.infrahub.quantumapilocal.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenSSH's keys and signatures of this composite: {@code OpensshVectorTests}. */
class MlDsa44Ed25519Tests {

    private static final byte[] DATA = "certificate".getBytes(StandardCharsets.UTF_8);
    private static final int ML_DSA_SIGNATURE = 2420;

    private final Signatures signatures = new Signatures(new SecureRandom());
    private final byte[] privateKey = MlDsa44Ed25519.newPrivateKey(new SecureRandom());
    private final byte[] publicKey = MlDsa44Ed25519.publicKey(privateKey);

    private byte[] sign(byte[] key) {
        return MlDsa44Ed25519.sign(key, DATA, signatures);
    }

    @Test
    void a_signature_verifies_for_its_key_and_data_alone() {
        byte[] signature = sign(privateKey);
        assertThat(privateKey).hasSize(64);
        assertThat(publicKey).hasSize(1344);
        assertThat(signature).hasSize(2484);
        assertThat(MlDsa44Ed25519.verify(publicKey, DATA, signature)).isTrue();
        assertThat(MlDsa44Ed25519.verify(publicKey, new byte[] {1}, signature)).isFalse();
        byte[] other = MlDsa44Ed25519.publicKey(MlDsa44Ed25519.newPrivateKey(new SecureRandom()));
        assertThat(MlDsa44Ed25519.verify(other, DATA, signature)).isFalse();
    }

    @Test
    void both_halves_must_be_good() {
        byte[] good = sign(privateKey);
        byte[] foreign = sign(MlDsa44Ed25519.newPrivateKey(new SecureRandom()));
        byte[] onlyMlDsa = foreign.clone();
        System.arraycopy(good, 0, onlyMlDsa, 0, ML_DSA_SIGNATURE);
        byte[] onlyEd25519 = good.clone();
        System.arraycopy(foreign, 0, onlyEd25519, 0, ML_DSA_SIGNATURE);
        assertThat(MlDsa44Ed25519.verify(publicKey, DATA, onlyMlDsa)).isFalse();
        assertThat(MlDsa44Ed25519.verify(publicKey, DATA, onlyEd25519)).isFalse();
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

    @ParameterizedTest
    @ValueSource(ints = {0, 32, 1312, 1343, 1345})
    void bytes_of_another_length_are_neither_key_nor_signature(int length) {
        assertThatThrownBy(() -> MlDsa44Ed25519.checkPublicKey(new byte[length]))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("is " + length + " bytes long");
        assertThat(MlDsa44Ed25519.verify(publicKey, DATA, new byte[length])).isFalse();
    }
}
