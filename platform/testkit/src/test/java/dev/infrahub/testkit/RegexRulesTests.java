package dev.infrahub.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Scanner;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegexRulesTests {

    @ParameterizedTest
    @ValueSource(classes = {Compiles.class, Matches.class, Refers.class, Splits.class, Replaces.class, Scans.class})
    void every_way_to_a_backtracking_expression_is_refused(Class<?> type) {
        assertThatThrownBy(() -> RegexRules.check(new ClassFileImporter().importClasses(type)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(type.getSimpleName());
    }

    @ParameterizedTest
    @ValueSource(classes = Plain.class)
    void a_plain_replacement_is_let_through(Class<?> type) {
        assertThatCode(() -> RegexRules.check(new ClassFileImporter().importClasses(type)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(classes = {Matches.class, Backtracks.class, GoesThroughTwice.class})
    void a_constant_that_takes_more_than_linear_time_is_refused_and_so_is_what_is_none(Class<?> type) {
        assertThatThrownBy(() -> RegexRules.checkConstants(new ClassFileImporter().importClasses(type)))
                .isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @ValueSource(classes = {Word.class, Plain.class})
    void a_constant_that_goes_through_once_is_let_through(Class<?> type) {
        assertThatCode(() -> RegexRules.checkConstants(new ClassFileImporter().importClasses(type)))
                .doesNotThrowAnyException();
    }

    static class Backtracks {
        static final Pattern NESTED = Pattern.compile("(?:[a-z]+)*!");
    }

    static class GoesThroughTwice {
        static final Pattern LITERAL = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    }

    static class Word {
        static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}|CHG-[0-9A-F]{16}");
    }

    static class Compiles {
        Object with(String text) {
            return Pattern.compile(text);
        }
    }

    static class Matches {
        boolean with(String text) {
            return text.matches("a+");
        }
    }

    static class Refers {
        BiPredicate<String, String> with() {
            return String::matches;
        }
    }

    static class Splits {
        int with(String text) {
            return text.split("a+", 2).length;
        }
    }

    static class Replaces {
        String with(String text) {
            return text.replaceFirst("a+", "b") + text.replaceAll("a+", "b");
        }
    }

    static class Scans {
        boolean with(String text) {
            return new Scanner(text).hasNext();
        }
    }

    static class Plain {
        String with(String text) {
            return text.replace("a", "b") + List.of(text.lines());
        }
    }
}
