package dev.infrahub.standalone;

import dev.infrahub.embedded.EmbeddedKafka;
import dev.infrahub.embedded.KafkaAccounts;
import java.util.List;
import java.util.Optional;

/**
 * Where Kafka is, and who the services are there.
 *
 * @param accounts of our own broker; empty where the environment names another, and says itself who the services are there
 */
record KafkaAddress(String bootstrapServers, Optional<KafkaAccounts> accounts) {

    static KafkaAddress given(String bootstrapServers) {
        return new KafkaAddress(bootstrapServers, Optional.empty());
    }

    static KafkaAddress of(EmbeddedKafka kafka) {
        return new KafkaAddress(kafka.bootstrapServers(), Optional.of(kafka.accounts()));
    }

    /** What the service of this name is told. */
    List<String> arguments(String service) {
        return accounts.map(known -> known.settings(service)).orElse(List.of());
    }

    @Override
    public String toString() {
        return bootstrapServers;
    }
}
