package dev.infrahub.chatservice.domain;

import java.util.Map;
import java.util.Optional;

/** A client in numbers: those that the reader may read. */
public record ClientFact(String client, Map<Measure, Long> counts) implements Fact {

    public ClientFact {
        counts = Map.copyOf(counts);
    }

    long count(Measure measure) {
        return counts.getOrDefault(measure, 0L);
    }

    @Override
    public Source source() {
        return new Source("module", client, "Modules of " + client, Optional.of(client), Optional.empty());
    }
}
