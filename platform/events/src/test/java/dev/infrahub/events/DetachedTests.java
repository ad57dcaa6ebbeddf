package dev.infrahub.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Sinks;

class DetachedTests {

    @Test
    void work_runs_to_its_end_although_nobody_waits_any_longer() {
        Sinks.One<String> answer = Sinks.one();
        AtomicBoolean done = new AtomicBoolean();

        Detached.of(answer.asMono().doOnSuccess(_ -> done.set(true)))
                .subscribe()
                .dispose();
        answer.tryEmitValue("late").orThrow();

        assertThat(done).isTrue();
    }

    @Test
    void who_does_wait_gets_what_it_came_to() {
        Sinks.One<String> answer = Sinks.one();
        answer.tryEmitValue("in time").orThrow();

        assertThat(Detached.of(answer.asMono().contextWrite(context -> context.put("seen", true)))
                        .block())
                .isEqualTo("in time");
    }
}
