package dev.infrahub.quantumapilocal.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.KEM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The JDK's own ML-DSA, ML-KEM and Ed25519 understand what is made here, and the other way round. */
class JdkTests {

    private static final byte[] NO_CONTEXT = {};
    private static final byte[] DATA = "an approval".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @EnumSource(names = {"ML_DSA_44", "ML_DSA_65", "ML_DSA_87", "ED25519"})
    void the_jdk_verifies_what_is_signed_here(Algorithm algorithm) throws GeneralSecurityException {
        KeyMaterial key = KeyMaterial.generate(algorithm, new SecureRandom());
        byte[] signature = new Signatures(new SecureRandom()).sign(key.privateKey(), NO_CONTEXT, DATA);
        assertThat(jdkVerifies(key.publicKey().orElseThrow(), DATA, signature)).isTrue();
        assertThat(jdkVerifies(key.publicKey().orElseThrow(), new byte[] {1}, signature))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"ML_DSA_44", "ML_DSA_65", "ML_DSA_87", "ED25519"})
    void what_the_jdk_signs_verifies_here_and_its_keys_are_imported(Algorithm algorithm)
            throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance(algorithm.text()).generateKeyPair();
        Signature signer = Signature.getInstance(algorithm.text());
        signer.initSign(pair.getPrivate());
        signer.update(DATA);
        byte[] signature = signer.sign();
        PublicKey publicKey = PublicKey.ofSpki(pair.getPublic().getEncoded());
        assertThat(publicKey.algorithm()).isEqualTo(algorithm);
        assertThat(Signatures.verify(publicKey, NO_CONTEXT, DATA, signature)).isTrue();

        KeyMaterial imported = KeyMaterial.imported(algorithm, pair.getPrivate().getEncoded());
        assertThat(imported.publicKey().orElseThrow().spki())
                .isEqualTo(pair.getPublic().getEncoded());
        byte[] ours = new Signatures(new SecureRandom()).sign(imported.privateKey(), NO_CONTEXT, DATA);
        assertThat(jdkVerifies(publicKey, DATA, ours)).isTrue();
    }

    private static boolean jdkVerifies(PublicKey key, byte[] data, byte[] signature) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance(key.algorithm().text());
        verifier.initVerify(
                KeyFactory.getInstance(key.algorithm().text()).generatePublic(new X509EncodedKeySpec(key.spki())));
        verifier.update(data);
        return verifier.verify(signature);
    }

    @ParameterizedTest
    @EnumSource(names = {"ML_KEM_512", "ML_KEM_768", "ML_KEM_1024"})
    void the_jdk_decapsulates_what_is_encapsulated_here(Algorithm algorithm) throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance(algorithm.text()).generateKeyPair();
        PublicKey publicKey = PublicKey.ofSpki(pair.getPublic().getEncoded());
        Kem.Encapsulated made = new Kem(new SecureRandom()).encapsulate(publicKey);
        byte[] secret = KEM.getInstance("ML-KEM")
                .newDecapsulator(pair.getPrivate())
                .decapsulate(made.ciphertext())
                .getEncoded();
        assertThat(secret).isEqualTo(made.secret());
    }

    @ParameterizedTest
    @EnumSource(names = {"ML_KEM_512", "ML_KEM_768", "ML_KEM_1024"})
    void what_the_jdk_encapsulates_is_decapsulated_here_with_keys_of_either(Algorithm algorithm)
            throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance(algorithm.text()).generateKeyPair();
        KeyMaterial imported = KeyMaterial.imported(algorithm, pair.getPrivate().getEncoded());
        KEM.Encapsulated forTheirs =
                KEM.getInstance("ML-KEM").newEncapsulator(pair.getPublic()).encapsulate();
        assertThat(Kem.decapsulate(imported.privateKey(), forTheirs.encapsulation()))
                .isEqualTo(forTheirs.key().getEncoded());

        KeyMaterial ours = KeyMaterial.generate(algorithm, new SecureRandom());
        KEM.Encapsulated forOurs = KEM.getInstance("ML-KEM")
                .newEncapsulator(KeyFactory.getInstance(algorithm.text())
                        .generatePublic(new X509EncodedKeySpec(
                                ours.publicKey().orElseThrow().spki())))
                .encapsulate();
        assertThat(Kem.decapsulate(ours.privateKey(), forOurs.encapsulation()))
                .isEqualTo(forOurs.key().getEncoded());
    }

    @Test
    void a_key_of_another_algorithm_is_not_imported() throws GeneralSecurityException {
        KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        KeyPair small = KeyPairGenerator.getInstance("ML-DSA-44").generateKeyPair();
        assertThatThrownBy(() -> KeyMaterial.imported(
                        Algorithm.ML_DSA_65, rsa.getPrivate().getEncoded()))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("not served here");
        assertThatThrownBy(() -> KeyMaterial.imported(
                        Algorithm.ML_DSA_65, small.getPrivate().getEncoded()))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("ML-DSA-44, not of ML-DSA-65");
        assertThatThrownBy(() -> KeyMaterial.imported(
                        Algorithm.ML_DSA_65, small.getPublic().getEncoded()))
                .isInstanceOf(Rejected.class);
        assertThat(new PKCS8EncodedKeySpec(small.getPrivate().getEncoded()).getFormat())
                .isEqualTo("PKCS#8");
    }
}
