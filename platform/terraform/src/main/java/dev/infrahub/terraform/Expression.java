package dev.infrahub.terraform;

import dev.infrahub.json.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JsonGenerator;

/**
 * The code behind one argument. Of what refers to something the plan's JSON holds the references and not the text: of
 * {@code "${var.region}-1"} it says {@code var.region}.
 *
 * @param refers whether it is made of anything but constants
 * @param names what it refers to, without instance keys
 * @param digest of constants and references as they stand in the plan; empty where nobody asked for it
 */
record Expression(boolean refers, Set<String> names, String digest) {

    static Expression of(Value expression, Optional<FingerprintKey.Digester> digester) {
        Set<String> names = new TreeSet<>();
        collect(expression, names);
        return new Expression(
                References.refers(expression),
                names,
                digester.map(keyed -> keyed.text(expression)).orElse(""));
    }

    private static void collect(Value expression, Set<String> names) {
        switch (expression) {
            case Value.Items(var items) -> items.forEach(item -> collect(item, names));
            case Value.Members(var members) ->
                members.forEach((name, member) -> {
                    switch (name) {
                        case "references" -> member.each().forEach(target -> add(target, names));
                        case "constant_value" -> {}
                        default -> collect(member, names);
                    }
                });
            default -> {}
        }
    }

    private static void add(Value target, Set<String> names) {
        target.text()
                .map(References::withoutKey)
                .filter(name -> !name.isEmpty())
                .ifPresent(names::add);
    }

    /** Without constants: those are the code's own, and may be secrets. */
    void write(JsonGenerator out) {
        out.writeStartObject();
        if (refers) {
            References.writeStrings("references", names, out);
        }
        out.writeEndObject();
    }

    /** What is named together with the attribute that is meant: {@code aws_x.y} beside {@code aws_x.y.id}. */
    List<String> told() {
        return names.stream()
                .filter(name -> names.stream().noneMatch(other -> other.startsWith(name + ".")))
                .toList();
    }
}
