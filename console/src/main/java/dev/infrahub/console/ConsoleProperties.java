package dev.infrahub.console;

import dev.infrahub.faults.SettingRefused;
import dev.infrahub.faults.SharedSecret;
import dev.infrahub.faults.WebAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code hub.console}.
 *
 * @param gateway where the gateway is
 * @param api where people reach the gateway, as commands on pages say it; empty where that is where the console does
 * @param url where people reach the console, such as {@code https://hub.example.org}; empty where that is where it listens
 * @param session how long somebody stays signed in at most
 * @param idle how long somebody stays signed in who does nothing
 * @param secret what the console proves itself to the gateway by, so that its word on where somebody comes from is believed; empty
 *     for nothing
 * @param trustedProxies how many proxies stand before the console, each of which adds to X-Forwarded-For
 * @param oidc the identity provider
 */
@ConfigurationProperties(prefix = "hub.console", ignoreUnknownFields = false)
public record ConsoleProperties(
        @DefaultValue("http://127.0.0.1:5100") String gateway,
        @DefaultValue("") String api,
        @DefaultValue("") String url,
        @DefaultValue("8h") Duration session,
        @DefaultValue("1h") Duration idle,
        @DefaultValue("") String secret,
        @DefaultValue("0") int trustedProxies,
        @DefaultValue OidcProperties oidc) {

    public ConsoleProperties {
        gateway = WebAddress.of("HUB_GATEWAY_URL", gateway);
        api = api.isBlank() ? gateway : WebAddress.of("HUB_API_URL", api);
        url = url.isBlank() ? "" : WebAddress.of("HUB_CONSOLE_URL", url);
        secret = SharedSecret.of("HUB_CONSOLE_SECRET", secret);
        if (trustedProxies < 0) {
            throw new SettingRefused("HUB_CONSOLE_TRUSTED_PROXIES is 0 or more.");
        }
        if (!session.isPositive() || !idle.isPositive()) {
            throw new SettingRefused("HUB_CONSOLE_SESSION and HUB_CONSOLE_IDLE are longer than 0, such as 8h.");
        }
    }

    /** Where people reach it, where that is said. */
    Optional<URI> address() {
        return Optional.of(url).filter(text -> !text.isEmpty()).map(URI::create);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "ConsoleProperties[gateway=%s, url=%s]".formatted(gateway, url);
    }
}
