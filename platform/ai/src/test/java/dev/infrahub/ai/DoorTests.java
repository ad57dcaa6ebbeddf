package dev.infrahub.ai;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Whoever asks is answered. */
class DoorTests {

    @Test
    @SuppressWarnings("NullAway") // it breaks before it reads or writes
    void where_the_door_itself_is_broken_there_are_no_words() {
        AiProperties properties = new Binder(new MapConfigurationPropertySource(
                        Map.of("hub.ai.endpoint", "http://127.0.0.1:1/v1", "hub.ai.chat-model", "m-1")))
                .bindOrCreate("hub.ai", Bindable.of(AiProperties.class));
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Prompt prompt = new Prompt("plan-summary", "plan-summary.1", "Say it.", Map.of("summary", "It."), 400);
        try (Door door = new Door(
                properties,
                new Calls(Calls.WORDS, properties, meters),
                null,
                null,
                new Telemetry(properties, ObservationRegistry.NOOP, meters),
                new Broken())) {
            Reply reply = door.ask(new Question(
                    prompt, "client-a", null, "network", List.of("a fact"), List.of(), new Claims(Map.of(), null)));

            assertThat(reply).isEqualTo(new Reply.Unavailable("internal"));
        }
    }

    private static final class Broken extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            throw new IllegalStateException("broken");
        }
    }
}
