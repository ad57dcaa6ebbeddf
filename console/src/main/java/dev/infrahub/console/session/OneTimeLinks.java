package dev.infrahub.console.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.infrahub.console.remote.Caller;
import dev.infrahub.console.remote.Credential;
import java.time.Duration;
import java.util.Optional;

/** Links that sign somebody in: each once, and within minutes. */
public final class OneTimeLinks {

    private static final Duration GOOD_FOR = Duration.ofMinutes(2);
    private static final int MOST = 1_000;

    private final Cache<String, Holder> links =
            Caffeine.newBuilder().expireAfterWrite(GOOD_FOR).maximumSize(MOST).build();

    /** Who is signed in by it, and to which page. */
    public record Holder(Credential credential, Caller caller, String next) {}

    public String make(Credential credential, Caller caller, String next) {
        String token = Secrets.next();
        links.put(token, new Holder(credential, caller, next));
        return token;
    }

    /** Who would be signed in, without using the link up: what looks ahead in a browser follows links too. */
    public Optional<Caller> look(String token) {
        return Optional.ofNullable(links.getIfPresent(token)).map(Holder::caller);
    }

    public Optional<Holder> take(String token) {
        return Optional.ofNullable(links.asMap().remove(token));
    }
}
