package dev.infrahub.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A Kafka broker that is its own controller, in this JVM.
 *
 * <p>What it acknowledged survives the death of the process. Like every Kafka it leaves the flush to the operating system
 * and relies on replicas against a power cut; alone, it has none.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedKafka(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Starts a broker on the port (0: any free one), with the topics that an earlier one left in the directory. */
    public static EmbeddedKafka start(Path stateDir, int port) {
        int brokerPort = Ports.claim(port);
        Path log = stateDir.toAbsolutePath().resolve("data");
        Properties settings = settings(log, brokerPort, Ports.free());
        formatOnce(stateDir, log, settings);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
        return new EmbeddedKafka(server, brokerPort);
    }

    public int port() {
        return port;
    }

    public String bootstrapServers() {
        return Ports.LOOPBACK + ":" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void formatOnce(Path stateDir, Path log, Properties settings) {
        if (Files.exists(log.resolve("meta.properties"))) {
            return;
        }
        Path file = stateDir.resolve("server.properties");
        try {
            Files.createDirectories(log);
            try (Writer writer = Files.newBufferedWriter(file)) {
                settings.store(writer, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + stateDir, e);
        }
        format(file);
    }

    private static void format(Path settings) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String[] command = {
            "format", "--cluster-id", Uuid.randomUuid().toString(), "--config", settings.toString(),
        };
        int status = StorageTool.execute(command, new PrintStream(said, true, StandardCharsets.UTF_8));
        if (status != 0) {
            throw new IllegalStateException(
                    "cannot format the broker's storage: " + said.toString(StandardCharsets.UTF_8));
        }
    }

    private static Properties settings(Path log, int brokerPort, int controllerPort) {
        Properties settings = new Properties();
        settings.putAll(KafkaSettings.identity(log, brokerPort, controllerPort));
        settings.putAll(KafkaSettings.ofOneNode());
        settings.putAll(KafkaSettings.small());
        return settings;
    }
}
