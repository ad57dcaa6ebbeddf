package dev.infrahub.terraform;

import dev.infrahub.json.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Which object a change is about, and how one goes away: the arguments of {@code object-arguments.tsv}, which names its sources. */
final class ObjectArguments {

    private static final String TABLE = "object-arguments.tsv";
    private static final Set<String> WHICH = Table.names(TABLE, "which");
    private static final Set<String> HOW = Table.names(TABLE, "how");

    private ObjectArguments() {}

    /** What tells the object from any other; null where it has nothing of the kind. */
    static Value identifiers(Value object) {
        Value.Members identifiers = only(object, WHICH::contains);
        return identifiers.members().isEmpty() ? Value.Special.NULL : identifiers;
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
}
