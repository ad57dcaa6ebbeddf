package dev.infrahub.console;

import dev.infrahub.faults.SettingRefused;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code hub.console}.
 *
 * @param gateway where the gateway is
 * @param url where people reach the console, such as {@code https://hub.example.org}; empty where that is where it listens
 * @param session how long somebody stays signed in at most
 * @param idle how long somebody stays signed in who does nothing
 * @param oidc the identity provider
 */
@ConfigurationProperties(prefix = "hub.console", ignoreUnknownFields = false)
public record ConsoleProperties(
        @DefaultValue("http://127.0.0.1:5100") String gateway,
        @DefaultValue("") String url,
        @DefaultValue("8h") Duration session,
        @DefaultValue("1h") Duration idle,
        @DefaultValue OidcProperties oidc) {

    public ConsoleProperties {
        gateway = origin("HUB_GATEWAY_URL", gateway);
        url = url.isBlank() ? "" : origin("HUB_CONSOLE_URL", url);
        if (!session.isPositive() || !idle.isPositive()) {
            throw new SettingRefused("HUB_CONSOLE_SESSION and HUB_CONSOLE_IDLE are longer than 0, such as 8h.");
        }
    }

    /** Where people reach it, where that is said. */
    Optional<URI> address() {
        return Optional.of(url).filter(text -> !text.isEmpty()).map(URI::create);
    }

    private static String origin(String variable, String text) {
        String address = text.strip();
        String without = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        try {
            URI uri = URI.create(without);
            boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (isWeb
                    && uri.getHost() != null
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null) {
                return without;
            }
        } catch (IllegalArgumentException _) {
            // told below
        }
        throw new SettingRefused(
                variable + " is http:// or https:// and a host, with a port or not, such as https://hub.example.org.");
    }
}
