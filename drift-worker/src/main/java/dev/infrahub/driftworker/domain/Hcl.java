package dev.infrahub.driftworker.domain;

import dev.infrahub.findings.AttributePath;
import dev.infrahub.findings.Shown;
import dev.infrahub.json.Parts;
import dev.infrahub.json.Value;
import dev.infrahub.secrets.Secrets;
import dev.infrahub.terraform.ResourceChange;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The change that the code needs: written out as far as values may be shown, with a comment in the place of the others. */
final class Hcl {

    private static final String INDENT = "  ";
    private static final int DEEPEST = 6;
    private static final String HIDDEN = "null /* secret, or too long to be shown: put it where it is kept */";

    /** Words of the language: as keys they would be more than that. */
    private static final Set<String> RESERVED = Set.of("for", "if", "in", "null", "true", "false");

    private static final Set<Byte> UNSEEN =
            Set.of(Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE);

    private Hcl() {}

    /** A value for an attribute of a resource. */
    record Setting(AttributePath path, Value value) {}

    /** What stands at a place, or further in: a value, or places by name or index. */
    private static final class Place {

        private final Map<Value, Place> inner = new LinkedHashMap<>();
        private @Nullable Value value;

        private void put(List<Value> steps, Value what) {
            if (steps.isEmpty()) {
                value = what;
            } else {
                inner.computeIfAbsent(steps.getFirst(), _ -> new Place()).put(steps.subList(1, steps.size()), what);
            }
        }

        private boolean isList() {
            return inner.keySet().stream().allMatch(step -> step instanceof Value.Num);
        }

        private boolean isOfBlocks() {
            return value == null
                    && isList()
                    && inner.values().stream().allMatch(one -> one.value == null && !one.isList());
        }
    }

    /** The block of a resource with these settings in it; null where the language has no words for them. */
    static @Nullable String block(ResourceChange resource, List<Setting> settings) {
        Place all = new Place();
        settings.forEach(setting -> all.put(setting.path.steps(), setting.value));
        StringBuilder hcl = new StringBuilder(opening(resource));
        return areNames(resource) && appendBody(all, INDENT, hcl)
                ? hcl.append("}\n").toString()
                : null;
    }

    /** The same with what is to be left alone. */
    static @Nullable String ignoring(ResourceChange resource, List<AttributePath> paths) {
        Set<String> references = new LinkedHashSet<>();
        paths.forEach(path -> references.add(reference(path)));
        return areNames(resource) && paths.stream().allMatch(path -> isName(path.attribute()))
                ? opening(resource)
                        + "  lifecycle {\n    ignore_changes = [%s]\n  }\n}\n".formatted(String.join(", ", references))
                : null;
    }

    /** What lets go of a resource without destroying it. */
    static @Nullable String removed(ResourceChange resource) {
        String address = withoutKeys(resource.address());
        return Parts.of(address, '.').stream().allMatch(Hcl::isName)
                ? "removed {\n  from = %s\n\n  lifecycle {\n    destroy = false\n  }\n}\n".formatted(address)
                : null;
    }

    private static boolean areNames(ResourceChange resource) {
        return isName(resource.type()) && isName(resource.name());
    }

    private static boolean isName(String text) {
        return AttributePath.of(text).toString().equals(text);
    }

    /** A comment ends where its line does. */
    private static String opening(ResourceChange resource) {
        String line = resource.module()
                .codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        String module = line.isEmpty() ? "" : "# in " + line + "\n";
        return "%sresource \"%s\" \"%s\" {\n".formatted(module, resource.type(), resource.name());
    }

    /** An index of a set of blocks is none in the language: the attribute as a whole then. */
    private static String reference(AttributePath path) {
        boolean plain = path.steps().stream()
                .skip(1)
                .allMatch(step -> step.equals(new Value.Num("0")) || step instanceof Value.Text);
        StringBuilder reference = new StringBuilder(path.attribute());
        path.steps().stream().skip(1).filter(_ -> plain).forEach(step -> {
            switch (step) {
                case Value.Text(String name)
                when isName(name) -> reference.append('.').append(name);
                case Value.Text(String key) ->
                    reference.append('[').append(string(key)).append(']');
                default -> reference.append("[0]");
            }
        });
        return reference.toString();
    }

    /** Each name once: a block for each item of a list of blocks, an argument for anything else. */
    private static boolean appendBody(Place body, String indent, StringBuilder hcl) {
        for (Map.Entry<Value, Place> one : body.inner.entrySet()) {
            Place place = one.getValue();
            String name = one.getKey().text().orElse("");
            if (!isName(name)) {
                return false;
            }
            if (!place.isOfBlocks()) {
                hcl.append(indent).append(name).append(" = ").append(expression(place, indent));
                hcl.append(place.value == null && place.isList() ? " # among others\n" : "\n");
                continue;
            }
            for (Place block : place.inner.values()) {
                hcl.append(indent).append(name).append(" {\n");
                if (!appendBody(block, indent + INDENT, hcl)) {
                    return false;
                }
                hcl.append(indent).append("}\n");
            }
        }
        return true;
    }

    private static String expression(Place place, String indent) {
        if (place.value != null) {
            return expression(place.value, 1);
        }
        if (place.isList()) {
            return place.inner.values().stream()
                    .map(item -> expression(item, indent))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        String next = indent + INDENT;
        return place.inner.entrySet().stream()
                .map(one -> "%s%s = %s\n".formatted(next, key(name(one.getKey())), expression(one.getValue(), next)))
                .collect(Collectors.joining("", "{\n", indent + "}"));
    }

    private static String name(Value step) {
        return step instanceof Value.Num(String index) ? index : step.text().orElse("");
    }

    private static String key(String text) {
        return isName(text) && !RESERVED.contains(text) ? text : string(text);
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

    /** Nothing in it is evaluated, or ends it. */
    private static String string(String text) {
        if (!Secrets.find(text).isEmpty()) {
            return '"' + Shown.SENSITIVE + '"';
        }
        StringBuilder string = new StringBuilder("\"");
        int[] characters = text.codePoints().toArray();
        for (int at = 0; at < characters.length; at++) {
            int c = characters[at];
            boolean begins = (c == '$' || c == '%') && at + 1 < characters.length && characters[at + 1] == '{';
            string.append(begins ? Character.toString(c).repeat(2) : escaped(c));
        }
        return string.append('"').toString();
    }

    private static String escaped(int c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> {
                boolean plain = !Character.isISOControl(c) && !UNSEEN.contains((byte) Character.getType(c));
                String code = c > Character.MAX_VALUE ? "\\U%08x" : "\\u%04x";
                yield plain ? Character.toString(c) : code.formatted(c);
            }
        };
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
