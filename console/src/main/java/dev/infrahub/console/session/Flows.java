package dev.infrahub.console.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.infrahub.console.remote.IdentityProvider.Flow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sign-ins at the identity provider that are under way: each ends once, in the browser that began it. */
public final class Flows {

    private static final Duration GOOD_FOR = Duration.ofMinutes(10);
    private static final int MOST = 10_000;

    private final Cache<String, Begun> flows =
            Caffeine.newBuilder().expireAfterWrite(GOOD_FOR).maximumSize(MOST).build();

    /** One of them, and the page that comes after it. */
    public record Begun(Flow flow, String next) {}

    public Flow begin(String redirectUri, String next) {
        String verifier = Secrets.next();
        Flow flow = new Flow(Secrets.next(), Secrets.next(), verifier, challenge(verifier), redirectUri);
        flows.put(flow.state(), new Begun(flow, next));
        return flow;
    }

    /** @param kept the state that the browser was given */
    public Optional<Begun> end(@Nullable String state, @Nullable String kept) {
        return state == null || kept == null || !Secrets.areSame(state, kept)
                ? Optional.empty()
                : Optional.ofNullable(flows.asMap().remove(state));
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
