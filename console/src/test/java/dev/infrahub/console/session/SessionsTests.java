package dev.infrahub.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.console.remote.Caller;
import dev.infrahub.console.remote.Credential;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SessionsTests {

    private static final Credential KEY = new Credential.Key("hub_x");

    private final AtomicLong seconds = new AtomicLong();
    private final InstantSource time = () -> Instant.ofEpochSecond(seconds.get());
    private final Sessions sessions =
            new Sessions(Duration.ofHours(8), Duration.ofHours(1), time.withZone(ZoneOffset.UTC));

    private static Caller caller(String id) {
        return new Caller(id, id, Set.of(), Set.of(), null);
    }

    private Session open(String id) {
        seconds.incrementAndGet();
        return sessions.open(KEY, caller(id), Instant.MAX);
    }

    @Test
    void of_somebody_who_has_many_the_oldest_ends_and_of_nobody_else() {
        Session others = open("b");
        List<Session> own = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            own.add(open("a"));
        }

        assertThat(own.stream().filter(sessions::isOpen)).isEqualTo(own.subList(1, 21));
        assertThat(sessions.isOpen(others)).isTrue();
    }

    @Test
    void ends_with_its_credential_or_with_its_own_time() {
        Session withToken = sessions.open(KEY, caller("a"), Instant.ofEpochSecond(600));
        Session withoutEnd = sessions.open(KEY, caller("a"), Instant.MAX);
        seconds.set(600);

        assertThat(sessions.isOpen(withToken)).isFalse();
        assertThat(sessions.isOpen(withoutEnd)).isTrue();
        assertThat(withoutEnd.until()).isEqualTo(Instant.ofEpochSecond(0).plus(Duration.ofHours(8)));
    }
}
