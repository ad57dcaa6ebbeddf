package dev.infrahub.console;

import dev.infrahub.faults.SettingRefused;
import java.net.URI;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The identity provider by which people sign in, by OpenID Connect.
 *
 * @param metadataUrl its description; empty for none
 * @param clientId what it knows the console by
 * @param clientSecret how the console proves that; empty of a public client
 * @param audience of tokens for the hub, where that is another than the client: then its access tokens are shown to the
 *     gateway, else its ID tokens
 * @param scope what is asked for
 */
record OidcProperties(
        @DefaultValue("") String metadataUrl,
        @DefaultValue("") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue("") String audience,
        @DefaultValue("openid profile") String scope) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    OidcProperties {
        if (!metadataUrl.isBlank() && clientId.isBlank()) {
            throw new SettingRefused(
                    "OIDC_CLIENT_ID is not set: it is what the identity provider of OIDC_METADATA_URL knows the console by.");
        }
        if (!metadataUrl.isBlank() && !isProtected(metadataUrl)) {
            throw new SettingRefused("OIDC_METADATA_URL takes an https URL: whoever answers it decides who signs in"
                    + " (http is taken for this machine only).");
        }
    }

    boolean isConfigured() {
        return !metadataUrl.isBlank();
    }

    boolean isForAnotherAudience() {
        return !audience.isBlank() && !audience.equals(clientId);
    }

    private static boolean isProtected(String url) {
        try {
            URI uri = URI.create(url);
            return "https".equals(uri.getScheme()) || LOOPBACK.contains(String.valueOf(uri.getHost()));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OidcProperties[metadataUrl=%s, clientId=%s]".formatted(metadataUrl, clientId);
    }
}
