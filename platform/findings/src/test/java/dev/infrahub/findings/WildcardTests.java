package dev.infrahub.findings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WildcardTests {

    @ParameterizedTest
    @CsvSource({
        "iam:PassRole, iam:PassRole, true",
        "IAM:passrole, iam:PassRole, true",
        "iam:*, iam:PassRole, true",
        "iam:Pass*, iam:PassRole, true",
        "*:PassRole, iam:PassRole, true",
        "iam:*Role, iam:PassRole, true",
        "iam:P?ssRole, iam:PassRole, true",
        "i*m*s*e, iam:PassRole, true",
        "iam:?, iam:PassRole, false",
        "iam:Pass, iam:PassRole, false",
        "iam:PassRole?, iam:PassRole, false",
        "*s3*, iam:PassRole, false",
        "'', iam:PassRole, false",
        "a\\*b, a*b, true",
        "a\\*b, axb, false",
    })
    void aPatternFitsTheWholeTextWhateverTheCase(String pattern, String text, boolean fits) {
        assertThat(Wildcard.matches(pattern, text)).isEqualTo(fits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "**", "?*", "*?*", "****?"})
    void someFitEverything(String pattern) {
        assertThat(Wildcard.isAll(pattern)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "??", "s3:*", "*a", "a*"})
    void othersDoNot(String pattern) {
        assertThat(Wildcard.isAll(pattern)).isFalse();
    }

    @Test
    void starsInARowAreOne() {
        assertThat(Wildcard.collapsed("a***b**?*")).isEqualTo("a*b*?*");
    }

    @Test
    void whatStandsBeforeTheFirstWildcardIsLiteral() {
        assertThat(Wildcard.literalStart("repo:acme/?*")).isEqualTo("repo:acme/");
        assertThat(Wildcard.literalStart("repo")).isEqualTo("repo");
    }
}
