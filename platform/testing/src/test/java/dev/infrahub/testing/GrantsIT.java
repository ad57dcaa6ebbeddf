package dev.infrahub.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.embedded.EmbeddedKafka;
import dev.infrahub.embedded.KafkaAccounts;
import dev.infrahub.events.Provisioning;
import dev.infrahub.grants.Account;
import dev.infrahub.grants.Administration;
import dev.infrahub.grants.Grants;
import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the catalogue grants works on a real broker, and everything else is refused there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrantsIT {

    private static final Duration IMPATIENT = Duration.ofMillis(1500);
    private static final List<String> TOPICS = Topics.ALL.stream()
            .flatMap(topic -> Stream.of(topic.name(), topic.deadLetters()))
            .sorted()
            .toList();

    @TempDir
    static Path state;

    private EmbeddedKafka kafka;
    private KafkaAccounts accounts;

    @BeforeAll
    void start() {
        kafka = EmbeddedKafka.start(state, 0);
        accounts = kafka.accounts();
        for (Service service : Service.values()) {
            Provisioning.topics(service, client(service.id()), service.id());
        }
        try (KafkaVisitor administrator = visitor(Account.ADMINISTRATOR)) {
            existing()
                    .forEach(topic ->
                            assertThat(administrator.mayWrite(topic)).as(topic).isTrue());
        }
    }

    @AfterAll
    void stop() {
        kafka.close();
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void a_service_does_what_the_catalogue_says_and_nothing_else(Service service) {
        Set<String> written = names(service.publishes(), Topic::name);
        Set<String> deadLetters = names(service.subscribesTo(), Topic::deadLetters);
        Set<String> own = new TreeSet<>(written);
        own.addAll(deadLetters);
        Set<String> read = names(service.subscribesTo(), Topic::name);
        read.addAll(names(service.readsDeadLettersOf(), Topic::deadLetters));
        Set<String> joined = new TreeSet<>(Set.of(service.id()));
        if (!service.readsDeadLettersOf().isEmpty()) {
            joined.add(service.deadLettersGroup());
        }

        try (KafkaVisitor visitor = visitor(service.id())) {
            assertThat(TOPICS.stream().filter(visitor::mayWrite)).as("written").containsExactlyElementsOf(own);
            assertThat(existing().stream().filter(visitor::mayRead)).as("read").containsExactlyElementsOf(read);
            assertThat(TOPICS.stream().filter(visitor::mayCreate)).as("created").containsExactlyElementsOf(own);
            assertThat(Stream.of(Service.values())
                            .flatMap(other -> Stream.of(other.id(), other.deadLettersGroup()))
                            .filter(group ->
                                    visitor.mayJoin(group, read.iterator().next())))
                    .as("joined")
                    .containsExactlyInAnyOrderElementsOf(joined);
            assertThat(visitor.mayCreate("a.topic.of.its.own")).isFalse();
            administersNothing(visitor, own.iterator().next());
        }
    }

    @Test
    void who_is_nobody_does_nothing() {
        try (KafkaVisitor nobody = new KafkaVisitor(Map.of("bootstrap.servers", kafka.bootstrapServers()), IMPATIENT)) {
            assertThat(nobody.mayWrite(Topics.APPROVAL_REQUESTED.name())).isFalse();
            assertThat(nobody.mayRead(Topics.APPROVAL_SIGNED.name())).isFalse();
            assertThat(nobody.may(admin -> admin.describeCluster().clusterId().get()))
                    .isFalse();
        }
    }

    @Test
    void a_service_with_another_ones_password_does_nothing() {
        Account thief = new Account(
                Service.GATEWAY.id(), accounts.of(Service.PLAN_ANALYZER.id()).password());
        try (KafkaVisitor visitor = new KafkaVisitor(thief.clientSettings(kafka.bootstrapServers()), IMPATIENT)) {
            assertThat(visitor.mayWrite(Topics.APPROVAL_REQUESTED.name())).isFalse();
        }
    }

    @Test
    void a_subscriber_reads_its_topics_in_its_own_groups_and_nothing_else() {
        admit(Grants.ofSubscriber("cab", List.of(Topics.PLAN_ANALYZED, Topics.APPROVAL_SIGNED)));

        try (KafkaVisitor visitor = visitor("cab")) {
            assertThat(existing().stream().filter(visitor::mayRead))
                    .containsExactly("approval.signed", "plan.analyzed");
            assertThat(TOPICS.stream().filter(visitor::mayWrite)).isEmpty();
            assertThat(TOPICS.stream().filter(visitor::mayCreate)).isEmpty();
            assertThat(Stream.of("cab", "cab.one", "cab-signer", "gateway", "caba")
                            .filter(group -> visitor.mayJoin(group, "plan.analyzed")))
                    .containsExactly("cab", "cab.one");
            administersNothing(visitor, "plan.analyzed");
        }
    }

    @Test
    void a_publisher_hands_in_plans_and_nothing_else() {
        admit(Grants.ofPublisher("pipeline"));

        try (KafkaVisitor visitor = visitor("pipeline")) {
            assertThat(TOPICS.stream().filter(visitor::mayWrite)).containsExactly("plan.submitted");
            assertThat(existing().stream().filter(visitor::mayRead)).isEmpty();
            assertThat(visitor.mayJoin("pipeline", "plan.submitted")).isFalse();
            administersNothing(visitor, "plan.submitted");
        }
    }

    @Test
    void who_is_revoked_while_connected_reads_no_more() {
        admit(Grants.ofSubscriber("short-lived", List.of(Topics.PLAN_ANALYZED)));
        try (KafkaVisitor visitor = visitor("short-lived")) {
            assertThat(visitor.mayRead("plan.analyzed")).isTrue();

            administer(administration -> administration.revoke("short-lived"));

            assertThat(visitor.mayRead("plan.analyzed")).isFalse();
            administer(administration -> assertThat(administration.others()).doesNotContainKey("short-lived"));
        }
        try (KafkaVisitor again = new KafkaVisitor(client("short-lived"), IMPATIENT)) {
            assertThat(again.may(admin -> admin.describeCluster().clusterId().get()))
                    .isFalse();
        }
    }

    @Test
    void what_the_catalogue_no_longer_gives_a_service_is_taken_away_and_others_keep_theirs() {
        Grants subscriber = Grants.ofSubscriber("kept", List.of(Topics.PLAN_ANALYZED));
        admit(subscriber);
        Grants stale = new Grants(
                Service.PLAN_ANALYZER.id(),
                Stream.concat(
                                Grants.of(Service.PLAN_ANALYZER).bindings().stream(),
                                Grants.of(Service.GATEWAY).bindings().stream()
                                        .map(binding -> new AclBinding(
                                                binding.pattern(),
                                                new AccessControlEntry(
                                                        "User:plan-analyzer",
                                                        "*",
                                                        binding.entry().operation(),
                                                        binding.entry().permissionType()))))
                        .toList());
        administer(administration -> administration.allow(List.of(stale)));
        try (KafkaVisitor visitor = visitor(Service.PLAN_ANALYZER.id())) {
            assertThat(visitor.mayWrite("approval.requested")).isTrue();

            administer(administration -> administration.allow(Grants.ofServices()));

            assertThat(visitor.mayWrite("approval.requested")).isFalse();
            assertThat(visitor.mayWrite("plan.analyzed")).isTrue();
        }
        administer(administration -> assertThat(administration.others())
                .hasEntrySatisfying(
                        "kept",
                        kept -> assertThat(kept.bindings())
                                .containsExactlyInAnyOrderElementsOf(subscriber.bindings())));
    }

    /** Neither what decides who may what, nor what would lose or hide events. */
    private static void administersNothing(KafkaVisitor visitor, String topic) {
        ConfigResource settings = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp forgetting = new AlterConfigOp(new ConfigEntry("retention.ms", "1"), AlterConfigOp.OpType.SET);
        UserScramCredentialUpsertion promotion = new UserScramCredentialUpsertion(
                Account.ADMINISTRATOR, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), "mine");
        List<KafkaVisitor.Administering> tasks = List.of(
                admin -> admin.describeAcls(AclBindingFilter.ANY).values().get(),
                admin -> admin.createAcls(Grants.ofPublisher("accomplice").bindings())
                        .all()
                        .get(),
                admin -> admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get(),
                admin -> admin.alterUserScramCredentials(List.of(promotion))
                        .all()
                        .get(),
                admin -> admin.deleteTopics(List.of(topic)).all().get(),
                admin -> admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(7)))
                        .all()
                        .get(),
                admin -> admin.incrementalAlterConfigs(Map.of(settings, List.of(forgetting)))
                        .all()
                        .get(),
                admin -> admin.describeConfigs(List.of(new ConfigResource(ConfigResource.Type.BROKER, "1")))
                        .all()
                        .get());
        for (int i = 0; i < tasks.size(); i++) {
            assertThat(visitor.may(tasks.get(i))).as("task %d", i).isFalse();
        }
    }

    /** Nobody creates dead letters of what nobody subscribes to. */
    private static List<String> existing() {
        return Topics.ALL.stream()
                .flatMap(topic -> topic.subscribers().isEmpty()
                        ? Stream.of(topic.name())
                        : Stream.of(topic.name(), topic.deadLetters()))
                .sorted()
                .toList();
    }

    private static Set<String> names(List<Topic<?>> topics, Function<Topic<?>, String> name) {
        return topics.stream().map(name).collect(Collectors.toCollection(TreeSet::new));
    }

    private void admit(Grants grants) {
        Account account = accounts.of(grants.name());
        administer(administration -> {
            administration.allow(List.of(grants));
            administration.admit(List.of(account));
        });
        Administration.awaitKnown(kafka.bootstrapServers(), account);
    }

    private interface Task {
        void with(Administration administration);
    }

    private void administer(Task task) {
        try (Administration administration =
                new Administration(accounts.administrator().clientSettings(kafka.bootstrapServers()))) {
            task.with(administration);
        }
    }

    private KafkaVisitor visitor(String name) {
        return new KafkaVisitor(client(name));
    }

    private Map<String, Object> client(String name) {
        return new HashMap<>(accounts.of(name).clientSettings(kafka.bootstrapServers()));
    }
}
