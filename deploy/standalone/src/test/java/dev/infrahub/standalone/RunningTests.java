package dev.infrahub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class RunningTests {

    private final List<String> stopped = new CopyOnWriteArrayList<>();
    private final Running running = new Running();

    @Test
    void stopsInOrderOfRankWhateverTheOrderOfStart() {
        running.keep(Rank.DATABASE, () -> stopped.add("database"));
        running.keep(Rank.GATEWAY, () -> stopped.add("gateway"));
        running.keep(Rank.BROKER, () -> stopped.add("broker"));
        running.keep(Rank.WORKER, () -> stopped.add("worker"));
        running.keep(Rank.REGISTRY, () -> stopped.add("registry"));
        running.close();
        assertThat(stopped).containsExactly("gateway", "worker", "registry", "broker", "database");
    }

    @Test
    void stopsTheRestWhenOnePartFails() {
        running.keep(Rank.GATEWAY, () -> {
            throw new IllegalStateException("stuck");
        });
        running.keep(Rank.DATABASE, () -> stopped.add("database"));
        running.close();
        assertThat(stopped).containsExactly("database");
    }

    @Test
    void stopsAtOnceWhatStartedTooLate() {
        running.close();
        running.keep(Rank.GATEWAY, () -> stopped.add("late"));
        assertThat(stopped).containsExactly("late");
    }
}
