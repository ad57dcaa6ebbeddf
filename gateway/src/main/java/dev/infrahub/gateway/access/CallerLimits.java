package dev.infrahub.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.infrahub.gateway.access.VerificationLinks.Link;
import dev.infrahub.http.Problem;
import dev.infrahub.http.RateLimits;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;

/** How often a credential may ask, and how often a link may be opened. */
public final class CallerLimits {

    private static final int REMEMBERED = 100_000;

    /** How much more often than one link all links may be opened from one network. */
    private static final int LINKS_A_NETWORK = 4;

    private static final int NETWORK_BYTES = 8;

    private final int perCaller;
    private final int perLink;
    private final RateLimits limits = new RateLimits();
    private final Cache<String, Boolean> told = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(1))
            .maximumSize(REMEMBERED)
            .build();

    public CallerLimits(int perCaller, int perLink) {
        this.perCaller = perCaller;
        this.perLink = perLink;
    }

    /** @throws Problem 429 with the time to wait */
    public void count(Caller caller) {
        String application = caller.through().orElse(caller.id());
        if (caller.limits().stream().noneMatch(limit -> limit.key().equals(application))) {
            count(application + "/" + caller.id(), perCaller);
        }
        for (Limit limit : caller.limits()) {
            // each user of an application may ask as often as it may; what a key made asks within the key's own
            count(limit.key() + "/" + (limit.key().equals(application) ? caller.id() : limit.key()), limit.perMinute());
        }
    }

    private void count(String who, int perMinute) {
        limits.count(who, perMinute).ifPresent(wait -> {
            throw RateLimits.tooMany("This credential may ask " + perMinute + " times a minute.", wait);
        });
    }

    /** @throws Problem 429 where a link that needs no account was opened too often, or too many from this address */
    void count(Link link, String address) {
        limits.count("links:" + network(address), perLink * LINKS_A_NETWORK)
                .or(() -> limits.count("link:" + link.what() + "/" + link.text(), perLink))
                .ifPresent(wait -> {
                    throw RateLimits.tooMany("This link was opened too often; it is good again soon.", wait);
                });
    }

    /** Whoever has an address of IPv6 has 2^64 of them. */
    static String network(String address) {
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return bytes.length > NETWORK_BYTES ? HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES) : address;
        } catch (IllegalArgumentException notAnAddress) {
            return address;
        }
    }

    /** Whether this is the first refusal in a minute: a flood of refusals is one line of the audit trail, not a flood. */
    boolean isNews(String who) {
        return told.asMap().putIfAbsent(who, true) == null;
    }
}
