package dev.infrahub.cabsigner;

import dev.infrahub.faults.Fault;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an event's fields must be to be kept, signed and told; anyone may publish. */
final class Fields {

    static final int LONGEST_ID = 100;
    static final int LONGEST_NAME = 255;
    static final int LONGEST_TEXT = 20_000;

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern CHANGE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:#-]{0,99}");

    /** With the version of its definition, which the first had not. */
    private static final Pattern FINGERPRINT = Pattern.compile("(?:v[0-9]{1,3}:)?[0-9a-f]{64}");

    private final String code;

    /** @param code of the fault that a wrong field is */
    Fields(String code) {
        this.code = code;
    }

    String client(String value) {
        require(
                CLIENT.matcher(value).matches(),
                "client",
                "is not 1 to 100 letters, digits, dots, hyphens and underscores");
        return value;
    }

    /** Of a change that is new: older ones may have other ids. */
    String changeId(String value) {
        require(
                CHANGE_ID.matcher(value).matches(),
                "changeRequestId",
                "is not 1 to 100 letters, digits and ._:#-, a letter or digit first");
        return value;
    }

    String word(String name, String value, int longest) {
        require(!value.isBlank(), name, "is missing");
        return text(name, value, longest);
    }

    String text(String name, String value, int longest) {
        require(value.length() <= longest, name, "is longer than " + longest + " characters");
        // Postgres keeps no NUL
        require(value.indexOf('\0') < 0, name, "has a character that is none");
        return value;
    }

    @Nullable
    String optional(String name, @Nullable String value, int longest) {
        return value == null ? null : text(name, value, longest);
    }

    String hash(String name, String value) {
        require(HASH.matcher(value).matches(), name, "is not 64 lower-case hex digits");
        return value;
    }

    @Nullable
    String fingerprint(String name, @Nullable String value) {
        require(
                value == null || FINGERPRINT.matcher(value).matches(),
                name,
                "is not a version and 64 lower-case hex digits");
        return value;
    }

    Fault.Invalid wrong(String name, String problem) {
        return new Fault.Invalid(code, name + " " + problem + ".");
    }

    private void require(boolean holds, String name, String problem) {
        if (!holds) {
            throw wrong(name, problem);
        }
    }
}
