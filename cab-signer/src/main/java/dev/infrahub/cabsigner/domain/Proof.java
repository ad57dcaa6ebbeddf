package dev.infrahub.cabsigner.domain;

import dev.infrahub.json.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How whoever decided proved who they are, as the gateway found it. Null is what does not apply, or was not told.
 *
 * @param method {@code oidc} or {@code api-key}
 * @param authenticatedAtClaim {@code auth_time} or {@code iat}
 * @param methods the token's {@code amr}
 * @param contextClass the token's {@code acr}
 */
public record Proof(
        String method,
        @Nullable String issuer,
        @Nullable String subject,
        @Nullable Instant authenticatedAt,
        @Nullable String authenticatedAtClaim,
        List<String> methods,
        @Nullable String contextClass,
        @Nullable String keyId) {

    public Proof {
        methods = List.copyOf(methods);
    }

    Json json() {
        Json json = new Json();
        if (authenticatedAt == null) {
            json.with("authenticatedAt", (String) null);
        } else {
            json.with("authenticatedAt", authenticatedAt);
        }
        return json.with("method", method)
                .with("issuer", issuer)
                .with("subject", subject)
                .with("authenticatedAtClaim", authenticatedAtClaim)
                .withTexts("methods", methods)
                .with("contextClass", contextClass)
                .with("keyId", keyId);
    }
}
