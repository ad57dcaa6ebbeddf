package dev.infrahub.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownNamesTests {

    private static final KnownNames NAMES =
            new KnownNames(List.of("environment", "module", "client", "prUrl", "to", "changeRequestId"));

    @ParameterizedTest
    @CsvSource({
        "enviroment, environment",
        "Environment, environment",
        "ENVIRONMENT, environment",
        "modul, module",
        "modules, module",
        "clinet, client",
        "pr_url, prUrl",
        "change-request-id, changeRequestId",
        "too, to",
        "ot, to"
    })
    void a_slip_of_the_pen_is_told_what_was_meant(String said, String meant) {
        Problem problem = NAMES.unknownParameter(said);

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.code()).isEqualTo("parameter.unknown");
        assertThat(problem.field()).hasValue(said);
        assertThat(problem.detail()).isEqualTo(said + " is no parameter of this request: " + meant + " may be meant.");
    }

    @Test
    void a_parameter_like_none_is_told_all_there_are() {
        assertThat(NAMES.unknownParameter("colour").detail())
                .isEqualTo(
                        "colour is no parameter of this request: there are changeRequestId, client, environment, module,"
                                + " prUrl, to.");
        assertThat(new KnownNames(List.of()).unknownParameter("colour").detail())
                .isEqualTo("colour is no parameter of this request: there are none.");
    }

    @Test
    void a_member_is_refused_where_it_is_like_one() {
        assertThat(NAMES.misspelt("modul").orElseThrow()).satisfies(problem -> {
            assertThat(problem.status()).isEqualTo(422);
            assertThat(problem.code()).isEqualTo("field.unknown");
            assertThat(problem.field()).hasValue("modul");
            assertThat(problem.detail()).isEqualTo("modul is no member of this request: module may be meant.");
        });
        assertThat(NAMES.misspelt("colour")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hub_9f8e", "a b", "envirönment", "a\0b", "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"})
    void what_can_be_no_name_of_ours_is_not_said_again(String said) {
        Problem problem = NAMES.unknownParameter(said);

        assertThat(problem.field()).hasValue("query");
        assertThat(problem.detail()).startsWith("One is no parameter of this request: there are changeRequestId, ");
        assertThat(NAMES.nearest(said)).isEmpty();
    }
}
