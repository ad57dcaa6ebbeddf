package dev.infrahub.findings;

import dev.infrahub.json.Parts;
import dev.infrahub.json.Value;
import dev.infrahub.json.YamlValues;
import dev.infrahub.terraform.ChangeValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Resources that are a wrapper around another one: an object of Kubernetes in a manifest, a resource of Azure in a body. They are
 * judged as what is in them.
 */
public final class Wrapped {

    private static final String MANIFEST = "manifest";
    private static final String BODY = "body";
    private static final int LONGEST_TYPE = 200;

    /** The groups whose kinds the provider of Kubernetes has resources for; others may call theirs the same. */
    private static final List<String> GROUPS = List.of(
            "v1",
            "apps/v1",
            "batch/v1",
            "batch/v1beta1",
            "networking.k8s.io/v1",
            "policy/v1beta1",
            "rbac.authorization.k8s.io/v1",
            "rbac.authorization.k8s.io/v1beta1",
            "admissionregistration.k8s.io/v1");

    /** Blocks of the provider of Kubernetes are called by one of what they hold. */
    private static final Map<String, String> ONE_OF = Map.ofEntries(
            Map.entry("containers", "container"),
            Map.entry("init_containers", "init_container"),
            Map.entry("volumes", "volume"),
            Map.entry("volume_mounts", "volume_mount"),
            Map.entry("rules", "rule"),
            Map.entry("subjects", "subject"),
            Map.entry("sysctls", "sysctl"),
            Map.entry("webhooks", "webhook"));

    /** Whoever writes an object calls by names of his own what is in these. */
    private static final Set<String> NAMED_BY_USERS =
            Set.of("annotations", "binaryData", "data", "labels", "matchLabels", "nodeSelector", "stringData");

    /** A network policy has ports, a service has blocks of one port each. */
    private static final String PORTS = "ports";

    private Wrapped() {}

    /** The same change of what is inside; the change itself where it wraps nothing, or nobody can tell what. */
    public static Subject opened(Subject subject) {
        return switch (subject.type()) {
            case "kubernetes_manifest" -> opened(subject, MANIFEST, Wrapped::manifest);
            case "kubectl_manifest" -> opened(subject, "yaml_body", Wrapped::yaml);
            case "azapi_resource", "azapi_update_resource" -> opened(subject, BODY, Wrapped::body);
            case AzureActionRule.TYPE ->
                AzureActionRule.patches(subject)
                                && body(subject.values().after()).isPresent()
                        ? opened(subject, BODY, Wrapped::body)
                        : subject;
            default -> subject;
        };
    }

    private record Content(String type, Value values) {}

    @FunctionalInterface
    private interface Opening {
        Optional<Content> inside(Value values);
    }

    private static Subject opened(Subject subject, String attribute, Opening opening) {
        Optional<Content> before = opening.inside(subject.values().before());
        Optional<Content> after = opening.inside(subject.values().after());
        return after.or(() -> before)
                .map(inside -> new Subject(
                        subject.change(),
                        new ChangeValues(
                                before.map(Content::values).orElse(Value.Special.NULL),
                                after.map(Content::values).orElse(Value.Special.NULL)),
                        inside.type(),
                        attribute))
                .orElse(subject);
    }

    private static Optional<Content> manifest(Value values) {
        return object(values.at(MANIFEST));
    }

    private static Optional<Content> yaml(Value values) {
        return values.at("yaml_body")
                .text()
                .or(() -> values.at("yaml_body_parsed").text())
                .flatMap(YamlValues::parse)
                .flatMap(Wrapped::object);
    }

    private static Optional<Content> object(Value object) {
        Optional<String> group = object.at("apiVersion").text().filter(GROUPS::contains);
        return group.flatMap(_ -> object.at("kind").text())
                .filter(kind -> !kind.isEmpty() && kind.length() <= LONGEST_TYPE)
                .map(kind -> new Content(type(kind), asBlocks(object, kind.equals("NetworkPolicy"))));
    }

    private static String type(String kind) {
        String version = switch (kind) {
            case "PodSecurityPolicy" -> "v1beta1";
            default -> "v1";
        };
        return "kubernetes_%s_%s".formatted(inWords(kind), version);
    }

    private static Optional<Content> body(Value values) {
        Value body = values.at(BODY);
        Value content = body.text().flatMap(Value::ofJson).orElse(body);
        return values.at("type")
                .text()
                .filter(type -> type.length() <= LONGEST_TYPE && content instanceof Value.Members)
                .map(type ->
                        new Content("azapi_resource:" + Parts.first(type, '@').toLowerCase(Locale.ROOT), content));
    }

    /** As the provider of Kubernetes would say it. */
    private static Value asBlocks(Value value, boolean keepsPorts) {
        return switch (value) {
            case Value.Members(var members) -> {
                Map<String, Value> blocks = new LinkedHashMap<>();
                members.forEach((name, member) -> blocks.put(
                        block(name, keepsPorts),
                        NAMED_BY_USERS.contains(name) ? member : asBlocks(member, keepsPorts)));
                yield new Value.Members(blocks);
            }
            case Value.Items(var items) -> {
                List<Value> blocks = new ArrayList<>(items.size());
                items.forEach(item -> blocks.add(asBlocks(item, keepsPorts)));
                yield new Value.Items(blocks);
            }
            case Value.Text _, Value.Num _, Value.Bool _, Value.Special _ -> value;
        };
    }

    private static String block(String name, boolean keepsPorts) {
        String inWords = inWords(name);
        return inWords.equals(PORTS) && !keepsPorts ? "port" : ONE_OF.getOrDefault(inWords, inWords);
    }

    /** {@code hostNetwork} is {@code host_network}, {@code hostIPC} is {@code host_ipc}. */
    private static String inWords(String name) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean begins = Character.isUpperCase(c)
                    && i > 0
                    && Character.isLetterOrDigit(name.charAt(i - 1))
                    && !Character.isUpperCase(name.charAt(i - 1));
            if (begins) {
                words.append('_');
            }
            words.append(Character.toLowerCase(c));
        }
        return words.toString();
    }
}
