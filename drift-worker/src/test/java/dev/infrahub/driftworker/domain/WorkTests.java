package dev.infrahub.driftworker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.infrahub.findings.AttributePath;
import dev.infrahub.json.Value;
import dev.infrahub.terraform.Action;
import dev.infrahub.terraform.ChangeValues;
import dev.infrahub.terraform.PlanReader;
import dev.infrahub.terraform.ResourceChange;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Twice as much takes twice the steps and not four times as many, whatever it is. */
class WorkTests {

    private static final int SOME = 1_000;
    private static final double MOST = 2.6;
    private static final Value EMPTY = new Value.Members(Map.of());

    /** A text or a list that counts how often somebody looks at a part of it. */
    private static final class Steps {

        private long count;

        <T> List<T> list(List<T> items) {
            return new AbstractList<>() {
                @Override
                public T get(int index) {
                    count++;
                    return items.get(index);
                }

                @Override
                public int size() {
                    return items.size();
                }
            };
        }

        CharSequence text(CharSequence text) {
            return new CharSequence() {
                @Override
                public int length() {
                    return text.length();
                }

                @Override
                public char charAt(int index) {
                    count++;
                    return text.charAt(index);
                }

                @Override
                public CharSequence subSequence(int start, int end) {
                    count += end - start;
                    return text.subSequence(start, end);
                }
            };
        }
    }

    private static void requireLinear(Function<Integer, Long> steps) {
        long some = steps.apply(SOME);
        assertThat((double) steps.apply(2 * SOME) / some).isLessThan(MOST);
    }

    @Test
    void entities_that_do_not_end() {
        requireLinear(count -> {
            Steps steps = new Steps();
            Entities.decoded(steps.text("&".repeat(count)));
            return steps.count;
        });
    }

    private static List<Value> texts(int count) {
        return IntStream.range(0, count)
                .<Value>mapToObj(i -> new Value.Text("10.0.%d.0/24".formatted(i)))
                .toList();
    }

    @Test
    void a_list_of_which_some_is_left() {
        requireLinear(count -> {
            Steps steps = new Steps();
            Value all = new Value.Items(steps.list(texts(count)));
            Value rest = new Value.Items(steps.list(texts(count - 1)));
            Narrowing.isCertain(
                    new Difference(AttributePath.of("cidr_blocks"), all, rest), compared(EMPTY, EMPTY, List.of()));
            return steps.count;
        });
    }

    @Test
    void what_a_resource_forbids_is_looked_for_once() {
        requireLinear(count -> {
            Steps steps = new Steps();
            Value whole = new Value.Members(Map.of("all", new Value.Items(steps.list(texts(count)))));
            Compared resource = compared(whole, whole, List.of());
            Difference narrowed = new Difference(
                    AttributePath.of("cidr_blocks"), new Value.Items(texts(2)), new Value.Items(texts(1)));
            for (int i = 0; i < count; i++) {
                assertThat(Narrowing.isCertain(narrowed, resource)).isTrue();
            }
            return steps.count;
        });
    }

    @Test
    void a_list_is_looked_through_once_however_much_in_it_differs() {
        NoiseRule rule = NoiseRule.of(List.of("unordered", "N", "aws_x", "items", "reordered", "", ""));
        requireLinear(count -> {
            Steps steps = new Steps();
            Compared resource = compared(
                    new Value.Members(Map.of("items", new Value.Items(steps.list(texts(count))))),
                    new Value.Members(Map.of(
                            "items", new Value.Items(steps.list(texts(count).reversed())))),
                    List.of());
            differences(count)
                    .forEach(one -> assertThat(rule.holds(one, resource)).isTrue());
            return steps.count;
        });
    }

    @Test
    void whether_a_list_is_a_command_with_a_secret_is_judged_once_however_much_in_it_differs() {
        requireLinear(count -> {
            Steps steps = new Steps();
            Compared resource = compared(
                    new Value.Members(Map.of("items", new Value.Items(steps.list(texts(count))))),
                    new Value.Members(Map.of("items", new Value.Items(steps.list(texts(count))))),
                    List.of());
            differences(count)
                    .forEach(one -> assertThat(resource.mayBeSecret(one)).isFalse());
            return steps.count;
        });
    }

    @Test
    void whether_another_attribute_differs_is_looked_up() {
        NoiseRule rule = NoiseRule.of(List.of("beside", "R", "aws_x", "items", "beside other", "", ""));
        requireLinear(count -> {
            Steps steps = new Steps();
            Compared resource = compared(EMPTY, EMPTY, steps.list(differences(count)));
            differences(count)
                    .forEach(one -> assertThat(rule.holds(one, resource)).isFalse());
            return steps.count;
        });
    }

    @Test
    void what_a_resource_shows_is_looked_for_once() {
        Sign sign = Sign.alternatives("value pools.auto=true").getFirst();
        requireLinear(count -> {
            Steps steps = new Steps();
            Compared resource = compared(
                    EMPTY, new Value.Members(Map.of("pools", new Value.Items(steps.list(texts(count))))), List.of());
            for (int i = 0; i < count; i++) {
                assertThat(resource.shows(sign)).isFalse();
            }
            return steps.count;
        });
    }

    /** Steps that make something: the bytes that are made do not depend on who else is busy. */
    @ParameterizedTest
    @ValueSource(strings = {"type aws_autoscaling_policy", "anywhere aws_nothing", "named helm_release *autoscaler*"})
    void what_else_is_in_a_plan_is_looked_through_once(String spelling) {
        Sign sign = Sign.alternatives(spelling).getFirst();
        requireLinear(count -> {
            Surroundings surroundings = new Surroundings(NoiseRules.TABLE);
            surroundings.see(
                    PlanReader.read(new ByteArrayInputStream(groups(count).getBytes(StandardCharsets.UTF_8))));
            long before = bytes();
            for (int i = 0; i < count; i++) {
                surroundings.show(sign, "aws_autoscaling_group.g" + i);
            }
            return bytes() - before;
        });
    }

    private static long bytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    /** A plan of so many groups, each with a policy that refers to it. */
    private static String groups(int count) {
        Given plan = Given.scan();
        String resources =
                IntStream.range(0, count).mapToObj(i -> """
                        {"address": "aws_autoscaling_group.g%1$d", "mode": "managed", "type": "aws_autoscaling_group", "name": "g%1$d"},
                        {"address": "aws_autoscaling_policy.p%1$d", "mode": "managed", "type": "aws_autoscaling_policy", "name": "p%1$d",
                         "expressions": {"group": {"references": ["aws_autoscaling_group.g%1$d.name", "aws_autoscaling_group.g%1$d"]}}}
                        """.formatted(i)).collect(Collectors.joining(","));
        return plan.with("\"configuration\": {\"root_module\": {\"resources\": [" + resources + "]}}")
                .json();
    }

    private static List<Difference> differences(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Difference(
                        AttributePath.of("items").at(i), new Value.Text("a" + i), new Value.Text("b" + i)))
                .toList();
    }

    private static Compared compared(Value before, Value after, List<Difference> differences) {
        ResourceChange change = new ResourceChange(
                "aws_x.y",
                "aws_x",
                "y",
                "",
                "managed",
                null,
                Action.UPDATE,
                List.of(),
                List.of(),
                List.of(),
                null,
                false,
                null,
                null,
                ResourceChange.Order.UNTOLD);
        return new Compared(change, new ChangeValues(before, after), differences, true);
    }
}
