package dev.infrahub.standalone;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.INTEGER;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import dev.infrahub.embedded.Ports;
import dev.infrahub.testkit.Chromium;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The pages of a whole hub in a real browser: every page for every role, a change approved by mouse and by keyboard, names that
 * others chose, and nothing asked of another host. With {@code -Dhub.console.screenshots=FOLDER} it leaves pictures of the main
 * pages there.
 */
class ConsoleIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String FIELDS = "?module=checkout&client=acme&environment=production";
    private static final int HEAVIEST = 150_000;
    private static final int PHONE = 390;
    private static final String TOKEN = "ghp_" + "k3Vb9QzT1xWm7RsYp2LdJc8NfHg5Ae0Ku4Xo";
    private static final String MENDED = "8a9b0c1d2e3f4a5b6c7d8e9f0a1b2c3d4e5f6a7b";
    private static final String HOSTILE = "<img src=x onerror=alert(1)>\"'${7*7}";

    @TempDir
    static Path home;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static IdentityServer identity;
    private static HubProcess process;
    private static String url;
    private static String console;
    private static DemoHub hub;
    private static Playwright playwright;
    private static Browser browser;
    private static String plan = "";
    private static JsonNode change = JSON.createObjectNode();
    private static String operation = "";

    @BeforeAll
    static void start() throws Exception {
        Path chromium = Chromium.onPath();
        int port = Ports.free();
        url = "http://127.0.0.1:" + port;
        identity = IdentityServer.launch(home);
        Map<String, String> settings = new HashMap<>(identity.settings());
        // whoever says nothing of a proxy has their own address
        settings.put("HUB_CONSOLE_TRUSTED_PROXIES", "1");
        process = HubProcess.launch(home, port, settings).awaitReady();
        console = process.endpoint("HUB_CONSOLE_URL");
        hub = new DemoHub(url, Files.readString(home.resolve("dev-key")).strip(), HTTP);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(List.of("--no-sandbox")));
        identity.awaitReady(HTTP);
        fill();
    }

    private static Visitor visitor(Browser.NewContextOptions options) {
        return new Visitor(browser, console, options);
    }

    private static Visitor visitor(String key) {
        return visitor(desk()).signIn(key);
    }

    private static Browser.NewContextOptions desk() {
        return new Browser.NewContextOptions().setViewportSize(1280, 900);
    }

    @AfterAll
    static void stop() {
        if (process != null) {
            browser.close();
            playwright.close();
            process.close();
        }
        if (identity != null) {
            identity.close();
        }
        HTTP.close();
    }

    /** What the demo leaves, and what somebody named with care. */
    private static void fill() throws Exception {
        // the plan before
        hub.postPlan("/api/pipeline/summarize-plan" + FIELDS, demo("/demo/dev-plan.json"));
        plan = hub.postPlan("/api/pipeline/summarize-plan" + FIELDS, demo("/demo/plan.json"))
                .path("planId")
                .asString();
        // by somebody else, so that the administrator sees the form to decide too
        change = new DemoHub(url, key("engineer", "acme"), HTTP)
                .post("/api/cab/requests", JSON.createObjectNode().put("planId", plan));
        hub.postPlan("/api/drift/analyze" + FIELDS, demo("/demo/drift-plan.json"));
        scan("acme", "checkout", "4f5e6d7", "providers.tf", "backend.tf");
        scan("acme", "checkout", MENDED, "providers.tf");
        operation = hub.get("/api/operations?limit=1").get(0).path("id").asString();
    }

    /** All files of a module, with a credential in each of these. */
    private static void scan(String client, String module, String commit, String... paths) throws Exception {
        ObjectNode files = JSON.createObjectNode()
                .put("module", module)
                .put("client", client)
                .put("commit", commit)
                .put("complete", true);
        for (String path : paths) {
            files.withArray("files").addObject().put("path", path).put("content", "token = \"%s\"".formatted(TOKEN));
        }
        hub.post("/api/scan-secrets", files);
    }

    private static JsonNode anotherChange() throws Exception {
        return hub.post("/api/cab/requests", JSON.createObjectNode().put("planId", plan));
    }

    private static byte[] demo(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ConsoleIT.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }

    private static String key(String role, String client) throws Exception {
        ObjectNode wish =
                JSON.createObjectNode().put("name", role + " of " + client).put("role", role);
        wish.putArray("clients").add(client);
        return hub.create("/api/keys", wish).path("key").asString();
    }

    private static String page(JsonNode of) {
        return "/changes/" + of.path("changeRequestId").asString() + "?client=acme";
    }

    private static List<String> pages(String role) {
        List<String> pages = new ArrayList<>(List.of(
                "/",
                "/plans",
                "/plans/" + plan,
                "/plans/" + plan + "/comment",
                "/plans/" + plan + "/graph",
                "/plans/" + plan + "/compare",
                "/changes",
                page(change),
                page(change).replace("?", "/decisions?"),
                "/drift",
                "/drift/checkout?client=acme",
                "/secrets",
                "/proof",
                "/proof/verified",
                "/proof/report?client=acme&from=2026-01-01&to=2036-01-01",
                "/ask",
                "/operations",
                "/operations/" + operation,
                "/events",
                "/models",
                "/plans?module=nothing"));
        switch (role) {
            case "ci", "engineer" -> pages.addAll(List.of("/diagnose", "/golden-paths"));
            case "auditor" -> pages.add("/audit");
            case "admin" -> pages.addAll(List.of("/diagnose", "/golden-paths", "/dead-letters", "/audit", "/keys"));
            default -> {}
        }
        return pages;
    }

    // --- every page

    @ParameterizedTest
    @ValueSource(strings = {"ci", "engineer", "approver", "auditor", "admin"})
    void every_page_is_there_for_everybody_and_anybody_can_use_it(String role) throws Exception {
        String key = role.equals("admin") ? hub.key() : key(role, "acme");
        try (Visitor visitor = visitor(key)) {
            int assets = visitor.weightOfAssets();
            assertThat(assets).isPositive();
            for (String path : pages(role)) {
                Response answer = visitor.go(path);
                assertThat(answer.status()).as(path).isEqualTo(200);
                assertThat(assets + answer.body().length).as(path).isLessThan(HEAVIEST);
                assertThat(answer.text()).as(path).doesNotContain(key);
                visitor.isAccessible(role + " at " + path);
                visitor.hasNothingToComplainOf(role + " at " + path);
            }
            for (String place : List.of("/audit", "/keys")) {
                boolean may = pages(role).contains(place);
                assertThat(visitor.page()
                                .locator(".places a[href='" + place + "']")
                                .count())
                        .as(place)
                        .isEqualTo(may ? 1 : 0);
                assertThat(visitor.go(place).status()).as(place).isEqualTo(may ? 200 : 403);
            }
        }
    }

    @Test
    void on_a_phone_in_the_dark_nothing_is_cut() throws Exception {
        try (Visitor visitor = visitor(new Browser.NewContextOptions()
                        .setViewportSize(PHONE, 800)
                        .setColorScheme(ColorScheme.DARK))
                .signIn(hub.key())) {
            for (String path : pages("admin")) {
                visitor.go(path);
                assertThat(visitor.page()
                                .evaluate(
                                        "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                        .as(path)
                        .isEqualTo(0);
                assertThat(visitor.page()
                                .evaluate("Math.max(0, ...[...document.querySelectorAll('main input, main select')]"
                                        + ".map(field => field.offsetHeight))"))
                        .as("the tallest field at " + path)
                        .asInstanceOf(INTEGER)
                        .isLessThan(60);
                visitor.isAccessible("on a phone at " + path);
            }
            visitor.hasNothingToComplainOf("on a phone");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"approver", "admin"})
    void a_foreign_client_sees_none_of_it(String role) throws Exception {
        try (Visitor visitor = visitor(key(role, "globex"))) {
            for (String path : pages(role)) {
                Response answer = visitor.go(path);
                assertThat(answer.status()).as(path).isIn(200, 403, 404);
                assertThat(visitor.page().locator("main").innerText())
                        .as(path)
                        .doesNotContain(
                                "aws_",
                                "providers.tf",
                                change.path("changeRequestId").asString());
                visitor.isAccessible("a foreign " + role + " at " + path);
            }
            assertThat(visitor.go("/plans/" + plan).status()).isEqualTo(404);
            assertThat(visitor.go(page(change)).status()).isEqualTo(404);
            assertThat(visitor.page().locator("[role=alert]").innerText()).contains("trace");
            visitor.hasNothingToComplainOf("a foreign client");
        }
    }

    @Test
    void pages_need_no_script() throws Exception {
        try (Visitor visitor = visitor(new Browser.NewContextOptions().setJavaScriptEnabled(false))
                .signIn(hub.key())) {
            visitor.go(page(change));
            visitor.page().click("#decisions a");
            assertThat(visitor.page().locator("main").innerText()).contains("not decided yet");
            visitor.go("/proof");
            visitor.page().click("text=Verify now");
            assertThat(visitor.page().locator("main").innerText()).contains("the log holds", "RFC 6962");
            visitor.go("/ask?message=What+waits+for+approval%3F");
            visitor.page().click("main button[type=submit]");
            assertThat(visitor.page().locator(".sources a").count()).isPositive();
        }
    }

    // --- people, by an identity provider

    @Test
    void somebody_comes_by_their_organisation_as_what_it_says_they_are() throws Exception {
        try (Visitor visitor = visitor(desk()).comeTo("/plans", identity, "approver.acme.first")) {
            assertThat(visitor.page().url()).isEqualTo(console + "/plans");
            assertThat(visitor.page().locator(".who .name").innerText()).isEqualTo("approver.acme.first");
            assertThat(visitor.page().locator(".places").innerText())
                    .contains("Changes")
                    .doesNotContain("Audit", "Keys", "Diagnose");
            for (String path : pages("approver")) {
                assertThat(visitor.go(path).status()).as(path).isEqualTo(200);
            }
            visitor.hasNothingToComplainOf("an approver by their organisation");
        }
        try (Visitor visitor = visitor(desk()).comeTo("/", identity, "engineer.globex.first")) {
            assertThat(visitor.go("/plans/" + plan).status()).isEqualTo(404);
            assertThat(visitor.go(page(change)).status()).isEqualTo(404);
            assertThat(visitor.go("/golden-paths").status()).isEqualTo(200);
            visitor.hasNothingToComplainOf("a foreign client by its organisation");
        }
        try (Visitor visitor = visitor(desk()).comeTo("/", identity, "gardener.acme.first")) {
            assertThat(visitor.page().locator(".places").innerText()).doesNotContain("Plans", "Changes");
            assertThat(visitor.go("/plans").status()).isEqualTo(403);
            visitor.isAccessible("somebody who may nothing");
        }
    }

    @Test
    void a_decision_tells_how_its_maker_was_known() throws Exception {
        JsonNode asked = anotherChange();
        try (Visitor visitor = visitor(desk()).comeTo(page(asked), identity, "approver.acme.first")) {
            visitor.page().click("button[value=approve]");
            awaitSide(visitor.page(), "2 approvals more, of 3");
            visitor.page().waitForSelector("#decisions li");
            assertThat(visitor.page().locator("#decisions").innerText())
                    .contains("approver.acme.first", "user:approver.acme.first@" + identity.url(), "proved by oidc");
            visitor.hasNothingToComplainOf("deciding");
        }
    }

    @Test
    void who_signs_out_is_out_in_every_browser_and_the_organisation_is_asked_again() throws Exception {
        try (Visitor desk = visitor(desk()).comeTo("/plans", identity, "auditor.acme.first");
                Visitor phone = visitor(desk()).comeTo("/plans", identity, "auditor.acme.first");
                Visitor other = visitor(desk()).comeTo("/plans", identity, "auditor.acme.second")) {
            desk.go("/changes");
            phone.page().click("text=Sign out");
            assertThat(phone.page().locator("[role=status]").innerText()).contains("signed out, in every browser");
            desk.go("/plans");
            assertThat(desk.page().url()).contains("/sign-in?next=");
            desk.page().goBack();
            desk.page().reload();
            assertThat(desk.page().url()).contains("/sign-in");
            other.go("/plans");
            assertThat(other.page().url()).isEqualTo(console + "/plans");
        }
    }

    @Test
    void nobody_stays_longer_than_their_token() throws Exception {
        try (Visitor visitor = visitor(desk()).comeTo("/plans", identity, "engineer.acme.briefly")) {
            assertThat(visitor.page().url()).isEqualTo(console + "/plans");
            eventually(() -> {
                visitor.go("/plans");
                assertThat(visitor.page().url()).contains("/sign-in?next=");
            });
        }
    }

    @Test
    void a_sign_in_ends_in_the_browser_that_began_it() throws Exception {
        try (Visitor attacker = visitor(desk()).comeTo("/", identity, "engineer.acme.first");
                Visitor victim = visitor(desk())) {
            String back = attacker.ledTo(attacker.ledTo(console + "/sign-in/oidc"));
            assertThat(back).startsWith(console + "/sign-in/oidc/callback?").contains("code=", "state=");
            Response answer = Objects.requireNonNull(victim.page().navigate(back));
            assertThat(answer.status()).isEqualTo(401);
            assertThat(victim.page().locator("[role=alert]").innerText()).contains("was not begun in this browser");
            victim.go("/plans");
            assertThat(victim.page().url()).contains("/sign-in?next=");
        }
    }

    @Test
    void the_audit_trail_tells_where_a_browser_is_and_who_is_no_console_cannot_say_so() throws Exception {
        String key = key("engineer", "acme");
        Browser.NewContextOptions elsewhere =
                desk().setExtraHTTPHeaders(Map.of("X-Forwarded-For", "203.0.113.5, 192.0.2.77"));
        try (Visitor visitor = visitor(elsewhere).signIn(key)) {
            assertThat(visitor.go("/audit").status()).isEqualTo(403);
        }
        HttpRequest pretending = HttpRequest.newBuilder(URI.create(url + "/api/audit"))
                .header("X-Api-Key", key)
                .header("X-Forwarded-For", "192.0.2.78")
                .header("X-Hub-Console", "0123456789abcdef0123456789abcdef")
                .build();
        assertThat(HTTP.send(pretending, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(403);

        List<String> addresses = hub.get("/api/audit?outcome=denied&limit=100")
                .valueStream()
                .map(line -> line.path("address").asString())
                .toList();
        assertThat(addresses).contains("192.0.2.77", "127.0.0.1").doesNotContain("192.0.2.78", "203.0.113.5");
    }

    // --- the board

    @Test
    void a_change_is_approved_by_mouse_and_by_keyboard_and_its_evidence_is_sealed() throws Exception {
        JsonNode asked = anotherChange();
        try (Visitor requester = visitor(hub.key())) {
            requester.go(page(asked));
            assertThat(requester.page().locator("main").innerText()).contains("others decide on it");
            assertThat(requester.page().locator("button[value=approve]").count())
                    .isZero();
        }
        try (Visitor mouse = visitor(key("approver", "acme"))) {
            mouse.go("/");
            mouse.page().click("a[href='" + page(asked) + "']");
            assertThat(mouse.page().locator("#h-risk ~ p").first().innerText()).contains("Data loss: certain");
            mouse.page().click("button[value=approve]");
            awaitSide(mouse.page(), "2 approvals more, of 3");
            mouse.page().fill("#comment", "Mine <b>own</b>.");
            mouse.page().click("button[value=approve]");
            assertThat(mouse.page().locator("[role=alert]").innerText()).contains("trace");
            assertThat(mouse.page().inputValue("#comment")).isEqualTo("Mine <b>own</b>.");
            mouse.isAccessible("a refusal");
            mouse.hasNothingToComplainOf("approving by mouse");
        }
        for (int more = 0; more < 2; more++) {
            try (Visitor keyboard = visitor(key("approver", "acme"))) {
                keyboard.go(page(asked));
                tabTo(keyboard.page(), "comment");
                keyboard.page().keyboard().type("Backed up at 09:00.");
                tabTo(keyboard.page(), "approve");
                keyboard.page().keyboard().press("Enter");
                awaitSide(keyboard.page(), more == 0 ? "1 approval more, of 3" : "the gate opens for this plan");
                keyboard.hasNothingToComplainOf("approving by keyboard");
            }
        }
        try (Visitor requester = visitor(hub.key())) {
            requester.go(page(asked));
            awaitSide(requester.page(), "the gate opens for this plan");
            requester.page().waitForSelector("#decisions .badge.good");
            assertThat(requester.page().locator("#decisions").innerText())
                    .contains("verified now", "Backed up at 09:00.", "ML-DSA-65");
            requester.page().click("text=Seal evidence");
            requester.page().waitForSelector("a[href^='/evidence/']");
            String path = Objects.requireNonNull(
                    requester.page().locator("a[href^='/evidence/']").getAttribute("href"));
            assertThat(requester.page().request().get(console + path).text()).contains("payloadType", "signatures");
            requester.hasNothingToComplainOf("sealing");
        }
    }

    private static void awaitSide(Page page, String text) {
        // the board's word is heard a moment after it is given
        eventually(() -> {
            if (!page.locator(".side").innerText().contains(text)) {
                page.reload();
            }
            assertThat(page.locator(".side").innerText()).contains(text);
        });
    }

    /** As somebody without a mouse: until what has the focus is the one. */
    private static void tabTo(Page page, String nameOrValue) {
        for (int presses = 0; presses < 60; presses++) {
            page.keyboard().press("Tab");
            Object at = page.evaluate("document.activeElement.value === '" + nameOrValue
                    + "' || document.activeElement.name === '" + nameOrValue + "'");
            if (at.equals(true)) {
                return;
            }
        }
        throw new AssertionError("no key leads to " + nameOrValue);
    }

    @Test
    void a_plan_is_put_before_the_board_and_rejected_and_back_does_not_do_it_again() throws Exception {
        try (Visitor visitor = visitor(hub.key())) {
            visitor.go("/plans/" + plan);
            visitor.page().click("text=Put before the board");
            assertThat(visitor.page().url()).contains("/changes/CHG-");
            String path = visitor.page().url().substring(console.length());
            try (Visitor reviewer = visitor(key("approver", "acme"))) {
                reviewer.go(path);
                Page second = reviewer.context().newPage();
                second.navigate(console + path);
                reviewer.page().click("button[value=reject]");
                assertThat(reviewer.page().locator(".title").innerText()).contains("rejected");
                second.click("button[value=approve]");
                assertThat(second.locator("[role=alert]").innerText()).contains("code");
                reviewer.page().goBack();
                reviewer.page().reload();
                assertThat(reviewer.page().locator(".title").innerText()).contains("rejected");
            }
        }
    }

    // --- the rest

    @Test
    void a_plan_tells_from_what_to_what_and_its_graph_leads_to_the_resource() throws Exception {
        try (Visitor visitor = visitor(hub.key())) {
            visitor.go("/plans/" + plan);
            assertThat(visitor.page().locator(".values").allInnerTexts())
                    .anyMatch(text -> text.contains("ingress[0].cidr_blocks[0]")
                            && text.contains("\"10.20.0.0/16\"")
                            && text.contains("\"0.0.0.0/0\""))
                    .anyMatch(text -> text.contains("(sensitive)") && text.contains("(known after apply)"));
            visitor.page().click("text=Graph of what depends");
            assertThat(visitor.page().locator(".graph .box").count()).isGreaterThan(3);
            visitor.page().click(".graph a:has-text('aws_db_instance.orders')");
            assertThat(visitor.page().locator("li:target").innerText())
                    .contains("aws_db_instance.orders", "storage_encrypted", "forces replacement");
            visitor.page().click("text=Compare with the one before");
            assertThat(visitor.page().locator("main").innerText())
                    .contains(
                            "In the later alone", "aws_s3_bucket.invoices", "data.destroyed", " to create instead of ");
            visitor.hasNothingToComplainOf("a plan in depth");
        }
    }

    @Test
    void what_was_resolved_lately_is_told_under_its_module() throws Exception {
        try (Visitor visitor = visitor(key("auditor", "acme"))) {
            visitor.go("/secrets?module=checkout");
            assertThat(visitor.page().locator("main").innerText())
                    .contains("providers.tf:1", "Resolved lately: 1 finding");
            assertThat(visitor.page().locator("details tbody tr").isVisible()).isFalse();
            visitor.page().click("text=Resolved lately");
            assertThat(visitor.page().locator("details tbody tr").innerText())
                    .contains("backend.tf:1", "github-token", MENDED);
            visitor.go("/secrets?state=resolved");
            assertThat(visitor.page().locator("details[open] tbody tr").innerText())
                    .contains("backend.tf:1");
            visitor.isAccessible("what was resolved");
            visitor.hasNothingToComplainOf("what was resolved");
        }
    }

    @Test
    void operations_come_in_while_one_looks() throws Exception {
        try (Visitor visitor = visitor(hub.key())) {
            scaffold("an AWS S3 bucket");
            visitor.go("/operations?client=live");
            assertThat(visitor.page().locator("#rows tr").count()).isEqualTo(1);
            scaffold("an AWS S3 bucket for logs");
            eventually(
                    () -> assertThat(visitor.page().locator("#rows tr").count()).isEqualTo(2));
            visitor.hasNothingToComplainOf("operations");
        }
    }

    private static void scaffold(String description) throws Exception {
        hub.post(
                "/api/scaffold-terraform",
                JSON.createObjectNode().put("description", description).put("client", "live"));
    }

    @Test
    void an_answer_is_told_step_by_step_and_each_statement_leads_to_its_page() throws Exception {
        try (Visitor visitor = visitor(hub.key())) {
            visitor.go("/ask");
            visitor.page().fill("#message", "What waits for approval?");
            visitor.page().fill("#client", "acme");
            visitor.page().click("main button[type=submit]");
            visitor.page().waitForSelector("#told .sources a");
            assertThat(visitor.page().url()).isEqualTo(console + "/ask");
            assertThat(visitor.page().locator("#h-asked").innerText()).isEqualTo("What waits for approval?");
            assertThat(visitor.page().inputValue("#message")).isEmpty();
            String conversation = visitor.page().locator("#conversation").inputValue();
            assertThat(conversation).isNotEmpty();
            visitor.isAccessible("an answer");
            visitor.page().fill("#message", "Which credentials are open?");
            visitor.page().keyboard().press("Tab");
            visitor.page().click("main button[type=submit]");
            visitor.page().waitForSelector("#told .sources a[href^='/secrets']");
            assertThat(visitor.page().locator("#conversation").inputValue()).isEqualTo(conversation);
            visitor.page().click("#told .sources a");
            assertThat(visitor.page().url()).contains("/secrets");
            visitor.hasNothingToComplainOf("asking");
        }
    }

    @Test
    void a_question_that_is_refused_is_told_once_and_stays_to_be_sent_again() throws Exception {
        try (Visitor visitor = visitor(hub.key())) {
            visitor.go("/ask");
            visitor.page().fill("#message", "What waits for approval?");
            visitor.page().evaluate("document.querySelector('main [name=_csrf]').value = 'of another session'");
            for (int time = 0; time < 2; time++) {
                visitor.page().waitForResponse("**/ask", () -> visitor.page().click("#ask"));
                visitor.page().waitForSelector("#asking > .problem");
            }
            visitor.page().waitForSelector("#ask:enabled");

            assertThat(visitor.page().locator("#asking > .problem").count()).isEqualTo(1);
            assertThat(visitor.page().inputValue("#message")).isEqualTo("What waits for approval?");
            visitor.hasNothingToComplainOf("a refusal");
        }
    }

    @Test
    void a_log_is_diagnosed_and_a_module_is_made() throws Exception {
        try (Visitor visitor = visitor(key("engineer", "acme"))) {
            visitor.go("/diagnose");
            visitor.page()
                    .fill("#logs", "Error: Error acquiring the state lock\n\nLock Info:\n  ID:        6f0c1f5e\n");
            visitor.page().click("main button[type=submit]");
            assertThat(visitor.page().locator("main").innerText()).contains("holds the lock of the state");
            visitor.isAccessible("a diagnosis");
            visitor.go("/golden-paths");
            visitor.page().fill("#description", "an AWS S3 bucket for build artifacts");
            visitor.page().click("main button[type=submit]");
            assertThat(visitor.page().locator("main").innerText()).contains("main.tf", "Download all files");
            visitor.isAccessible("a module");
            visitor.go("/golden-paths");
            visitor.page().fill("#description", "something nice");
            visitor.page().click("main button[type=submit]");
            assertThat(visitor.page().locator("[role=alert]").innerText()).contains("module.unknown");
            visitor.hasNothingToComplainOf("pipelines");
        }
    }

    @Test
    void names_that_others_chose_are_shown_and_do_nothing() throws Exception {
        String module = URLEncoder.encode(HOSTILE, StandardCharsets.UTF_8);
        JsonNode hostile = hub.postPlan(
                "/api/pipeline/summarize-plan?client=hostile&environment=" + module + "&module=" + module,
                demo("/demo/plan.json"));
        String id = hostile.path("planId").asString();
        JsonNode asked = hub.post("/api/cab/requests", JSON.createObjectNode().put("planId", id));
        hub.postPlan("/api/drift/analyze?client=hostile&module=" + module, demo("/demo/drift-plan.json"));
        scan("hostile", HOSTILE, HOSTILE, HOSTILE + ".tf", HOSTILE + "/gone.tf");
        scan("hostile", HOSTILE, HOSTILE, HOSTILE + ".tf");
        try (Visitor visitor = visitor(hub.key())) {
            for (String path : List.of(
                    "/",
                    "/plans?client=hostile",
                    "/plans/" + id,
                    "/plans/" + id + "/comment",
                    "/plans/" + id + "/graph",
                    "/plans/" + id + "/compare",
                    "/changes?client=hostile",
                    "/changes/" + asked.path("changeRequestId").asString() + "?client=hostile",
                    "/drift?client=hostile",
                    "/drift/" + module.replace("+", "%20") + "?client=hostile",
                    "/secrets?client=hostile",
                    "/secrets?client=hostile&state=resolved",
                    "/plans?module=" + module)) {
                assertThat(visitor.go(path).status()).as(path).isEqualTo(200);
                assertThat(visitor.page().locator("main img").count()).as(path).isZero();
                assertThat(visitor.page().content()).as(path).contains("${7*7}");
                visitor.hasNothingToComplainOf(path);
            }
        }
    }

    @Test
    void a_browser_is_led_from_the_gateway_to_a_link_that_works_once() throws Exception {
        HttpResponse<Void> root = HTTP.send(
                HttpRequest.newBuilder(URI.create(url + "/"))
                        .header("Accept", "text/html,*/*")
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        assertThat(root.headers().firstValue("Location")).contains(console);
        String made = HTTP.send(
                        HttpRequest.newBuilder(URI.create(console + "/sign-in/links?next=%2Fplans"))
                                .header("X-Api-Key", hub.key())
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(console + JSON.readTree(made).path("path").asString());
            page.click("button[type=submit]");
            assertThat(page.url()).isEqualTo(console + "/plans");
            assertThat(page.locator("h1").innerText()).isEqualTo("Plans");
        }
    }

    @Test
    void leaves_pictures_where_they_are_asked_for() throws Exception {
        String folder = System.getProperty("hub.console.screenshots", "");
        assumeTrue(!folder.isEmpty(), "SKIPPED: no pictures are asked for (-Dhub.console.screenshots=FOLDER)");
        Map<String, String> main = Map.of(
                "waiting", "/", "plan", "/plans/" + plan, "graph", "/plans/" + plan + "/graph", "change", page(change));
        Map<String, String> others = Map.of(
                "values", "/plans/" + plan + "#h-resources",
                "compare", "/plans/" + plan + "/compare",
                "changes", "/changes",
                "proof", "/proof",
                "drift", "/drift/checkout?client=acme",
                "secrets", "/secrets",
                "operations", "/operations",
                "events", "/events",
                "ask", "/ask?message=What+waits+for+approval%3F");
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            String dark = scheme == ColorScheme.DARK ? "-dark" : "";
            Browser.NewContextOptions desk =
                    new Browser.NewContextOptions().setViewportSize(1280, 860).setColorScheme(scheme);
            try (Visitor visitor = visitor(desk).signIn(hub.key())) {
                main.forEach((name, path) -> visitor.leavePicture(path, Path.of(folder, name + dark + ".png")));
                others.forEach((name, path) -> visitor.leavePicture(path, Path.of(folder, name + dark + ".png")));
            }
            Browser.NewContextOptions phone =
                    new Browser.NewContextOptions().setViewportSize(PHONE, 800).setColorScheme(scheme);
            try (Visitor visitor = visitor(phone).signIn(hub.key())) {
                main.forEach(
                        (name, path) -> visitor.leavePicture(path, Path.of(folder, name + "-phone" + dark + ".png")));
            }
        }
    }
}
