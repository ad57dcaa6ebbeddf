package dev.infrahub.gateway.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** What is streamed out of a JSON string is what a JSON parser reads in it. */
class JsonStringStreamTests {

    private static final String PIECES = "a\"\\/\b\f\n\r\tё‰ж😀\u0000\u2028é ";

    private final JsonMapper plain = new JsonMapper();
    private final JsonMapper escaping =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    @Test
    void strings_come_out_as_they_were_written() throws IOException {
        Random random = new Random(20261129);
        for (int i = 0; i < 2000; i++) {
            String text = random.ints(random.nextInt(60), 0, PIECES.codePointCount(0, PIECES.length()))
                    .map(at -> PIECES.codePointAt(PIECES.offsetByCodePoints(0, at)))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            JsonMapper json = random.nextBoolean() ? plain : escaping;

            assertThat(streamed(json.writeValueAsString(text) + ",\"more\"")).isEqualTo(text);
        }
    }

    @Test
    void half_a_character_is_a_question_mark_as_in_every_encoding() throws IOException {
        assertThat(streamed("\"\\ud83dx\"")).isEqualTo("?x");
        assertThat(streamed("\"\\ude00\"")).isEqualTo("?");
        assertThat(streamed("\"\\ud83d\\ud83d\\ude00\\u\"")).startsWith("?😀");
    }

    @Test
    void nothing_behind_the_last_quote_is_read_and_what_is_cut_ends() throws IOException {
        assertThat(streamed("\"\",\"x\"")).isEmpty();
        assertThat(streamed("\"abc")).isEqualTo("abc");
    }

    private static String streamed(String json) throws IOException {
        InputStream behindTheQuote = new ByteArrayInputStream(json.substring(1).getBytes(StandardCharsets.UTF_8));
        try (InputStream in = new JsonStringStream(behindTheQuote)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
