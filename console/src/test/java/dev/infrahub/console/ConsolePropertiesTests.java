package dev.infrahub.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.faults.SettingRefused;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsolePropertiesTests {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private static ConsoleProperties of(String gateway, String url) {
        return of(gateway, url, SECRET);
    }

    private static ConsoleProperties of(String gateway, String url, String secret) {
        return new ConsoleProperties(
                gateway,
                "",
                url,
                Duration.ofHours(8),
                Duration.ofHours(1),
                secret,
                0,
                new OidcProperties("", "", "", "", "openid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "0123456789abcdef 0123456789abcdef", "0123456789abcdef0123456789abcdé0"})
    void a_secret_that_can_be_guessed_or_not_be_sent_is_refused_and_not_told(String bad) {
        assertThatThrownBy(() -> of("http://gateway:5100", "", bad))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("HUB_CONSOLE_SECRET")
                .hasMessageNotContaining(bad);
    }

    @Test
    void tells_no_secret() {
        assertThat(of("http://gateway:5100", "").toString()).doesNotContain(SECRET);
    }

    @Test
    void says_what_an_identity_provider_lacks() {
        assertThatThrownBy(() -> new OidcProperties("https://id.example.org", "", "", "", "openid"))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("OIDC_CLIENT_ID");
        assertThatThrownBy(() -> new OidcProperties("http://id.example.org", "hub", "", "", "openid"))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("https");
        assertThat(new OidcProperties("http://127.0.0.1:1", "hub", "s3cret", "", "openid").toString())
                .doesNotContain("s3cret");
    }

    @Test
    void takes_a_slash_at_the_end_for_none() {
        assertThat(of("http://gateway:5100/", "https://hub.example.org/").gateway())
                .isEqualTo("http://gateway:5100");
        assertThat(of("http://gateway:5100", "https://hub.example.org/").address())
                .contains(URI.create("https://hub.example.org"));
        assertThat(of("http://gateway:5100", " ").address()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway:5100",
                "ftp://gateway",
                "http://",
                "https://hub.example.org/console",
                "https://a:b@hub.example.org",
                "https://hub.example.org?x",
                "https://hub example"
            })
    void names_the_variable_that_is_no_address(String wrong) {
        assertThatThrownBy(() -> of(wrong, ""))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("HUB_GATEWAY_URL");
        assertThatThrownBy(() -> of("http://gateway:5100", wrong))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("HUB_CONSOLE_URL");
    }
}
