package dev.infrahub.console.remote;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signs people in elsewhere: OpenID Connect's code flow with PKCE. What comes of it is a credential for the gateway, which
 * checks its signature; here is checked that it answers what was asked.
 */
public final class IdentityProvider implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IdentityProvider.class);
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final long MOST = 1024 * 1024;
    private static final int OK = 200;

    private final Client client;
    private final JsonMapper json;
    private final Wire wire;
    private volatile @Nullable Metadata known;

    /**
     * What the provider knows us by.
     *
     * @param accessTokens whether the gateway is shown access tokens, and not ID tokens
     */
    public record Client(String metadataUrl, String id, String secret, String scope, boolean accessTokens) {

        @Override
        public String toString() {
            return "Client[" + id + "]";
        }
    }

    /** One sign-in under way, as only the browser that began it can end it. */
    public record Flow(String state, String nonce, String verifier, String challenge, String redirectUri) {

        @Override
        public String toString() {
            return "Flow[]";
        }
    }

    /** Who came back. */
    public record Granted(Credential credential, Instant until) {}

    private record Metadata(String issuer, String authorizationEndpoint, String tokenEndpoint) {}

    public IdentityProvider(Client client, JsonMapper json) {
        this.client = client;
        this.json = json;
        this.wire = new Wire(WITHIN);
    }

    /** Whether people sign in there; else by API keys alone. */
    public boolean isThere() {
        return !client.metadataUrl().isBlank();
    }

    /** Where the browser goes. */
    public String address(Flow flow) {
        String endpoint = metadata().authorizationEndpoint();
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("response_type", "code");
        asked.put("client_id", client.id());
        asked.put("redirect_uri", flow.redirectUri());
        asked.put("scope", client.scope());
        asked.put("state", flow.state());
        asked.put("nonce", flow.nonce());
        asked.put("code_challenge", flow.challenge());
        asked.put("code_challenge_method", "S256");
        return endpoint + (endpoint.indexOf('?') < 0 ? '?' : '&') + form(asked);
    }

    /** @throws Away where the provider does not answer, or with what is no answer to this flow */
    public Granted redeem(Flow flow, String code) {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("grant_type", "authorization_code");
        asked.put("code", code);
        asked.put("redirect_uri", flow.redirectUri());
        asked.put("code_verifier", flow.verifier());
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(metadata().tokenEndpoint()))
                .header("Content-Type", "application/x-www-form-urlencoded");
        if (client.secret().isEmpty()) {
            asked.put("client_id", client.id());
        } else {
            String both = encoded(client.id()) + ":" + encoded(client.secret());
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
        }
        JsonNode tokens = answer(request.POST(BodyPublishers.ofString(form(asked))));
        JsonNode claims = claims(tokens.path("id_token").asString(""));
        check(claims, flow);
        String shown =
                tokens.path(client.accessTokens() ? "access_token" : "id_token").asString("");
        if (shown.isEmpty()) {
            throw away("gave no token for the gateway");
        }
        return new Granted(
                new Credential.Token(shown),
                client.accessTokens()
                        ? end(tokens.path("expires_in"))
                        : Instant.ofEpochSecond(claims.path("exp").asLong(0)));
    }

    /** RFC 6749, section 5.1: it may be left out. The session has its own length then, and the gateway the last word. */
    private static Instant end(JsonNode expiresIn) {
        return expiresIn.isMissingNode() || expiresIn.isNull()
                ? Instant.MAX
                : Instant.now().plusSeconds(expiresIn.asLong(0));
    }

    /** OpenID Connect Core, section 3.1.3.7; the signature is the gateway's to check, and the wire proves who answered. */
    private void check(JsonNode claims, Flow flow) {
        JsonNode audience = claims.path("aud");
        boolean isForUs = audience.isArray()
                ? audience.valueStream().anyMatch(one -> one.asString("").equals(client.id()))
                : audience.asString("").equals(client.id());
        if (!isForUs
                || !claims.path("iss").asString("").equals(metadata().issuer())
                || !claims.path("nonce").asString("").equals(flow.nonce())) {
            throw away("answered with a token that is not for this sign-in");
        }
    }

    private JsonNode claims(String token) {
        int from = token.indexOf('.');
        int to = token.indexOf('.', from + 1);
        if (from < 0 || to < 0) {
            throw away("gave no ID token");
        }
        try {
            return json.readTree(Base64.getUrlDecoder().decode(token.substring(from + 1, to)));
        } catch (IllegalArgumentException | JacksonException _) {
            throw away("gave an ID token that cannot be read");
        }
    }

    private Metadata metadata() {
        Metadata metadata = known;
        if (metadata == null) {
            JsonNode found = answer(
                    HttpRequest.newBuilder(URI.create(client.metadataUrl())).GET());
            metadata = new Metadata(
                    found.path("issuer").asString(""),
                    found.path("authorization_endpoint").asString(""),
                    found.path("token_endpoint").asString(""));
            if (metadata.issuer().isEmpty()
                    || metadata.authorizationEndpoint().isEmpty()
                    || metadata.tokenEndpoint().isEmpty()) {
                throw away("has a description without issuer or endpoints");
            }
            known = metadata;
        }
        return metadata;
    }

    private JsonNode answer(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer =
                    wire.send(request.header("Accept", "application/json").build(), WITHIN, MOST);
            if (answer.statusCode() != OK) {
                throw away("answered with status " + answer.statusCode());
            }
            return json.readTree(answer.body());
        } catch (IOException e) {
            throw away("does not answer: " + e.getClass().getSimpleName());
        } catch (JacksonException e) {
            throw away("answered what is no JSON");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away("was not waited for");
        }
    }

    private static Away away(String why) {
        String trace = Trace.begin().id();
        LOG.warn("The identity provider {} (trace {})", why, trace);
        return new Away(Away.Who.IDENTITY_PROVIDER, trace, why);
    }

    private static String form(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> encoded(member.getKey()) + "=" + encoded(member.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        wire.close();
    }
}
