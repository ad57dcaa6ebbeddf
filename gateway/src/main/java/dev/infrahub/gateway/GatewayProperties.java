package dev.infrahub.gateway;

import dev.infrahub.faults.SettingRefused;
import dev.infrahub.faults.SharedSecret;
import dev.infrahub.faults.WebAddress;
import dev.infrahub.gateway.access.KeySecret;
import dev.infrahub.gateway.access.OidcProperties;
import dev.infrahub.http.bodies.Budget;
import dev.infrahub.terraform.FingerprintKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings under {@code hub.gateway}.
 *
 * @param fingerprintKey Base64 of the key under which sensitive values enter fingerprints; there is no default, because a
 *     key that everybody knows protects nothing
 * @param maxBody the largest request body, as sent and as decompressed
 * @param readingMemory how much memory reading requests may take, all of them together; 0 for 45 in a hundred
 *     of the heap
 * @param answerMemory how much memory answers may take until their clients have them, all of them together; 0 for 15 in a
 *     hundred of the heap
 * @param sharePercent how much of either the requests of one credential may take
 * @param longestReading how long a body is worked through at most, and waits for that to begin
 * @param defaultWait how long a request waits for its answer when it does not say
 * @param maxWait the longest wait a request may ask for
 * @param reuseAnalyses how long an analysis answers for the same plan handed in again; then it is analysed anew, by the
 *     rules and the policy of that day
 * @param adminKey an API key of the operator's choice for the role admin and all clients: known from the start on, in place
 *     of the one that was given before; empty for none
 * @param oidc the identity provider
 * @param requestsPerMinute how often one credential may ask, where its own limit says nothing else
 * @param operationsUnderWay how many operations of one credential may be accepted and not settled
 * @param failuresPerMinute how often an address may come without a good credential
 * @param linksPerMinute how often one link that needs no account may be opened; four times as many may be from one address
 * @param trustedProxies how many proxies stand before the gateway, each of which adds the address it was asked from to
 *     X-Forwarded-For; 0 for none, when that header is nobody's word
 * @param keyLifetime how long an API key that a person makes is good at most, and where nothing is said
 * @param machineApprovers whether API keys may decide on changes; for development alone, since whoever makes keys could
 *     approve in the name of as many as are needed
 * @param logKeys SHA-256, in hex, of the public keys that sign the heads of the transparency log; where none is named, the
 *     key of the first head heard is trusted, and no other
 * @param corsOrigins the origins whose pages may ask, such as Backstage's
 * @param consoleSecret what the console proves by that it is the console, whose word on where somebody comes from is believed;
 *     empty where none is
 * @param console where people reach the console, to whom browsers are led that come to {@code /}; empty for nowhere
 */
@ConfigurationProperties(prefix = "hub.gateway", ignoreUnknownFields = false)
public record GatewayProperties(
        @DefaultValue("") String fingerprintKey,
        @DefaultValue("64MB") DataSize maxBody,
        @DefaultValue("0B") DataSize readingMemory,
        @DefaultValue("0B") DataSize answerMemory,
        @DefaultValue("65") int sharePercent,
        @DefaultValue("60s") Duration longestReading,
        @DefaultValue("30s") Duration defaultWait,
        @DefaultValue("120s") Duration maxWait,
        @DefaultValue("24h") Duration reuseAnalyses,
        @DefaultValue("") String adminKey,
        @DefaultValue OidcProperties oidc,
        @DefaultValue("1200") int requestsPerMinute,
        @DefaultValue("1000") int operationsUnderWay,
        @DefaultValue("60") int failuresPerMinute,
        @DefaultValue("30") int linksPerMinute,
        @DefaultValue("0") int trustedProxies,
        @DefaultValue("365d") Duration keyLifetime,
        @DefaultValue("false") boolean machineApprovers,
        @DefaultValue List<String> logKeys,
        @DefaultValue List<String> corsOrigins,
        @DefaultValue("") String consoleSecret,
        @DefaultValue("") String console) {

    private static final int SHORTEST_KEY = 32;
    private static final int MOST_PERCENT = 90;
    private static final int PERCENT = 100;
    private static final int READING_PERCENT = 45;
    private static final int ANSWERS_PERCENT = 15;

    public GatewayProperties {
        keyOf(fingerprintKey);
        if (requestsPerMinute < 1 || failuresPerMinute < 1 || linksPerMinute < 1) {
            throw new SettingRefused(
                    "HUB_REQUESTS_PER_MINUTE, HUB_FAILURES_PER_MINUTE and HUB_LINKS_PER_MINUTE are 1 or more.");
        }
        if (operationsUnderWay < 1) {
            throw new SettingRefused("HUB_OPERATIONS_UNDER_WAY is 1 or more.");
        }
        if (sharePercent < 1 || sharePercent > MOST_PERCENT) {
            throw new SettingRefused(
                    "HUB_SHARE_PERCENT is from 1 to " + MOST_PERCENT + ": something is left for others.");
        }
        if (trustedProxies < 0 || !keyLifetime.isPositive()) {
            throw new SettingRefused(
                    "HUB_TRUSTED_PROXIES is 0 or more, and HUB_KEY_LIFETIME longer than 0, such as 365d.");
        }
        consoleSecret = SharedSecret.of("HUB_CONSOLE_SECRET", consoleSecret);
        console = console.isBlank() ? "" : WebAddress.of("HUB_CONSOLE_URL", console);
        if (!adminKey.isBlank() && adminKey.length() < SHORTEST_KEY) {
            throw new SettingRefused("hub.gateway.admin-key is shorter than " + SHORTEST_KEY
                    + " characters. Set HUB_ADMIN_KEY to hub_ and what 'openssl rand -hex 32' prints, or to nothing.");
        }
    }

    Budget reading() {
        return budget(Budget.Use.READING, readingMemory, READING_PERCENT);
    }

    Budget answers() {
        return budget(Budget.Use.ANSWERS, answerMemory, ANSWERS_PERCENT);
    }

    /** Of the heap that this process has, where nothing else is said. */
    private Budget budget(Budget.Use use, DataSize said, int percent) {
        long total = said.toBytes() == 0 ? Runtime.getRuntime().maxMemory() / PERCENT * percent : said.toBytes();
        return new Budget(use, total, total / PERCENT * sharePercent);
    }

    Optional<KeySecret> operatorsKey() {
        return Optional.of(adminKey).filter(key -> !key.isBlank()).map(KeySecret::new);
    }

    Optional<String> secretOfConsole() {
        return Optional.of(consoleSecret).filter(secret -> !secret.isEmpty());
    }

    FingerprintKey keyOfFingerprints() {
        return keyOf(fingerprintKey);
    }

    private static FingerprintKey keyOf(String base64) {
        try {
            return FingerprintKey.ofBase64(base64);
        } catch (IllegalArgumentException e) {
            throw new SettingRefused("hub.gateway.fingerprint-key is "
                    + (base64.isBlank() ? "not set" : e.getMessage())
                    + ". Set HUB_FINGERPRINT_KEY to what 'openssl rand -base64 32' prints, once, and keep it: a plan"
                    + " has another fingerprint under another key.");
        }
    }

    /** Without the keys, since what is printed ends in logs. */
    @Override
    public String toString() {
        return "GatewayProperties[maxBody=%s, defaultWait=%s, maxWait=%s, reuseAnalyses=%s]"
                .formatted(maxBody, defaultWait, maxWait, reuseAnalyses);
    }
}
