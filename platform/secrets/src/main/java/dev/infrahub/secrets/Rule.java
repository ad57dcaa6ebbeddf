package dev.infrahub.secrets;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * How one kind of credential is recognised. The pattern is tried only where a keyword stands, and begins there or
 * {@code lead} characters before: that keeps the search linear.
 *
 * @param source where the form of this credential is documented
 * @param pattern what is secret is its first group, or all of it where it has none
 * @param test whether a match is no example, reference or placeholder
 * @param keywords in lower case; found in any case
 */
public record Rule(
        String id,
        String title,
        String source,
        Pattern pattern,
        int lead,
        Predicate<String> test,
        List<String> keywords) {

    boolean accepts(String match) {
        return test.test(match);
    }
}
