package dev.infrahub.gateway.access;

import dev.infrahub.gateway.clients.Clients;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Links that open one thing without an account. Ids can be guessed; the token in the link, an HMAC-SHA256 of the id, cannot.
 */
public final class VerificationLinks {

    private static final String HMAC = "HmacSHA256";

    private final Map<Opens, SecretKeySpec> keys = new EnumMap<>(Opens.class);

    /** What a link opens. A token is good for one kind only, as each has a key of its own. */
    public enum Opens {
        /** The verification of the approval of a client's change request. */
        APPROVAL("/api/cab/verify/", "approval-links"),
        /** The same, of when ids were unique over all clients and links named none. None of this kind is made any more. */
        APPROVAL_OF_BEFORE("/api/cab/verify/", "verification-links"),
        /** An evidence file. */
        EVIDENCE("/api/cab/evidence/", "evidence-links");

        private final String path;
        private final String purpose;

        Opens(String path, String purpose) {
            this.path = path;
            this.purpose = purpose;
        }

        /** What stands before the id. */
        public String path() {
            return path;
        }

        /** Of this id, which tells it from all others. */
        public Link of(String id) {
            return new Link(this, Optional.empty(), id);
        }

        /** Of this client's id. */
        public Link of(String client, String id) {
            return new Link(this, Optional.of(client), id);
        }

        /** What a request to this kind's path may be about. */
        Link asked(@Nullable String client, String id) {
            return this == APPROVAL && client != null ? of(client, id) : of(id);
        }
    }

    /** What one link opens. */
    public record Link(Opens what, Optional<String> client, String id) {

        /** No client has a slash in its name. */
        String text() {
            return client.map(name -> name + "/").orElse("") + id;
        }
    }

    /** @param secret the installation's; links get keys of their own out of it */
    public VerificationLinks(byte[] secret) {
        for (Opens what : Opens.values()) {
            keys.put(what, new SecretKeySpec(hmac(new SecretKeySpec(secret, HMAC), what.purpose), HMAC));
        }
    }

    public String path(Link link) {
        return link.what().path
                + URLEncoder.encode(link.id(), StandardCharsets.UTF_8).replace("+", "%20") + "?"
                + link.client().map(client -> "client=" + client + "&").orElse("") + "token=" + token(link);
    }

    public boolean opens(Link link, String token) {
        // an approval is nothing without its client; with a slash in its name the text would be another link's too
        return link.client().map(name -> Clients.NAME.matcher(name).matches()).orElse(link.what() != Opens.APPROVAL)
                && MessageDigest.isEqual(
                        token(link).getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private String token(Link link) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(hmac(Objects.requireNonNull(keys.get(link.what())), link.text()));
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
