package dev.infrahub.console.session;

import dev.infrahub.console.remote.IdentityProvider.Flow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * A sign-in at the identity provider that is under way. The browser that began it keeps it, and nobody else: however many are
 * begun, none is in the way of another.
 *
 * @param next the page that comes after it
 */
public record Begun(Flow flow, String next) {

    private static final int LONGEST_NEXT = 1_024;
    private static final int PARTS = 4;

    public static Begun begin(String redirectUri, String next) {
        return of(
                Secrets.next(),
                Secrets.next(),
                Secrets.next(),
                redirectUri,
                next.length() > LONGEST_NEXT ? Next.HOME : next);
    }

    /** The one that a browser kept, where it is the one that the provider answers. */
    public static Optional<Begun> end(@Nullable String state, @Nullable String kept, String redirectUri) {
        String[] parts = StringUtils.delimitedListToStringArray(kept, ".");
        return state == null || parts.length != PARTS || !Secrets.areSame(state, parts[0])
                ? Optional.empty()
                : Optional.of(of(parts[0], parts[1], parts[2], redirectUri, next(parts[3])));
    }

    private static Begun of(String state, String nonce, String verifier, String redirectUri, String next) {
        return new Begun(new Flow(state, nonce, verifier, challenge(verifier), redirectUri), next);
    }

    private static String next(String encoded) {
        try {
            return Next.of(new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Next.HOME;
        }
    }

    /** As it stands in a cookie. */
    String kept() {
        return String.join(
                ".",
                flow.state(),
                flow.nonce(),
                flow.verifier(),
                Base64.getUrlEncoder().withoutPadding().encodeToString(next.getBytes(StandardCharsets.UTF_8)));
    }

    /** RFC 7636, section 4.2. */
    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
