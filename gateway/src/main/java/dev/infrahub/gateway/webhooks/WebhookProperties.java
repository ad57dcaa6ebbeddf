package dev.infrahub.gateway.webhooks;

import dev.infrahub.faults.SettingRefused;
import dev.infrahub.gateway.clients.Clients;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code hub.webhooks}.
 *
 * @param secret what GitHub signs by; blank where nothing is taken from it
 * @param client whose what it tells is, where {@code clients} does not say otherwise; blank for nobody's
 * @param clients whose it is, by owner of the repository: {@code owner=client}
 */
@ConfigurationProperties(prefix = "hub.webhooks", ignoreUnknownFields = false)
public record WebhookProperties(
        @DefaultValue("") String secret,
        @DefaultValue("default") String client,
        @DefaultValue List<String> clients) {

    private static final int SHORTEST_SECRET = 16;

    public WebhookProperties {
        if (!secret.isBlank() && secret.length() < SHORTEST_SECRET) {
            throw new SettingRefused("AI_CODE_REVIEW_WEBHOOK_SECRET is shorter than " + SHORTEST_SECRET
                    + " characters. Set it to what 'openssl rand -hex 32' prints, here and at GitHub.");
        }
        if (!client.isBlank()) {
            requireName("HUB_GITHUB_CLIENT", client);
        }
        clients = List.copyOf(clients);
        var _ = byOwner(clients);
    }

    private static void requireName(String variable, String name) {
        if (!Clients.NAME.matcher(name).matches()) {
            throw new SettingRefused(variable + " names no client: letters, digits, dots, hyphens and underscores.");
        }
    }

    private static Map<String, String> byOwner(List<String> clients) {
        Map<String, String> byOwner = new HashMap<>();
        for (String one : clients) {
            int is = one.indexOf('=');
            if (is < 1) {
                throw new SettingRefused("HUB_GITHUB_CLIENTS takes owner=client, with commas between.");
            }
            String name = one.substring(is + 1).strip();
            requireName("HUB_GITHUB_CLIENTS", name);
            byOwner.put(one.substring(0, is).strip().toLowerCase(Locale.ROOT), name);
        }
        return byOwner;
    }

    boolean isOn() {
        return !secret.isBlank();
    }

    /** Whose a repository of that owner is; empty for nobody's. */
    Optional<String> clientOf(String owner) {
        return Optional.ofNullable(byOwner(clients).get(owner.toLowerCase(Locale.ROOT)))
                .or(() -> Optional.of(client).filter(name -> !name.isBlank()));
    }

    /** Without the secret, since what is printed ends in logs. */
    @Override
    public String toString() {
        return "WebhookProperties[client=%s, clients=%s]".formatted(client, clients);
    }
}
