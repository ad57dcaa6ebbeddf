package dev.infrahub.standalone;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.embedded.Ports;
import dev.infrahub.events.Provisioning;
import dev.infrahub.grants.Account;
import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.KafkaVisitor;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kafka.docker.KafkaDockerWrapper$;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.FileSystemResource;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The broker as docker-compose.yml sets it up, with the settings as the image makes them of its environment; what kafka-grants
 * does there; and that the commands of {@code ./hub kafka grants} do the same. Only the container is missing.
 */
class ComposeKafkaIT {

    private static final Path ROOT = Path.of(System.getProperty("hub.project.root"));
    private static final Duration IMPATIENT = Duration.ofMillis(1500);
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+):\\?[^}]*}");

    private static final ConfigResource WISHES =
            new ConfigResource(ConfigResource.Type.TOPIC, Topics.APPROVAL_REQUESTED.name());

    @TempDir
    Path folder;

    private final int clients = Ports.free();
    private final int internal = Ports.free();
    private final int controller = Ports.free();

    @Test
    void knows_its_services_and_what_each_may_once_grants_are_in_place() throws Exception {
        KafkaRaftServer broker = start();
        try {
            assertThat(grants()).isZero();
            createTopics();
            tellTime("CreateTime");
            // again, as at the next start
            assertThat(grants()).isZero();

            assertThat(whoTellsTime()).isEqualTo("LogAppendTime");
            try (KafkaVisitor gateway = visitor("gateway", password(Service.GATEWAY));
                    KafkaVisitor signer = visitor("cab-signer", password(Service.CAB_SIGNER));
                    KafkaVisitor thief = visitor("gateway", password(Service.CAB_SIGNER));
                    KafkaVisitor nobody = new KafkaVisitor(Map.of("bootstrap.servers", address()), IMPATIENT)) {
                assertThat(gateway.mayWrite(Topics.APPROVAL_REQUESTED.name())).isTrue();
                assertThat(signer.mayRead(Topics.APPROVAL_REQUESTED.name())).isTrue();
                assertThat(signer.mayJoin("cab-signer", Topics.APPROVAL_REQUESTED.name()))
                        .isTrue();
                assertThat(signer.mayWrite(Topics.APPROVAL_REQUESTED.name())).isFalse();
                assertThat(gateway.mayWrite(Topics.APPROVAL_SIGNED.name())).isFalse();
                assertThat(thief.mayWrite(Topics.APPROVAL_REQUESTED.name())).isFalse();
                assertThat(nobody.mayWrite(Topics.APPROVAL_REQUESTED.name())).isFalse();
            }
        } finally {
            broker.shutdown();
            broker.awaitShutdown();
        }
    }

    @Test
    void learns_the_same_from_kafkas_own_tools_by_the_commands_that_are_printed() throws Exception {
        KafkaRaftServer broker = start();
        try {
            assertThat(grants()).isZero();
            createTopics();
            Collection<AclBinding> granted = allGrants();
            tellTime("CreateTime");
            forgetGrants();

            assertThat(printedCommands("another-")).isZero();

            assertThat(allGrants()).containsExactlyInAnyOrderElementsOf(granted);
            assertThat(whoTellsTime()).isEqualTo("LogAppendTime");
            try (KafkaVisitor gateway = visitor("gateway", "another-" + password(Service.GATEWAY))) {
                assertThat(gateway.mayWrite(Topics.APPROVAL_REQUESTED.name())).isTrue();
            }
        } finally {
            broker.shutdown();
            broker.awaitShutdown();
        }
    }

    private void createTopics() {
        for (Service service : Service.values()) {
            Provisioning.topics(service, client(service.id(), password(service)), service.id());
        }
    }

    private Collection<AclBinding> allGrants() throws ExecutionException, InterruptedException {
        try (Admin admin = administrator()) {
            return admin.describeAcls(AclBindingFilter.ANY).values().get();
        }
    }

    private void forgetGrants() throws ExecutionException, InterruptedException {
        try (Admin admin = administrator()) {
            admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
        }
        eventually(() -> assertThat(allGrants()).isEmpty());
    }

    /** As a topic that a build before signatures made has it. */
    private void tellTime(String whose) throws ExecutionException, InterruptedException {
        try (Admin admin = administrator()) {
            AlterConfigOp told = new AlterConfigOp(
                    new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, whose), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(WISHES, List.of(told))).all().get();
        }
    }

    private String whoTellsTime() throws ExecutionException, InterruptedException {
        try (Admin admin = administrator()) {
            return Objects.requireNonNull(
                            admin.describeConfigs(List.of(WISHES)).all().get().get(WISHES))
                    .get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG)
                    .value();
        }
    }

    private Admin administrator() {
        return Admin.create(new HashMap<>(internalClient()));
    }

    /** From where only the broker is heard. */
    private Map<String, String> internalClient() {
        return new Account(Account.ADMINISTRATOR, password("KAFKA_ADMIN_PASSWORD"))
                .internalSettings("localhost:" + internal);
    }

    private KafkaRaftServer start() throws IOException {
        Properties settings = new Properties();
        try (Reader lines = new StringReader(String.join("\n", imageSettings()))) {
            settings.load(lines);
        }
        Path file = folder.resolve("server.properties");
        Files.write(file, imageSettings());
        String[] format = {
            "format", "--cluster-id", compose().getOrDefault("CLUSTER_ID", ""), "--config", file.toString()
        };
        assertThat(StorageTool.execute(format, new PrintStream(PrintStream.nullOutputStream())))
                .isZero();
        KafkaRaftServer broker = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        broker.startup();
        return broker;
    }

    /** By the image's own code. */
    private List<String> imageSettings() {
        return List.copyOf(CollectionConverters.asJava(KafkaDockerWrapper$.MODULE$.getServerConfigsFromEnv(
                Map$.MODULE$.from(CollectionConverters.asScala(compose())))));
    }

    /** The environment of the broker's container, on ports that are free here. */
    private Map<String, String> compose() {
        YamlMapFactoryBean yaml = new YamlMapFactoryBean();
        yaml.setResources(new FileSystemResource(ROOT.resolve("docker-compose.yml")));
        Map<?, ?> environment =
                section(section(section(Objects.requireNonNull(yaml.getObject()), "services"), "kafka"), "environment");
        Map<String, String> here = new HashMap<>();
        environment.forEach((name, value) -> here.put(name.toString(), here(value.toString())));
        here.put("KAFKA_LOG_DIRS", folder.resolve("data").toString());
        return here;
    }

    private static Map<?, ?> section(Map<?, ?> parent, String name) {
        return (Map<?, ?>) Objects.requireNonNull(parent.get(name), name + " is missing");
    }

    private String here(String value) {
        return VARIABLE.matcher(value)
                .replaceAll(variable -> Matcher.quoteReplacement(password(variable.group(1))))
                .replace("kafka:9092", "127.0.0.1:9092")
                .replace(":9092", ":" + clients)
                .replace(":9093", ":" + controller)
                .replace(":9094", ":" + internal);
    }

    /** What {@code docker compose} runs beside the broker. */
    private int grants() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(java());
        command.addAll(List.of("dev.infrahub.grants.ServiceAccounts", "localhost:" + internal, address()));
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().put("KAFKA_ADMIN_PASSWORD", password("KAFKA_ADMIN_PASSWORD"));
        for (Service service : Service.values()) {
            process.environment().put(variable(service), password(service));
        }
        return ended(process);
    }

    private int printedCommands(String passwordPrefix) throws IOException, InterruptedException {
        tool("kafka-acls.sh", "org.apache.kafka.tools.AclCommand");
        tool("kafka-configs.sh", "kafka.admin.ConfigCommand");
        Properties administrator = new Properties();
        administrator.putAll(internalClient());
        try (Writer file = Files.newBufferedWriter(folder.resolve("admin.properties"))) {
            administrator.store(file, null);
        }
        for (Service service : Service.values()) {
            Files.writeString(
                    folder.resolve(service.id() + ".scram"),
                    "SCRAM-SHA-512=password=" + passwordPrefix + password(service) + "\n");
        }
        Path script = folder.resolve("printed");
        Files.writeString(script, "set -e\ncd '" + folder + "'\n" + commands());
        ProcessBuilder process = new ProcessBuilder("bash", script.toString());
        process.environment().put("PATH", folder.resolve("bin") + File.pathSeparator + System.getenv("PATH"));
        return ended(process);
    }

    private String commands() {
        return KafkaCommand.text(
                Settings.from(Map.of("KAFKA_BOOTSTRAP_SERVERS", "localhost:" + internal)), List.of("grants"));
    }

    private void tool(String name, String main) throws IOException {
        Path tool = folder.resolve("bin").resolve(name);
        Files.createDirectories(tool.getParent());
        String java = java().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        Files.writeString(tool, "#!/bin/sh\nexec %s %s \"$@\"\n".formatted(java, main));
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
    }

    private static List<String> java() {
        return List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"));
    }

    private static int ended(ProcessBuilder process) throws IOException, InterruptedException {
        return process.redirectErrorStream(true)
                .redirectOutput(Redirect.INHERIT)
                .start()
                .waitFor();
    }

    private static String variable(Service service) {
        return "KAFKA_" + service.name() + "_PASSWORD";
    }

    private static String password(Service service) {
        return password(variable(service));
    }

    private static String password(String variable) {
        return "secret-of-" + variable;
    }

    private String address() {
        return "127.0.0.1:" + clients;
    }

    private KafkaVisitor visitor(String name, String password) {
        return new KafkaVisitor(client(name, password));
    }

    private Map<String, Object> client(String name, String password) {
        return new HashMap<>(new Account(name, password).clientSettings(address()));
    }
}
