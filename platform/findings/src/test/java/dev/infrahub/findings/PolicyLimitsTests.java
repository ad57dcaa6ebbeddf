package dev.infrahub.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.infrahub.json.Allowance;
import dev.infrahub.json.BeyondLimit;
import dev.infrahub.json.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyLimitsTests {

    private static final Condition MFA = new Condition("bool", "aws:multifactorauthpresent", List.of("true"));

    private static Statement statement(boolean allows, List<String> actions, List<String> places, Condition... limits) {
        return new Statement(
                allows,
                actions,
                false,
                places,
                false,
                new Statement.Principals(false, List.of(), false, Extent.EVERYWHERE),
                List.of(limits),
                false);
    }

    private static List<String> many(String name, int count) {
        return IntStream.range(0, count).mapToObj(index -> name + index).toList();
    }

    private static List<Statement> statements(String json) {
        return Value.ofJson("[" + json.replace('\'', '"') + "]").orElseThrow().each().stream()
                .map(value -> Statement.of(value, false).orElseThrow())
                .toList();
    }

    private static Set<String> loosened(List<Statement> before, List<Statement> after) {
        return new PolicyLimits(before, after).loosened(_ -> false);
    }

    @Test
    void whereNothingWasAllowedNothingIsLookedAt() {
        AtomicLong looks = new AtomicLong();
        Statement huge = statement(true, new Counted(looks, many("s3:a", 3500)), many("arn:aws:s3:::b", 3500));
        List<Statement> told = new ArrayList<>();
        assertThat(new PolicyLimits(List.of(statement(false, List.of("s3:*"), List.of("*"))), List.of(huge))
                        .loosened(told::add))
                .isEmpty();
        assertThat(told).isEmpty();
        assertThat(looks).hasValue(0);
    }

    @Test
    void aStatementOfTooManyPartsIsOne() {
        Statement all = statement(true, List.of("s3:*"), List.of("*"), MFA);
        List<String> hundred = many("s3:a", 100);
        assertThat(loosened(List.of(all), List.of(statement(true, hundred, many("arn:aws:s3:::b", 100)))))
                .containsExactlyInAnyOrderElementsOf(hundred);
        for (int count : List.of(101, 3500)) {
            Statement more = statement(true, many("s3:a", count), many("arn:aws:s3:::b", count));
            assertThat(loosened(List.of(all), List.of(more))).containsExactly(Grants.Grant.EVERY_ACTION);
            assertThat(new PolicyLimits(List.of(statement(false, more.actions(), more.resources())), List.of())
                            .undenied())
                    .containsExactly(Grants.Grant.EVERY_ACTION);
        }
    }

    @Test
    void manyStatementsAreMeasuredOnce() {
        AtomicLong looks = new AtomicLong();
        int count = 400;
        List<Statement> before = new ArrayList<>();
        List<Statement> after = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            List<String> actions = List.of("s3:a" + index);
            before.add(statement(true, new Counted(looks, actions), List.of("*"), MFA));
            after.add(statement(true, new Counted(looks, actions), List.of("*")));
        }
        assertThat(loosened(before, after)).hasSize(count);
        assertThat(looks).hasPositiveValue().hasValueLessThan(20L * 2 * count);
    }

    @Test
    void longConditionsAreNotComparedValueByValue() {
        AtomicLong looks = new AtomicLong();
        int count = 2000;
        Statement before = statement(
                true,
                List.of("s3:*"),
                List.of("*"),
                new Condition("stringlike", "aws:x", new Counted(looks, many("*b", count))));
        Statement after = statement(
                true,
                List.of("s3:*"),
                List.of("*"),
                new Condition("stringlike", "aws:x", new Counted(looks, many("xb", count))));
        assertThat(loosened(List.of(before), List.of(after))).containsExactly("s3:*");
        assertThat(looks).hasPositiveValue().hasValueLessThan(20L * 2 * count);
    }

    @Test
    void itEndsWithTheTime() {
        PolicyLimits limits = new PolicyLimits(
                List.of(
                        statement(true, List.of("s3:*"), List.of("*"), MFA),
                        statement(false, List.of("s3:*"), List.of("*"))),
                List.of(statement(true, List.of("s3:*"), List.of("*"))));
        Allowance none = Allowance.of(_ -> {}, Duration.ZERO);
        assertThatExceptionOfType(BeyondLimit.class).isThrownBy(() -> none.spend(() -> limits.loosened(_ -> false)));
        assertThatExceptionOfType(BeyondLimit.class).isThrownBy(() -> none.spend(limits::undenied));
    }

    /** One statement for each value, and one for all of them, are the same. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'IpAddress': {'k': '203.0.113.0/24'} | 'IpAddress': {'k': '198.51.100.0/24'} | 'IpAddress': {'k':"
                        + " ['203.0.113.0/24', '198.51.100.0/25']} | false",
                "'IpAddress': {'k': '203.0.113.0/24'} | 'IpAddress': {'k': '198.51.100.0/24'} | 'IpAddress': {'k':"
                        + " ['203.0.113.0/24', '198.51.0.0/16']} | true",
                "'StringEquals': {'k': 'a'} | 'StringLike': {'k': 'b*'} | 'StringEquals': {'k': ['a', 'bc']} | false",
                "'StringEquals': {'k': 'a'} | 'StringEquals': {'k': 'b', 'l': '1'} | 'StringEquals': {'k': ['a', 'b']}"
                        + " | true",
                "'StringEquals': {'k': 'a', 'l': '1'} | 'StringEquals': {'k': 'b', 'l': '1'} | 'StringEquals': {'k':"
                        + " ['a', 'b'], 'l': '1'} | false",
                "'StringNotEquals': {'k': ['a', 'b']} | 'StringEquals': {'k': ['c', 'd']} | 'StringNotEquals': {'k':"
                        + " 'a'} | true",
                "'ForAllValues:StringEquals': {'k': 'a'} | 'ForAllValues:StringEquals': {'k': 'b'} |"
                        + " 'ForAllValues:StringEquals': {'k': ['a', 'b']} | true",
            })
    void statementsThatBecomeOneAreNoWider(String one, String other, String both, boolean wider) {
        String allow = "{'Effect': 'Allow', 'Action': 's3:GetObject', 'Resource': '*', 'Condition': {%s}}";
        List<Statement> before = statements(allow.formatted(one) + "," + allow.formatted(other));
        assertThat(loosened(before, statements(allow.formatted(both))))
                .isEqualTo(wider ? Set.of("s3:GetObject") : Set.of());
        String elsewhere = allow.formatted(other).replace("'*'", "'arn:aws:s3:::b'");
        assertThat(loosened(statements(allow.formatted(one) + "," + elsewhere), statements(allow.formatted(both))))
                .as("of which one held somewhere alone")
                .containsExactly("s3:GetObject");
    }

    @Test
    void whatIsDeniedByOneOrTheOtherIsDenied() {
        String deny = "{'Effect': 'Deny', 'Action': '%s', 'Resource': '*', 'Condition': {'StringEquals': {'k': %s}}}";
        List<Statement> both = statements(deny.formatted("s3:Put*", "['a', 'b']"));
        String one = deny.formatted("s3:*", "'a'");
        assertThat(new PolicyLimits(both, statements(one + "," + deny.formatted("s3:P*", "'b'"))).undenied())
                .isEmpty();
        assertThat(new PolicyLimits(both, statements(one)).undenied()).containsExactly("s3:Put*");
    }
}
