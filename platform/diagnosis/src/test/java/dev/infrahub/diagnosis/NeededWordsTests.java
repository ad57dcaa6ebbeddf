package dev.infrahub.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No alternative of an expression is one that is never tried. */
class NeededWordsTests {

    static Stream<KnownFailure> failures() {
        return Catalogue.all().failures().stream();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "No Space;no space",
                "one|Two;one,two",
                "(?i)Exit(?:ed with)? codes;' codes'",
                "[Cc]onstraint x;onstraint x",
                "a{2,5}bcd+efg;efg",
                "(?:abcd)?efg;efg",
                "(?:abc|defg) h[^\\]x]ijkl;ijkl",
                "^\\bfoo\\.bar\\b$;foo.bar"
            })
    void the_longest_words_that_must_be_there_are_found(String expression, String words) {
        assertThat(NeededWords.of(expression)).containsExactlyInAnyOrder(words.split(","));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc|\\d+", "a.b.c", "(?:abc)?", "[abc]+"})
    void an_expression_that_may_match_without_a_word_is_refused(String expression) {
        assertThatThrownBy(() -> NeededWords.of(expression)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void each_alternative_of_what_is_known_has_a_word_that_lets_it_in(KnownFailure failure) {
        List<String> samples = Samples.of(failure.pattern().pattern());

        assertThat(samples).isNotEmpty().allSatisfy(sample -> {
            assertThat(failure.pattern().matcher(sample).find()).as(sample).isTrue();
            assertThat(failure.words()).anyMatch(sample.toLowerCase(Locale.ROOT)::contains);
        });
    }

    @Test
    void samples_hold_each_alternative() {
        assertThat(Set.copyOf(Samples.of("a(?:b|c{2}|[d-f])?x\\d|\\.y+")))
                .isEqualTo(Set.of("abx0", "accx0", "adx0", "ax0", ".y"));
    }

    /** Texts that an expression matches, so that each of its alternatives is in one of them. */
    private static final class Samples {

        private final String expression;
        private int next;

        private Samples(String expression) {
            this.expression = expression;
        }

        static List<String> of(String expression) {
            return new Samples(expression).alternatives();
        }

        private boolean isAt(char c) {
            return next < expression.length() && expression.charAt(next) == c;
        }

        private List<String> alternatives() {
            Stream<String> all = sequence().stream();
            while (isAt('|')) {
                next++;
                all = Stream.concat(all, sequence().stream());
            }
            return all.distinct().toList();
        }

        private List<String> sequence() {
            List<String> all = List.of("");
            while (next < expression.length() && !isAt('|') && !isAt(')')) {
                List<String> before = all;
                List<String> one = repeated(one());
                // each of the one with the first of the other: not all of both
                all = Stream.concat(
                                one.stream().map(text -> before.getFirst() + text),
                                before.stream().skip(1).map(text -> text + one.getFirst()))
                        .toList();
            }
            return all;
        }

        private List<String> one() {
            int start = next++;
            switch (expression.charAt(start)) {
                case '(' -> {
                    return group();
                }
                case '[' -> {
                    next += isAt('^') ? 1 : 0;
                    next += isAt(']') ? 1 : 0;
                    while (!isAt(']')) {
                        next += isAt('\\') ? 2 : 1;
                    }
                    next++;
                }
                case '\\' -> next++;
                case '^', '$' -> {
                    return List.of("");
                }
                case '.' -> {
                    return List.of(" ");
                }
                default -> {}
            }
            String part = expression.substring(start, next);
            return List.of(
                    part.equals("\\b")
                            ? ""
                            : IntStream.range(' ', 127)
                                    .mapToObj(Character::toString)
                                    .filter(text -> Pattern.matches(part, text))
                                    .findFirst()
                                    .orElseThrow());
        }

        private List<String> group() {
            if (isAt('?')) {
                while (!isAt(':') && !isAt(')')) {
                    next++;
                }
                next++;
                if (expression.charAt(next - 1) == ')') {
                    return List.of("");
                }
            }
            List<String> inside = alternatives();
            next++;
            return inside;
        }

        private List<String> repeated(List<String> one) {
            List<String> result = one;
            int start = next;
            if (isAt('?') || isAt('*')) {
                next++;
                result = Stream.concat(one.stream(), Stream.of("")).toList();
            } else if (isAt('+')) {
                next++;
            } else if (isAt('{')) {
                int times = Integer.parseInt(expression.substring(next + 1).split("[,}]", 2)[0]);
                next = expression.indexOf('}', next) + 1;
                result = one.stream()
                        .map(text -> text.repeat(Math.max(times, 1)))
                        .toList();
            }
            if (next > start && isAt('?')) {
                next++;
            }
            return result;
        }
    }
}
