package dev.infrahub.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.infrahub.faults.Fault;
import dev.infrahub.http.Blocking;
import dev.infrahub.http.Problem;
import dev.infrahub.http.RateLimits;
import dev.infrahub.proofs.Digest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;

/**
 * How often an address may come without a good credential. It is counted before anything is done to find out whether the
 * credential is good, and given back where it is. Beyond the limit only what may well be good is looked at: a key that there
 * is, which one query a second tells of all of them, and a token by a signer whose tokens were good lately, which asks nobody.
 * So who guesses costs nothing, and whoever shares the address is served.
 */
public final class Attempts {

    private static final Duration KEYS_KEPT = Duration.ofSeconds(1);
    private static final Duration SIGNERS_KEPT = Duration.ofDays(1);
    private static final int MOST_SIGNERS = 1000;
    private static final String ALL = "all";

    private final int perMinute;
    private final RateLimits limits = new RateLimits();
    private final Supplier<Set<String>> usableKeys;
    private final Cache<String, Set<String>> keys =
            Caffeine.newBuilder().expireAfterWrite(KEYS_KEPT).build();
    private final Cache<String, Boolean> signers = Caffeine.newBuilder()
            .expireAfterAccess(SIGNERS_KEPT)
            .maximumSize(MOST_SIGNERS)
            .build();

    /** @param usableKeys the SHA-256, in hex, of the keys that are good now; asked once a second at most */
    public Attempts(int perMinute, Supplier<Set<String>> usableKeys) {
        this.perMinute = perMinute;
        this.usableKeys = usableKeys;
    }

    /** There is a key that was not there before. */
    void keysChanged() {
        keys.invalidateAll();
    }

    /** Fails with {@link Problem} 429 for what is one too many, and not known. */
    public Mono<Attempt> begin(String address, HttpHeaders headers) {
        String who = CallerLimits.network(address);
        Optional<String> key = Optional.ofNullable(headers.getFirst(Presented.API_KEY))
                .map(text -> HexFormat.of().formatHex(new KeySecret(text).sha256()));
        Optional<String> signer =
                Optional.ofNullable(headers.getFirst(HttpHeaders.AUTHORIZATION)).map(Attempts::signer);
        if (key.isEmpty() && signer.isEmpty()) {
            return Mono.just(new Attempt(who, signer, false));
        }
        Optional<Duration> wait = limits.count(who, perMinute);
        return wait.isEmpty()
                ? Mono.just(new Attempt(who, signer, true))
                : mayBeGood(key, signer)
                        .filter(Boolean::booleanValue)
                        .map(_ -> new Attempt(who, signer, false))
                        .switchIfEmpty(Mono.error(() -> tooMany(wait.get())));
    }

    private Mono<Boolean> mayBeGood(Optional<String> key, Optional<String> signer) {
        return key.map(one -> Blocking.call(() -> isUsable(one)))
                .orElseGet(
                        () -> Mono.just(signer.map(signers.asMap()::containsKey).orElse(false)));
    }

    /** What stands before the first dot of a token names the provider's key, and is the same in all tokens that it signs. */
    private static String signer(String authorization) {
        return Digest.of(authorization.split("[.]", 2)[0]);
    }

    private boolean isUsable(String key) {
        try {
            return keys.get(ALL, _ -> usableKeys.get()).contains(key);
        } catch (Fault.Unavailable databaseAway) {
            return false;
        }
    }

    private static Problem tooMany(Duration wait) {
        return RateLimits.tooMany("Too many requests without a good credential.", wait);
    }

    /** One request, until it is known whether its credential is good. */
    public final class Attempt {

        private final String who;
        private final Optional<String> signer;
        private boolean isCounted;

        private Attempt(String who, Optional<String> signer, boolean isCounted) {
            this.who = who;
            this.signer = signer;
            this.isCounted = isCounted;
        }

        /** The credential is good. */
        public void succeed() {
            signer.ifPresent(one -> signers.put(one, true));
            giveBack();
        }

        /** What its caller is told: that it is not good or, after too many of them, to wait. */
        public Throwable fail(Throwable failure) {
            if (!(failure instanceof Problem problem) || problem.status() != HttpStatus.UNAUTHORIZED.value()) {
                // nobody knows whether it is good
                giveBack();
                return failure;
            }
            return isCounted
                    ? problem
                    : limits.count(who, perMinute).map(Attempts::tooMany).orElse(problem);
        }

        private void giveBack() {
            if (isCounted) {
                isCounted = false;
                limits.giveBack(who, perMinute);
            }
        }
    }
}
