package dev.infrahub.console.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.http.bodies.Pace;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class PacedFormsTests {

    @Test
    void a_form_that_does_not_come_is_not_waited_for_and_its_line_ends() throws Exception {
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        HttpHandler paced = new PacedForms(new Pace(Duration.ofMillis(50), 1_024, Duration.ofSeconds(1)))
                .apply((request, response) ->
                        request.getBody().then().doOnError(told::complete).onErrorResume(_ -> Mono.empty()));
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(paced))
                .bindNow();
        try (Socket line = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            line.setSoTimeout(10_000);
            line.getOutputStream()
                    .write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nkey=".getBytes(US_ASCII));
            line.getInputStream().readAllBytes();
        } finally {
            server.disposeNow();
        }

        assertThat(told)
                .isCompletedWithValueMatching(error -> error instanceof ResponseStatusException no
                        && no.getStatusCode().value() == 408);
    }
}
