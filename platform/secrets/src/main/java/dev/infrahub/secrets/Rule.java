package dev.infrahub.secrets;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One kind of credential: what it is, what to do about one that is found, and how it is recognised. Its shape is tried only
 * where a keyword stands, and begins there or {@code lead} characters before: that keeps the search linear.
 *
 * @param family the file that says it
 * @param kind whether a credential is found, or what should be done lest one comes out
 * @param description what a credential of this kind opens, in one sentence
 * @param remedy how one is revoked or replaced
 * @param source where the form of this credential is documented
 * @param keywords in lower case; found in any case
 * @param proof what the form itself tells of a credential
 * @param finds examples, with names of alphabets in place of what is drawn at random: so no scanner finds a credential in them
 * @param leaves what resembles one and is none
 */
public record Rule(
        String id,
        String family,
        Kind kind,
        String title,
        Severity severity,
        String description,
        String remedy,
        String source,
        List<String> keywords,
        Form form,
        Proof proof,
        List<String> finds,
        List<String> leaves) {

    /** What a finding is. */
    public enum Kind {
        /** A credential. */
        SECRET,
        /** A place where one is not kept as it should be: no credential is known by it. */
        ADVICE
    }

    /** What is read where a keyword stands. */
    enum Reading {
        SHAPE,
        /** A name and the value behind it, by {@link Assignment}. */
        NAME,
        /** The arguments of a command, by {@link CommandLine}. */
        COMMAND,
        /** What a command is given to read, by {@link Piped}. */
        PIPE,
        /** What a log is told to mask, by {@link Masking}. */
        MASK,
        /** What a user logs in with, by {@link Login}. */
        LOGIN,
        /** The lines of a key, by {@link KeyBody}. */
        KEY,
        /** What a mark beside it says, by {@link MarkedJson}. */
        MARK,
        /** What {@link Layers} can not unpack. */
        PACKED,
        /** Not a text, but a file by its structure: {@link TerraformCode}, {@link TerraformState}. */
        FILE;

        /** Those of the reading itself, where the rule names none. */
        List<String> keywords() {
            return switch (this) {
                case NAME ->
                    Stream.concat(Arrays.stream(SecretName.STEMS), SecretArguments.types().stream())
                            .toList();
                case COMMAND -> List.of(CommandLine.names());
                case PIPE -> List.of(Piped.names());
                case MASK -> List.of(Masking.names());
                case LOGIN -> List.of(Login.names());
                case KEY -> List.of(KeyBody.names());
                case MARK -> List.of(MarkedJson.names());
                case SHAPE, PACKED, FILE -> List.of();
            };
        }
    }

    /**
     * How a credential stands in a text.
     *
     * @param expression the shape, as a regular expression: what is secret is its last group, or all of it where
     *     it has none; empty where something else is read
     * @param isNamed whether it begins with a name, which must be one of a secret
     * @param notBehind characters it may not stand behind, since then it would be part of something else
     * @param notBefore characters it may not stand before
     */
    record Form(
            Reading reading,
            String expression,
            Shape shape,
            boolean isNamed,
            CharClass notBehind,
            CharClass notBefore,
            int lead,
            Likeness likeness) {

        private static final CharClass NAME = CharClass.of("A-Za-z0-9_.-");
        private static final int LONGEST_NAME = 100;

        /** Whether a match may begin here, as far as the character before it tells. */
        boolean mayBegin(String text, int start) {
            return start >= 0 && (start == 0 || !notBehind.has(text.charAt(start - 1)));
        }

        /** The place of what is secret in a match that begins here; null where there is none. */
        Shape.Group.@Nullable Noted at(Subject subject, int start) {
            String text = subject.text;
            Shape.Group.Noted noted = new Shape.Group.Noted();
            int end = shape.end(subject, start, noted);
            if (end < 0 || (end < text.length() && notBefore.has(text.charAt(end)))) {
                return null;
            }
            if (noted.start < 0) {
                noted.start = start;
                noted.end = end;
            }
            return isNamedRight(text, start) && likeness.accepts(text.substring(noted.start, noted.end)) ? noted : null;
        }

        /** Where it has a group, only that is secret, and the keyword stands before it. */
        private boolean hasGroup() {
            for (int at = expression.indexOf('('); at >= 0; at = expression.indexOf('(', at + 1)) {
                boolean isEscaped = at > 0 && expression.charAt(at - 1) == '\\';
                if (!isEscaped && !expression.startsWith("(?", at)) {
                    return true;
                }
            }
            return false;
        }

        private boolean isNamedRight(String text, int start) {
            return !isNamed
                    || SecretName.of(text.substring(start, NAME.end(text, start, LONGEST_NAME))) != SecretName.NONE;
        }
    }

    Reading reading() {
        return form.reading();
    }

    public boolean isAdvice() {
        return kind == Kind.ADVICE;
    }

    int lead() {
        return form.lead();
    }

    Shape.Group.@Nullable Noted at(Subject subject, int start) {
        return form.at(subject, start);
    }

    /** What the form itself tells of a credential that was found: whether its checksum is right, or its parts fit. */
    public Proof.Verdict prove(String credential) {
        return proof.of(credential);
    }

    /** How many characters at its beginning are public: the keyword that all of its kind begin with; 0 where there is none. */
    public int prefix(String credential) {
        if (form.expression().isEmpty() || form.hasGroup()) {
            return 0;
        }
        return keywords.stream()
                .filter(word -> credential.regionMatches(true, 0, word, 0, word.length()))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }
}
