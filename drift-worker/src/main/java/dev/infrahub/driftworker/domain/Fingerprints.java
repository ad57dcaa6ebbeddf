package dev.infrahub.driftworker.domain;

import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What tells one change from another, without what is hidden: the same change of two resources has the same. */
final class Fingerprints {

    private static final int SHOWN_BYTES = 16;
    private static final char SEPARATOR = '\0';

    private Fingerprints() {}

    static String of(String type, Difference difference) {
        return digest(List.of(
                type, difference.path().anywhere(), canonical(difference.before()), canonical(difference.after())));
    }

    /** Of what was deleted. */
    static String ofDeletion(String type) {
        return digest(List.of(type, "deleted"));
    }

    /** Of all that was changed about one resource. */
    static String of(String type, List<String> ofAttributes) {
        return digest(
                Stream.concat(Stream.of(type), ofAttributes.stream().sorted().distinct())
                        .toList());
    }

    /**
     * The same for the same value. A digest of what is hidden could be guessed back: it is the same for all that is. As a text it is
     * told apart quickly from others: of values someone could make many that hash alike.
     */
    static String canonical(Value value) {
        return JsonValues.canonical(withoutHidden(value));
    }

    private static Value withoutHidden(Value value) {
        return switch (value) {
            case Value.Special special -> special.isNull() ? special : new Value.Text(special.name());
            case Value.Items(var items) ->
                new Value.Items(items.stream().map(Fingerprints::withoutHidden).toList());
            case Value.Members(var members) -> {
                Map<String, Value> each = new TreeMap<>();
                members.forEach((name, member) -> each.put(name, withoutHidden(member)));
                yield new Value.Members(each);
            }
            case Value.Text _, Value.Num _, Value.Bool _ -> value;
        };
    }

    private static String digest(List<String> parts) {
        return sha256(String.join(String.valueOf(SEPARATOR), parts)).substring(0, 2 * SHOWN_BYTES);
    }

    static String sha256(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
