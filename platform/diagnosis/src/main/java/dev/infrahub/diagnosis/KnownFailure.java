package dev.infrahub.diagnosis;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A failure that is known: how it is recognised, why it happens, what to do. All of it is data, in the files beside this class.
 *
 * @param id its name, for programs
 * @param role what its being there means
 * @param place where it is looked for
 * @param rank of two causes the one of the lower rank brings the other about, mostly
 * @param speaker who says it, where others use the same words
 * @param words one of them, in lower case, stands wherever it does
 * @param pattern what it is recognised by, in linear time
 * @param retryable whether the same run may succeed later with nothing changed
 * @param isUnsafe whether running again may lose something
 * @param next the command to run next
 * @param yes a log that has it
 * @param no a log like it that has not
 */
record KnownFailure(
        String id,
        String category,
        Role role,
        Place place,
        int rank,
        Optional<Speaker> speaker,
        Set<String> words,
        Pattern pattern,
        boolean retryable,
        boolean isUnsafe,
        String cause,
        List<String> fixes,
        Optional<String> next,
        String yes,
        String no) {

    /** What its being there means. */
    enum Role {
        /** It tells why something failed. */
        CAUSE,
        /** It follows from something else, and is no cause beside any. */
        CONSEQUENCE,
        /** It says that something failed, and never why. */
        SIGN;

        static Role of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /** Where it is looked for. */
    enum Place {
        /** In the errors of Terraform. */
        ERROR,
        /** In lines that are part of none. */
        LINE,
        ANYWHERE;

        static Place of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }

        boolean isIn(Place other) {
            return this == ANYWHERE || this == other;
        }
    }

    /** Kinds that pass by themselves, so that a line of them counts only beside the end. */
    boolean passes() {
        return retryable && role == Role.CAUSE;
    }

    /**
     * Where a text has it, and does not only quote it.
     *
     * @param about what the text is about
     */
    Optional<Found> in(String text, String about) {
        if (speaker.filter(one -> !one.says(text, about)).isPresent()) {
            return Optional.empty();
        }
        Matcher matcher = pattern.matcher(text);
        int start = 0;
        while (matcher.find(start)) {
            if (!isMachine() || !Quotation.holds(text, matcher.end())) {
                String group = matcher.groupCount() > 0 ? matcher.group(1) : null;
                return Optional.of(new Found(this, matcher.start(), Optional.ofNullable(group)));
            }
            start = matcher.end();
        }
        return Optional.empty();
    }

    /** Of the machine or the state itself, so that it comes before what Terraform says: such words are not taken from a quotation. */
    private boolean isMachine() {
        return rank == 1;
    }

    /**
     * A place where it stands.
     *
     * @param start in the text
     * @param what the part of it that the words of the cause name
     */
    record Found(KnownFailure failure, int start, Optional<String> what) {

        private static final int LONGEST = 200;

        String cause() {
            return filled(failure.cause());
        }

        List<String> fixes() {
            return failure.fixes().stream().map(this::filled).toList();
        }

        private String filled(String words) {
            String name = what.map(String::strip).orElse("it");
            return words.replace("{1}", name.substring(0, Math.min(name.length(), LONGEST)));
        }
    }
}
