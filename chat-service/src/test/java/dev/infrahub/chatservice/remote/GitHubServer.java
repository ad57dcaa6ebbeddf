package dev.infrahub.chatservice.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * GitHub's API, as far as the hub asks it: pull requests as JSON and as diffs, their files, and comments. It answers otherwise
 * where a test says so.
 */
public final class GitHubServer implements AutoCloseable {

    private static final int PER_PAGE = 100;

    private final HttpServer server;
    private final Map<String, Pulled> pulls = new ConcurrentHashMap<>();
    private final Map<Long, Said> comments = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong(1000);
    private final Deque<Otherwise> next = new ConcurrentLinkedDeque<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** A pull request; of a diff that is too large there are files alone. */
    private record Pulled(String title, String sha, String diff, List<Json> files) {}

    /** A comment. */
    public record Said(String pull, long id, String body) {}

    /** What the next request is answered with. */
    public record Otherwise(int status, Map<String, String> headers) {
        public static final Otherwise NOTHING = new Otherwise(0, Map.of());
    }

    private GitHubServer(HttpServer server) {
        this.server = server;
    }

    public static GitHubServer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            GitHubServer github = new GitHubServer(server);
            server.createContext("/", github::answer);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return github;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI api() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** @param pull such as {@code acme/shop/pulls/7} */
    public void open(String pull, String title, String sha, String diff) {
        pulls.put(pull, new Pulled(title, sha, diff, List.of()));
    }

    /** One whose diff is more than GitHub writes. */
    public void openLarge(String pull, String sha, List<Json> files) {
        pulls.put(pull, new Pulled("Large", sha, "", files));
    }

    /** A comment of somebody else, or one that was made before. */
    public long say(String pull, String body) {
        long id = ids.incrementAndGet();
        comments.put(id, new Said(pull, id, body));
        return id;
    }

    public void forget(long id) {
        comments.remove(id);
    }

    public List<Said> said(String pull) {
        return comments.values().stream()
                .filter(one -> one.pull().equals(pull))
                .sorted((one, other) -> Long.compare(one.id(), other.id()))
                .toList();
    }

    public void otherwise(Otherwise... answers) {
        next.addAll(List.of(answers));
    }

    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            Otherwise otherwise = next.poll();
            if (Otherwise.NOTHING.equals(otherwise)) {
                closed.await();
            } else if (otherwise != null) {
                otherwise.headers().forEach(exchange.getResponseHeaders()::set);
                send(exchange, otherwise.status(), "{\"message\":\"No.\"}");
            } else if (!"Bearer good-token".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                send(exchange, 401, "{\"message\":\"Bad credentials\"}");
            } else {
                routed(exchange, path.substring("/repos/".length()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void routed(HttpExchange exchange, String path) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        boolean isComment = path.contains("/issues/comments/");
        if (isComment) {
            changed(exchange, Long.parseLong(path.substring(path.lastIndexOf('/') + 1)), body);
        } else if (path.endsWith("/comments") && path.contains("/issues/")) {
            String pull =
                    path.substring(0, path.length() - "/comments".length()).replace("/issues/", "/pulls/");
            commented(exchange, pull, body);
        } else if (path.endsWith("/files")) {
            Pulled pull = Objects.requireNonNull(pulls.get(path.substring(0, path.length() - "/files".length())));
            send(
                    exchange,
                    200,
                    page(exchange, pull.files().stream().map(Json::text).toList()));
        } else {
            pulled(exchange, pulls.get(path));
        }
    }

    private void changed(HttpExchange exchange, long id, String body) throws IOException {
        Said known = comments.get(id);
        if (known == null) {
            send(exchange, 404, "{\"message\":\"Not Found\"}");
            return;
        }
        Said changed = new Said(known.pull(), id, text(body));
        comments.put(id, changed);
        send(exchange, 200, json(changed));
    }

    private void commented(HttpExchange exchange, String pull, String body) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            long id = say(pull, text(body));
            send(exchange, 201, json(Objects.requireNonNull(comments.get(id))));
        } else {
            send(
                    exchange,
                    200,
                    page(exchange, said(pull).stream().map(GitHubServer::json).toList()));
        }
    }

    private static String page(HttpExchange exchange, List<String> items) {
        String query = exchange.getRequestURI().getQuery();
        int page = Integer.parseInt(query.substring(query.indexOf("&page=") + "&page=".length()));
        List<String> shown = new ArrayList<>(items.stream()
                .skip((long) (page - 1) * PER_PAGE)
                .limit(PER_PAGE)
                .toList());
        return "[" + String.join(",", shown) + "]";
    }

    private static void pulled(HttpExchange exchange, @Nullable Pulled pull) throws IOException {
        if (pull == null) {
            send(exchange, 404, "{\"message\":\"Not Found\"}");
        } else if (!"application/vnd.github.diff"
                .equals(exchange.getRequestHeaders().getFirst("Accept"))) {
            send(
                    exchange,
                    200,
                    new Json()
                            .with("title", pull.title())
                            .with("head", new Json().with("sha", pull.sha()))
                            .text());
        } else if (pull.files().isEmpty()) {
            send(exchange, 200, pull.diff());
        } else {
            send(exchange, 406, "{\"message\":\"Sorry, the diff exceeded the maximum number of files (300).\"}");
        }
    }

    private static String text(String body) {
        return new Value.Members(Json.members(body)).at("body").text().orElse("");
    }

    private static String json(Said said) {
        return new Json()
                .with("id", said.id())
                .with("html_url", "https://github.example/" + said.pull() + "#issuecomment-" + said.id())
                .with("body", said.body())
                .text();
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
