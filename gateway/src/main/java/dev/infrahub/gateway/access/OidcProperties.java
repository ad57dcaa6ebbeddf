package dev.infrahub.gateway.access;

import dev.infrahub.faults.SettingRefused;
import java.net.URI;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The identity provider, under {@code hub.gateway.oidc}.
 *
 * @param metadataUrl of its {@code /.well-known/openid-configuration}; empty for none
 * @param audience the {@code aud} that tokens for this hub carry
 * @param rolesClaim where a token names roles; {@code a.b} for a member within a claim
 * @param rolePrefix before a role's name there, for groups like {@code hub-approver}
 * @param clientsClaim where a token names clients; {@code *} is all
 */
public record OidcProperties(
        @DefaultValue("") String metadataUrl,
        @DefaultValue("") String audience,
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue("") String rolePrefix,
        @DefaultValue("clients") String clientsClaim) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    public OidcProperties {
        if (!metadataUrl.isBlank() && audience.isBlank()) {
            throw new SettingRefused("hub.gateway.oidc.audience is not set: set OIDC_AUDIENCE to the audience of"
                    + " tokens that are meant for the hub, or anybody's token of that provider would open it");
        }
        if (!metadataUrl.isBlank() && !isProtected(URI.create(metadataUrl))) {
            throw new SettingRefused("OIDC_METADATA_URL takes an https URL: whoever answers it"
                    + " decides who may do what (http is taken for this machine only)");
        }
    }

    boolean isConfigured() {
        return !metadataUrl.isBlank();
    }

    private static boolean isProtected(URI url) {
        return "https".equals(url.getScheme()) || LOOPBACK.contains(url.getHost());
    }
}
