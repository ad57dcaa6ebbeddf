package dev.infrahub.driftworker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.Allowance;
import dev.infrahub.json.BeyondLimit;
import dev.infrahub.terraform.NotAPlan;
import dev.infrahub.terraform.Plan;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Drift that is made to take much: it is analysed within what an analysis may take, or refused. */
@Timeout(120)
class HostileDriftTests {

    private static final long ROOM = 128L << 20;

    /** There is no more room. */
    private static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A scan that is made to take much. */
    record Hostile(String name, String plan, Plan.Format format) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Hostile> hostile() {
        return Stream.of(
                json("wide", Given.scan().drift("aws_x.y", members(40_000, 1), members(40_000, 2))),
                json(
                        "wide and hidden",
                        Given.scan()
                                .drift(
                                        "aws_x.y",
                                        members(20_000, 1),
                                        members(20_000, 2),
                                        ", \"before_sensitive\": %s, \"after_sensitive\": false"
                                                .formatted(marks(20_000)))),
                json(
                        "wide and rotated",
                        Given.scan().drift("aws_ssm_parameter.y", members(40_000, 1), members(40_000, 2))),
                json("deep", Given.scan().drift("aws_x.y", nested(450, 1), nested(450, 2))),
                json(
                        "deep and wide",
                        Given.scan()
                                .drift("aws_x.y", nested(400, members(20_000, 1)), nested(400, members(20_000, 2)))),
                json(
                        "many items that moved",
                        Given.scan()
                                .drift(
                                        "aws_x.y",
                                        "{\"a\": [%s]}".formatted(items(0)),
                                        "{\"a\": [%s]}".formatted(items(1)))),
                json("a policy of many statements", Given.scan().drift("aws_iam_policy.y", policy("a"), policy("b"))),
                json(
                        "planned and drifted",
                        Given.scan()
                                .drift("aws_x.y", members(20_000, 1), members(20_000, 2))
                                .change("aws_x.y", "update", members(20_000, 2), members(20_000, 1))),
                json(
                        "a pattern that looks back",
                        Given.scan().drift("aws_x.y", "{\"%s\": 1}".formatted("a_".repeat(4000)), "{}")),
                new Hostile("errors without end", "Error: reading x\n".repeat(200_000), Plan.Format.TEXT),
                new Hostile("one line without end", "Error: " + "x".repeat(4_000_000), Plan.Format.TEXT));
    }

    private static Hostile json(String name, Given scan) {
        return new Hostile(name, scan.json(), Plan.Format.JSON);
    }

    private static String members(int count, int value) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"m%d\": %d".formatted(i, value))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String marks(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"m%d\": true".formatted(i))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String nested(int depth, Object inside) {
        return "{\"a\": ".repeat(depth) + inside + "}".repeat(depth);
    }

    private static String items(int from) {
        return IntStream.range(from, from + 40_000).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    }

    private static String policy(String action) {
        String statements = IntStream.range(0, 5_000)
                .mapToObj(i -> "{\\\"Sid\\\":\\\"s%d\\\",\\\"Action\\\":\\\"%s\\\"}".formatted(i, action))
                .collect(Collectors.joining(","));
        return "{\"policy\": \"{\\\"Statement\\\":[%s]}\"}".formatted(statements);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void it_takes_no_more_than_an_analysis_may(Hostile hostile) {
        long[] taken = new long[1];
        Allowance allowance = Allowance.of(
                bytes -> {
                    taken[0] += bytes;
                    if (taken[0] > ROOM) {
                        throw new TooMuch();
                    }
                },
                Duration.ofSeconds(30));
        String end = allowance.spend(() -> {
            try {
                return Given.analysed(hostile.plan(), hostile.format(), Given.plainScan())
                        .status()
                        .spelling();
            } catch (TooMuch | BeyondLimit | NotAPlan refused) {
                return "refused";
            }
        });
        assertThat(end).isIn("complete", "incomplete", "failed", "refused");
    }
}
