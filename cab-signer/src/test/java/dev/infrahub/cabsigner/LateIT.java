package dev.infrahub.cabsigner;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The broker took a wish in when it was fresh; that nobody was there to hear it is not its fault. */
class LateIT {

    private static final Duration LONGEST_WAY = Duration.ofMillis(500);

    @Test
    void a_wish_waits_for_as_long_as_the_service_is_away() {
        try (LocalQuantumApi quantumApi = new LocalQuantumApi();
                BoardFixture board = new BoardFixture()) {
            board.start(quantumApi.start());
            board.stop();
            quantumApi.stop();
            Instant asked = Instant.now();
            UUID operation = board.open(board.id("waited"), "low");

            board.start(quantumApi.start(), "--hub.events.longest-way=" + LONGEST_WAY.toMillis() + "ms");

            // by its own clock the service would find it stale
            assertThat(Duration.between(asked, Instant.now())).isGreaterThan(LONGEST_WAY);
            eventually(() -> assertThat(board.wire.eventsOf(Topics.CHANGE_UPDATED, operation))
                    .hasSize(1));
        }
    }
}
