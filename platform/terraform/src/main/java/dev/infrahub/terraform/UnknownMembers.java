package dev.infrahub.terraform;

import dev.infrahub.json.Allowance;
import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** Members of one object that are in no table of {@link Known}, each with a digest of its real name and its value. */
final class UnknownMembers {

    /** Of one with its digest, in memory. */
    private static final int BYTES_A_MEMBER = 256;

    private final Map<String, String> digests = new TreeMap<>();

    void add(String name, Value value) {
        add(name, StreamedDigest.of(ExactValues.of(value)));
    }

    /** Reads the value without keeping it: nobody knows how large it is. */
    void add(String name, JsonParser parser) {
        StreamedDigest digest = StreamedDigest.read(parser);
        if (!digest.ofNothing()) {
            add(name, digest);
        }
    }

    private void add(String name, StreamedDigest value) {
        String digest = StreamedDigest.of(new Value.Items(List.of(new Value.Text(name), new Value.Text(value.hex()))))
                .hex();
        Allowance.current().hold(BYTES_A_MEMBER + 2L * name.length());
        digests.merge(Known.shown(name), digest, (one, other) -> one.compareTo(other) < 0 ? one + other : other + one);
    }

    boolean isEmpty() {
        return digests.isEmpty();
    }

    void forEach(BiConsumer<String, String> action) {
        digests.forEach(action);
    }

    /** Names them for the next reader, which is all that can be said of them. */
    void write(JsonGenerator out) {
        digests.keySet().forEach(name -> {
            out.writeName(name);
            JsonValues.write(new Value.Bool(true), out);
        });
    }

    void addNamesTo(Map<String, Value> members) {
        digests.keySet().forEach(name -> members.put(name, new Value.Bool(true)));
    }
}
