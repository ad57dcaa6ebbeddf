package dev.infrahub.embedded;

import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** A broker as it was before it knew anybody: PLAINTEXT on both of its listeners, formatted so, with one topic. */
record OpenBroker(KafkaRaftServer server, Map<String, Object> client) implements AutoCloseable {

    static OpenBroker start(Path state) throws Exception {
        String broker = Ports.LOOPBACK + ":" + Ports.free();
        String controller = Ports.LOOPBACK + ":" + Ports.free();
        Path log = state.resolve("data");
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@" + controller,
                "controller.listener.names", "CONTROLLER",
                "inter.broker.listener.name", "PLAINTEXT",
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "listeners", "PLAINTEXT://" + broker + ",CONTROLLER://" + controller,
                "advertised.listeners", "PLAINTEXT://" + broker,
                "log.dirs", log.toString()));
        settings.putAll(KafkaSettings.ofOneNode());
        settings.putAll(KafkaSettings.small());
        Files.createDirectories(log);
        Path file = state.resolve("server.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            settings.store(writer, null);
        }
        String[] format = {"format", "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString()};
        if (StorageTool.execute(format, new PrintStream(PrintStream.nullOutputStream())) != 0) {
            throw new IllegalStateException("not formatted");
        }
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        server.startup();
        Map<String, Object> client = Map.of("bootstrap.servers", broker);
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get();
        }
        return new OpenBroker(server, client);
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
