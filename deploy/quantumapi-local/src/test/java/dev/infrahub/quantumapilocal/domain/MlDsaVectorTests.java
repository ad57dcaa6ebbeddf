package dev.infrahub.quantumapilocal.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.quantumapilocal.domain.Vectors.Case;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every ML-DSA vector of Wycheproof, valid and invalid, through what the server signs and verifies with. */
class MlDsaVectorTests {

    private static final String ML_DSA_65 = "2.16.840.1.101.3.4.3.18";

    @ParameterizedTest(name = "all {2} verifications of {1} end as they must")
    @CsvSource({
        "ML_DSA_44, mldsa_44_verify_test.json, 180",
        "ML_DSA_65, mldsa_65_verify_test.json, 210",
        "ML_DSA_87, mldsa_87_verify_test.json, 241"
    })
    void all_verifications_end_as_they_must(Algorithm algorithm, String file, int count) {
        Vectors vectors = Vectors.read(file);
        assertThat(vectors.cases()).hasSize(count);
        vectors.cases()
                .forEach(each -> assertThat(verifies(algorithm, each))
                        .as(each.toString())
                        .isEqualTo(each.isValid()));
    }

    private static boolean verifies(Algorithm algorithm, Case each) {
        try {
            PublicKey raw = PublicKey.ofRaw(algorithm, each.bytes("publicKey"));
            assertThat(PublicKey.ofSpki(each.bytes("publicKeyDer")).raw()).isEqualTo(raw.raw());
            assertThat(raw.spki()).isEqualTo(each.bytes("publicKeyDer"));
            return Signatures.verify(raw, each.bytes("ctx"), each.bytes("msg"), each.bytes("sig"));
        } catch (Rejected rejected) {
            return false;
        }
    }

    @Test
    void all_105_signatures_are_made_or_refused_as_they_must() {
        Vectors vectors = Vectors.read("mldsa_65_sign_seed_test.json");
        assertThat(vectors.cases()).hasSize(105);
        vectors.cases().forEach(each -> {
            if (each.isValid()) {
                assertThat(sign(each)).as(each.toString()).isEqualTo(each.bytes("sig"));
            } else {
                assertThatThrownBy(() -> sign(each)).as(each.toString()).isInstanceOf(Rejected.class);
            }
        });
    }

    private static byte[] sign(Case each) {
        SecureRandom hedge = Fixed.of(each.bytes("rnd"));
        Signatures signatures = new Signatures(hedge);
        KeyMaterial key =
                KeyMaterial.imported(Algorithm.ML_DSA_65, Vectors.pkcs8OfSeed(ML_DSA_65, each.bytes("privateSeed")));
        assertThat(key.publicKey().orElseThrow().raw()).isEqualTo(each.bytes("publicKey"));
        if (each.group().has("privateKeyPkcs8")) {
            assertThat(key.privateKey()).isEqualTo(each.bytes("privateKeyPkcs8"));
        }
        MLDSAPrivateKeyParameters parameters = (MLDSAPrivateKeyParameters) KeyMaterial.readPrivate(key.privateKey());
        if (!each.has("msg")) {
            return signatures.signMu(parameters, each.bytes("mu"));
        }
        byte[] signature = signatures.sign(key.privateKey(), each.bytes("ctx"), each.bytes("msg"));
        assertThat(Signatures.mu(parameters, each.bytes("ctx"), each.bytes("msg")))
                .isEqualTo(each.bytes("mu"));
        return signature;
    }

    @Test
    void signatures_are_hedged_when_randomness_is_random() {
        KeyMaterial key = KeyMaterial.generate(Algorithm.ML_DSA_65, new SecureRandom());
        Signatures signatures = new Signatures(new SecureRandom());
        byte[] data = {1, 2, 3};
        byte[] one = signatures.sign(key.privateKey(), new byte[0], data);
        byte[] other = signatures.sign(key.privateKey(), new byte[0], data);
        assertThat(Arrays.equals(one, other)).isFalse();
    }
}
