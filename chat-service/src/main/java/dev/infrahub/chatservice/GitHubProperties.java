package dev.infrahub.chatservice;

import dev.infrahub.connections.PasswordSetting;
import dev.infrahub.faults.SettingRefused;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code hub.github}.
 *
 * @param apiUrl of GitHub, or of a GitHub Enterprise Server, such as {@code https://github.example/api/v3}
 * @param token that may read contents and write pull requests; blank where none are reviewed
 * @param tokenFile the file that holds it, instead
 * @param timeout of one call
 */
@ConfigurationProperties(prefix = "hub.github", ignoreUnknownFields = false)
public record GitHubProperties(
        @DefaultValue("https://api.github.com") URI apiUrl,
        @DefaultValue("") String token,
        @DefaultValue("") String tokenFile,
        @DefaultValue("20s") Duration timeout) {

    public GitHubProperties {
        boolean isAddress = ("https".equals(apiUrl.getScheme()) || "http".equals(apiUrl.getScheme()))
                && apiUrl.getHost() != null
                && apiUrl.getQuery() == null;
        if (!isAddress || apiUrl.toString().endsWith("/")) {
            throw new SettingRefused("GITHUB_API_URL is an address without a slash at its end, such as"
                    + " https://api.github.com or https://github.example/api/v3.");
        }
        token = PasswordSetting.of("GITHUB_TOKEN", token, tokenFile).orElse("");
        tokenFile = "";
        if (token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new SettingRefused("GITHUB_TOKEN holds what no token does; give it the token alone.");
        }
        if (!timeout.isPositive()) {
            throw new SettingRefused("hub.github.timeout is longer than 0, such as 20s.");
        }
    }

    /** Without the token, since what is printed ends in logs. */
    @Override
    public String toString() {
        return "GitHubProperties[apiUrl=%s, timeout=%s]".formatted(apiUrl, timeout);
    }
}
