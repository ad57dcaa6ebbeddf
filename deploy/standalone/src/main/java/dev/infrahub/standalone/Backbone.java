package dev.infrahub.standalone;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** What the services stand on, by the names under which they read it from their environment. */
record Backbone(KafkaAddress kafka, DatabaseAddress database, RegistryAddress registry, QuantumApiAddress quantumApi) {

    /** In the order a person would look; without password and key. */
    SequencedMap<String, String> endpoints() {
        SequencedMap<String, String> endpoints = new LinkedHashMap<>();
        endpoints.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        endpoints.put("SCHEMA_REGISTRY_URL", registry.url());
        endpoints.put("QUANTUMAPI_ENDPOINT", quantumApi.endpoint());
        endpoints.put("POSTGRES_HOST", database.host());
        endpoints.put("POSTGRES_PORT", database.port());
        endpoints.put("POSTGRES_DB", database.name());
        endpoints.put("POSTGRES_USER", database.user());
        return endpoints;
    }

    List<String> arguments() {
        SequencedMap<String, String> settings = endpoints();
        settings.putAll(database.proofs());
        settings.putAll(registry.proofs());
        settings.put("QUANTUMAPI_KEY", quantumApi.key());
        return settings.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toList();
    }
}
