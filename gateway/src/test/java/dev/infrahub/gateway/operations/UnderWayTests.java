package dev.infrahub.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.infrahub.http.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UnderWayTests {

    private Instant now = Instant.parse("2026-11-30T12:00:00Z");
    private final UnderWay underWay = new UnderWay(3, () -> now);

    private UUID begin(String credential) {
        UUID operation = UUID.randomUUID();
        underWay.begin(operation, credential);
        return operation;
    }

    private void fill(String credential) {
        Stream.of(1, 2, 3).forEach(_ -> begin(credential));
    }

    private String refusal(String credential) {
        return catchThrowableOfType(Problem.class, () -> begin(credential)).code();
    }

    @Test
    void one_credential_has_as_many_as_that_and_another_its_own() {
        fill("key:a");

        Problem refused = catchThrowableOfType(Problem.class, () -> begin("key:a"));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("share.operations");
        assertThatCode(() -> fill("key:b")).doesNotThrowAnyException();
    }

    @Test
    void one_that_is_answered_makes_room_once() {
        begin("key:a");
        begin("key:a");
        UUID answered = begin("key:a");
        underWay.end(answered);
        underWay.end(answered);
        underWay.end(UUID.randomUUID());

        begin("key:a");
        assertThat(refusal("key:a")).isEqualTo("share.operations");
    }

    @Test
    void one_that_nobody_answers_counts_for_a_while() {
        fill("key:a");
        now = now.plus(UnderWay.COUNTED_FOR).minusSeconds(1);
        assertThat(refusal("key:a")).isEqualTo("share.operations");

        now = now.plus(Duration.ofSeconds(1));

        fill("key:a");
        assertThat(refusal("key:a")).isEqualTo("share.operations");
    }
}
