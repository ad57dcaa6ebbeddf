package dev.infrahub.embedded;

import java.nio.file.Path;
import java.util.Map;

/** What a broker needs to hear when it is alone and small. */
final class KafkaSettings {

    private static final int MIB = 1024 * 1024;

    private KafkaSettings() {}

    /**
     * The quorum is named statically: it is not written into the formatted storage, so that the controller's port may be
     * another one after each restart.
     */
    static Map<String, String> identity(Path log, int brokerPort, int controllerPort) {
        String broker = Ports.LOOPBACK + ":" + brokerPort;
        String controller = Ports.LOOPBACK + ":" + controllerPort;
        return Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@" + controller,
                "controller.listener.names", "CONTROLLER",
                "inter.broker.listener.name", "PLAINTEXT",
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "listeners", "PLAINTEXT://" + broker + ",CONTROLLER://" + controller,
                "advertised.listeners", "PLAINTEXT://" + broker,
                "log.dirs", log.toString());
    }

    static Map<String, String> ofOneNode() {
        return Map.of(
                "auto.create.topics.enable", "false",
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "1",
                "group.initial.rebalance.delay.ms", "0");
    }

    /** Kafka's own defaults are for a machine of its own: 128 MiB to clean logs, dozens of threads, two flushes a second. */
    static Map<String, String> small() {
        return Map.of(
                "message.max.bytes", Integer.toString(9 * MIB),
                "log.cleaner.dedupe.buffer.size", Integer.toString(2 * MIB),
                "log.index.size.max.bytes", Integer.toString(MIB),
                "metadata.max.idle.interval.ms", "10000",
                "num.network.threads", "2",
                "num.io.threads", "3",
                "background.threads", "2",
                "num.recovery.threads.per.data.dir", "2");
    }
}
