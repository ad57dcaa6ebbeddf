package dev.infrahub.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

class FormatsTests {

    private static final Formats FORMATS =
            Formats.of(MediaType.APPLICATION_JSON, MediaType.parseMediaType("text/markdown;charset=UTF-8"));

    private static HttpHeaders accept(String... lines) {
        HttpHeaders headers = new HttpHeaders();
        for (String line : lines) {
            headers.add(HttpHeaders.ACCEPT, line);
        }
        return headers;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "*/* > json",
                "text/markdown > markdown",
                "text/* > markdown",
                "application/json > json",
                "text/markdown;q=0, */* > json",
                "text/markdown;q=0, application/json;q=0.1 > json",
                "application/json;q=0, */* > markdown",
                "text/markdown;q=0.5, application/json;q=0.4 > markdown",
                "text/markdown;q=0.4, application/json;q=0.5 > json",
                "text/markdown, */* > markdown",
                "*/*, text/markdown > markdown",
                "*/*;q=0.9, text/markdown;q=0.8 > json",
                "text/*;q=0.3, text/markdown;q=0.7, */*;q=0.5 > markdown",
                "text/markdown;q=0.3, text/*;q=0.7, */*;q=0.5 > json",
                "text/markdown, application/json > markdown",
                "application/json, text/markdown > json",
                "text/markdown;charset=utf-8 > markdown",
                "text/html, application/xhtml+xml, */*;q=0.8 > json"
            })
    void the_most_welcome_is_chosen(String accept, String subtype) {
        assertThat(FORMATS.chosen(accept(accept)).getSubtype()).isEqualTo(subtype);
    }

    @Test
    void several_lines_are_one_list_and_none_is_everything() {
        assertThat(FORMATS.chosen(accept("text/markdown;q=0.2", "application/json;q=0.1"))
                        .getSubtype())
                .isEqualTo("markdown");
        assertThat(FORMATS.chosen(accept()).getSubtype()).isEqualTo("json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/markdown;q=0",
                "application/json;q=0",
                "*/*;q=0",
                "text/markdown;q=0, application/json;q=0, */*",
                "application/json;q=0, text/*;q=0",
                "image/png"
            })
    void what_nobody_takes_is_not_sent(String accept) {
        Problem problem = catchThrowableOfType(Problem.class, () -> FORMATS.chosen(accept(accept)));

        assertThat(problem.status()).isEqualTo(406);
        assertThat(problem.code()).isEqualTo("accept.unsupported");
        assertThat(problem.field()).contains("Accept");
        assertThat(problem.detail()).isEqualTo("This endpoint answers application/json or text/markdown.");
    }
}
