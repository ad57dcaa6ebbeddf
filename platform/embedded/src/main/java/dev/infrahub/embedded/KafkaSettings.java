package dev.infrahub.embedded;

import dev.infrahub.grants.Account;
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
    static Map<String, String> identity(Path log, int clients, int internal, int controller) {
        String forClients = "CLIENT://" + Ports.LOOPBACK + ":" + clients;
        String forItself = "INTERNAL://" + Ports.LOOPBACK + ":" + internal;
        String forController = Ports.LOOPBACK + ":" + controller;
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                "1",
                "controller.quorum.voters",
                "1@" + forController,
                "controller.listener.names",
                "CONTROLLER",
                "inter.broker.listener.name",
                "INTERNAL",
                "listeners",
                forClients + "," + forItself + ",CONTROLLER://" + forController,
                "advertised.listeners",
                forClients + "," + forItself,
                "log.dirs",
                log.toString());
    }

    /**
     * Everybody says who they are, and may what they were granted. SCRAM's credentials are in the metadata, which a new broker
     * has none of: the listeners for this process alone do without.
     */
    static Map<String, String> closed() {
        return Map.of(
                "listener.security.protocol.map",
                        "CLIENT:SASL_PLAINTEXT,INTERNAL:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT",
                "listener.name.client.sasl.enabled.mechanisms", Account.MECHANISM,
                "listener.name.client.scram-sha-512.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;",
                "listener.name.internal.sasl.enabled.mechanisms", "PLAIN",
                "listener.name.controller.sasl.enabled.mechanisms", "PLAIN",
                "sasl.mechanism.inter.broker.protocol", "PLAIN",
                "sasl.mechanism.controller.protocol", "PLAIN",
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "allow.everyone.if.no.acl.found", "false",
                "super.users", "User:" + Account.ADMINISTRATOR);
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
