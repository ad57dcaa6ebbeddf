package dev.infrahub.console;

import com.sun.net.httpserver.Headers;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Answers in the gateway's place, so that the door is tested without a hub: who a key is, and lists with what a test puts in. */
final class Gatekeeper implements AutoCloseable {

    static final String KEY = "hub_good";
    static final String OTHERS_KEY = "hub_other";
    static final String SHORT_LIVED_KEY = "hub_short";

    private static final Set<String> KEYS = Set.of(KEY, OTHERS_KEY, SHORT_LIVED_KEY);

    private static final String PROBLEM = "{\"status\":%d,\"code\":\"%s\",\"detail\":\"%s\",\"traceId\":\"4bf92f35\"}";

    private final HttpServer server;
    private volatile Supplier<String> token = () -> "none";
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, String> operations = new ConcurrentHashMap<>();
    private final Map<String, Headers> headers = new ConcurrentHashMap<>();
    private final Map<String, String> begun = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<String> longer = ConcurrentHashMap.newKeySet();
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private final Map<String, String> lasts = new ConcurrentHashMap<>();
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

    /** What is answered from now on; to a path, with its query or without, or to a method and a path. */
    void put(String path, String json) {
        answers.put(path, json);
    }

    /** What is answered to this path from now on, and never to its end. */
    void begin(String path, String text) {
        begun.put(path, text);
    }

    /** From now on the list at this path has another page. */
    void leadOn(String path) {
        longer.add(path);
    }

    /** From now on whoever asks for this is told that this operation works on it. */
    void accept(String path, String operation) {
        operations.put(path, operation);
    }

    /** From now on this key is not known. */
    void revoke(String key) {
        revoked.add(key);
    }

    /** All keys are known again. */
    void forgive() {
        revoked.clear();
    }

    /** Whoever asks for this next, by a method and a path, gets this answer, and their key is not known any more. */
    void endWith(String call, String json) {
        lasts.put(call, json);
    }

    /** What the last call of this method and path said in this header; empty for nothing. */
    String said(String call, String header) {
        return Optional.ofNullable(headers.get(call))
                .map(of -> of.getFirst(header))
                .orElse("");
    }

    /** Method and path of all that was asked. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String call = exchange.getRequestMethod() + " " + path;
        String whole = exchange.getRequestURI().toString();
        asked.add(call);
        headers.put(call, exchange.getRequestHeaders());
        String key = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Api-Key"))
                .or(() -> Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                        .filter(bearer -> bearer.equals("Bearer " + token.get()))
                        .map(_ -> KEY))
                .orElse("");
        if (longer.contains(path)) {
            exchange.getResponseHeaders().set("Link", "<" + path + "?cursor=x>; rel=\"next\"");
        }
        if (!KEYS.contains(key) || revoked.contains(key)) {
            send(exchange, 401, PROBLEM.formatted(401, "credential.unknown", "no"));
        } else if (lasts.containsKey(call)) {
            revoked.add(key);
            send(exchange, 200, lasts.remove(call));
        } else if (path.equals("/api/me")) {
            send(exchange, 200, me(key));
        } else if (operations.containsKey(path)) {
            exchange.getResponseHeaders().set("Location", "/api/operations/" + operations.get(path));
            exchange.getResponseHeaders().set("Operation-Id", operations.get(path));
            send(exchange, 202, "{}");
        } else if (begun.containsKey(path)) {
            beginTo(exchange, begun.get(path));
        } else if (answers.containsKey(call)) {
            send(exchange, 200, answers.get(call));
        } else if (answers.containsKey(whole)) {
            send(exchange, 200, answers.get(whole));
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
                + "\",\"roles\":[\"admin\"],\"permissions\":[\"plans:read\",\"changes:read\",\"changes:approve\",\"changes:write\","
                + "\"secrets:read\",\"operations:read\",\"ai:read\",\"chat:ask\"],\"clients\":[\"acme\"]}";
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private void beginTo(HttpExchange exchange, String text) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        try {
            closed.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever it was about to say. */
    @Override
    public void close() {
        server.stop(0);
        closed.countDown();
    }
}
