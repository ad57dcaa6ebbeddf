package dev.infrahub.quantumapilocal.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnvelopeTests {

    private static final byte[] PLAINTEXT = "state".getBytes(StandardCharsets.UTF_8);
    private static final byte[] ASSOCIATED = "workspace".getBytes(StandardCharsets.UTF_8);
    private static final UUID KEY = UUID.fromString("11111111-2222-4333-8444-555555555555");

    private final SecureRandom random = new SecureRandom();

    @ParameterizedTest
    @EnumSource(names = {"ML_KEM_512", "ML_KEM_768", "ML_KEM_1024", "AES_256_GCM"})
    void what_is_sealed_opens_after_a_way_through_bytes(Algorithm algorithm) {
        KeyMaterial key = KeyMaterial.generate(algorithm, random);
        Envelope read = Envelope.read(seal(key).bytes()).orElseThrow();
        assertThat(read.keyId()).isEqualTo(KEY);
        assertThat(read.keyVersion()).isEqualTo(7);
        assertThat(read.algorithm()).isEqualTo(algorithm);
        assertThat(read.open(key.privateKey(), ASSOCIATED)).hasValue(PLAINTEXT);
        assertThat(read.open(key.privateKey(), new byte[0])).isEmpty();
        assertThat(read.open(KeyMaterial.generate(algorithm, random).privateKey(), ASSOCIATED))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"ML_KEM_512", "ML_KEM_768", "ML_KEM_1024", "AES_256_GCM"})
    void no_byte_can_be_changed_and_none_be_missing(Algorithm algorithm) {
        KeyMaterial key = KeyMaterial.generate(algorithm, random);
        byte[] sealed = seal(key).bytes();
        for (int at = 0; at < sealed.length; at++) {
            byte[] changed = sealed.clone();
            changed[at] ^= 1;
            assertThat(opens(key, algorithm, changed)).as("byte " + at).isFalse();
        }
        for (int length = 0; length < sealed.length; length += 5) {
            assertThat(opens(key, algorithm, Arrays.copyOf(sealed, length)))
                    .as("length " + length)
                    .isFalse();
        }
    }

    private static boolean opens(KeyMaterial key, Algorithm algorithm, byte[] bytes) {
        return Envelope.read(bytes)
                .filter(envelope -> envelope.algorithm() == algorithm)
                .flatMap(envelope -> envelope.open(key.privateKey(), ASSOCIATED))
                .isPresent();
    }

    @Test
    void the_bytes_are_where_the_documentation_says() {
        KeyMaterial key = KeyMaterial.generate(Algorithm.ML_KEM_768, random);
        byte[] bytes = seal(key).bytes();
        assertThat(bytes).hasSize(25 + 1088 + 12 + PLAINTEXT.length + 16);
        assertThat(Arrays.copyOf(bytes, 5)).containsExactly('Q', 'A', 'E', 1, 2);
        assertThat(Arrays.copyOfRange(bytes, 5, 9)).containsExactly(0x11, 0x11, 0x11, 0x11);
        assertThat(Arrays.copyOfRange(bytes, 21, 25)).containsExactly(0, 0, 0, 7);
    }

    @Test
    void the_same_plaintext_never_gives_the_same_payload() {
        KeyMaterial key = KeyMaterial.generate(Algorithm.AES_256_GCM, random);
        assertThat(seal(key).bytes()).isNotEqualTo(seal(key).bytes());
    }

    private Envelope seal(KeyMaterial key) {
        return key.publicKey()
                .map(publicKey -> Envelope.seal(KEY, 7, publicKey, PLAINTEXT, ASSOCIATED, random))
                .orElseGet(() -> Envelope.seal(KEY, 7, key.privateKey(), PLAINTEXT, ASSOCIATED, random));
    }
}
