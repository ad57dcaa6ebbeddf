package dev.infrahub.console.session;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.http.Problem;
import dev.infrahub.http.bodies.Pace;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import reactor.core.publisher.Flux;

class PacedFormsTests {

    @Test
    void a_form_that_does_not_come_is_not_waited_for() {
        HttpHandler paced = new PacedForms(new Pace(Duration.ofMillis(50), 1_024, Duration.ofSeconds(1)))
                .apply((request, _) -> request.getBody().then());

        assertThatThrownBy(() -> paced.handle(
                                MockServerHttpRequest.post("/sign-in").body(Flux.never()), new MockServerHttpResponse())
                        .block(Duration.ofSeconds(10)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("too slowly");
    }
}
