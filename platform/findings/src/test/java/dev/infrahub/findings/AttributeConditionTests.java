package dev.infrahub.findings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributeConditionTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "assertion.repository_owner == 'acme'",
                "assertion.repository_owner_id in ['1', '2']",
                "attribute.repository.startsWith(\"acme/\")",
                "google.subject == 'x' && assertion.aud != ''",
                "(assertion.sub == 'a' || assertion.sub == 'b') && assertion.ref != ''",
                "assertion.namespace_id == 7",
            })
    void whatAsksForSomebodyLimits(String expression) {
        assertThat(AttributeCondition.limits(expression)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "true",
                "assertion.aud != ''",
                "assertion.aud == 'https://github.com/acme'",
                "assertion.sub != ''",
                "has(assertion.repository)",
                "assertion.sub.startsWith('')",
                "assertion.sub.matches('.*')",
                "assertion.repository == 'acme/a' || assertion.sub != ''",
            })
    void whatEveryoneMeetsLimitsNobody(String expression) {
        assertThat(AttributeCondition.limits(expression)).isFalse();
    }
}
