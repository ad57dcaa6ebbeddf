package dev.infrahub.http.constraints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.http.Problem;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextDefaultsTests {

    private static final String CREDENTIAL = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a";

    private final TextDefaults texts = new TextDefaults();

    record Request(
            String plain,
            @Text(max = 10) String brief,
            @Text(max = 4000, lines = true) String comment,
            @Text(isChecked = false) String free) {}

    private @Nullable String code(String member, String text) {
        return problem(member, text).map(Problem::code).orElse(null);
    }

    private Optional<Problem> problem(String member, String text) {
        RecordComponent component = Arrays.stream(Request.class.getRecordComponents())
                .filter(one -> one.getName().equals(member))
                .findFirst()
                .orElseThrow();
        return texts.wrong(component, member, text);
    }

    @Test
    void a_text_is_of_255_characters_unless_it_says_otherwise() {
        assertThat(code("plain", "x".repeat(255))).isNull();
        assertThat(code("plain", "x".repeat(256))).isEqualTo("field.invalid");
        assertThat(code("brief", "x".repeat(10))).isNull();
        assertThat(code("brief", "x".repeat(11))).isEqualTo("field.invalid");
        assertThat(code("comment", "x".repeat(4000))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\tb"})
    void a_text_is_one_line_unless_it_says_otherwise(String text) {
        assertThat(code("plain", text)).isEqualTo("field.invalid");
        assertThat(code("comment", text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "a\u001b[31m", "a\u007f", "a\ud83d", "a\u0085"})
    void no_text_holds_what_nobody_types(String text) {
        assertThat(code("plain", text)).isEqualTo("field.invalid");
        assertThat(code("comment", text)).isEqualTo("field.invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u00e4\u6f22\ud83d\ude80", "it's \"quoted\" \\ <b>", "2027-01-01"})
    void what_people_write_is_let_through(String text) {
        assertThat(code("plain", text)).isNull();
    }

    @Test
    void no_text_holds_a_credential_unless_it_is_looked_at_elsewhere() {
        assertThat(code("plain", CREDENTIAL)).isEqualTo("field.secret");
        assertThat(code("comment", "use\n" + CREDENTIAL)).isEqualTo("field.secret");
        assertThat(code("free", CREDENTIAL)).isNull();
    }

    @Test
    void the_problem_names_the_member_and_not_what_was_sent() {
        Problem problem = problem("plain", CREDENTIAL).orElseThrow();

        assertThat(problem.field()).hasValue("plain");
        assertThat(problem.detail()).doesNotContain(CREDENTIAL);
    }
}
