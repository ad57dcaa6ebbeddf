package dev.infrahub.gateway.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTests {

    /** GitHub's own example, in "Validating webhook deliveries". */
    private static final String GOOD = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    private static final String SECRET = "It's a Secret to Everybody";

    @Test
    void it_is_the_one_that_github_makes() {
        Signature signature = Objects.requireNonNull(Signature.of(GOOD));
        assertThat(signature.isOf("Hello, World!".getBytes(UTF_8), SECRET)).isTrue();
        assertThat(signature.isOf("Hello, World".getBytes(UTF_8), SECRET)).isFalse();
        assertThat(signature.isOf("Hello, World!".getBytes(UTF_8), SECRET + " "))
                .isFalse();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "sha1=757107ea",
                "sha256=",
                "sha256=757107ea",
                "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
            })
    void what_is_none_is_none(@Nullable String header) {
        assertThat(Signature.of(header)).isNull();
    }
}
