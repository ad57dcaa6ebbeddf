package dev.infrahub.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * An OpenID Connect provider as far as the code flow goes: it signs in whoever comes, and holds whoever redeems a code to what
 * RFC 6749 and RFC 7636 ask: once, the same redirect URI, the client's secret and the verifier.
 */
final class Provider implements AutoCloseable {

    static final String CLIENT = "console";
    static final String SECRET = "s3cret with space";

    private final HttpServer server;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private volatile String nonce = "";
    private volatile String issued = "";
    private volatile boolean saysWhenTokensEnd = true;

    Provider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/.well-known/openid-configuration", exchange -> send(exchange, 200, """
                {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token"}
                """.formatted(url())));
        server.createContext("/token", this::redeem);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String metadata() {
        return url() + "/.well-known/openid-configuration";
    }

    /** Puts this nonce into tokens, whatever was asked. */
    void answerWithNonce(String wrong) {
        nonce = wrong;
    }

    /** RFC 6749 lets a provider leave out how long an access token is good. */
    void sayNothingOfTheEnd() {
        saysWhenTokensEnd = false;
    }

    /** The last ID token. */
    String issued() {
        return issued;
    }

    /** As if somebody had signed in at this address: where the browser is sent back to. */
    URI signIn(String address) {
        Map<String, String> asked = members(URI.create(address).getRawQuery());
        String code = "code-" + codes.size();
        codes.put(code, asked);
        return URI.create(asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state"));
    }

    private void redeem(HttpExchange exchange) throws IOException {
        Map<String, String> form =
                members(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, String> asked = codes.remove(form.getOrDefault("code", ""));
        String proof = "Basic "
                + Base64.getEncoder()
                        .encodeToString((CLIENT + ":" + SECRET.replace(' ', '+')).getBytes(StandardCharsets.UTF_8));
        boolean isGood = asked != null
                && proof.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && Objects.equals(asked.get("redirect_uri"), form.get("redirect_uri"))
                && "S256".equals(asked.get("code_challenge_method"))
                && challenge(form.getOrDefault("code_verifier", "")).equals(asked.get("code_challenge"));
        if (asked == null || !isGood) {
            send(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        String claims = "{\"iss\":\"%s\",\"aud\":[\"%s\"],\"nonce\":\"%s\",\"exp\":%d}"
                .formatted(
                        url(),
                        CLIENT,
                        nonce.isEmpty() ? asked.get("nonce") : nonce,
                        Instant.now().plusSeconds(600).getEpochSecond());
        issued =
                "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                        + ".sig";
        send(
                exchange,
                200,
                "{\"id_token\":\"" + issued + "\",\"access_token\":\"opaque\""
                        + (saysWhenTokensEnd ? ",\"expires_in\":600" : "") + "}");
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, String> members(String encoded) {
        return Arrays.stream(encoded.split("&", -1))
                .map(member -> member.split("=", 2))
                .collect(Collectors.toMap(
                        member -> member[0], member -> URLDecoder.decode(member[1], StandardCharsets.UTF_8)));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
