package dev.infrahub.console.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class GatewayTests {

    private static final Asker ASKER = Asker.of(new Credential.Key("hub_good"), "127.0.0.1");

    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;
    private Gateway gateway;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/operations/1/events", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("event:completed\ndata:{}\n\n".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            try {
                end.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
        gateway = new Gateway("http://127.0.0.1:" + server.getAddress().getPort(), "", new JsonMapper());
    }

    @AfterEach
    void stop() {
        end.countDown();
        gateway.close();
        server.stop(0);
    }

    /** Else each answer that was told to its end would be a gateway that does not answer, in the log. */
    @Test
    void who_was_told_enough_ends_it_and_nothing_failed() {
        List<Told> heard = new ArrayList<>();

        gateway.follow(ASKER, "1", told -> {
            heard.add(told);
            Thread.currentThread().interrupt();
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(heard).containsExactly(new Told("completed", "{}"));
    }

    @Test
    void a_gateway_that_is_gone_while_it_tells_is_away() {
        assertThatThrownBy(() -> gateway.follow(ASKER, "1", _ -> gateway.close()))
                .isInstanceOf(Away.class);
    }
}
