package dev.infrahub.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Signing in by an identity provider: in the browser that began it, once, and for what was asked. */
class OidcIT {

    private static final Gatekeeper GATEWAY = new Gatekeeper();
    private static final Provider PROVIDER = new Provider();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static ConfigurableApplicationContext console;
    private static String url;

    @BeforeAll
    static void start() {
        console = ConsoleApplication.start(
                "--HUB_GATEWAY_URL=" + GATEWAY.url(),
                "--HUB_CONSOLE_PORT=0",
                "--OIDC_METADATA_URL=" + PROVIDER.metadata(),
                "--OIDC_CLIENT_ID=" + Provider.CLIENT,
                "--OIDC_CLIENT_SECRET=" + Provider.SECRET);
        url = "http://127.0.0.1:" + console.getEnvironment().getProperty("local.server.port");
    }

    @AfterAll
    static void stop() {
        console.close();
        PROVIDER.close();
        GATEWAY.close();
        HTTP.close();
    }

    @BeforeEach
    void anewEachTime() {
        PROVIDER.answerWithNonce("");
        GATEWAY.trust("none");
    }

    private static String begin(Browser browser) throws Exception {
        return browser.get("/sign-in/oidc?next=%2Fplans")
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    private static HttpResponse<String> back(Browser browser, URI to) throws Exception {
        return browser.get(to.getRawPath() + "?" + to.getRawQuery());
    }

    @Test
    void asks_for_a_code_with_a_challenge_and_nothing_secret() throws Exception {
        Map<String, String> asked =
                Provider.members(URI.create(begin(new Browser(HTTP, url))).getRawQuery());

        assertThat(asked)
                .containsEntry("response_type", "code")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("redirect_uri", url + "/sign-in/oidc/callback")
                .containsKeys("state", "nonce", "code_challenge")
                .doesNotContainKeys("code_verifier", "client_secret");
        assertThat(new Browser(HTTP, url).get("/sign-in").body()).contains("Sign in with your organisation");
    }

    @Test
    void signs_in_by_the_token_that_the_gateway_takes() throws Exception {
        Browser browser = new Browser(HTTP, url);
        URI callback = PROVIDER.signIn(begin(browser));
        // the gateway learns of the token as it is issued: what comes back is not known before
        HttpResponse<String> refused = back(browser, callback);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("The gateway does not take");

        Browser other = new Browser(HTTP, url);
        URI again = PROVIDER.signIn(begin(other));
        GATEWAY.trustWhateverIsIssued(PROVIDER::issued);
        HttpResponse<String> answer = back(other, again);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/plans");
        assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.contains(PROVIDER.issued()));
        assertThat(other.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void is_not_ended_in_another_browser_nor_twice() throws Exception {
        Browser victim = new Browser(HTTP, url);
        Browser attacker = new Browser(HTTP, url);
        GATEWAY.trustWhateverIsIssued(PROVIDER::issued);
        URI callback = PROVIDER.signIn(begin(attacker));

        assertThat(back(victim, callback).statusCode()).isEqualTo(401);
        assertThat(victim.get("/").statusCode()).isEqualTo(303);
        String kept = attacker.cookie();
        assertThat(back(attacker, callback).statusCode()).isEqualTo(303);
        // the provider redeems a code once
        Browser again = new Browser(HTTP, url).with(kept);
        assertThat(back(again, callback).statusCode()).isEqualTo(503);
        assertThat(again.get("/").statusCode()).isEqualTo(303);
    }

    @Test
    void however_many_are_begun_none_is_in_the_way_of_another() throws Exception {
        Browser browser = new Browser(HTTP, url);
        GATEWAY.trustWhateverIsIssued(PROVIDER::issued);
        URI callback = PROVIDER.signIn(begin(browser));
        for (int i = 0; i < 100; i++) {
            begin(new Browser(HTTP, url));
        }

        assertThat(back(browser, callback).statusCode()).isEqualTo(303);
    }

    @Test
    void a_token_that_answers_another_sign_in_is_not_taken() throws Exception {
        Browser browser = new Browser(HTTP, url);
        GATEWAY.trustWhateverIsIssued(PROVIDER::issued);
        PROVIDER.answerWithNonce("another");
        HttpResponse<String> answer = back(browser, PROVIDER.signIn(begin(browser)));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(browser.get("/").statusCode()).isEqualTo(303);
    }

    @Test
    void whoever_is_not_signed_in_there_is_not_signed_in_here() throws Exception {
        Browser browser = new Browser(HTTP, url);
        String state =
                Provider.members(URI.create(begin(browser)).getRawQuery()).get("state");
        HttpResponse<String> answer = browser.get("/sign-in/oidc/callback?error=access_denied&state=" + state);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("did not sign you in");
    }
}
