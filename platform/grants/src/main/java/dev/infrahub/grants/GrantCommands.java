package dev.infrahub.grants;

import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;

/**
 * Grants as the commands by which somebody puts them in place on a broker that is not ours, with Kafka's own tools.
 *
 * @param target which broker, and as whom: the tools' options for it
 */
public record GrantCommands(String target) {

    /** On the broker at this address, as whom {@code admin.properties} says. */
    public static GrantCommands on(String bootstrapServers) {
        return new GrantCommands("--bootstrap-server " + bootstrapServers + " --command-config admin.properties");
    }

    /** Those for all services, in their order, and what their topics need. */
    public List<String> ofServices() {
        return Stream.concat(
                        Grants.ofServices().stream().flatMap(grants -> of(grants).stream()), brokersTime().stream())
                .toList();
    }

    /**
     * Have the broker say when it took an event in, on topics that give power and are there already; those that are not there
     * yet are made so.
     */
    public List<String> brokersTime() {
        return Topics.ALL.stream()
                .filter(Topic::givesPower)
                .map(topic ->
                        "kafka-configs.sh %s --alter --entity-type topics --entity-name %s --add-config %s=%s || true"
                                .formatted(
                                        target,
                                        topic.name(),
                                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                                        TimestampType.LOG_APPEND_TIME.name))
                .toList();
    }

    /** Makes the account, then lets it do what it may. The password stands in a file: others can read command lines. */
    public List<String> of(Grants grants) {
        List<String> commands = new ArrayList<>();
        commands.add("kafka-configs.sh %s --alter --entity-type users --entity-name %s --add-config-file %s.scram"
                .formatted(target, grants.name(), grants.name()));
        resourcesByOperations(grants)
                .forEach((how, resources) -> commands.add("kafka-acls.sh %s --add --allow-principal %s %s %s"
                        .formatted(target, Grants.principal(grants.name()), how, String.join(" ", resources))));
        return commands;
    }

    /** Shows who may what. */
    public String listing() {
        return "kafka-acls.sh " + target + " --list";
    }

    /** Takes away what the account may, then the account. */
    public List<String> revoking(Grants grants) {
        List<String> commands = new ArrayList<>();
        resourcesByOperations(grants)
                .forEach((how, resources) -> commands.add("kafka-acls.sh %s --remove --force --allow-principal %s %s %s"
                        .formatted(target, Grants.principal(grants.name()), how, String.join(" ", resources))));
        commands.add("kafka-configs.sh %s --alter --entity-type users --entity-name %s --delete-config %s"
                .formatted(target, grants.name(), Account.MECHANISM));
        return commands;
    }

    /** One command says a few things of many resources, so what is alike goes into one. */
    private static Map<String, List<String>> resourcesByOperations(Grants grants) {
        Map<ResourcePattern, SortedSet<AclOperation>> operations = new TreeMap<>(GrantCommands::inOrder);
        for (AclBinding binding : grants.bindings()) {
            operations
                    .computeIfAbsent(binding.pattern(), _ -> new TreeSet<>())
                    .add(binding.entry().operation());
        }
        return operations.entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> how(entry.getKey(), entry.getValue()),
                        TreeMap::new,
                        Collectors.mapping(entry -> resource(entry.getKey()), Collectors.toList())));
    }

    private static int inOrder(ResourcePattern one, ResourcePattern other) {
        return resource(one).compareTo(resource(other)) != 0
                ? resource(one).compareTo(resource(other))
                : one.patternType().compareTo(other.patternType());
    }

    private static String how(ResourcePattern pattern, SortedSet<AclOperation> operations) {
        String how = operations.stream()
                .map(operation -> "--operation " + capitalized(operation.name()))
                .collect(Collectors.joining(" "));
        return pattern.patternType() == PatternType.PREFIXED ? how + " --resource-pattern-type prefixed" : how;
    }

    private static String resource(ResourcePattern pattern) {
        return "--" + pattern.resourceType().name().toLowerCase(Locale.ROOT) + " " + pattern.name();
    }

    private static String capitalized(String text) {
        return text.charAt(0) + text.substring(1).toLowerCase(Locale.ROOT);
    }
}
