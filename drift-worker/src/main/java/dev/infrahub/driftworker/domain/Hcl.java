package dev.infrahub.driftworker.domain;

import dev.infrahub.json.Value;
import dev.infrahub.terraform.ResourceChange;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The change that the code needs: written out as far as values may be shown, with a comment in the place of the others. */
final class Hcl {

    private static final String INDENT = "  ";
    private static final int DEEPEST = 6;
    private static final String HIDDEN = "null /* secret, or too long to be shown: put it where it is kept */";

    private Hcl() {}

    /** A value for an attribute of a resource. */
    record Setting(AttributePath path, Value value) {}

    /** The block of a resource with these settings in it. */
    static String block(ResourceChange resource, List<Setting> settings) {
        StringBuilder hcl = new StringBuilder(opening(resource));
        byAttribute(settings).forEach((name, ofOne) -> append(name, ofOne, hcl));
        return hcl.append("}\n").toString();
    }

    /** The same with what is to be left alone. */
    static String ignoring(ResourceChange resource, List<AttributePath> paths) {
        Set<String> references = new LinkedHashSet<>();
        paths.forEach(path -> references.add(reference(path)));
        return opening(resource)
                + "  lifecycle {\n    ignore_changes = [%s]\n  }\n}\n".formatted(String.join(", ", references));
    }

    /** What lets go of a resource without destroying it. */
    static String removed(ResourceChange resource) {
        return "removed {\n  from = %s\n\n  lifecycle {\n    destroy = false\n  }\n}\n"
                .formatted(withoutKeys(resource.address()));
    }

    private static String opening(ResourceChange resource) {
        String module = resource.module().isEmpty() ? "" : "# in " + resource.module() + "\n";
        return "%sresource \"%s\" \"%s\" {\n".formatted(module, resource.type(), resource.name());
    }

    /** An index of a set of blocks is none in the language: the attribute as a whole then. */
    private static String reference(AttributePath path) {
        boolean plain = path.steps().stream()
                .skip(1)
                .allMatch(step -> step.equals(new Value.Num("0")) || step instanceof Value.Text);
        return plain ? path.toString() : path.attribute();
    }

    private static Map<String, List<Setting>> byAttribute(List<Setting> settings) {
        return settings.stream()
                .collect(Collectors.groupingBy(
                        setting -> setting.path.attribute(), LinkedHashMap::new, Collectors.toList()));
    }

    /** An attribute of its own is set; what is inside another one stands where it goes. */
    private static void append(String name, List<Setting> settings, StringBuilder hcl) {
        for (Setting setting : settings) {
            List<Value> steps = setting.path.steps();
            // of a resource as a whole there is nothing to set
            if (!steps.isEmpty()) {
                append(name, steps.subList(1, steps.size()), setting.value, INDENT, hcl);
            }
        }
    }

    private static void append(String name, List<Value> inner, Value value, String indent, StringBuilder hcl) {
        if (inner.isEmpty()) {
            hcl.append("%s%s = %s\n".formatted(indent, name, expression(value, 1)));
            return;
        }
        boolean isBlock = inner.getFirst() instanceof Value.Num;
        List<Value> rest = isBlock ? inner.subList(1, inner.size()) : inner;
        if (rest.isEmpty()) {
            hcl.append("%s%s = [%s] # among others\n".formatted(indent, name, expression(value, 1)));
            return;
        }
        hcl.append(indent).append(name).append(isBlock ? " {\n" : " = {\n");
        String next = rest.getFirst() instanceof Value.Text(String text) ? key(text) : "";
        append(next, rest.subList(1, rest.size()), value, indent + INDENT, hcl);
        hcl.append(indent).append("}\n");
    }

    private static String key(String text) {
        boolean identifier = AttributePath.of(text).toString().equals(text);
        return identifier ? text : string(text);
    }

    private static String expression(Value value, int depth) {
        if (depth > DEEPEST || !Shown.isWhole(value)) {
            return HIDDEN;
        }
        return switch (value) {
            case Value.Text(String text) -> string(text);
            case Value.Items(var items) ->
                items.stream().map(item -> expression(item, depth + 1)).collect(Collectors.joining(", ", "[", "]"));
            case Value.Members(var members) -> object(members, depth);
            case Value.Num _, Value.Bool _, Value.Special _ -> Shown.of(value);
        };
    }

    private static String object(Map<String, Value> members, int depth) {
        return members.entrySet().stream()
                .filter(member -> !member.getValue().isNull())
                .map(member -> key(member.getKey()) + " = " + expression(member.getValue(), depth + 1))
                .collect(Collectors.joining(", ", "{ ", " }"))
                .replace("{  }", "{}");
    }

    /** Nothing in it is evaluated. */
    private static String string(String text) {
        return Shown.quoted(text).replace("${", "$${").replace("%{", "%%{");
    }

    private static String withoutKeys(String address) {
        StringBuilder kept = new StringBuilder();
        boolean quoted = false;
        int depth = 0;
        for (int at = 0; at < address.length(); at++) {
            char c = address.charAt(at);
            quoted ^= c == '"' && depth > 0 && address.charAt(at - 1) != '\\';
            depth += c == '[' && !quoted ? 1 : 0;
            if (depth == 0) {
                kept.append(c);
            }
            depth -= c == ']' && !quoted ? 1 : 0;
        }
        return kept.toString();
    }
}
