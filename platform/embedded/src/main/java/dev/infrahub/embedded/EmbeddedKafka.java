package dev.infrahub.embedded;

import dev.infrahub.grants.Administration;
import dev.infrahub.grants.Grants;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;

/**
 * A Kafka broker that is its own controller, in this JVM. It knows its clients by SCRAM: the services of the hub, each of
 * which may what the catalogue of topics says, the administrator, who may everything, and who else was let in by the
 * administrator.
 *
 * <p>What it acknowledged survives the death of the process. Like every Kafka it leaves the flush to the operating system
 * and relies on replicas against a power cut; alone, it has none.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private final KafkaRaftServer server;
    private final int port;
    private final KafkaAccounts accounts;

    private EmbeddedKafka(KafkaRaftServer server, int port, KafkaAccounts accounts) {
        this.server = server;
        this.port = port;
        this.accounts = accounts;
    }

    /**
     * Starts a broker on the port (0: any free one), with the topics, accounts and grants that an earlier one left in the
     * directory. One that let everybody in is taken over with all its topics.
     */
    public static EmbeddedKafka start(Path stateDir, int port) {
        List<Integer> free =
                Ports.free(4).stream().filter(other -> other != port).toList();
        int clients = port == 0 ? free.get(2) : Ports.claim(port);
        int internal = free.get(0);
        Path log = stateDir.toAbsolutePath().resolve("data");
        Properties settings = settings(log, clients, internal, free.get(1));
        formatOnce(stateDir, log, settings);
        InternalLogin login = InternalLogin.make();
        settings.putAll(login.ofServer());
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        try {
            server.startup();
            EmbeddedKafka kafka = new EmbeddedKafka(server, clients, KafkaAccounts.in(stateDir));
            kafka.admit(login.ofClient(Ports.LOOPBACK + ":" + internal));
            return kafka;
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
    }

    /**
     * Kafka ends the JVM where a broker cannot go on. With this its owner is told instead, and ends it: it has other parts to
     * stop. Why is in the log.
     */
    public static void whenBroken(Runnable told) {
        Exit.Procedure tell = (_, _) -> {
            told.run();
            neverReturn();
        };
        Exit.setHaltProcedure(tell);
        Exit.setExitProcedure(tell);
    }

    /** Kafka's code goes on where its end returns. */
    private static void neverReturn() {
        while (true) {
            LockSupport.park();
        }
    }

    public int port() {
        return port;
    }

    public String bootstrapServers() {
        return Ports.LOOPBACK + ":" + port;
    }

    public KafkaAccounts accounts() {
        return accounts;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    /**
     * The hub's own accounts and what they may, at every start: whatever was there before. By a way that does without SCRAM,
     * because at first nobody is known by it.
     */
    private void admit(Map<String, String> internalClient) {
        List<String> newOnes =
                accounts.names().stream().filter(name -> !accounts.have(name)).toList();
        try (Administration administration = new Administration(internalClient)) {
            administration.allow(Grants.ofServices());
            administration.letBrokerTellTime();
            administration.admit(accounts.names().stream().map(accounts::of).toList());
        }
        // They are known all at once, so that one tells of all.
        if (!newOnes.isEmpty()) {
            Administration.awaitKnown(bootstrapServers(), accounts.of(newOnes.getLast()));
        }
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

    private static Properties settings(Path log, int clients, int internal, int controller) {
        Properties settings = new Properties();
        settings.putAll(KafkaSettings.identity(log, clients, internal, controller));
        settings.putAll(KafkaSettings.closed());
        settings.putAll(KafkaSettings.ofOneNode());
        settings.putAll(KafkaSettings.small());
        return settings;
    }
}
