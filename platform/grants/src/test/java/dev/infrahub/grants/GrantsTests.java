package dev.infrahub.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrantsTests {

    @ParameterizedTest
    @EnumSource(Service.class)
    void a_service_may_what_the_catalogue_says_of_it(Service service) {
        Grants grants = Grants.of(service);

        Set<String> published = names(service.publishes());
        Set<String> deadLetters =
                service.subscribesTo().stream().map(Topic::deadLetters).collect(Collectors.toSet());
        Set<String> own =
                Stream.concat(published.stream(), deadLetters.stream()).collect(Collectors.toSet());
        assertThat(resources(grants, ResourceType.TOPIC, AclOperation.WRITE)).isEqualTo(own);
        assertThat(resources(grants, ResourceType.TOPIC, AclOperation.CREATE)).isEqualTo(own);
        Set<String> read = Stream.concat(
                        names(service.subscribesTo()).stream(),
                        service.readsDeadLettersOf().stream().map(Topic::deadLetters))
                .collect(Collectors.toSet());
        assertThat(resources(grants, ResourceType.TOPIC, AclOperation.READ)).isEqualTo(read);
        Set<String> groups = service.readsDeadLettersOf().isEmpty()
                ? Set.of(service.id())
                : Set.of(service.id(), service.deadLettersGroup());
        assertThat(resources(grants, ResourceType.GROUP, AclOperation.READ)).isEqualTo(groups);
        assertThat(grants.bindings())
                .allMatch(binding -> binding.pattern().patternType() == PatternType.LITERAL)
                .allMatch(binding -> binding.entry().principal().equals("User:" + service.id()))
                .hasSize(2 * own.size() + read.size() + groups.size());
    }

    @Test
    void dead_letters_are_read_by_the_gateway_alone() {
        assertThat(Service.values())
                .filteredOn(service -> resources(Grants.of(service), ResourceType.TOPIC, AclOperation.READ).stream()
                        .anyMatch(name -> name.endsWith("-dlt")))
                .containsExactly(Service.GATEWAY);
    }

    /** Else a thief of a worker's credential could put in what another alone may say. */
    @Test
    void what_gives_power_is_written_by_one_service_alone() {
        for (Topic<?> topic : Topics.ALL) {
            if (topic.givesPower()) {
                assertThat(Stream.of(Service.values())
                                .filter(service -> resources(Grants.of(service), ResourceType.TOPIC, AclOperation.WRITE)
                                        .contains(topic.name())))
                        .as(topic.name())
                        .containsExactlyElementsOf(topic.publishers())
                        .hasSize(1);
            }
        }
        assertThat(Topics.PLAN_SUBMITTED.givesPower()).isFalse();
    }

    @Test
    void a_subscriber_reads_and_no_group_of_its_is_anybody_elses() {
        Grants grants = Grants.ofSubscriber("plan", List.of(Topics.PLAN_ANALYZED));

        assertThat(grants.bindings()).allMatch(binding -> binding.entry().operation() == AclOperation.READ);
        assertThat(resources(grants, ResourceType.TOPIC, AclOperation.READ)).containsExactly("plan.analyzed");
        assertThat(grants.bindings())
                .filteredOn(binding -> binding.pattern().resourceType() == ResourceType.GROUP)
                .noneMatch(binding -> Stream.of(Service.values())
                        .anyMatch(service -> binding.pattern().patternType() == PatternType.PREFIXED
                                ? service.id().startsWith(binding.pattern().name())
                                : service.id().equals(binding.pattern().name())));
    }

    @Test
    void a_publisher_hands_in_plans_and_does_nothing_else() {
        assertThat(Grants.ofPublisher("pipeline").bindings()).singleElement().satisfies(binding -> {
            assertThat(binding.pattern().name()).isEqualTo("plan.submitted");
            assertThat(binding.entry().operation()).isEqualTo(AclOperation.WRITE);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway",
                "plan-analyzer",
                "drift-worker",
                "secret-scanner",
                "cab-signer",
                "chat-service",
                "administrator",
                "",
                "a",
                "*",
                "A-team",
                "a.b",
                "a b",
                "-x",
                "x-"
            })
    void a_name_of_the_hub_or_one_that_is_none_is_refused(String name) {
        assertThatThrownBy(() -> Grants.ofSubscriber(name, List.of(Topics.PLAN_ANALYZED)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Grants.ofPublisher(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_is_alike_is_one_command() {
        Grants grants = Grants.ofSubscriber("drift-bot", List.of(Topics.PLAN_ANALYZED, Topics.APPROVAL_SIGNED));

        assertThat(new GrantCommands("--there").of(grants))
                .containsExactly(
                        "kafka-configs.sh --there --alter --entity-type users --entity-name drift-bot"
                                + " --add-config-file drift-bot.scram",
                        "kafka-acls.sh --there --add --allow-principal User:drift-bot --operation Read"
                                + " --group drift-bot --topic approval.signed --topic plan.analyzed",
                        "kafka-acls.sh --there --add --allow-principal User:drift-bot --operation Read"
                                + " --resource-pattern-type prefixed --group drift-bot.");
    }

    private static Set<String> names(List<Topic<?>> topics) {
        return topics.stream().map(Topic::name).collect(Collectors.toSet());
    }

    private static Set<String> resources(Grants grants, ResourceType type, AclOperation operation) {
        return grants.bindings().stream()
                .filter(binding -> binding.pattern().resourceType() == type)
                .filter(binding -> binding.entry().operation() == operation)
                .map(binding -> binding.pattern().name())
                .collect(Collectors.toSet());
    }
}
