package dev.infrahub.quantumapilocal.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicKeyTests {

    /** RFC 9881 section 3, RFC 9909 section 3, RFC 9935 section 3, RFC 8410 section 3. */
    @ParameterizedTest
    @CsvSource({
        "ML_DSA_44, 2.16.840.1.101.3.4.3.17",
        "ML_DSA_65, 2.16.840.1.101.3.4.3.18",
        "ML_DSA_87, 2.16.840.1.101.3.4.3.19",
        "SLH_DSA_128S, 2.16.840.1.101.3.4.3.20",
        "ML_KEM_512, 2.16.840.1.101.3.4.4.1",
        "ML_KEM_768, 2.16.840.1.101.3.4.4.2",
        "ML_KEM_1024, 2.16.840.1.101.3.4.4.3",
        "ED25519, 1.3.101.112"
    })
    void every_algorithm_has_its_oid_without_parameters_and_reads_all_its_forms(Algorithm algorithm, String oid) {
        PublicKey key =
                KeyMaterial.generate(algorithm, new SecureRandom()).publicKey().orElseThrow();
        SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(key.spki());
        assertThat(info.getAlgorithm().getAlgorithm().getId()).isEqualTo(oid);
        assertThat(info.getAlgorithm().getParameters()).isNull();
        assertThat(key.raw()).hasSize(PublicKey.rawLength(algorithm));
        assertThat(PublicKey.ofRaw(algorithm, key.raw()).spki()).isEqualTo(key.spki());
        assertThat(PublicKey.ofPem(key.pem()).spki()).isEqualTo(key.spki());
        assertThat(key.pem().lines()).allMatch(line -> line.length() <= 64);
    }

    @Test
    void a_jwk_of_ml_dsa_is_an_algorithm_key_pair() {
        PublicKey key = KeyMaterial.generate(Algorithm.ML_DSA_65, new SecureRandom())
                .publicKey()
                .orElseThrow();
        assertThat(key.jwk("k#1"))
                .containsEntry("kty", "AKP")
                .containsEntry("alg", "ML-DSA-65")
                .containsEntry("kid", "k#1")
                .containsOnlyKeys("kty", "alg", "pub", "kid");
    }

    @Test
    void a_public_key_of_another_length_or_kind_is_rejected() {
        assertThatThrownBy(() -> PublicKey.ofRaw(Algorithm.ML_DSA_65, new byte[1951]))
                .isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> PublicKey.ofSpki(new byte[] {0x30, 0x00})).isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> PublicKey.ofPem("-----BEGIN CERTIFICATE-----")).isInstanceOf(Rejected.class);
    }

    @Test
    void slh_dsa_signs_in_a_context_and_verifies_in_no_other() {
        KeyMaterial key = KeyMaterial.generate(Algorithm.SLH_DSA_128S, new SecureRandom());
        byte[] signature = new Signatures(new SecureRandom()).sign(key.privateKey(), new byte[] {1}, new byte[] {2});
        PublicKey publicKey = key.publicKey().orElseThrow();
        assertThat(signature).hasSize(7856);
        assertThat(Signatures.verify(publicKey, new byte[] {1}, new byte[] {2}, signature))
                .isTrue();
        assertThat(Signatures.verify(publicKey, new byte[0], new byte[] {2}, signature))
                .isFalse();
        assertThat(Signatures.verify(publicKey, new byte[] {1}, new byte[] {2}, new byte[3]))
                .isFalse();
    }

    @Test
    void a_context_for_ed25519_is_rejected() {
        KeyMaterial key = KeyMaterial.generate(Algorithm.ED25519, new SecureRandom());
        assertThatThrownBy(
                        () -> new Signatures(new SecureRandom()).sign(key.privateKey(), new byte[] {1}, new byte[] {2}))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("has no context");
    }
}
