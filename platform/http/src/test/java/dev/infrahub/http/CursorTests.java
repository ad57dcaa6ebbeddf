package dev.infrahub.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTests {

    @Test
    void a_cursor_is_read_as_it_was_written_whatever_the_id_holds() {
        for (String id : new String[] {"a", "a b  c", "", "größe/?&=+"}) {
            Cursor cursor = new Cursor(Instant.parse("2027-01-31T12:00:00.123456Z"), id);
            assertThat(cursor.text()).matches("[A-Za-z0-9_-]+");
            assertThat(Cursor.of(cursor.text())).isEqualTo(cursor);
        }
    }

    @Test
    void a_list_begins_at_its_start_where_no_cursor_is_sent() {
        assertThat(Cursor.ofOptional(Optional.empty())).isEmpty();
        assertThat(Cursor.ofOptional(Optional.of(" "))).isEmpty();
        Cursor cursor = new Cursor(Instant.EPOCH, "a");
        assertThat(Cursor.ofOptional(Optional.of(cursor.text()))).contains(cursor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "%",
                "2027-01-31T12:00:00Z",
                "yesterday a",
                "2027-01-31T12:00:00Z \0",
                "+10000-01-01T00:00:00Z a"
            })
    void what_no_page_was_answered_with_is_refused(String text) {
        String encoded = Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        for (String sent : new String[] {text, encoded}) {
            Problem problem = catchThrowableOfType(Problem.class, () -> Cursor.of(sent));
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.code()).isEqualTo("parameter.invalid");
            assertThat(problem.field()).contains("cursor");
        }
    }

    @Test
    void the_cursor_of_another_list_is_refused_where_ids_are_uuids() {
        UUID id = UUID.randomUUID();
        assertThat(new Cursor(Instant.EPOCH, id.toString()).uuid()).isEqualTo(id);
        Problem problem = catchThrowableOfType(Problem.class, () -> new Cursor(Instant.EPOCH, "CHG-1").uuid());
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.field()).contains("cursor");
    }
}
