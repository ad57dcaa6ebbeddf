package dev.infrahub.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.infrahub.faults.Fault;
import dev.infrahub.gateway.access.Attempts.Attempt;
import dev.infrahub.http.Problem;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

/** What an address may try, and who is served all the same. */
class AttemptsTests {

    private static final String ADDRESS = "192.0.2.1";
    private static final int LIMIT = 5;
    private final Problem bad = Problem.of(401, "key.invalid", "No.");

    private final AtomicInteger asked = new AtomicInteger();
    private final KeySecret good = KeySecret.random();
    private final Attempts attempts = new Attempts(LIMIT, () -> {
        asked.incrementAndGet();
        return Set.of(HexFormat.of().formatHex(good.sha256()));
    });

    private static HttpHeaders key(String text) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(Presented.API_KEY, text);
        return headers;
    }

    private static HttpHeaders token(String text) {
        HttpHeaders headers = new HttpHeaders();
        headers.setBearerAuth(text);
        return headers;
    }

    private Attempt begin(HttpHeaders headers) {
        return Objects.requireNonNull(attempts.begin(ADDRESS, headers).block());
    }

    private void flood() {
        for (int n = 0; n < LIMIT; n++) {
            begin(key("guess-" + n)).fail(bad);
        }
    }

    private Problem refused(HttpHeaders headers) {
        Problem problem = catchThrowableOfType(Problem.class, () -> begin(headers));
        assertThat(problem).isNotNull();
        assertThat(problem.status()).isEqualTo(429);
        return problem;
    }

    @Test
    void beyond_the_limit_nothing_is_asked_for_each_guess() {
        flood();
        assertThat(asked).hasValue(0);

        for (int n = 0; n < 100; n++) {
            assertThat(refused(key("another-" + n)).retryAfter()).isPresent();
        }

        assertThat(asked.get()).isBetween(1, 20);
    }

    /** Whether it was ever used or not. */
    @Test
    void a_key_that_there_is_goes_on_however_many_guess_beside_it() {
        flood();

        for (int n = 0; n < 20; n++) {
            begin(key(good.text())).succeed();
        }
        assertThat(refused(key("guess")).code()).isEqualTo("rate.limited");
    }

    @Test
    void a_key_that_was_made_now_is_known_now() {
        Set<String> keys = ConcurrentHashMap.newKeySet();
        Attempts others = new Attempts(1, () -> Set.copyOf(keys));
        for (int n = 0; n < 2; n++) {
            var _ = catchThrowableOfType(
                    Problem.class, () -> others.begin(ADDRESS, key("guess")).block());
        }

        keys.add(HexFormat.of().formatHex(good.sha256()));
        others.keysChanged();

        assertThat(others.begin(ADDRESS, key(good.text())).block()).isNotNull();
    }

    @Test
    void what_proves_good_does_not_count() {
        for (int n = 0; n < LIMIT * 4; n++) {
            begin(key("good-" + n)).succeed();
        }
        begin(key("guess")).fail(bad);
        assertThat(asked).hasValue(0);
    }

    @Test
    void what_could_not_be_found_out_does_not_count() {
        Fault away = new Fault.Unavailable("postgres.unavailable", "Away.");
        for (int n = 0; n < LIMIT * 4; n++) {
            assertThat(begin(key("any-" + n)).fail(away)).isSameAs(away);
        }
        assertThat(begin(key("guess")).fail(bad)).isSameAs(bad);
    }

    @Test
    void a_token_goes_on_where_one_by_the_same_signer_was_good() {
        begin(token("signer.claims.signature")).succeed();
        flood();

        begin(token("signer.others.signature")).succeed();
        refused(token("stranger.claims.signature"));
        assertThat(asked).hasValue(0);
    }

    @Test
    void who_has_no_credential_is_counted_where_that_is_refused() {
        for (int n = 0; n < LIMIT * 4; n++) {
            begin(new HttpHeaders());
        }
        for (int n = 0; n < LIMIT; n++) {
            assertThat(begin(new HttpHeaders()).fail(bad)).isSameAs(bad);
        }
        assertThat(begin(new HttpHeaders()).fail(bad))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(429));
    }

    @Test
    void another_address_is_not_slowed_down() {
        flood();

        assertThat(attempts.begin("192.0.2.2", key("guess")).block()).isNotNull();
    }
}
