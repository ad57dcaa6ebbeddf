package dev.infrahub.standalone;

import dev.infrahub.embedded.EmbeddedDatabase;
import dev.infrahub.embedded.EmbeddedKafka;
import dev.infrahub.embedded.EmbeddedRegistry;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Brings up broker, database and registry, each unless the environment names one that is up already.
 *
 * @param end is told when one that was started here has ended, and why
 */
record Infrastructure(
        Settings settings, Console console, Running running, KeptPorts ports, Keys keys, Consumer<String> end) {

    CompletableFuture<Backbone> start(Executor executor) {
        CompletableFuture<KafkaAddress> kafka = CompletableFuture.supplyAsync(this::kafka, executor);
        CompletableFuture<DatabaseAddress> database = CompletableFuture.supplyAsync(this::database, executor);
        CompletableFuture<RegistryAddress> registry = database.thenApplyAsync(this::registry, executor);
        return Steps.all(kafka, database, registry)
                .thenApply(_ -> new Backbone(kafka.join(), database.join(), registry.join(), quantumApi()));
    }

    private KafkaAddress kafka() {
        return settings.value("KAFKA_BOOTSTRAP_SERVERS")
                .map(servers -> given("Kafka", KafkaAddress.given(servers)))
                .orElseGet(this::ownKafka);
    }

    private DatabaseAddress database() {
        return settings.value("POSTGRES_HOST")
                .map(host -> given("Postgres", DatabaseAddress.given(host, settings)))
                .orElseGet(this::ownDatabase);
    }

    private RegistryAddress registry(DatabaseAddress database) {
        return settings.value("SCHEMA_REGISTRY_URL")
                .map(url -> given("Schema registry", RegistryAddress.given(url)))
                .orElseGet(() -> ownRegistry(database));
    }

    /** The local installation is started with the services: it stands on the database as they do. */
    private QuantumApiAddress quantumApi() {
        return QuantumApiAddress.given(settings)
                .map(address -> given("QuantumAPI", address))
                .orElseGet(() -> QuantumApiAddress.local(ports.of("quantumapi"), keys));
    }

    private KafkaAddress ownKafka() {
        EmbeddedKafka.whenBroken(() -> end.accept("Kafka cannot go on; why is in " + log("logs/hub.log")));
        EmbeddedKafka kafka =
                running.keep(Rank.BROKER, EmbeddedKafka.start(settings.home().kafka(), ports.of("kafka")));
        KafkaAddress address = KafkaAddress.of(kafka);
        console.say("Kafka ready on " + address);
        return address;
    }

    private DatabaseAddress ownDatabase() {
        EmbeddedDatabase database = running.keep(
                Rank.DATABASE, EmbeddedDatabase.start(settings.home().postgres(), ports.of("postgres")));
        database.whenEnded(() -> end.accept("Postgres has ended; why is in " + log("postgres/postgres.log")));
        DatabaseAddress address = DatabaseAddress.of(database);
        console.say("Postgres ready on " + address);
        return address;
    }

    private RegistryAddress ownRegistry(DatabaseAddress database) {
        EmbeddedRegistry registry = running.keep(
                Rank.REGISTRY,
                EmbeddedRegistry.start(
                        application(), settings.home().registry(), ports.of("registry"), database.registryStorage()));
        registry.whenEnded(
                () -> end.accept("The schema registry has ended; why is in " + log("registry/registry.log")));
        console.say("Schema registry ready on " + registry.url());
        return RegistryAddress.of(registry);
    }

    private Path log(String name) {
        return settings.home().root().resolve(name);
    }

    private static Path application() {
        return Path.of(System.getProperty("hub.registry.home", "platform/embedded/target/registry"));
    }

    private <T> T given(String what, T where) {
        console.say(what + " is the one given: " + where);
        return where;
    }
}
