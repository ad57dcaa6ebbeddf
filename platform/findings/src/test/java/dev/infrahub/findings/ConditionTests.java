package dev.infrahub.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.Parts;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTests {

    private static Condition condition(String operator, String values) {
        return new Condition(
                operator.toLowerCase(Locale.ROOT), "aws:x", values.isEmpty() ? List.of() : Parts.of(values, ','));
    }

    /** The first is as wide as the second; and the second as the first where the row says both. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "StringEquals | a,b | StringEquals | b | first",
                "StringEquals | a | StringEquals | A | none",
                "StringEqualsIgnoreCase | a | StringEquals | A | first",
                "StringEqualsIgnoreCase | a | StringEqualsIgnoreCase | A | both",
                "StringLike | ops-* | StringEquals | ops-prod | first",
                "StringLike | ops-* | StringLike | ops-p* | first",
                "StringLike | ops-prod | StringEquals | ops-prod | both",
                "StringLike | ops-* | StringLike | ops-? | first",
                "ArnLike | arn:aws:sns:*:1:* | ArnEquals | arn:aws:sns:eu-west-1:1:t | first",
                "ArnEquals | arn:aws:sns:*:1:* | ArnLike | arn:aws:sns:*:1:* | both",
                "StringNotEquals | a | StringNotEquals | a,b | first",
                "StringNotLike | a-b | StringNotLike | a-* | first",
                "StringNotEquals | a | StringNotLike | a | both",
                "StringNotEquals | a | StringEquals | b | none",
                "IpAddress | 10.0.0.0/8 | IpAddress | 10.1.0.0/16 | first",
                "IpAddress | 10.0.0.0/9,10.128.0.0/9 | IpAddress | 10.0.0.0/8 | both",
                "IpAddress | 203.0.113.7 | IpAddress | 203.0.113.7/32 | both",
                "IpAddress | 2001:db8::/32 | IpAddress | 2001:db8:1::/48 | first",
                "IpAddress | 0.0.0.0/0 | IpAddress | ::/0 | none",
                "NotIpAddress | 10.1.0.0/16 | NotIpAddress | 10.0.0.0/8 | first",
                "NumericLessThan | 3600 | NumericLessThan | 900 | first",
                "NumericLessThan | 3600.0 | NumericLessThan | 3600 | both",
                "NumericLessThanEquals | 900 | NumericLessThan | 900 | first",
                "NumericGreaterThan | 5 | NumericGreaterThan | 10 | first",
                "NumericLessThan | 900 | NumericGreaterThan | 900 | none",
                "NumericLessThan | 9,1000 | NumericLessThan | 100 | first",
                "NumericLessThan | many | NumericLessThan | 900 | none",
                "NumericEquals | 1,2 | NumericEquals | 2 | first",
                "DateLessThan | 2034-01-01T00:00:00Z | DateLessThan | 2024-01-01 | first",
                "DateGreaterThan | 2024-01-01T00:00:00Z | DateGreaterThan | 2034-01-01T01:00:00+01:00 | first",
                "DateLessThan | 1704067200 | DateLessThan | 2024-01-01T00:00:00Z | both",
                "Bool | true | Bool | True | both",
                "Bool | true | Bool | false | none",
                "Bool | true,false | Bool | false | first",
                "BoolIfExists | true | Bool | true | first",
                "Null | true | Null | false | none",
                "ForAnyValue:StringEquals | a,b | ForAnyValue:StringEquals | a | first",
                "ForAllValues:StringEquals | a | ForAnyValue:StringEquals | a | none",
                "ForAllValues:StringLikeIfExists | a* | ForAllValues:StringLike | ab | first",
                "VendorSays | a,b | VendorSays | a | first",
                "StringNotEquals | a | StringNotEqualsIfExists | a | both",
                "StringNotLike | a-b | StringNotLikeIfExists | a-* | first",
                "ForAnyValue:StringNotEqualsIfExists | a | ForAnyValue:StringNotEquals | a | first",
                "ForAllValues:StringEquals | a | ForAllValues:StringEqualsIfExists | a | both",
                "StringEqualsIfExists | a | StringEquals | a | first",
                "NumericLessThan | 3600 | NumericEquals | 900 | first",
                "NumericLessThan | 900 | NumericEquals | 900 | none",
                "NumericLessThanEquals | 900 | NumericEquals | 900 | first",
                "NumericLessThan | 3600 | NumericEquals | 900,7200 | none",
                "NumericGreaterThanEquals | 5 | NumericEquals | 5,9 | first",
                "NumericGreaterThan | 5 | NumericEquals | 4,9 | none",
                "DateLessThan | 2034-01-01 | DateEquals | 2024-01-01 | first",
                "NumericLessThan | 3600 | DateEquals | 900 | none",
                "IpAddress | 2001:db8::/64 | IpAddress | 2001:db8::1/128 | first",
                "IpAddress | 2001:db8::/64 | IpAddress | 2001:db8::1 | first",
                "IpAddress | 2001:db8::/96 | IpAddress | 2001:db8::/112 | none",
                "IpAddress | 2001:db8::1/128,2001:db8::2/128 | IpAddress | 2001:db8::1/128 | first",
                "IpAddress | 2001:db8::/32,2001:db9::1/128 | IpAddress | 2001:db8:1::/48,2001:db9::1/128 | first",
                "NotIpAddress | 2001:db8::1/128 | NotIpAddress | 2001:db8::/64 | first",
                "StringEquals | a | NumericEquals | a | none",
            })
    void whatLetsMoreThroughIsWider(String operator, String values, String other, String others, String wider) {
        Condition first = condition(operator, values);
        Condition second = condition(other, others);
        assertThat(first.isAsWideAs(second))
                .as("%s as wide as %s", first, second)
                .isEqualTo(!wider.equals("none"));
        assertThat(second.isAsWideAs(first))
                .as("%s as wide as %s", second, first)
                .isEqualTo(wider.equals("both"));
    }

    /** Of long conditions patterns are not looked into; that more values are more is seen by their spelling. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "StringLike | a* | StringEquals | ab | true | false",
                "StringLike | a*,b | StringLike | a* | true | true",
                "StringLike | a* | StringLike | a*,b | false | false",
                "StringNotLike | a* | StringNotLike | a*,b | true | true",
                "StringNotLike | a*,b | StringNotLike | a* | false | false",
                "StringEquals | a,b | StringEquals | b,a | true | true",
            })
    void whatIsLongIsComparedAsItIsSpelt(
            String operator, String values, String other, String others, boolean wide, boolean literally) {
        Set<Condition> wider = Set.of(condition(operator, values));
        Set<Condition> limits = Set.of(condition(other, others));
        assertThat(Condition.areAsWide(wider, limits, false)).isEqualTo(wide);
        assertThat(Condition.areAsWide(wider, limits, true)).isEqualTo(literally);
    }

    @Test
    void manyLongConditionsAreNotComparedWithEachOther() {
        AtomicLong looks = new AtomicLong();
        Set<Condition> wider = IntStream.range(0, 200)
                .mapToObj(i -> new Condition("stringlike", "aws:x", new Counted(looks, List.of("a*" + i, "c"))))
                .collect(Collectors.toSet());
        Set<Condition> limits = IntStream.range(0, 200)
                .mapToObj(i -> new Condition("stringlike", "aws:x", new Counted(looks, List.of("a*" + i))))
                .collect(Collectors.toSet());
        looks.set(0);
        assertThat(Condition.areAsWide(wider, limits, true)).isFalse();
        assertThat(Condition.areAsWide(wider, wider, true)).isTrue();
        assertThat(looks).hasValueLessThan(20L * (wider.size() + limits.size()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "StringLike | * | false",
                "StringLike | a* | true",
                "StringLikeIfExists | * | false",
                "StringNotLike | * | true",
                "IpAddress | 0.0.0.0/0 | false",
                "IpAddress | 0.0.0.0/1,128.0.0.0/1 | false",
                "IpAddress | 10.0.0.0/8 | true",
                "IpAddress | 10.0.0.0/99 | true",
                "NotIpAddress | 10.0.0.0/8 | true",
                "BoolIfExists | true | true",
                "Null | false | true",
            })
    void whatIsAlwaysTrueLimitsNothing(String operator, String values, boolean limits) {
        assertThat(condition(operator, values).mayBeFalse()).isEqualTo(limits);
    }
}
