package dev.infrahub.testing;

import dev.infrahub.embedded.EmbeddedDatabase;
import dev.infrahub.embedded.EmbeddedKafka;
import dev.infrahub.embedded.EmbeddedRegistry;
import dev.infrahub.embedded.RegistryStorage;
import dev.infrahub.events.SigningKey;
import dev.infrahub.grants.Account;
import dev.infrahub.schemas.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The one seam between tests and the outside: a real Kafka, Postgres and schema registry, started once a JVM. Containers
 * where a Docker engine answers, else the embedded ones.
 */
public final class Backends {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    /** For tests alone: the same in all of them, so that fingerprints can be compared. */
    private static final String FINGERPRINT_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    /** An API key of the gateways that tests start: role admin, all clients. */
    public static final String ADMIN_KEY = "hub_for-tests-alone-for-tests-alone-for-tests";

    /** The key of the gateways that tests start, which workers that they start trust. */
    static final SigningKey GATEWAY_KEY = SigningKey.generate();

    private static final String OWNER = "infrahub";

    private final Broker kafka;
    private final String registryUrl;
    private final String registryUser;
    private final String registryPassword;
    private final String postgresHost;
    private final int postgresPort;
    private final String postgresUser;
    private final String postgresPassword;
    private final Consumer<String> createDatabase;
    private final @Nullable Path state;

    private Backends(
            Broker kafka,
            String registryUrl,
            String registryUser,
            String registryPassword,
            String postgresHost,
            int postgresPort,
            String postgresUser,
            String postgresPassword,
            Consumer<String> createDatabase,
            @Nullable Path state) {
        this.kafka = kafka;
        this.registryUrl = registryUrl;
        this.registryUser = registryUser;
        this.registryPassword = registryPassword;
        this.postgresHost = postgresHost;
        this.postgresPort = postgresPort;
        this.postgresUser = postgresUser;
        this.postgresPassword = postgresPassword;
        this.createDatabase = createDatabase;
        this.state = state;
    }

    /** The backends of this JVM, started when first asked for. */
    public static Backends shared() {
        return Shared.BACKENDS;
    }

    private static final class Shared {
        private static final Backends BACKENDS =
                DockerClientFactory.instance().isDockerAvailable() ? containers() : embedded();
    }

    /** A Postgres database of its own for a test class. */
    public record Database(String host, int port, String name, String user, String password) {

        /** The same database through another address, such as that of a {@link Cable}. */
        public Database at(String otherHost, int otherPort) {
            return new Database(otherHost, otherPort, name, user, password);
        }

        /** Sees the rows of all clients, where row security asks who is looking. */
        public Connection connect() throws SQLException {
            return DriverManager.getConnection(
                    "jdbc:postgresql://" + host + ":" + port + "/" + name + "?options=-c%20hub.clients=clients:*",
                    user,
                    password);
        }
    }

    private static final class Keys {
        private static final Path DIRECTORY = temporaryDirectory();
        private static final Path SIGNING = written("signing-key.pem", GATEWAY_KEY.privatePem());
        private static final Path TRUSTED = written("trusted-keys.pem", GATEWAY_KEY.publicPem());

        private static Path written(String name, String pem) {
            try {
                return Files.writeString(DIRECTORY.resolve(name), pem);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public Database newDatabase() {
        String name = "test_" + DATABASES.incrementAndGet() + "_"
                + ProcessHandle.current().pid();
        createDatabase.accept(name);
        return new Database(postgresHost, postgresPort, name, postgresUser, postgresPassword);
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** What a Kafka client needs that may everything, such as one that looks at what services do. */
    public Map<String, Object> administrator() {
        return kafka.as(Account.ADMINISTRATOR);
    }

    /** What a Kafka client needs to be this service, and to be allowed no more than it. */
    public Map<String, Object> as(Service service) {
        return kafka.as(service.id());
    }

    /** Where the backends keep their files, when they are embedded: {@code kafka}, {@code postgres} and {@code registry}. */
    public Optional<Path> stateDirectory() {
        return Optional.ofNullable(state);
    }

    /** The registry's Confluent API. */
    public String registryUrl() {
        return registryUrl;
    }

    /** Who registers schemas; nobody where everybody may. */
    String registryUser() {
        return registryUser;
    }

    String registryPassword() {
        return registryPassword;
    }

    /**
     * Arguments that point a service at these backends, with its own account, on a free port, quick to retry and to give up.
     */
    public String[] serviceArguments(Service service, Database database, String... more) {
        List<String> arguments = new ArrayList<>(kafka.arguments(service.id()));
        arguments.addAll(List.of(
                "--SCHEMA_REGISTRY_URL=" + registryUrl,
                "--SCHEMA_REGISTRY_USERNAME=" + registryUser,
                "--SCHEMA_REGISTRY_PASSWORD=" + registryPassword,
                "--POSTGRES_HOST=" + database.host(),
                "--POSTGRES_PORT=" + database.port(),
                "--POSTGRES_DB=" + database.name(),
                "--POSTGRES_USER=" + database.user(),
                "--POSTGRES_PASSWORD=" + database.password(),
                "--HUB_FINGERPRINT_KEY=" + FINGERPRINT_KEY,
                "--HUB_ADMIN_KEY=" + ADMIN_KEY,
                "--HUB_SIGNING_KEY_FILE=" + Keys.SIGNING,
                "--HUB_TRUSTED_KEYS_FILE=" + Keys.TRUSTED,
                "--server.port=0",
                "--hub.events.first-retry=100ms",
                "--hub.events.give-up-after=2s",
                "--hub.events.give-up-on-bug-after=1s"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private static Backends embedded() {
        Path state = temporaryDirectory();
        EmbeddedDatabase database = EmbeddedDatabase.start(state.resolve("postgres"), 0);
        EmbeddedKafka kafka = EmbeddedKafka.start(state.resolve("kafka"), 0);
        Broker broker = new Broker(kafka.bootstrapServers(), Optional.of(kafka.accounts()));
        broker.createTopics();
        EmbeddedRegistry registry = EmbeddedRegistry.start(
                Path.of(System.getProperty("hub.registry.home")),
                state.resolve("registry"),
                0,
                RegistryStorage.in(database));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            registry.close();
            kafka.close();
            database.close();
        }));
        return new Backends(
                broker,
                registry.confluentUrl(),
                registry.user(),
                registry.password(),
                database.host(),
                database.port(),
                database.user(),
                database.password(),
                database::createDatabase,
                state);
    }

    // Testcontainers' own reaper removes them when this JVM ends
    @SuppressWarnings("resource")
    private static Backends containers() {
        // lets everybody in: the image formats its storage before anybody could be known by SCRAM
        KafkaContainer kafka = new KafkaContainer("apache/kafka:4.2.2");
        PostgreSQLContainer postgres = new PostgreSQLContainer(
                DockerImageName.parse("pgvector/pgvector:pg18").asCompatibleSubstituteFor("postgres"));
        GenericContainer<?> registry = new GenericContainer<>("apicurio/apicurio-registry:3.3.3")
                .withExposedPorts(8080)
                .waitingFor(Wait.forHttp("/apis/registry/v3/system/info"));
        kafka.start();
        postgres.start();
        registry.start();
        createOwner(postgres);
        Broker broker = new Broker(kafka.getBootstrapServers(), Optional.empty());
        broker.createTopics();
        return new Backends(
                broker,
                "http://" + registry.getHost() + ":" + registry.getMappedPort(8080) + "/apis/ccompat/v7",
                "",
                "",
                postgres.getHost(),
                postgres.getMappedPort(5432),
                OWNER,
                postgres.getPassword(),
                name -> asSuperuser(postgres, "create database " + name + " owner " + OWNER),
                null);
    }

    /** The image's own user is a superuser, from which Postgres hides nothing. */
    private static void createOwner(PostgreSQLContainer postgres) {
        asSuperuser(postgres, "create role " + OWNER + " login password '" + postgres.getPassword() + "'");
    }

    private static void asSuperuser(PostgreSQLContainer postgres, String sql) {
        try (Connection connection = DriverManager.getConnection(
                        postgres.getJdbcUrl(), postgres.getUsername(), postgres.getPassword());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the database for tests cannot be set up", e);
        }
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("infrahub-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
