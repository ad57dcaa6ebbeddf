package dev.infrahub.gateway.web.access;

import dev.infrahub.gateway.domain.ApiKey;
import dev.infrahub.gateway.domain.Caller;
import dev.infrahub.gateway.domain.KeySecret;
import dev.infrahub.gateway.store.ApiKeys;
import dev.infrahub.gateway.web.problems.Problem;
import java.time.Clock;
import java.time.Duration;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import reactor.core.publisher.Mono;

/** Finds out who presents a credential. */
final class Callers implements ReactiveAuthenticationManager {

    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private final ApiKeys keys;
    private final OidcTokens tokens;
    private final Clock clock;

    Callers(ApiKeys keys, OidcTokens tokens, Clock clock) {
        this.keys = keys;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Fails with {@link Problem} 401 where the credential is not good, 503 where that cannot be found out now. */
    @Override
    public Mono<Authentication> authenticate(Authentication presented) {
        return caller((Presented) presented).map(Access::new);
    }

    /** Where both are presented both must be good, and the user acts through the key's application. */
    private Mono<Caller> caller(Presented presented) {
        Mono<Caller> machine = Mono.justOrEmpty(presented.key()).flatMap(this::ofKey);
        Mono<Caller> user = Mono.justOrEmpty(presented.token()).flatMap(tokens::caller);
        if (presented.key().isPresent() && presented.token().isPresent()) {
            return machine.flatMap(application -> user.map(person -> person.through(application)));
        }
        return machine.switchIfEmpty(user);
    }

    private Mono<Caller> ofKey(KeySecret secret) {
        return keys.find(secret)
                .filter(key -> key.isUsable(clock.instant()))
                .switchIfEmpty(Mono.error(
                        () -> Problem.of(401, "key.invalid", "This API key is unknown, has expired or was revoked.")
                                .field(Presented.API_KEY)))
                .flatMap(key -> noteUse(key).thenReturn(key))
                .map(ApiKey::caller);
    }

    /** To the minute: writing a row for every request would cost more than it tells. */
    private Mono<Void> noteUse(ApiKey key) {
        boolean isNoted = key.lastUsedAt()
                .map(noted -> noted.plus(NOTED_EVERY).isAfter(clock.instant()))
                .orElse(false);
        return isNoted ? Mono.empty() : keys.noteUse(key.id(), clock.instant());
    }
}
