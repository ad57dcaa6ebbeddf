package dev.infrahub.gateway;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Where a collector is configured, spans go to it by OTLP over HTTP. */
class TracesIT {

    private final Queue<String> received = new ConcurrentLinkedQueue<>();

    @Test
    void a_sampled_request_is_exported_under_its_callers_trace() throws IOException {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            received.add(HexFormat.of().formatHex(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces";
        try (Hub hub = Hub.start("--HUB_OTLP_ENABLED=true", "--OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=" + endpoint)) {
            hub.post(
                    "/api/pipeline/summarize-plan?module=traced",
                    Hub.PLAN,
                    Hub.SMALL_PLAN,
                    "Prefer",
                    "respond-async",
                    "traceparent",
                    "00-" + trace + "-00f067aa0ba902b7-01");

            eventually(() -> assertThat(received).anyMatch(spans -> spans.contains(trace)));
        } finally {
            collector.stop(0);
        }
    }
}
