package dev.infrahub.testing;

import dev.infrahub.embedded.Ports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** A broker as operators run them: TLS on every listener, one that asks for a user by SCRAM, one for a certificate. */
final class SecuredKafka implements AutoCloseable {

    static final String USER = "hub";
    static final String PASSWORD = "se;cr=et";

    private final KafkaRaftServer server;
    private final int scramPort;
    private final int certificatePort;

    private SecuredKafka(KafkaRaftServer server, int scramPort, int certificatePort) {
        this.server = server;
        this.scramPort = scramPort;
        this.certificatePort = certificatePort;
    }

    static SecuredKafka start(Path state, Certificates certificates, String name)
            throws IOException, GeneralSecurityException {
        int scramPort = Ports.free();
        int certificatePort = Ports.free();
        Properties settings = settings(state, scramPort, certificatePort, Ports.free());
        settings.put("ssl.keystore.type", "PEM");
        settings.put("ssl.keystore.certificate.chain", Files.readString(certificates.certificate(name)));
        settings.put("ssl.keystore.key", Files.readString(certificates.key(name)));
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.certificates", Files.readString(certificates.authority()));
        format(state, settings);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        server.startup();
        return new SecuredKafka(server, scramPort, certificatePort);
    }

    /** Where a user is asked for. */
    String scram() {
        return "localhost:" + scramPort;
    }

    /** Where a certificate is asked for. */
    String mutual() {
        return "localhost:" + certificatePort;
    }

    private static Properties settings(Path state, int scramPort, int certificatePort, int controllerPort) {
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "MUTUAL");
        settings.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,SCRAM:SASL_SSL,MUTUAL:SSL");
        settings.put(
                "listeners",
                "SCRAM://127.0.0.1:%d,MUTUAL://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                        .formatted(scramPort, certificatePort, controllerPort));
        settings.put(
                "advertised.listeners",
                "SCRAM://localhost:%d,MUTUAL://localhost:%d".formatted(scramPort, certificatePort));
        settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        settings.put(
                "listener.name.scram.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.put("listener.name.mutual.ssl.client.auth", "required");
        settings.put("log.dirs", state.resolve("data").toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("message.max.bytes", Integer.toString(9 * 1024 * 1024));
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(2 * 1024 * 1024));
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        return settings;
    }

    private static void format(Path state, Properties settings) throws IOException {
        Path file = Files.createDirectories(state).resolve("server.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            settings.store(writer, null);
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String[] command = {
            "format",
            "--cluster-id",
            Uuid.randomUuid().toString(),
            "--config",
            file.toString(),
            "--add-scram",
            "SCRAM-SHA-512=[name=" + USER + ",password=" + PASSWORD + "]"
        };
        if (StorageTool.execute(command, new PrintStream(said, true, StandardCharsets.UTF_8)) != 0) {
            throw new IllegalStateException(said.toString(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
