package dev.infrahub.quantumapilocal.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.quantumapilocal.domain.MasterKeys.Place;
import dev.infrahub.quantumapilocal.domain.MasterKeys.Sealed;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeysTests {

    private static final String ONE = base64(1);
    private static final String TWO = base64(2);
    private static final byte[] VALUE = {1, 2, 3};

    private final SecureRandom random = new SecureRandom();
    private final Place place = new Place("secret", UUID.randomUUID(), 1);

    @Test
    void what_is_sealed_opens_in_its_place_alone() {
        MasterKeys keys = MasterKeys.parse(ONE, random);
        Sealed sealed = keys.seal(place, VALUE);
        assertThat(keys.open(place, sealed)).hasValue(VALUE);
        assertThat(keys.open(new Place("key", place.id(), 1), sealed)).isEmpty();
        assertThat(keys.open(new Place("secret", place.id(), 2), sealed)).isEmpty();
        assertThat(keys.open(new Place("secret", UUID.randomUUID(), 1), sealed)).isEmpty();
    }

    @Test
    void the_first_key_seals_and_the_others_still_open() {
        Sealed old = MasterKeys.parse("2025:" + ONE, random).seal(place, VALUE);
        MasterKeys rotated = MasterKeys.parse("# both\n2026:" + TWO + "\n2025:" + ONE + "\n", random);
        assertThat(rotated.currentId()).isEqualTo("2026");
        assertThat(rotated.seal(place, VALUE).masterKey()).isEqualTo("2026");
        assertThat(rotated.open(place, old)).hasValue(VALUE);
        assertThat(MasterKeys.parse("2026:" + TWO, random).open(place, old)).isEmpty();
    }

    @Test
    void a_key_without_an_id_is_known_by_a_fingerprint() {
        assertThat(MasterKeys.parse(ONE, random).currentId())
                .isEqualTo(MasterKeys.parse(ONE + "," + TWO, random).currentId())
                .isNotEqualTo(MasterKeys.parse(TWO, random).currentId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n# nothing\n", "AAAA", "not base64", "id:AAAA", "bad id:AAAA"})
    void what_is_no_key_is_refused_with_the_fix(String text) {
        assertThatThrownBy(() -> MasterKeys.parse(text, random))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("openssl rand -base64 32");
    }

    @Test
    void two_keys_of_one_id_are_refused() {
        assertThatThrownBy(() -> MasterKeys.parse("a:" + ONE + "\na:" + TWO, random))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("two keys");
    }

    private static String base64(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return Base64.getEncoder().encodeToString(key);
    }
}
