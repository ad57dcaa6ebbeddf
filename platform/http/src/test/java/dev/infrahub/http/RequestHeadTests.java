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
        "/x/%00,             404, path.unknown"
    })
    void a_nul_is_refused(String uri, int status, String code) {
        assertRefused(post(uri).build(), status, code);
    }

    @Test
    void everything_else_passes() {
        assertThat(passes(post("/x?module&a=&b=%01%20&b[]=1").build())).isTrue();
        assertThat(passes(post("/%2500")
                        .header("Content-Type", "application/vnd.x+json; charset=utf-8")
                        .header("Accept", "text/html, */*;q=0.8")
                        .build()))
                .isTrue();
    }
}
