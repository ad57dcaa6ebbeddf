package dev.infrahub.gateway.access;

import dev.infrahub.http.Blocking;
import dev.infrahub.http.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import reactor.core.publisher.Mono;

/** Finds out who presents a credential. */
public record Callers(ApiKeys keys, OidcTokens tokens, KeyRules rules, Clock clock)
        implements ReactiveAuthenticationManager {

    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    /** Fails with {@link Problem} 401 where the credential is not good, 503 where that cannot be found out now. */
    @Override
    public Mono<Authentication> authenticate(Authentication presented) {
        return caller((Presented) presented).map(Access::new);
    }

    /** Where both are presented both must be good, and the user acts through the key's application. */
    private Mono<Caller> caller(Presented presented) {
        Mono<Caller> machine = Mono.justOrEmpty(presented.key()).flatMap(key -> Blocking.call(() -> ofKey(key)));
        Mono<Caller> user = Mono.justOrEmpty(presented.token()).flatMap(tokens::caller);
        if (presented.key().isPresent() && presented.token().isPresent()) {
            return machine.flatMap(application -> user.map(person -> person.through(application)));
        }
        return machine.switchIfEmpty(user);
    }

    private Caller ofKey(KeySecret secret) {
        KeyLine line = keys.find(secret)
                .filter(found -> found.isUsable(clock.instant()))
                .orElseThrow(() -> Problem.of(
                                401,
                                "key.invalid",
                                "This API key is unknown, has expired or was revoked, or one that it was made by.")
                        .field(Presented.API_KEY));
        noteUse(line.presented());
        return line.caller(rules.perMinute());
    }

    /** To the minute: writing a row for every request would cost more than it tells. */
    private void noteUse(ApiKey key) {
        Instant now = clock.instant();
        if (key.lastUsedAt()
                .filter(noted -> noted.plus(NOTED_EVERY).isAfter(now))
                .isEmpty()) {
            keys.noteUse(key.id(), now);
        }
    }
}
