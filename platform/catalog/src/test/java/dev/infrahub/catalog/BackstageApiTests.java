package dev.infrahub.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a server that answers as {@code GET /api/catalog/entities/by-query} of plugin-catalog-backend 4.0.0 does. */
class BackstageApiTests {

    private static final String TOKEN = "token-for-tests";

    private final HttpServer server = server();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> entities = new CopyOnWriteArrayList<>();
    private final List<Integer> statuses = new CopyOnWriteArrayList<>();
    private volatile boolean hasEtags = true;
    private volatile int fails;

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() {
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        http.close();
    }

    private BackstageApi api(String token) {
        return new BackstageApi(
                http, URI.create("http://127.0.0.1:" + server.getAddress().getPort()), Optional.of(token));
    }

    private static String component(int n, String annotations) {
        return """
                {"kind": "Component", "metadata": {"name": "module-%03d", "namespace": "default", "annotations": %s},
                 "spec": {"type": "terraform-module", "owner": "group:default/platform", "system": "shop"}}""".formatted(n, annotations);
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> query = Arrays.stream(
                        String.valueOf(exchange.getRequestURI().getRawQuery()).split("&", -1))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> URLDecoder.decode(part[1], StandardCharsets.UTF_8)));
        if (!exchange.getRequestURI().getPath().equals("/api/catalog/entities/by-query")) {
            send(exchange, 404, error("NotFoundError"), Optional.empty());
        } else if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, error("AuthenticationError"), Optional.empty());
        } else if (fails != 0) {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            send(exchange, fails, error("Error"), Optional.empty());
        } else if (!Map.of("limit", "", "fields", "", "cursor", "").keySet().containsAll(query.keySet())) {
            send(exchange, 400, error("InputError"), Optional.empty());
        } else {
            page(exchange, query);
        }
    }

    private void page(HttpExchange exchange, Map<String, String> query) throws IOException {
        int from = Integer.parseInt(query.getOrDefault("cursor", "at-0").substring("at-".length()));
        int end = Math.min(from + Integer.parseInt(query.get("limit")), entities.size());
        String next = end < entities.size() ? "\"nextCursor\": \"at-" + end + "\"" : "\"prevCursor\": \"at-0\"";
        String page = "{\"items\": [%s], \"totalItems\": %d, \"pageInfo\": {%s}}"
                .formatted(String.join(",", entities.subList(from, end)), entities.size(), next);
        String etag = "W/\"" + page.hashCode() + "\"";
        boolean isKnown = etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
        send(exchange, hasEtags && isKnown ? 304 : 200, page, hasEtags ? Optional.of(etag) : Optional.empty());
    }

    private static String error(String name) {
        return "{\"error\": {\"name\": \"%s\", \"message\": \"\", \"stack\": \"/app/secret\"}}".formatted(name);
    }

    private void send(HttpExchange exchange, int status, String body, Optional<String> etag) throws IOException {
        try (exchange) {
            statuses.add(status);
            etag.ifPresent(text -> exchange.getResponseHeaders().add("ETag", text));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, status == 304 ? -1 : bytes.length);
            if (status != 304) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    @Test
    void all_pages_are_read_and_those_that_are_as_they_were_come_once() {
        IntStream.range(0, 600).forEach(n -> entities.add(component(n, "{}")));
        BackstageApi api = api(TOKEN);

        Catalog first = api.read();
        assertThat(first.entities()).hasSize(600);
        assertThat(first.entities().getLast()).satisfies(entity -> {
            assertThat(entity.ref().text()).isEqualTo("component:default/module-599");
            assertThat(entity.system().orElseThrow().text()).isEqualTo("system:default/shop");
        });
        assertThat(statuses).containsExactly(200, 200, 200);

        statuses.clear();
        entities.set(
                300,
                component(300, "{\"backstage.io/source-location\": \"url:https://github.com/acme/net/tree/main/x/\"}"));
        Catalog second = api.read();
        assertThat(statuses).containsExactly(304, 200, 304);
        Catalog.Changes changes = second.since(first);
        assertThat(changes.appeared()).isEmpty();
        assertThat(changes.changed())
                .singleElement()
                .satisfies(entity -> assertThat(entity.source())
                        .contains(new SourceLocation("https://github.com/acme/net", Optional.of("main"), "x")));
        assertThat(changes.removed()).isEmpty();
        entities.removeLast();
        assertThat(api.read().since(second).removed()).extracting(Entity::name).containsExactly("module-599");
    }

    @Test
    void a_catalog_of_five_thousand_is_read_in_pages_and_then_only_where_it_changed() {
        IntStream.range(0, 5_000).forEach(n -> entities.add(component(n, "{}")));
        BackstageApi api = api(TOKEN);

        Catalog first = api.read();
        assertThat(first.entities())
                .hasSize(5_000)
                .extracting(Entity::name)
                .doesNotHaveDuplicates()
                .startsWith("module-000")
                .endsWith("module-4999");
        assertThat(statuses).hasSize(20).containsOnly(200);

        statuses.clear();
        assertThat(api.read().since(first)).isEqualTo(first.since(first));
        assertThat(statuses).hasSize(20).containsOnly(304);

        statuses.clear();
        // what is behind them moves up to other pages, and was not removed
        entities.subList(4_600, 4_700).clear();
        entities.add(component(5_000, "{}"));
        Catalog.Changes changes = api.read().since(first);
        assertThat(changes.removed())
                .extracting(Entity::name)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(4_600, 4_700)
                        .mapToObj("module-%03d"::formatted)
                        .toList());
        assertThat(changes.appeared()).extracting(Entity::name).containsExactly("module-5000");
        assertThat(changes.changed()).isEmpty();
        // how many there are stands on every page
        assertThat(statuses).hasSize(20).containsOnly(200);
    }

    @Test
    void a_server_without_etags_is_read_anew() {
        hasEtags = false;
        entities.add(component(1, "{}"));
        BackstageApi api = api(TOKEN);

        assertThat(api.read().since(api.read()).changed()).isEmpty();
        assertThat(statuses).containsExactly(200, 200);
    }

    @Test
    void what_cannot_be_read_is_told_and_was_not_removed() {
        entities.add(component(1, "{}"));
        entities.add(component(2, "{}"));
        BackstageApi api = api(TOKEN);
        Catalog before = api.read();
        entities.set(1, component(2, "[]"));
        Catalog after = api.read();

        assertThat(after.entities()).extracting(Entity::name).containsExactly("module-001");
        assertThat(after.unreadable()).singleElement().satisfies(one -> {
            assertThat(one.place()).isEqualTo("component:default/module-002");
            assertThat(one.why()).isEqualTo("metadata.annotations is no object.");
        });
        assertThat(after.since(before).removed()).isEmpty();

        entities.set(1, "{\"kind\": 7}");
        assertThat(api.read().since(before).removed()).isEmpty();
        entities.remove(1);
        assertThat(api.read().since(before).removed()).extracting(Entity::name).containsExactly("module-002");
    }

    @ParameterizedTest
    @CsvSource({
        "401, catalog.forbidden",
        "403, catalog.forbidden",
        "500, catalog.unreachable",
        "302, catalog.unreachable"
    })
    void what_backstage_refuses_is_told_and_no_redirection_followed(int status, String code) {
        entities.add(component(1, "{}"));
        fails = status;

        assertUnavailable(code, TOKEN);
        assertThat(statuses).containsExactly(status);
    }

    @Test
    void a_wrong_token_and_an_empty_catalog_are_no_removal() {
        assertUnavailable("catalog.forbidden", "wrong");
        assertUnavailable("catalog.empty", TOKEN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"no JSON", "[]", "{\"items\": 7}", "{\"items\": {}}"})
    void what_is_no_page_is_told(String body) throws IOException {
        server.removeContext("/");
        server.createContext("/", exchange -> send(exchange, 200, body, Optional.empty()));

        assertUnavailable("catalog.unreachable", TOKEN);
    }

    @Test
    void pages_that_lead_in_a_circle_end() {
        server.removeContext("/");
        server.createContext(
                "/",
                exchange -> send(
                        exchange,
                        200,
                        "{\"items\": [%s], \"pageInfo\": {\"nextCursor\": \"again\"}}".formatted(component(1, "{}")),
                        Optional.empty()));

        assertUnavailable("catalog.too_large", TOKEN);
        assertThat(statuses).hasSize(3);
    }

    @Test
    void a_page_without_end_is_given_up() {
        server.removeContext("/");
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, 0);
                byte[] chunk = new byte[1 << 20];
                for (int n = 0; n < 64; n++) {
                    exchange.getResponseBody().write(chunk);
                }
            }
        });

        assertUnavailable("catalog.unreachable", TOKEN);
    }

    private void assertUnavailable(String code, String token) {
        BackstageApi api = api(token);
        assertThatThrownBy(api::read).isInstanceOfSatisfying(CatalogUnavailable.class, gone -> {
            assertThat(gone.code()).isEqualTo(code);
            assertThat(gone.sentence()).doesNotContain("/app/secret", TOKEN);
        });
    }
}
