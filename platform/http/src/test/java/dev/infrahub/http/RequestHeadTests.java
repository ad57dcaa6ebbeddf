package dev.infrahub.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class RequestHeadTests {

    private static MockServerHttpRequest.BodyBuilder post(String uri) {
        return MockServerHttpRequest.method(HttpMethod.POST, URI.create(uri));
    }

    private static boolean passes(MockServerHttpRequest request) {
        boolean[] passed = {false};
        new RequestHead()
                .filter(MockServerWebExchange.from(request), _ -> {
                    passed[0] = true;
                    return Mono.empty();
                })
                .block();
        return passed[0];
    }

    private static void assertRefused(MockServerHttpRequest request, int status, String code) {
        Problem problem = catchThrowableOfType(Problem.class, () -> passes(request));
        assertThat(problem).as(request.getURI() + " " + request.getHeaders()).isNotNull();
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "/", "application/json; charset=bogus", "application/json; charset=\"", "a/b/c"})
    void a_media_type_that_is_none_is_refused(String type) {
        assertRefused(post("/").header("Content-Type", type).build(), 415, "content_type.unsupported");
        assertRefused(post("/").header("Accept", type).build(), 406, "accept.unsupported");
    }

    @ParameterizedTest
    @CsvSource({
        "/x?module=%00,      400, parameter.invalid",
        "/x?a=1&module=a%00b, 400, parameter.invalid",
        "/x?a%00b=1,         400, parameter.invalid",
        "/x/%00,             404, path.unknown",
        "/x?module=%ff,      400, parameter.invalid",
        "/x?module=%c0%80,   400, parameter.invalid",
        "/x?module=%ed%a0%80, 400, parameter.invalid",
        "/x?%e4=1,           400, parameter.invalid",
        "/x/%ff,             404, path.unknown"
    })
    void what_no_database_keeps_is_refused(String uri, int status, String code) {
        assertRefused(post(uri).build(), status, code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/x?a=1&a=1", "/x?a=1&b=2&a", "/x?client=a&%63lient=b", "/x?a+b=1&a%20b=2"})
    void a_parameter_that_is_said_twice_is_refused(String uri) {
        assertRefused(post(uri).build(), 400, "parameter.repeated");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Host", "Content-Type", "Content-Encoding", "Authorization", "X-Api-Key", "Idempotency-Key"})
    void a_header_of_which_one_counts_is_said_once(String name) {
        assertRefused(post("/x").header(name, "a/b", "a/b").build(), 400, "header.repeated");
        assertThat(passes(post("/x").header("Accept", "a/b", "a/c").build())).isTrue();
    }

    @Test
    void a_crowd_of_media_types_is_refused() {
        String fifty = "a/b" + ",a/b".repeat(49);
        assertThat(passes(post("/x").header("Accept", fifty).build())).isTrue();
        assertRefused(post("/x").header("Accept", fifty + ",c/d").build(), 406, "accept.unsupported");
        assertRefused(post("/x").header("Accept", fifty, "c/d").build(), 406, "accept.unsupported");
    }

    @Test
    void nothing_of_what_was_sent_is_told() {
        Problem problem = catchThrowableOfType(
                Problem.class,
                () -> passes(post("/x?" + "a".repeat(50) + "=%00").build()));

        assertThat(problem.field()).contains("query");
    }

    @Test
    void everything_else_passes() {
        assertThat(passes(post("/x?module&a=&b=%01%20&b[]=1&c=%C3%A9&&").build()))
                .isTrue();
        assertThat(passes(post("/%2500")
                        .header("Content-Type", "application/vnd.x+json; charset=utf-8")
                        .header("Accept", "text/html, */*;q=0.8")
                        .build()))
                .isTrue();
    }
}
