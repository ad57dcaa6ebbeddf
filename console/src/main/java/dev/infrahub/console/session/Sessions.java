package dev.infrahub.console.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.infrahub.console.remote.Caller;
import dev.infrahub.console.remote.Credential;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is signed in, in memory alone: a restart signs everybody out. */
public final class Sessions {

    private static final int MOST = 20_000;
    private static final int MOST_OF_ONE = 20;

    private final Cache<String, Session> open;
    private final Duration longest;
    private final Clock clock;

    public Sessions(Duration longest, Duration idle, Clock clock) {
        this.open =
                Caffeine.newBuilder().expireAfterAccess(idle).maximumSize(MOST).build();
        this.longest = longest;
        this.clock = clock;
    }

    /**
     * Always under a new id, so that no one from before is worth anything. Of somebody who has many the oldest ends.
     *
     * @param end when the credential is no longer good
     */
    public Session open(Credential credential, Caller caller, Instant end) {
        Instant now = clock.instant();
        Instant limit = now.plus(longest);
        Instant known = caller.expiresAt() == null ? end : caller.expiresAt();
        Instant sooner = known.isBefore(end) ? known : end;
        Session session = new Session(
                Secrets.next(), credential, caller, Secrets.next(), now, sooner.isBefore(limit) ? sooner : limit);
        open.put(session.id(), session);
        open.asMap().values().stream()
                .filter(one -> one.caller().id().equals(caller.id()))
                .sorted(Comparator.comparing(Session::since).reversed())
                .skip(MOST_OF_ONE)
                .forEach(this::close);
        return session;
    }

    public Optional<Session> find(@Nullable String id) {
        return Optional.ofNullable(id).map(open::getIfPresent).filter(this::isOpen);
    }

    /** Whether it still is, though nobody asks by its cookie: what is streamed ends with it. */
    public boolean isOpen(Session session) {
        return open.asMap().containsKey(session.id()) && clock.instant().isBefore(session.until());
    }

    public void close(Session session) {
        open.invalidate(session.id());
    }

    /** Of everybody: what is streamed to them ends, so that nothing waits for it. */
    public void closeAll() {
        open.invalidateAll();
    }

    /** In every browser. */
    public void closeAllOf(Caller caller) {
        open.asMap().values().removeIf(session -> session.caller().id().equals(caller.id()));
    }
}
