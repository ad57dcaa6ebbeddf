package dev.infrahub.quantumapilocal.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.quantumapilocal.domain.Vectors.Case;
import java.security.SecureRandom;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.junit.jupiter.api.Test;

/** Every ML-KEM vector of Wycheproof, valid and invalid, through what the server encrypts and decrypts with. */
class MlKemVectorTests {

    private static final String ML_KEM_768 = "2.16.840.1.101.3.4.4.2";

    @Test
    void all_100_seeds_make_the_keys_they_must() {
        Vectors vectors = Vectors.read("mlkem_768_keygen_seed_test.json");
        assertThat(vectors.cases()).hasSize(100);
        vectors.cases().forEach(each -> {
            KeyMaterial ofSeed = imported(each);
            assertThat(ofSeed.publicKey().orElseThrow().raw())
                    .as(each.toString())
                    .isEqualTo(each.bytes("ek"));
            assertThat(((MLKEMPrivateKeyParameters) KeyMaterial.readPrivate(ofSeed.privateKey())).getEncoded())
                    .as(each.toString())
                    .isEqualTo(each.bytes("dk"));
            KeyMaterial ofExpanded =
                    KeyMaterial.imported(Algorithm.ML_KEM_768, Vectors.pkcs8OfExpanded(ML_KEM_768, each.bytes("dk")));
            assertThat(ofExpanded.publicKey().orElseThrow().raw()).isEqualTo(each.bytes("ek"));
        });
    }

    @Test
    void all_193_ciphertexts_give_the_secret_or_are_refused_as_they_must() {
        Vectors vectors = Vectors.read("mlkem_768_test.json");
        assertThat(vectors.cases()).hasSize(193);
        vectors.cases().forEach(each -> {
            if (each.isValid()) {
                assertThat(secret(each)).as(each.toString()).isEqualTo(each.bytes("K"));
                encapsulatesBack(each);
            } else {
                assertThatThrownBy(() -> secret(each)).as(each.toString()).isInstanceOf(Rejected.class);
            }
        });
    }

    private static byte[] secret(Case each) {
        KeyMaterial key = imported(each);
        assertThat(key.publicKey().orElseThrow().raw()).isEqualTo(each.bytes("ek"));
        return Kem.decapsulate(key.privateKey(), each.bytes("c"));
    }

    private static void encapsulatesBack(Case each) {
        PublicKey key = PublicKey.ofRaw(Algorithm.ML_KEM_768, each.bytes("ek"));
        Kem.Encapsulated made = new Kem(new SecureRandom()).encapsulate(key);
        assertThat(Kem.decapsulate(imported(each).privateKey(), made.ciphertext()))
                .isEqualTo(made.secret());
    }

    private static KeyMaterial imported(Case each) {
        return KeyMaterial.imported(Algorithm.ML_KEM_768, Vectors.pkcs8OfSeed(ML_KEM_768, each.bytes("seed")));
    }
}
