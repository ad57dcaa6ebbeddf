package dev.infrahub.grants;

import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What one account may do, as Kafka's access control lists say it. Reading and writing imply describing, and writing to any
 * topic implies an idempotent producer.
 *
 * @param name the account's
 */
public record Grants(String name, List<AclBinding> bindings) {

    private static final String ANY_HOST = "*";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,61}[a-z0-9]");

    public Grants {
        bindings = List.copyOf(bindings);
    }

    /**
     * A service publishes its topics, and creates them; it reads what it subscribes to in the group of its own name, and
     * creates and writes the dead letters of that. The gateway reads all dead letters, to show them.
     */
    public static Grants of(Service service) {
        return to(service.id(), service);
    }

    /** Those of each service. */
    public static List<Grants> ofServices() {
        return Stream.of(Service.values()).map(Grants::of).toList();
    }

    /** Those of all services, for an account that stands for all of them. */
    public static Grants ofAllServices(String name) {
        return new Grants(
                name,
                Stream.of(Service.values())
                        .flatMap(service -> to(name, service).bindings().stream())
                        .distinct()
                        .toList());
    }

    /** Reads these topics, in the group of its own name and in those that begin with it and a dot. */
    public static Grants ofSubscriber(String name, List<Topic<?>> topics) {
        requireFree(name);
        List<AclBinding> bindings = new ArrayList<>();
        topics.forEach(topic -> bindings.add(topic(name, topic.name(), AclOperation.READ)));
        bindings.add(group(name, name));
        // Names have no dot, so that this is no beginning of anybody else's group.
        bindings.add(allow(name, ResourceType.GROUP, name + ".", PatternType.PREFIXED, AclOperation.READ));
        return new Grants(name, bindings);
    }

    /** Hands in plans, and nothing else: no other topic is written by anybody but the services. */
    public static Grants ofPublisher(String name) {
        requireFree(name);
        return new Grants(
                name,
                Topics.ALL.stream()
                        .filter(Topic::isOpen)
                        .map(topic -> topic(name, topic.name(), AclOperation.WRITE))
                        .toList());
    }

    /** Whether this is the name of a service of the hub, or of the administrator. */
    public static boolean isOfTheHub(String name) {
        return name.equals(Account.ADMINISTRATOR)
                || Stream.of(Service.values()).anyMatch(service -> service.id().equals(name));
    }

    private static Grants to(String name, Service service) {
        List<AclBinding> bindings = new ArrayList<>();
        for (Topic<?> topic : service.publishes()) {
            bindings.add(topic(name, topic.name(), AclOperation.WRITE));
            bindings.add(topic(name, topic.name(), AclOperation.CREATE));
        }
        for (Topic<?> topic : service.subscribesTo()) {
            bindings.add(topic(name, topic.name(), AclOperation.READ));
            bindings.add(topic(name, topic.deadLetters(), AclOperation.WRITE));
            bindings.add(topic(name, topic.deadLetters(), AclOperation.CREATE));
        }
        if (!service.readsDeadLettersOf().isEmpty()) {
            bindings.add(group(name, service.deadLettersGroup()));
        }
        service.readsDeadLettersOf()
                .forEach(topic -> bindings.add(topic(name, topic.deadLetters(), AclOperation.READ)));
        bindings.add(group(name, service.id()));
        return new Grants(name, bindings);
    }

    private static void requireFree(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no name for an account: 3 to 63 lower case letters,"
                    + " digits and hyphens, a letter first");
        }
        if (isOfTheHub(name)) {
            throw new IllegalArgumentException("'" + name + "' is an account of the hub itself; choose another name");
        }
    }

    private static AclBinding topic(String name, String topic, AclOperation operation) {
        return allow(name, ResourceType.TOPIC, topic, PatternType.LITERAL, operation);
    }

    private static AclBinding group(String name, String group) {
        return allow(name, ResourceType.GROUP, group, PatternType.LITERAL, AclOperation.READ);
    }

    private static AclBinding allow(
            String name, ResourceType type, String resource, PatternType pattern, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, resource, pattern),
                new AccessControlEntry(principal(name), ANY_HOST, operation, AclPermissionType.ALLOW));
    }

    static String principal(String name) {
        return "User:" + name;
    }
}
