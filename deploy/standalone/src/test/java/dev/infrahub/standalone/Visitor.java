package dev.infrahub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Somebody at the console in a browser of their own, which tells what went wrong in it. */
final class Visitor implements AutoCloseable {

    private static final List<String> AXE =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private static final Pattern OF_WHO_LOOKS = Pattern.compile("(?s)<header.*?</header>|<input type=\"hidden\"[^>]*>");
    private static final Set<String> LOOKED_AT = ConcurrentHashMap.newKeySet();

    private final String console;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> known = new ArrayList<>();
    private final List<Request> assets = new ArrayList<>();

    Visitor(Browser browser, String console, Browser.NewContextOptions options) {
        this.console = console;
        known.add(console + "/");
        known.add("data:");
        context = browser.newContext(options);
        page = context.newPage();
        // a refusal is an answer, which Chromium tells as an error too
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("the server responded with a status")) {
                complaints.add("console: " + message.text());
            }
        });
        page.onPageError(error -> complaints.add("script: " + error));
        page.onDialog(dialog -> {
            complaints.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onRequestFinished(request -> {
            if (request.url().startsWith(console + "/assets/")) {
                assets.add(request);
            }
        });
        page.onRequest(request -> {
            if (known.stream().noneMatch(request.url()::startsWith)) {
                complaints.add("asked another host: " + request.url());
            }
        });
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** By an API key. */
    Visitor signIn(String key) {
        page.navigate(console + "/sign-in");
        page.fill("#key", key);
        page.click("button[type=submit]");
        return this;
    }

    /** To a page of the console, by way of whoever knows this person. */
    Visitor comeTo(String path, IdentityServer identity, String person) {
        known.add(identity.url() + "/");
        go(path);
        page.click("text=Sign in with your organisation");
        page.fill("#username", person);
        page.fill("#password", IdentityServer.PASSWORD);
        page.click("button[type=submit]");
        return this;
    }

    /** Where this browser would be sent from there. */
    String ledTo(String address) {
        APIResponse answer = context.request()
                .get(address, RequestOptions.create().setMaxRedirects(0).setHeader("Accept", "text/html"));
        return Objects.requireNonNull(answer.headers().get("location"), answer.text());
    }

    /** As they came, which is compressed: once for all pages. Asking how large one is lets others come. */
    int weightOfAssets() {
        return List.copyOf(assets).stream()
                .mapToInt(one -> one.sizes().responseBodySize)
                .sum();
    }

    Response go(String path) {
        return Objects.requireNonNull(page.navigate(console + path));
    }

    void leavePicture(String path, Path file) {
        // to another place of the same page there is no answer
        page.navigate(console + path);
        if (path.startsWith("/ask")) {
            page.click("main button[type=submit]");
            page.waitForSelector(".answer");
        }
        page.waitForLoadState();
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    void hasNothingToComplainOf(String where) {
        assertThat(complaints).as(where).isEmpty();
    }

    /** A page that differs from one before by who looks alone is not looked at again. */
    void isAccessible(String where) {
        String look = page.viewportSize().width
                + String.valueOf(page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches"))
                + OF_WHO_LOOKS.matcher(page.content()).replaceAll("");
        if (!LOOKED_AT.add(look)) {
            return;
        }
        // pages have no frames, for which axe would open a second page each time
        AxeBuilder axe = new AxeBuilder(page).withTags(AXE).setLegacyMode(true);
        assertThat(axe.analyze().getViolations()).as(where).isEmpty();
    }

    @Override
    public void close() {
        context.close();
    }
}
