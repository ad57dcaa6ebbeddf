package dev.infrahub.terraform;

import dev.infrahub.json.Value;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/**
 * The code behind one argument. Of what refers to something the plan's JSON holds the references and not the text: of
 * {@code "${var.region}-1"} it says {@code var.region}, and of {@code format("x")} nothing at all.
 *
 * @param refers whether it refers to something
 * @param opaque whether there is something in it of which the plan's JSON says nothing
 * @param names what it refers to, without instance keys
 * @param digest of constants and references as they stand in the plan; empty where nobody asked for it
 */
record Expression(boolean refers, boolean opaque, NavigableSet<String> names, String digest) {

    /** Where there is no code. */
    static final Expression NONE = new Expression(false, false, Collections.emptyNavigableSet(), "");

    private static final String OPAQUE = "opaque";
    private static final List<String> FOLLOWED = List.of("var.", "module.", "each.", "count.");

    static Expression of(Value expression, Optional<FingerprintKey.Digester> digester) {
        NavigableSet<String> names = new TreeSet<>();
        collect(expression, names);
        return new Expression(
                References.refers(expression),
                isOpaque(expression),
                names.isEmpty() ? NONE.names : names,
                digester.map(keyed -> keyed.text(expression)).orElse(""));
    }

    /** An empty item of a list is a block without arguments; any other empty object is what JSON has no words for. */
    private static boolean isOpaque(Value expression) {
        return switch (expression) {
            case Value.Items(var items) -> items.stream().anyMatch(item -> !Known.isEmpty(item) && isOpaque(item));
            case Value.Members(var members) ->
                members.isEmpty()
                        || members.entrySet().stream()
                                .anyMatch(member ->
                                        !member.getKey().equals("constant_value") && isOpaque(member.getValue()));
            default -> false;
        };
    }

    private static void collect(Value expression, NavigableSet<String> names) {
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

    private static void add(Value target, NavigableSet<String> names) {
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
        if (refers && opaque) {
            out.writeName(OPAQUE);
            out.writeStartObject();
            out.writeEndObject();
        }
        if (isConstant()) {
            out.writeName("constant_value");
            out.writeNull();
        }
        out.writeEndObject();
    }

    /** The same in less memory: what cannot be followed is in the digest. */
    Expression toFollow() {
        NavigableSet<String> kept = new TreeSet<>();
        names.stream()
                .filter(name -> FOLLOWED.stream().anyMatch(name::startsWith))
                .forEach(kept::add);
        return opaque ? this : new Expression(refers, false, kept.isEmpty() ? NONE.names : kept, digest);
    }

    boolean isConstant() {
        return !refers && !opaque;
    }

    /** Whether the attribute that is meant is named too: {@code aws_x.y.id} beside {@code aws_x.y}. */
    boolean namesPartOf(String name) {
        String next = names.ceiling(name + ".");
        return next != null && next.startsWith(name + ".");
    }

    /** Whether it depends on the instance: {@code each.value} or {@code count.index}. */
    boolean isRepeated() {
        return Stream.of("each.", "count.").anyMatch(kind -> {
            String next = names.ceiling(kind);
            return next != null && next.startsWith(kind);
        });
    }

    /** What it is made of, without constants, in words. */
    String told() {
        Stream<String> meant = names.stream().filter(name -> !namesPartOf(name));
        return Stream.concat(meant, opaque ? Stream.of("functions alone") : Stream.empty())
                .collect(Collectors.joining(", "));
    }
}
