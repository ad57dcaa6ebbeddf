package dev.infrahub.http.bodies;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;

class TextEncoderTests {

    @ParameterizedTest
    @ValueSource(strings = {"x", "{\"a\":\"ascii and nothing else, of some length\"}", "ж ё", "\ud83d\ude00 and more"})
    void a_text_takes_as_many_bytes_as_it_has(String text) {
        DataBuffer buffer = new TextEncoder()
                .encodeValue(
                        text,
                        DefaultDataBufferFactory.sharedInstance,
                        ResolvableType.forClass(String.class),
                        null,
                        null);

        assertThat(buffer.capacity()).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
        assertThat(buffer.toString(StandardCharsets.UTF_8)).isEqualTo(text);
    }
}
