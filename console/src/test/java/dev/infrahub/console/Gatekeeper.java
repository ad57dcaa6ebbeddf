package dev.infrahub.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Answers in the gateway's place, so that the door is tested without a hub: who a key is, and lists with what a test puts in. */
final class Gatekeeper implements AutoCloseable {

    static final String KEY = "hub_good";
    static final String OTHERS_KEY = "hub_other";

    private static final String PROBLEM = "{\"status\":%d,\"code\":\"%s\",\"detail\":\"%s\",\"traceId\":\"4bf92f35\"}";

    private final HttpServer server;
    private volatile Supplier<String> token = () -> "none";
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    Gatekeeper() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Takes this, and no other, for a token of the identity provider's. */
    void trust(String goodToken) {
        token = () -> goodToken;
    }

    /** The same of the one that was issued last, when it is shown. */
    void trustWhateverIsIssued(Supplier<String> issued) {
        token = issued;
    }

    /** What is answered from now on. */
    void put(String path, String json) {
        answers.put(path, json);
    }

    /** Method and path of all that was asked. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        asked.add(exchange.getRequestMethod() + " " + path);
        String key = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Api-Key"))
                .or(() -> Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                        .filter(bearer -> bearer.equals("Bearer " + token.get()))
                        .map(_ -> KEY))
                .orElse("");
        if (!KEY.equals(key) && !OTHERS_KEY.equals(key)) {
            send(exchange, 401, PROBLEM.formatted(401, "credential.unknown", "no"));
        } else if (path.equals("/api/me")) {
            send(exchange, 200, me(key));
        } else if (answers.containsKey(path)) {
            send(exchange, 200, answers.get(path));
        } else if (exchange.getRequestMethod().equals("GET")) {
            send(exchange, 200, "[]");
        } else {
            send(exchange, 409, PROBLEM.formatted(409, "change.state", "It was decided already."));
        }
    }

    private static String me(String key) {
        return "{\"id\":\"key:" + key + "\",\"name\":\"" + key
                + "\",\"roles\":[\"admin\"],\"permissions\":[\"plans:read\",\"changes:read\",\"changes:approve\","
                + "\"secrets:read\",\"operations:read\",\"ai:read\"],\"clients\":[\"acme\"]}";
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
