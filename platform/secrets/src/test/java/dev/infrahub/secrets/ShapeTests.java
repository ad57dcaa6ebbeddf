package dev.infrahub.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShapeTests {

    private static final int MOST_REPEATED = 1000;

    private final Random random = new Random(7);

    /** RE2/J goes back where it has to, and shapes never do: for the rules that we have it makes no difference. */
    @Test
    void the_rules_match_what_a_library_for_regular_expressions_matches() {
        int matches = 0;
        for (Rule rule : Rules.all()) {
            if (rule.reading() != Rule.Reading.SHAPE || rule.id().equals("putty-private-key")) {
                continue;
            }
            Pattern pattern = Pattern.compile(unbounded(rule.form().expression()));
            for (String text : variants(rule)) {
                Matcher expected = pattern.matcher(text);
                Shape.Group.Noted noted = new Shape.Group.Noted();
                int end = rule.form().shape().end(new Subject(text), 0, noted);
                assertThat(end)
                        .as("%s on %s", rule.form().expression(), text)
                        .isEqualTo(expected.lookingAt() ? expected.end() : -1);
                matches += end > 0 ? 1 : 0;
            }
        }
        assertThat(matches).isGreaterThan(300);
    }

    /** RE2/J refuses to repeat more often; no variant is as long. */
    private static String unbounded(String expression) {
        StringBuilder pattern = new StringBuilder();
        int at = 0;
        for (int open = expression.indexOf('{'); open >= 0; open = expression.indexOf('{', at)) {
            int close = expression.indexOf('}', open);
            String bounds = expression.substring(open + 1, close);
            int comma = bounds.indexOf(',');
            boolean isLarge = comma >= 0 && Integer.parseInt(bounds.substring(comma + 1)) > MOST_REPEATED / 10;
            pattern.append(expression, at, open)
                    .append('{')
                    .append(isLarge ? bounds.substring(0, comma + 1) : bounds)
                    .append('}');
            at = close + 1;
        }
        return pattern.append(expression.substring(at)).toString();
    }

    /** Specimens from where the rule starts, whole, cut short, and with characters changed. */
    private List<String> variants(Rule rule) {
        List<String> all = new ArrayList<>();
        for (Specimens.Specimen specimen : Specimens.all()) {
            if (!specimen.ruleId().equals(rule.id())) {
                continue;
            }
            for (String keyword : rule.keywords()) {
                int at = specimen.text().toLowerCase(Locale.ROOT).indexOf(keyword) - rule.lead();
                if (at >= 0) {
                    String text = specimen.text().substring(at);
                    all.add(text);
                    for (int i = 0; i < 60; i++) {
                        all.add(text.substring(0, random.nextInt(text.length() + 1)));
                        all.add(changed(text));
                    }
                }
            }
        }
        return all;
    }

    private String changed(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            chars[random.nextInt(chars.length)] = "aA0_-./+=:@ \n\"'\\%".charAt(random.nextInt(17));
        }
        return new String(chars);
    }

    @Test
    void a_repetition_gives_nothing_back() {
        assertThat(Shape.isAll(Shape.of("[ab]{1,9}b"), "aab")).isFalse();
        assertThat(Shape.isAll(Shape.of("[a]{1,9}b"), "aab")).isTrue();
    }

    @Test
    void of_alternatives_the_first_counts() {
        assertThat(Shape.isBegin(Shape.of("(?:a|ab)c"), "abc")).isFalse();
        assertThat(Shape.isBegin(Shape.of("(?:ab|a)c"), "abc")).isTrue();
    }

    @Test
    void a_group_that_did_not_match_after_all_is_not_noted() {
        Shape.Group.Noted noted = new Shape.Group.Noted();
        assertThat(Shape.of("(?:(a)b|ac)").end(new Subject("ac"), 0, noted)).isEqualTo(2);
        assertThat(noted.start).isEqualTo(-1);
    }

    @Test
    void a_letter_that_is_repeated_is_that_letter_and_no_class() {
        for (String letter : List.of("d", "n", "s", "t", "w")) {
            assertThat(Shape.isAll(Shape.of("a" + letter + "?b"), "a" + letter + "b"))
                    .as(letter)
                    .isTrue();
            assertThat(Shape.isAll(Shape.of("a" + letter + "{2}b"), "a 9b")).isFalse();
        }
    }

    @Test
    void what_is_no_shape_is_refused() {
        assertThatThrownBy(() -> Shape.of("a)")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_stretch_is_gone_through_once_however_often_a_step_starts_in_it() {
        Shape run = Shape.of("[a-z]{1,9999}!");
        Subject subject = new Subject("a".repeat(5000));
        for (int i = 0; i < 5000; i++) {
            assertThat(run.end(subject, i, new Shape.Group.Noted())).isEqualTo(-1);
        }
        assertThat(subject.work()).isLessThan(5000 * 4);
    }
}
