package dev.infrahub.terraform;

import dev.infrahub.json.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which object a change is about, and how one goes away: the arguments of {@code object-arguments.tsv}, which names its sources. */
final class ObjectArguments {

    private static final String TABLE = "object-arguments.tsv";
    private static final Set<String> WHICH = named("which");
    private static final Set<String> HOW = named("how");

    private ObjectArguments() {}

    /** What tells the object from any other: its identifiers, or all of it where it has none. */
    static Value identity(Value object) {
        Value identifiers = only(object, WHICH::contains);
        return identifiers.equals(new Value.Members(Map.of())) ? object : identifiers;
    }

    /** What the provider does when it destroys the object, as far as arguments say. */
    static Map<String, Value> ofDestruction(Value object) {
        return only(object, HOW::contains).members();
    }

    private static Value.Members only(Value object, Predicate<String> wanted) {
        Map<String, Value> kept = new LinkedHashMap<>();
        if (object instanceof Value.Members(var members)) {
            members.forEach((name, value) -> {
                if (wanted.test(name) && !value.isNull()) {
                    kept.put(name, value);
                }
            });
        }
        return new Value.Members(kept);
    }

    private static Set<String> named(String kind) {
        try (InputStream in = ObjectArguments.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException(TABLE + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .filter(row -> row[1].equals(kind))
                    .map(row -> row[0])
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
