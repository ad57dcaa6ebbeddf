package dev.infrahub.testing;

import dev.infrahub.embedded.KafkaAccounts;
import dev.infrahub.events.Provisioning;
import dev.infrahub.schemas.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * The broker of the tests.
 *
 * @param accounts of those that it knows; empty for one that lets everybody in
 */
record Broker(String bootstrapServers, Optional<KafkaAccounts> accounts) {

    /** Each by its service, since tests publish what one would that does not run. */
    void createTopics() {
        Stream.of(Service.values()).forEach(service -> Provisioning.topics(service, as(service.id()), service.id()));
    }

    /** What a service is told to be of this name. */
    List<String> arguments(String name) {
        List<String> arguments = new ArrayList<>(List.of("--KAFKA_BOOTSTRAP_SERVERS=" + bootstrapServers));
        accounts.ifPresent(known -> arguments.addAll(known.settings(name)));
        return arguments;
    }

    Map<String, Object> as(String name) {
        return new HashMap<>(accounts.map(known -> known.of(name).clientSettings(bootstrapServers))
                .orElse(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers)));
    }
}
