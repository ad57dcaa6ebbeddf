package dev.infrahub.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;

/**
 * No text of a caller meets a regular expression that backtracks: such a one takes quadratic time, or all of the stack, for a
 * text that was made for it. RE2/J takes linear time.
 */
public final class RegexRules {

    /** Of {@link String}; they compile a {@link java.util.regex.Pattern}. */
    private static final Set<String> METHODS =
            Set.of("matches", "replaceAll", "replaceFirst", "split", "splitWithDelimiters");

    private RegexRules() {}

    /** @param room a package, for example {@code dev.infrahub.secrets}; those below it count too */
    public static void check(String room) {
        JavaClasses code = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(room);
        check(code);
    }

    static void check(JavaClasses code) {
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
