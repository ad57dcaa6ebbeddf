package dev.infrahub.console.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WireTests {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final CountDownLatch end = new CountDownLatch(1);
    private final Wire wire = new Wire(LONG);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/stalls", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write('1');
            exchange.getResponseBody().flush();
            try {
                end.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.createContext("/ten", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[10]);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        wire.close();
        server.stop(0);
    }

    private HttpRequest to(String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path))
                .build();
    }

    @Test
    void an_answer_whose_end_does_not_come_is_none() {
        assertThatThrownBy(() -> wire.send(to("/stalls"), SHORT, 1_000)).isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void an_answer_that_is_too_large_is_told_from_one_that_does_not_come() throws Exception {
        assertThat(wire.send(to("/ten"), LONG, 10).body()).hasSize(10);
        assertThatThrownBy(() -> wire.send(to("/ten"), LONG, 9)).isInstanceOf(Wire.TooLarge.class);
    }
}
