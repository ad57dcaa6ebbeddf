package dev.infrahub.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * No text of a caller meets a regular expression that backtracks: such a one takes quadratic time, or all of the stack, for a
 * text that was made for it. RE2/J takes linear time. Where short words are checked, expressions of the JDK stay; they are
 * constants, so that each can be tried.
 */
public final class RegexRules {

    /** Of {@link String}; they compile a {@link java.util.regex.Pattern}. */
    private static final Set<String> METHODS =
            Set.of("matches", "replaceAll", "replaceFirst", "split", "splitWithDelimiters");

    private static final String CONSTRAINT = "jakarta.validation.constraints.Pattern";
    private static final int LONG = 3_000;

    /** An expression looks at each character of a text at most so often; one that goes back does so thousands of times. */
    private static final int MOST_LOOKS = 200;

    private RegexRules() {}

    /** @param room a package, for example {@code dev.infrahub.secrets}; those below it count too */
    public static void check(String room) {
        JavaClasses code = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(room);
        check(code);
    }

    public static void check(JavaClasses code) {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.regex..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.util.Scanner.class)
                .orShould()
                .accessTargetWhere(usesOneOfString())
                .because("what a caller sends must not meet an expression that backtracks")
                .check(code);
    }

    /** @param room a package whose expressions are constants and constraints, each of which takes linear time */
    public static void checkConstants(String room) {
        JavaClasses code = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(room);
        checkConstants(code);
    }

    public static void checkConstants(JavaClasses code) {
        noClasses()
                .should()
                .callMethod(String.class, "matches", String.class)
                .because("an expression that is no constant is not tried")
                .allowEmptyShould(true)
                .check(code);
        code.stream().map(JavaClass::reflect).flatMap(RegexRules::expressions).forEach(RegexRules::requireLinear);
    }

    private static Stream<Pattern> expressions(Class<?> type) {
        List<AnnotatedElement> annotated = new ArrayList<>(List.of(type));
        annotated.addAll(List.of(type.getDeclaredFields()));
        return Stream.concat(
                Stream.of(type.getDeclaredFields())
                        .filter(field -> field.getType() == Pattern.class && Modifier.isStatic(field.getModifiers()))
                        .map(RegexRules::constant),
                annotated.stream()
                        .flatMap(element -> Stream.of(element.getAnnotations()))
                        .filter(annotation ->
                                annotation.annotationType().getName().equals(CONSTRAINT))
                        .map(RegexRules::constraint));
    }

    private static Pattern constant(Field field) {
        try {
            field.setAccessible(true);
            return (Pattern) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field.toString(), e);
        }
    }

    private static Pattern constraint(Annotation annotation) {
        try {
            return Pattern.compile(String.valueOf(
                    annotation.annotationType().getMethod("regexp").invoke(annotation)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(annotation.toString(), e);
        }
    }

    /** Against long texts of its own characters, alone and in pairs, that fit nearly to the end. */
    private static void requireLinear(Pattern expression) {
        List<String> atoms = Stream.concat(
                        expression.pattern().chars().mapToObj(Character::toString), Stream.of("a", "A", "0", " "))
                .distinct()
                .toList();
        for (String one : atoms) {
            for (String other : atoms) {
                for (String last : List.of("", "!", "\n")) {
                    requireLinear(expression, (one + other).repeat(LONG / 2) + last);
                }
            }
        }
    }

    private static void requireLinear(Pattern expression, String text) {
        try {
            var _ = expression.matcher(new Watched(text)).matches();
        } catch (TooManyLooks | StackOverflowError e) {
            throw new AssertionError(
                    "%s goes back in a text that begins like '%s'".formatted(expression, text.substring(0, 2)), e);
        }
    }

    private static final class TooManyLooks extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A text that can be looked at so often and no more. */
    private static final class Watched implements CharSequence {

        private final String text;
        private long left;

        private Watched(String text) {
            this.text = text;
            this.left = (long) MOST_LOOKS * text.length();
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            left--;
            if (left < 0) {
                throw new TooManyLooks();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static DescribedPredicate<JavaAccess<?>> usesOneOfString() {
        return DescribedPredicate.describe(
                "is a method of String that takes a regular expression",
                access -> isString(access.getTargetOwner())
                        && METHODS.contains(access.getTarget().getName()));
    }

    private static boolean isString(JavaClass type) {
        return type.isEquivalentTo(String.class);
    }
}
