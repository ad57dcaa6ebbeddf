package dev.infrahub.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.infrahub.testkit.Chromium;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** What comes by a line that stays open, in a real browser; and what is shown where it is lost. */
class LiveIT {

    private static final String BEGUN = """
        event:accepted
        data:{"id":"op-1","kind":"chat","client":"acme","status":"accepted","createdAt":"2026-11-30T10:00:00Z"}

        event:progress
        data:{"number":1,"kind":"looked","text":"changes: 1 source"}

        """;

    private final Gatekeeper gateway = new Gatekeeper();

    @Test
    void the_next_question_may_be_asked_when_the_gateway_dies_while_it_answers() {
        whileItAnswers(page -> {
            gateway.close();
            leadsToItsOperation(page);
        });
    }

    @Test
    void the_next_question_may_be_asked_when_the_console_says_nothing_more() {
        whileItAnswers(page -> {
            // in another tab: what is told to the first one ends, and nobody answers where it asks again
            Page other = page.context().newPage();
            other.navigate(address(page) + "/plans");
            other.click("text=Sign out");
            leadsToItsOperation(page);
            assertThat(page.locator("#told .steps").innerText()).contains("changes: 1 source");
        });
    }

    @Test
    void a_list_is_kept_up_to_date_from_its_first_row_on_in_the_pages_opened_last() {
        gateway.put("/api/operations", "[]");
        signedIn(page -> {
            page.navigate(address(page) + "/operations");
            page.waitForSelector("text=Nothing was asked of the hub yet.");
            assertThat(page.locator("table.list").isVisible()).isFalse();
            gateway.put(
                    "/api/operations",
                    "[{\"id\":\"1\",\"kind\":\"summarize-plan\",\"client\":\"acme\",\"status\":\"accepted\","
                            + "\"createdAt\":\"2026-11-30T09:00:00Z\"}]");
            page.waitForSelector("table.list a[href='/operations/1']");
            assertThat(page.locator("text=Nothing was asked of the hub yet.").isVisible())
                    .isFalse();

            for (int others = 0; others < 4; others++) {
                page.context().newPage().navigate(address(page) + "/operations");
            }
            page.waitForSelector("text=No longer kept up to date");
        });
    }

    private static void leadsToItsOperation(Page page) {
        page.waitForSelector("#told .note a[href='/operations/op-1']");
        page.waitForSelector("#ask:enabled");
        assertThat(page.locator("#told .note").innerText()).contains("goes on without this page");
        assertThat(page.inputValue("#message")).isEmpty();
    }

    /** A first word of the answer has come, and no last one ever will. */
    private void whileItAnswers(Consumer<Page> then) {
        gateway.accept("/api/infra/chat", "op-1");
        gateway.begin("/api/operations/op-1/events", BEGUN);
        signedIn(page -> {
            page.navigate(address(page) + "/ask");
            page.fill("#message", "What waits?");
            page.click("#ask");
            page.waitForSelector("#told .steps li:has-text('changes: 1 source')");
            assertThat(page.locator("#ask").isDisabled()).isTrue();
            then.accept(page);
        });
    }

    private void signedIn(Consumer<Page> then) {
        Path browser = Chromium.onPath();
        try (ConfigurableApplicationContext console =
                        ConsoleApplication.start("--HUB_GATEWAY_URL=" + gateway.url(), "--HUB_CONSOLE_PORT=0");
                Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                var chromium = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(browser)
                                .setArgs(List.of("--no-sandbox")))) {
            Page page = chromium.newContext().newPage();
            page.navigate("http://127.0.0.1:" + console.getEnvironment().getProperty("local.server.port") + "/sign-in");
            page.fill("#key", Gatekeeper.KEY);
            page.click("button[type=submit]");
            then.accept(page);
        } finally {
            gateway.close();
        }
    }

    private static String address(Page page) {
        return page.url().substring(0, page.url().indexOf('/', "http://".length()));
    }
}
