package dev.infrahub.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;

/** Keys as text, made here and elsewhere. */
class SigningKeyTests {

    /** Of RFC 9881, appendix C.1: the form of a private key that is its seed alone. */
    private static final String SEED = """
            -----BEGIN PRIVATE KEY-----
            MDQCAQAwCwYJYIZIAWUDBAMSBCKAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZ
            GhscHR4f
            -----END PRIVATE KEY-----
            """;

    private static final byte[] TEXT = "a wish".getBytes(StandardCharsets.UTF_8);

    @Test
    void a_key_that_was_written_is_the_same_key() {
        SigningKey key = SigningKey.generate();
        SigningKey read = SigningKey.of(key.privatePem());

        assertThat(read.id()).isEqualTo(key.id()).matches("SHA256:[A-Za-z0-9_-]{43}");
        assertThat(read.publicPem()).isEqualTo(key.publicPem());
        assertVerifies(read);
    }

    @Test
    void what_the_command_prints_is_a_key_and_its_public_half() {
        String pems = NewSigningKey.pems();

        assertThat(SigningKey.of(pems).publicPem()).isEqualTo(pems.substring(pems.indexOf("-----BEGIN PUBLIC KEY")));
    }

    @Test
    void keys_of_others_are_read_in_every_form_that_the_standard_has() throws NoSuchAlgorithmException {
        assertVerifies(SigningKey.of(SEED));

        KeyPair pair = KeyPairGenerator.getInstance("ML-DSA-65").generateKeyPair();
        SigningKey ofJava =
                SigningKey.of(Pem.block("PRIVATE KEY", pair.getPrivate().getEncoded()));
        assertVerifies(ofJava);
        assertThat(ofJava.publicPem())
                .isEqualTo(Pem.block("PUBLIC KEY", pair.getPublic().getEncoded()));
    }

    private static void assertVerifies(SigningKey key) {
        assertThat(TrustedKeys.of(key.publicPem()).find(key.id()).orElseThrow().verifies(TEXT, key.sign(TEXT)))
                .isTrue();
    }

    @Test
    void a_text_that_is_no_such_key_is_none() throws NoSuchAlgorithmException {
        SigningKey key = SigningKey.generate();
        KeyPair other = KeyPairGenerator.getInstance("ML-DSA-44").generateKeyPair();

        assertNoKey("");
        assertNoKey(key.publicPem());
        assertNoKey(key.privatePem() + SEED);
        assertNoKey(key.privatePem().substring(0, 100));
        assertNoKey(Pem.block("PRIVATE KEY", TEXT));
        assertNoKey(Pem.block("PRIVATE KEY", other.getPrivate().getEncoded()));
        assertNobody("");
        assertNobody(key.privatePem());
        assertNobody(key.publicPem().substring(0, 100));
        assertNobody(key.publicPem() + Pem.block("PUBLIC KEY", other.getPublic().getEncoded()));
    }

    private static void assertNoKey(String pem) {
        assertThatThrownBy(() -> SigningKey.of(pem)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertNobody(String pem) {
        assertThatThrownBy(() -> TrustedKeys.of(pem)).isInstanceOf(IllegalArgumentException.class);
    }
}
