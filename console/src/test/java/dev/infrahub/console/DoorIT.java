package dev.infrahub.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import dev.infrahub.http.bodies.Pace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Who gets in, what a browser may do with what it gets, and what happens where the gateway is not there. */
class DoorIT {

    private static final Gatekeeper GATEWAY = new Gatekeeper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static ConfigurableApplicationContext console;
    private static String url;

    @BeforeAll
    static void start() {
        console = start(GATEWAY.url());
        url = address(console);
    }

    @AfterAll
    static void stop() {
        console.close();
        GATEWAY.close();
        HTTP.close();
    }

    @BeforeEach
    void anewEachTime() {
        GATEWAY.forgive();
    }

    private static ConfigurableApplicationContext start(String gateway, String... more) {
        String[] arguments = Stream.concat(
                        Stream.of("--HUB_GATEWAY_URL=" + gateway, "--HUB_CONSOLE_PORT=0"), Stream.of(more))
                .toArray(String[]::new);
        return ConsoleApplication.start(arguments);
    }

    private static String address(ConfigurableApplicationContext of) {
        return "http://127.0.0.1:" + of.getEnvironment().getProperty("local.server.port");
    }

    private static Browser browser() {
        return new Browser(HTTP, url);
    }

    private static Browser signedIn(String key) throws IOException, InterruptedException {
        Browser browser = browser();
        HttpResponse<String> answer = browser.post("/sign-in", new String[] {"key", key});
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return browser;
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    // --- where a browser is

    @Test
    void the_gateway_is_told_where_a_browser_is_and_not_what_the_browser_says_of_that() throws Exception {
        String secret = "0123456789abcdef0123456789abcdef";
        try (ConfigurableApplicationContext proven = start(GATEWAY.url(), "--HUB_CONSOLE_SECRET=" + secret)) {
            Browser browser = new Browser(HTTP, address(proven));
            browser.post("/sign-in", new String[] {"key", Gatekeeper.KEY}, "X-Forwarded-For", "6.6.6.6");
            assertThat(GATEWAY.said("GET /api/me", "X-Forwarded-For")).isEqualTo("127.0.0.1");
            assertThat(GATEWAY.said("GET /api/me", "X-Hub-Console")).isEqualTo(secret);
            HttpResponse<String> page = browser.get("/plans", "X-Forwarded-For", "6.6.6.6", "X-Hub-Console", "guess");
            assertThat(GATEWAY.said("GET /api/plans", "X-Forwarded-For")).isEqualTo("127.0.0.1");
            assertThat(GATEWAY.said("GET /api/plans", "X-Hub-Console")).isEqualTo(secret);
            assertThat(page.body()).doesNotContain(secret);
        }
        try (ConfigurableApplicationContext behindAProxy =
                start(GATEWAY.url(), "--HUB_CONSOLE_SECRET=" + secret, "--HUB_CONSOLE_TRUSTED_PROXIES=1")) {
            new Browser(HTTP, address(behindAProxy))
                    .post("/sign-in", new String[] {"key", Gatekeeper.KEY}, "X-Forwarded-For", "6.6.6.6, 192.0.2.1");
            assertThat(GATEWAY.said("GET /api/me", "X-Forwarded-For")).isEqualTo("192.0.2.1");
        }
        signedIn(Gatekeeper.KEY).get("/plans", "X-Forwarded-For", "6.6.6.6");
        assertThat(GATEWAY.said("GET /api/plans", "X-Forwarded-For")).isEmpty();
    }

    // --- in and out

    @ParameterizedTest
    @ValueSource(strings = {"/", "/plans", "/changes/CHG-1", "/operations/live", "/keys", "/nowhere"})
    void nobody_sees_a_page_without_signing_in(String path) throws Exception {
        HttpResponse<String> answer = browser().get(path);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(location(answer)).startsWith("/sign-in");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void a_part_of_a_page_is_never_the_way_in() throws Exception {
        HttpResponse<String> answer = browser().get("/proof/verified", "HX-Request", "true");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("HX-Redirect").orElseThrow()).startsWith("/sign-in");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void the_cookie_is_for_no_script_and_holds_no_credential() throws Exception {
        Browser browser = browser();
        HttpResponse<String> answer = browser.post("/sign-in", new String[] {"key", Gatekeeper.KEY});

        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Lax", "Path=/")
                .doesNotContain(Gatekeeper.KEY);
        assertThat(browser.get("/").body()).doesNotContain(browser.cookie().substring(12));
    }

    @Test
    void the_cookie_is_for_https_alone_where_people_come_by_it() throws Exception {
        try (ConfigurableApplicationContext other = start(GATEWAY.url(), "--HUB_CONSOLE_URL=https://hub.example.org")) {
            HttpResponse<String> answer =
                    new Browser(HTTP, address(other)).post("/sign-in", new String[] {"key", Gatekeeper.KEY});

            assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                    .startsWith("__Host-")
                    .contains("Secure");
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hub_wrong", " ", "hub_gööd", "hub\r\nX-Api-Key: hub_good"})
    void a_bad_key_is_told_and_opens_nothing(String key) throws Exception {
        Browser browser = browser();
        HttpResponse<String> answer = browser.post("/sign-in", new String[] {"key", key});

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("role=\"alert\"").doesNotContain("hub_wrong");
        assertThat(browser.cookie()).isEmpty();
    }

    /** Session fixation: what was in the browser before is worth nothing after. */
    @Test
    void signing_in_makes_a_new_session_and_ends_the_one_before() throws Exception {
        Browser first = signedIn(Gatekeeper.KEY);
        String before = first.cookie();
        first.post("/sign-in", new String[] {"key", Gatekeeper.KEY});

        assertThat(first.cookie()).isNotEqualTo(before);
        assertThat(first.get("/").statusCode()).isEqualTo(200);
        assertThat(browser().with(before).get("/").statusCode()).isEqualTo(303);
        assertThat(browser()
                        .with("hub-console=chosen-by-somebody-else")
                        .get("/")
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void signing_out_signs_out_in_every_browser_and_nobody_else() throws Exception {
        Browser here = signedIn(Gatekeeper.KEY);
        Browser there = signedIn(Gatekeeper.KEY);
        Browser somebodyElse = signedIn(Gatekeeper.OTHERS_KEY);
        here.post("/sign-out", new String[] {"_csrf", here.csrf("/")});

        assertThat(here.get("/").statusCode()).isEqualTo(303);
        assertThat(there.get("/").statusCode()).isEqualTo(303);
        assertThat(somebodyElse.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void a_link_signs_in_once_and_only_when_somebody_says_so() throws Exception {
        Browser launcher = browser();
        HttpResponse<String> made =
                launcher.post("/sign-in/links?next=%2Fplans", new String[] {}, "X-Api-Key", Gatekeeper.KEY);
        String path = made.body()
                .substring(made.body().indexOf("/sign-in"), made.body().lastIndexOf('"'));
        String token = path.substring(path.indexOf('=') + 1);

        assertThat(browser().get(path).body()).contains(Gatekeeper.KEY, "once");
        Browser somebody = browser();
        assertThat(location(somebody.post("/sign-in/link", new String[] {"token", token})))
                .isEqualTo("/plans");
        assertThat(somebody.get("/").statusCode()).isEqualTo(200);
        assertThat(browser().get(path).statusCode()).isEqualTo(410);
        Browser late = browser();
        assertThat(late.post("/sign-in/link", new String[] {"token", token}).statusCode())
                .isEqualTo(410);
        assertThat(late.cookie()).isEmpty();
    }

    @Test
    void no_page_can_make_a_link() throws Exception {
        assertThat(browser()
                        .post(
                                "/sign-in/links",
                                new String[] {},
                                "X-Api-Key",
                                Gatekeeper.KEY,
                                "Origin",
                                "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser()
                        .post("/sign-in/links", new String[] {}, "X-Api-Key", "hub_wrong")
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "//evil.example", "/\\evil.example", "/sign-out"})
    void no_link_leads_elsewhere_after_signing_in(String next) throws Exception {
        HttpResponse<String> answer = browser().post("/sign-in", new String[] {"key", Gatekeeper.KEY, "next", next});

        assertThat(location(answer)).isEqualTo("/");
    }

    @Test
    void the_page_that_was_asked_for_comes_after_signing_in() throws Exception {
        String asked = location(browser().get("/plans?client=acme&module=a%26b"));

        assertThat(asked).isEqualTo("/sign-in?next=%2Fplans%3Fclient%3Dacme%26module%3Da%2526b");
        assertThat(location(browser()
                        .post("/sign-in", new String[] {"key", Gatekeeper.KEY, "next", "/plans?client=acme&module=a%26b"
                        })))
                .isEqualTo("/plans?client=acme&module=a%26b");
    }

    @Test
    void an_answer_is_told_as_it_comes_and_then_whole() throws Exception {
        Browser browser = signedIn(Gatekeeper.KEY);
        GATEWAY.accept("/api/infra/chat", "op-1");
        GATEWAY.put("/api/operations/op-1/events", """
                event:accepted
                data:{"id":"op-1","kind":"chat","client":"acme","status":"accepted","createdAt":"2026-11-30T10:00:00Z"}

                event:progress
                data:{"number":1,"kind":"looked","text":"changes: <1> source"}

                event:completed
                data:{"id":"op-1","kind":"chat","client":"acme","status":"completed","createdAt":"2026-11-30T10:00:00Z","result":\
                {"conversationId":"c-7","answer":"One waits [1].","found":true,"limits":[],"ai":{"status":"off"},\
                "sources":[{"kind":"change","ref":"CHG-1","title":"CHG-1","client":"acme"}]}}

                """);
        String part = browser.post(
                        "/ask",
                        new String[] {"_csrf", browser.csrf("/ask"), "message", "What waits?"},
                        "HX-Request",
                        "true")
                .body();
        assertThat(part)
                .contains("What waits?", "sse-connect=\"/ask/op-1/live\"")
                .as("the next question goes on from this one, which has no answer yet")
                .contains("<button id=\"ask\" type=\"submit\" disabled>")
                .doesNotContain("<html");
        assertThat(GATEWAY.said("POST /api/infra/chat", "Prefer")).isEqualTo("respond-async");

        String told = browser.get("/ask/op-1/live").body();

        assertThat(told.indexOf("changes: &lt;1&gt; source")).isPositive().isLessThan(told.indexOf("One waits"));
        assertThat(told)
                .contains("href=\"/changes/CHG-1?client=acme\"", "value=\"c-7\" hx-swap-oob=\"true\"")
                .containsOnlyOnce("<button id=\"ask\" type=\"submit\" hx-swap-oob=\"true\">")
                .endsWith("event:end\ndata:\n\n");
    }

    @Test
    void an_answer_that_is_not_told_leads_to_its_operation_and_a_refusal_stands_before_what_was_written()
            throws Exception {
        Browser browser = signedIn(Gatekeeper.KEY);
        GATEWAY.put("/api/operations/op-2/events", "");

        assertThat(browser.get("/ask/op-2/live").body())
                .contains("href=\"/operations/op-2\"", "<button id=\"ask\" type=\"submit\" hx-swap-oob", "event:end");

        HttpResponse<String> refused =
                browser.post("/ask", new String[] {"_csrf", "another", "message", "What waits?"}, "HX-Request", "true");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("HX-Reswap")).contains("afterbegin");
        assertThat(refused.body()).contains("role=\"alert\"").doesNotContain("<html");
    }

    /** A page that is kept up to date is a request without an end. */
    @Test
    void a_live_page_does_not_keep_it_from_stopping() throws Exception {
        ConfigurableApplicationContext other = start(GATEWAY.url());
        Browser browser = new Browser(HTTP, address(other));
        browser.post("/sign-in", new String[] {"key", Gatekeeper.KEY});
        CompletableFuture<HttpResponse<InputStream>> live = browser.stream("/operations/live");
        assertThat(live.get(10, TimeUnit.SECONDS).body().read()).isNotNegative();
        Instant before = Instant.now();
        other.close();

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(8));
    }

    /** A browser has six connections to the console for all its tabs, and a page that is kept up to date holds one. */
    @Test
    void a_browser_with_many_live_pages_gets_other_pages_still() throws Exception {
        Browser browser = signedIn(Gatekeeper.KEY);
        InputStream oldest =
                browser.stream("/operations/live").get(10, TimeUnit.SECONDS).body();
        assertThat(oldest.read()).isNotNegative();
        List<InputStream> newer = new ArrayList<>();
        for (String more : List.of("/events/live", "/events/live?client=a", "/operations/live", "/operations/live")) {
            newer.add(browser.stream(more).get(10, TimeUnit.SECONDS).body());
            assertThat(newer.getLast().read()).isNotNegative();
        }

        assertThat(rest(oldest))
                .succeedsWithin(Duration.ofSeconds(10))
                .asString()
                .endsWith("event:end\ndata:\n\n");
        for (InputStream line : newer) {
            line.close();
        }
        GATEWAY.put(
                "/api/operations",
                "[{\"id\":\"1\",\"kind\":\"chat\",\"client\":\"acme\",\"status\":\"completed\","
                        + "\"createdAt\":\"2026-11-30T09:00:00Z\"}]");
        assertThat(browser.get("/operations").body()).contains("sse-close=\"end\"", "data-ended=");
    }

    @Test
    void an_answer_that_is_told_is_a_line_too_and_leads_to_its_operation_when_it_is_the_oldest_of_many()
            throws Exception {
        Browser browser = signedIn(Gatekeeper.KEY);
        GATEWAY.begin("/api/operations/op-3/events", """
                event:progress
                data:{"number":1,"kind":"looked","text":"changes: 1 source"}

                """);
        List<InputStream> lines = new ArrayList<>();
        try {
            lines.add(opened(browser, "/ask/op-3/live"));
            for (int lists = 0; lists < 4; lists++) {
                lines.add(opened(browser, "/operations/live"));
            }

            assertThat(rest(lines.getFirst()))
                    .succeedsWithin(Duration.ofSeconds(10))
                    .asString()
                    .contains("href=\"/operations/op-3\"", "<button id=\"ask\" type=\"submit\" hx-swap-oob")
                    .endsWith("event:end\ndata:\n\n");
        } finally {
            for (InputStream line : lines) {
                line.close();
            }
        }
    }

    /** Of which something has come. */
    private static InputStream opened(Browser browser, String path) throws Exception {
        InputStream line = browser.stream(path).get(10, TimeUnit.SECONDS).body();
        assertThat(line.read()).isNotNegative();
        return line;
    }

    private static CompletableFuture<String> rest(InputStream of) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return new String(of.readAllBytes(), UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    // --- forms

    @Test
    void whoever_is_signed_out_before_they_send_is_told_that_nothing_was_done_and_led_back() throws Exception {
        String[] form = {"why", "Because."};
        String told =
                location(browser().post("/drift/network/accept", form, "Referer", url + "/drift/network?client=acme"));

        assertThat(told).isEqualTo("/sign-in?next=%2Fdrift%2Fnetwork%3Fclient%3Dacme&unsent=yes");
        assertThat(browser().get(told).body()).contains("nothing was done", "value=\"/drift/network?client=acme\"");
        assertThat(location(browser().post("/drift/network/accept", form, "Referer", "https://x//evil.example/")))
                .isEqualTo("/sign-in?unsent=yes");
    }

    @Test
    void whoever_signs_out_after_their_session_has_ended_is_asked_for_nothing_more() throws Exception {
        assertThat(location(browser().post("/sign-out", new String[] {"_csrf", "x"}, "Referer", url + "/plans")))
                .isEqualTo("/sign-in");
    }

    @Test
    void whoever_is_signed_out_while_a_form_is_worked_at_is_not_told_that_nothing_was_done() throws Exception {
        Browser browser = signedIn(Gatekeeper.SHORT_LIVED_KEY);
        String page = browser.get("/keys").body();
        String[] form = {"_csrf", member(page, "_csrf"), "_once", member(page, "_once"), "name", "ci", "role", "ci"};
        GATEWAY.endWith("POST /api/keys", key("2120-01-01T00:00:00Z"));
        String told = location(browser.post("/keys", form, "Referer", url + "/keys"));

        assertThat(told).isEqualTo("/sign-in?next=%2Fkeys&unsure=yes");
        assertThat(browser().get(told).body())
                .contains("it may have been done", "value=\"/keys\"")
                .doesNotContain("nothing was done");
    }

    @Test
    void a_decision_that_was_signed_with_the_last_of_a_session_is_not_to_be_sent_again() throws Exception {
        GATEWAY.put("/api/cab/requests/CHG-5", change("CHG-5", "key:1"));
        Browser browser = signedIn(Gatekeeper.SHORT_LIVED_KEY);
        String[] form = {"_csrf", browser.csrf("/changes/CHG-5"), "decision", "approve"};
        GATEWAY.endWith("POST /api/cab/approve", "{}");
        String decided = location(browser.post("/changes/CHG-5/decide", form));

        assertThat(decided).isEqualTo("/changes/CHG-5?client=acme");
        assertThat(location(browser.get(decided))).isEqualTo("/sign-in?next=%2Fchanges%2FCHG-5%3Fclient%3Dacme");
    }

    /** What was refused is shown with its form at the address that it was sent to: that is where the next one is sent from. */
    @ParameterizedTest
    @CsvSource({
        "/drift/network/accept?client=acme, /drift/network?client=acme",
        "/changes/CHG-1/decide?client=acme, /changes/CHG-1?client=acme",
        "/plans/p-1/change, /plans/p-1",
        "/models/policies, /models",
        "/keys/k1/revoke, /keys"
    })
    void whoever_sends_again_what_was_refused_comes_back_to_its_page_too(String sentTo, String page) throws Exception {
        GATEWAY.put("/api/cab/requests/CHG-1", change("CHG-1", "key:1"));
        GATEWAY.put("/api/plans/p-1", plan("p-1"));
        String told = location(browser().post(sentTo, new String[] {"why", "Because."}, "Referer", url + sentTo));
        assertThat(browser().get(told).body()).contains("name=\"next\" value=\"" + sentTo + "\"");
        Browser browser = signedIn(Gatekeeper.KEY);
        String at = sentTo;
        HttpResponse<String> answer = browser.get(at);
        while (answer.statusCode() == 303) {
            at = location(answer);
            answer = browser.get(at);
        }

        assertThat(at).isEqualTo(page);
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    // --- at a pace

    private static final Pace QUICK = new Pace(Duration.ofMillis(300), 64 * 1024, Duration.ofSeconds(20));

    /** With a pace that a test can wait for. */
    private static ConfigurableApplicationContext startQuick() {
        return new SpringApplicationBuilder(ConsoleApplication.class)
                .properties("spring.config.name=console")
                .initializers(context -> context.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
                    @Override
                    public Object postProcessAfterInitialization(Object bean, String name) {
                        return bean.equals(Pace.SLOWEST) ? QUICK : bean;
                    }
                }))
                .run("--HUB_GATEWAY_URL=" + GATEWAY.url(), "--HUB_CONSOLE_PORT=0");
    }

    /** That has room for little that is not read. */
    private static Socket line(ConfigurableApplicationContext to, String head) throws IOException {
        Socket line = new Socket();
        line.setReceiveBufferSize(16 * 1024);
        line.setSoTimeout(10_000);
        line.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), URI.create(address(to)).getPort()));
        line.getOutputStream().write((head + "\r\n\r\n").getBytes(UTF_8));
        return line;
    }

    @Test
    void a_form_that_does_not_come_is_refused_in_words_for_people_and_its_line_ends() throws Exception {
        try (ConfigurableApplicationContext quick = startQuick();
                Socket line = line(
                        quick,
                        "POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n"
                                + "Content-Type: application/x-www-form-urlencoded")) {
            assertThat(new String(line.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 408 ")
                    .contains("<html", "Too slow.", "Nothing was done.")
                    .doesNotContain("Content-Encoding");
        }
    }

    @Test
    void whoever_does_not_read_an_answer_is_hung_up_on() throws Exception {
        GATEWAY.put("/api/cab/evidence/e-1", "x".repeat(16 << 20));
        try (ConfigurableApplicationContext quick = startQuick()) {
            Browser browser = new Browser(HTTP, address(quick));
            browser.post("/sign-in", new String[] {"key", Gatekeeper.KEY});
            try (Socket line = line(quick, "GET /evidence/e-1 HTTP/1.1\r\nHost: x\r\nCookie: " + browser.cookie())) {
                await().untilAsserted(() -> assertThatIOException()
                        .isThrownBy(() -> line.getOutputStream().write('x')));
            }
        }
    }

    @Test
    void an_address_that_cannot_be_read_is_refused_with_words() throws Exception {
        try (Socket line = line(console, "GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close")) {
            assertThat(new String(line.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("This is no HTTP request that can be read.");
        }
    }

    // --- whose form it is

    @Test
    void nothing_is_done_by_a_form_of_another_site() throws Exception {
        Browser browser = signedIn(Gatekeeper.KEY);
        Browser another = signedIn(Gatekeeper.KEY);
        String token = browser.csrf("/");
        String path = "/changes/CHG-1/decide";
        int before = GATEWAY.asked().size();

        for (HttpResponse<String> answer : List.of(
                browser.post(path, new String[] {"decision", "approve"}),
                browser.post(path, new String[] {"decision", "approve", "_csrf", ""}),
                browser.post(path, new String[] {"decision", "approve", "_csrf", "x"}),
                browser.post(path, new String[] {"decision", "approve", "_csrf", another.csrf("/")}),
                browser.post(path + "?_csrf=" + token, new String[] {"decision", "approve"}),
                browser.post(path, new String[] {"_csrf", token}, "Sec-Fetch-Site", "cross-site"),
                browser.post(path, new String[] {"_csrf", token}, "Origin", "https://evil.example"))) {
            assertThat(answer.statusCode()).isEqualTo(403);
        }

        assertThat(GATEWAY.asked().subList(before, GATEWAY.asked().size())).noneMatch(call -> call.startsWith("POST"));
    }

    @Test
    void nobody_is_signed_in_as_somebody_else_by_another_site() throws Exception {
        Browser browser = browser();
        assertThat(browser.post("/sign-in", new String[] {"key", Gatekeeper.KEY}, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.cookie()).isEmpty();
    }

    /** By plain http and away from loopback there is no Sec-Fetch, and who sent a form is told by its origin alone. */
    @Test
    void a_form_of_ours_is_known_by_its_origin_alone() throws Exception {
        Browser browser = browser();
        assertThat(browser.post("/sign-in", new String[] {"key", Gatekeeper.KEY}, "Origin", url)
                        .statusCode())
                .isEqualTo(303);
        assertThat(browser.post("/sign-out", new String[] {"_csrf", browser.csrf("/")}, "Origin", url)
                        .statusCode())
                .isEqualTo(303);
        assertThat(browser()
                        .post("/sign-in", new String[] {"key", Gatekeeper.KEY}, "Origin", "null")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_form_that_is_sent_twice_asks_for_the_same() throws Exception {
        GATEWAY.put("/api/cab/requests/CHG-3", change("CHG-3", "key:1"));
        Browser browser = signedIn(Gatekeeper.KEY);
        String page = browser.get("/changes/CHG-3").body();
        String once = member(page, "_once");
        browser.post(
                "/changes/CHG-3/decide",
                new String[] {"_csrf", member(page, "_csrf"), "_once", once, "decision", "approve"});

        assertThat(once).hasSize(36);
        assertThat(GATEWAY.said("POST /api/cab/approve", "Idempotency-Key")).isEqualTo(once);
        assertThat(member(browser.get("/changes/CHG-3").body(), "_once")).isNotEqualTo(once);
    }

    @Test
    void a_key_is_made_once_by_a_form() throws Exception {
        GATEWAY.put("POST /api/keys", key("2120-01-01T00:00:00Z"));
        Browser browser = signedIn(Gatekeeper.KEY);
        String page = browser.get("/keys").body();
        String[] form = {"_csrf", member(page, "_csrf"), "_once", member(page, "_once"), "name", "ci", "role", "ci"};
        int before = GATEWAY.asked().size();

        assertThat(browser.post("/keys", form).statusCode()).isEqualTo(201);
        HttpResponse<String> again = browser.post("/keys", form);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("was sent before").doesNotContain("hub_new");
        assertThat(GATEWAY.asked().subList(before, GATEWAY.asked().size())).containsOnlyOnce("POST /api/keys");
    }

    private static String member(String page, String name) {
        String before = "name=\"" + name + "\" value=\"";
        int from = page.indexOf(before) + before.length();
        return page.substring(from, page.indexOf('"', from));
    }

    @Test
    void whoever_is_not_signed_in_sends_no_more_than_a_key() throws Exception {
        assertThat(browser()
                        .post("/sign-in", new String[] {"key", "x".repeat(20_000)})
                        .statusCode())
                .isEqualTo(413);
        HttpRequest withoutLength = HttpRequest.newBuilder(URI.create(url + "/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream("key=x".getBytes(UTF_8))))
                .build();
        assertThat(HTTP.send(withoutLength, BodyHandlers.ofString()).statusCode())
                .isEqualTo(413);
    }

    // --- what a browser may do with it

    @ParameterizedTest
    @ValueSource(strings = {"/", "/plans", "/nowhere", "/sign-in"})
    void no_page_is_framed_kept_or_runs_what_is_not_ours(String path) throws Exception {
        HttpResponse<String> answer = signedIn(Gatekeeper.KEY).get(path);

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                .doesNotContain("unsafe", "http:", "https:", "*", "data:");
        assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.body()).doesNotContain(" style=\"", "<style", " onclick", "javascript:", "//cdn");
    }

    @Test
    void the_stylesheet_is_kept_for_good_and_changes_its_name_with_what_is_in_it() throws Exception {
        String page = browser().get("/sign-in").body();
        int from = page.indexOf("/assets/", page.indexOf("stylesheet"));
        HttpResponse<String> css = browser().get(page.substring(from, page.indexOf('"', from)));

        assertThat(css.statusCode()).isEqualTo(200);
        assertThat(css.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
        assertThat(css.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/css");
        assertThat(css.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void names_that_others_chose_are_shown_and_do_nothing() throws Exception {
        String name = "<img src=x onerror=alert(1)>\\\" ' \\u202e ${7*7} </script>";
        GATEWAY.put(
                "/api/plans",
                "[{\"planId\":\"javascript:alert(1)\",\"client\":\"acme\",\"module\":\"" + name
                        + "\",\"environment\":null,\"team\":null,\"headline\":\"" + name
                        + "\",\"riskLevel\":\"x\\\" onload=\\\"alert(1)\",\"riskScore\":1,\"requiresCab\":false,"
                        + "\"analyzedAt\":\"2026-11-30T09:00:00Z\"}]");
        String page = signedIn(Gatekeeper.KEY)
                .get("/plans?module=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
                .body();

        assertThat(page)
                .contains("&lt;img src=x onerror=alert(1)&gt;", "\\u{202e}", "${7*7}", "class=\"badge risk-unknown\"")
                .doesNotContain("<img", "<script>alert", "javascript:");
        GATEWAY.put("/api/plans", "[]");
    }

    // --- what is shown

    @Test
    void commands_name_the_gateway_that_is_there() throws Exception {
        Browser browser = signedIn(Gatekeeper.KEY);

        for (String path : List.of("/diagnose", "/changes?cursor=x", "/secrets?cursor=y")) {
            GATEWAY.put("/api/cab/requests", "[]");
            GATEWAY.put("/api/secrets/results?cursor=y&limit=25", "[]");
            assertThat(browser.get(path).body())
                    .contains(GATEWAY.url() + "/api/")
                    .doesNotContain(":5100");
        }
    }

    @Test
    void a_plan_is_compared_with_the_one_before_however_far_down_the_list_that_is() throws Exception {
        GATEWAY.put("/api/plans/p-2", plan("p-2"));
        GATEWAY.put("/api/plans/p-1", plan("p-1"));
        GATEWAY.put("/api/plans", "[]");
        GATEWAY.leadOn("/api/plans");
        GATEWAY.put("/api/plans?cursor=x", "[" + plan("p-1") + "]");

        assertThat(signedIn(Gatekeeper.KEY).get("/plans/p-2/compare").body())
                .contains("href=\"/plans/p-1\"")
                .doesNotContain("no earlier plan");
    }

    private static String plan(String id) {
        return "{\"planId\":\"" + id + "\",\"client\":\"acme\",\"module\":\"network\",\"headline\":\"One.\","
                + "\"planHash\":\"00\",\"riskLevel\":\"low\",\"analyzedAt\":\"2026-11-30T09:00:00Z\",\"summary\":{"
                + "\"tool\":\"terraform\",\"limits\":[],\"changes\":{},\"resources\":[],\"references\":[],\"outputs\":[]},"
                + "\"risk\":{\"changeType\":\"normal\",\"reasons\":[],\"mitigations\":[],\"blastRadius\":{}},"
                + "\"rollback\":{\"steps\":[],\"irreversible\":[],\"dataLossRisk\":\"none\",\"preconditions\":[]}}";
    }

    @Test
    void open_findings_wait_whenever_their_modules_were_scanned_the_new_ones_first() throws Exception {
        GATEWAY.put("/api/secrets/results", "[]");
        Browser browser = signedIn(Gatekeeper.KEY);
        assertThat(browser.get("/").body()).contains("No open finding, as the newest scans tell.");
        GATEWAY.put("/api/secrets/results?state=new&limit=8", "[" + findings("network", 3) + "]");
        GATEWAY.put(
                "/api/secrets/results?state=known&limit=8",
                "[" + findings("old", 1) + "," + findings("network", 3) + "]");

        assertThat(browser.get("/").body())
                .containsSubsequence(">network</a>", "3 open findings", ">old</a>", "1 open finding")
                .containsOnlyOnce(">network</a>");
    }

    private static String findings(String module, int open) {
        return "{\"client\":\"acme\",\"module\":\"" + module + "\",\"severity\":\"high\",\"open\":" + open
                + ",\"scannedAt\":\"2026-11-30T09:00:00Z\"}";
    }

    @Test
    void an_operation_that_failed_says_why() throws Exception {
        GATEWAY.put(
                "/api/operations/1",
                "{\"id\":\"1\",\"kind\":\"summarize-plan\",\"client\":\"acme\",\"status\":\"failed\","
                        + "\"createdAt\":\"2026-11-30T09:00:00Z\",\"failure\":{\"code\":\"plan.too_costly\","
                        + "\"detail\":\"It takes more memory than one analysis may.\",\"retryable\":false}}");

        assertThat(signedIn(Gatekeeper.KEY).get("/operations/1").body())
                .contains("It takes more memory than one analysis may.", "plan.too_costly", "it fails again");
    }

    @Test
    void whoever_asked_for_a_change_is_not_offered_to_decide_on_it() throws Exception {
        GATEWAY.put("/api/cab/requests/CHG-2", change("CHG-2", "key:" + Gatekeeper.KEY));

        assertThat(signedIn(Gatekeeper.KEY).get("/changes/CHG-2").body())
                .contains("others decide on it")
                .doesNotContain("value=\"approve\"");
        assertThat(signedIn(Gatekeeper.OTHERS_KEY).get("/changes/CHG-2").body()).contains("value=\"approve\"");
    }

    @Test
    void a_key_that_expired_is_shown_as_such_and_not_offered_to_be_revoked() throws Exception {
        GATEWAY.put("/api/keys", "[" + key("2020-01-01T00:00:00Z") + "]");
        assertThat(signedIn(Gatekeeper.KEY).get("/keys").body())
                .contains("expired")
                .doesNotContain("/keys/k1/revoke");
        GATEWAY.put("/api/keys", "[" + key("2120-01-01T00:00:00Z") + "]");

        assertThat(signedIn(Gatekeeper.KEY).get("/keys").body())
                .contains("/keys/k1/revoke")
                .doesNotContain("expired");
    }

    @Test
    void a_period_that_has_no_days_names_the_field() throws Exception {
        HttpResponse<String> answer = signedIn(Gatekeeper.KEY).get("/proof/report?from=2026-11-01&to=tomorrow");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("to is a day, such as 2026-11-30.");
    }

    private static String change(String id, String by) {
        return "{\"changeRequestId\":\"" + id
                + "\",\"client\":\"acme\",\"module\":\"checkout\",\"environment\":null,\"planId\":null,"
                + "\"planHash\":\"00\",\"riskLevel\":\"low\",\"changeType\":\"normal\",\"summary\":\"One.\","
                + "\"requestedBy\":\"" + by
                + "\",\"requestedAt\":\"2026-11-30T09:00:00Z\",\"state\":\"pending\",\"approvalsNeeded\":1,"
                + "\"approvalsGiven\":0,\"updatedAt\":\"2026-11-30T09:00:00Z\"}";
    }

    private static String key(String end) {
        return "{\"id\":\"k1\",\"key\":\"hub_new\",\"name\":\"ci\",\"prefix\":\"hub_4fTq\",\"role\":\"ci\",\"scopes\":[],"
                + "\"clients\":[\"acme\"],\"createdAt\":\"2019-01-01T00:00:00Z\",\"createdBy\":\"alice\",\"expiresAt\":\""
                + end + "\"}";
    }

    // --- what goes wrong

    @Test
    void a_refusal_says_why_with_its_trace_and_keeps_what_was_written() throws Exception {
        GATEWAY.put("/api/cab/requests/CHG-1", change("CHG-1", "key:1"));
        Browser browser = signedIn(Gatekeeper.KEY);
        HttpResponse<String> answer = browser.post("/changes/CHG-1/decide", new String[] {
            "_csrf", browser.csrf("/changes/CHG-1"), "decision", "approve", "comment", "Looked at <twice>."
        });

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .contains("It was decided already.", "change.state", "4bf92f35", "Looked at &lt;twice&gt;.");
    }

    @Test
    void a_page_that_is_worked_on_leads_to_the_operation_and_a_part_of_one_says_so_before_what_is_there()
            throws Exception {
        GATEWAY.put("/api/cab/requests/CHG-4", change("CHG-4", "key:1"));
        GATEWAY.accept("/api/cab/verify/CHG-4", "op-1");
        GATEWAY.accept("/api/cab/report", "op-2");
        Browser browser = signedIn(Gatekeeper.KEY);
        assertThat(location(browser.get("/changes/CHG-4/decisions"))).isEqualTo("/operations/op-1");
        HttpResponse<String> part = browser.get("/changes/CHG-4/decisions", "HX-Request", "true");

        assertThat(part.statusCode()).isEqualTo(202);
        assertThat(part.headers().firstValue("HX-Redirect")).isEmpty();
        assertThat(part.headers().firstValue("HX-Reswap")).contains("afterbegin");
        assertThat(part.body()).contains("href=\"/operations/op-1\"").doesNotContain("<html");
        assertThat(GATEWAY.said("GET /api/cab/verify/CHG-4", "Prefer")).isEqualTo("wait=10");
        assertThat(location(browser.get("/proof/report/file?format=csv"))).isEqualTo("/operations/op-2");
    }

    @Test
    void a_session_ends_with_its_credential_and_the_next_one_begins_where_it_ended() throws Exception {
        Browser browser = signedIn(Gatekeeper.SHORT_LIVED_KEY);
        Browser watching = signedIn(Gatekeeper.SHORT_LIVED_KEY);
        InputStream live =
                watching.stream("/operations/live").get(10, TimeUnit.SECONDS).body();
        assertThat(live.read()).isNotNegative();
        String before = browser.cookie();
        GATEWAY.revoke(Gatekeeper.SHORT_LIVED_KEY);

        assertThat(location(browser.get("/plans?client=acme"))).isEqualTo("/sign-in?next=%2Fplans%3Fclient%3Dacme");
        assertThat(browser.cookie()).isEmpty();
        int asked = GATEWAY.asked().size();
        assertThat(browser().with(before).get("/plans").statusCode()).isEqualTo(303);
        assertThat(GATEWAY.asked().subList(asked, GATEWAY.asked().size())).doesNotContain("GET /api/plans");
        assertThat(rest(live)).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void a_refusal_is_told_where_there_is_nothing_else_to_show() throws Exception {
        Browser browser = signedIn(Gatekeeper.KEY);

        assertThat(browser.post("/drift/nowhere/accept", new String[] {"_csrf", browser.csrf("/")})
                        .body())
                .contains("It was decided already.", "No scan of this module.");
    }

    @Test
    void an_error_of_its_own_has_a_trace_too() throws Exception {
        GATEWAY.put("/api/plans/broken", "{}");
        HttpResponse<String> answer = signedIn(Gatekeeper.KEY).get("/plans/broken");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("its log says more", "trace <span");
    }

    @Test
    void a_page_that_is_not_there_says_so() throws Exception {
        HttpResponse<String> answer = signedIn(Gatekeeper.KEY).get("/nowhere");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("There is no such page.", "href=\"/plans\"");
    }

    @Test
    void a_gateway_that_is_gone_is_told_readably_with_a_trace_and_comes_back_without_signing_in_anew()
            throws Exception {
        Gatekeeper gone = new Gatekeeper();
        try (ConfigurableApplicationContext other = start(gone.url())) {
            Browser browser = new Browser(HTTP, address(other));
            browser.post("/sign-in", new String[] {"key", Gatekeeper.KEY});
            gone.close();
            HttpResponse<String> answer = browser.get("/plans");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body())
                    .contains("The hub does not answer", "trace", "Sign out")
                    .doesNotContain("Exception");
            HttpResponse<String> part = browser.get("/changes/CHG-1/decisions", "HX-Request", "true");
            assertThat(part.statusCode()).isEqualTo(503);
            assertThat(part.headers().firstValue("HX-Reswap")).contains("afterbegin");
            assertThat(new Browser(HTTP, address(other))
                            .post("/sign-in", new String[] {"key", Gatekeeper.KEY})
                            .statusCode())
                    .isEqualTo(503);
        }
    }
}
