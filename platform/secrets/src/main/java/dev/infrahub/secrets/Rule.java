package dev.infrahub.secrets;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of credential is recognised. Its shape is tried only where a keyword stands, and begins there or {@code lead}
 * characters before: that keeps the search linear.
 *
 * @param source where the form of this credential is documented
 * @param reading what is read where a keyword stands
 * @param expression the shape, as a regular expression: what is secret is its last group, or all of it where
 *     it has none; empty where something else is read
 * @param notBehind characters it may not stand behind, since then it would be part of something else
 * @param notBefore characters it may not stand before
 * @param test whether a match is no example, reference or placeholder
 * @param keywords in lower case; found in any case
 */
public record Rule(
        String id,
        String title,
        String source,
        Reading reading,
        String expression,
        Shape shape,
        CharClass notBehind,
        CharClass notBefore,
        int lead,
        Predicate<String> test,
        List<String> keywords) {

    /** What is read where a keyword stands. */
    enum Reading {
        SHAPE,
        /** A name and the value behind it, by {@link Assignment}. */
        NAME,
        /** The arguments of a command, by {@link CommandLine}. */
        COMMAND,
        /** What a command is given to read, by {@link Piped}. */
        PIPE
    }

    Rule(String id, String title, String source, String expression, String... keywords) {
        this(
                id,
                title,
                source,
                Reading.SHAPE,
                expression,
                Shape.of(expression),
                CharClass.NONE,
                CharClass.NONE,
                0,
                Values::isNoExample,
                List.of(keywords));
    }

    Rule read(Reading other) {
        return new Rule(id, title, source, other, expression, shape, notBehind, notBefore, lead, test, keywords);
    }

    Rule notBehind(CharClass characters) {
        return new Rule(id, title, source, reading, expression, shape, characters, notBefore, lead, test, keywords);
    }

    Rule notBefore(CharClass characters) {
        return new Rule(id, title, source, reading, expression, shape, notBehind, characters, lead, test, keywords);
    }

    /** Begins so many characters before its keyword. */
    Rule leading(int characters) {
        return new Rule(
                id, title, source, reading, expression, shape, notBehind, notBefore, characters, test, keywords);
    }

    Rule where(Predicate<String> isSecret) {
        return new Rule(id, title, source, reading, expression, shape, notBehind, notBefore, lead, isSecret, keywords);
    }

    boolean accepts(String match) {
        return test.test(match);
    }

    /** The place of what is secret in a match that begins here; null where there is none. */
    Shape.Group.@Nullable Noted at(Subject subject, int start) {
        String text = subject.text;
        if (start > 0 && notBehind.has(text.charAt(start - 1))) {
            return null;
        }
        Shape.Group.Noted noted = new Shape.Group.Noted();
        int end = shape.end(subject, start, noted);
        if (end < 0 || (end < text.length() && notBefore.has(text.charAt(end)))) {
            return null;
        }
        if (noted.start < 0) {
            noted.start = start;
            noted.end = end;
        }
        return accepts(text.substring(noted.start, noted.end)) ? noted : null;
    }
}
