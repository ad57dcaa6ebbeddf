package dev.infrahub.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.infrahub.json.Allowance;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is larger than any plan is refused by the name of the limit, before it takes the memory that it would. */
class LargeInputTests {

    private static final long MIB = 1024 * 1024;
    private static final String HEAD =
            "{\"format_version\":\"1.2\",\"terraform_version\":\"1.11.4\",\"resource_changes\":[";
    private static final String CHANGE = "{\"address\":\"a.b\",\"mode\":\"managed\",\"type\":\"a\",\"name\":\"b\","
            + "\"provider_name\":\"p\",\"change\":{\"actions\":[\"create\"],\"before\":null,\"after\":{\"x\":";
    private static final String AFTER_CHANGE =
            "},\"after_unknown\":{},\"before_sensitive\":false,\"after_sensitive\":{}}}";

    /**
     * A plan too large in one way.
     *
     * @param most MiB that may be taken before it is refused
     */
    record Large(String what, String code, List<InputStream> parts, int most) {

        @Override
        public String toString() {
            return what + " -> " + code;
        }
    }

    private static Large ofValue(String what, String code, int most, InputStream... value) {
        List<InputStream> parts = new ArrayList<>();
        parts.add(text(HEAD + CHANGE));
        parts.addAll(List.of(value));
        parts.add(text(AFTER_CHANGE + "]}"));
        return new Large(what, code, parts, most);
    }

    static Stream<Large> large() {
        return Stream.of(
                ofValue(
                        "millions of empty lists",
                        "plan.value_too_large",
                        80,
                        text("["),
                        times(20_000_000, _ -> "[],"),
                        text("1]")),
                ofValue(
                        "an object of a million members",
                        "plan.too_many_members",
                        80,
                        text("{"),
                        times(1_000_000, i -> "\"m" + i + "\":1,"),
                        text("\"z\":1}")),
                ofValue(
                        "a string of 60 MB",
                        "plan.string_too_long",
                        8,
                        text("\""),
                        times(10_000_000, _ -> "ёж ёж"),
                        text("\"")),
                ofValue("a number of a million digits", "plan.number_too_long", 8, times(1_000_000, _ -> "7")),
                ofValue(
                        "a name of a million characters",
                        "plan.name_too_long",
                        8,
                        text("{\""),
                        times(1_000_000, _ -> "n"),
                        text("\":1}")),
                ofValue("a list in a list in a list", "plan.too_deep", 8, times(1000, _ -> "["), times(1000, _ -> "]")),
                new Large(
                        "as many values as bytes",
                        "plan.too_many_values",
                        List.of(
                                text(HEAD.replace("resource_changes", "prior_state")),
                                times(20_000_000, _ -> "[],"),
                                text("1]}")),
                        8),
                new Large(
                        "a million different names",
                        "plan.too_many_names",
                        List.of(text(HEAD), times(29_000, i -> CHANGE + names(i) + AFTER_CHANGE + ","), text("{}]}")),
                        64),
                new Large(
                        "more changes than any plan",
                        "plan.too_many_changes",
                        List.of(text(HEAD), times(30_001, _ -> CHANGE + "1" + AFTER_CHANGE + ","), text("{}]}")),
                        16),
                new Large(
                        "as many of every kind",
                        "plan.too_many_changes",
                        List.of(
                                text(HEAD),
                                times(14_999, _ -> CHANGE + "1" + AFTER_CHANGE + ","),
                                text(CHANGE + "1" + AFTER_CHANGE + "],\"resource_drift\":["),
                                times(9_999, _ -> CHANGE + "1" + AFTER_CHANGE + ","),
                                text(CHANGE + "1" + AFTER_CHANGE + "],\"output_changes\":{"),
                                times(5_001, i -> "\"o" + i + "\":{\"actions\":[\"create\"]},"),
                                text("\"o\":{}}}")),
                        16),
                new Large(
                        "variables that are all kept",
                        "plan.value_too_large",
                        List.of(
                                text("{\"format_version\":\"1.2\",\"variables\":{\"v\":{\"value\":["),
                                times(20_000_000, _ -> "[],"),
                                text("1]}}}")),
                        200));
    }

    /** Forty that are nobody else's. */
    private static String names(int i) {
        return IntStream.range(0, 40)
                .mapToObj(name -> "\"n" + i + "_" + name + "\":1")
                .collect(Collectors.joining(",", "{", "}"));
    }

    @ParameterizedTest
    @MethodSource("large")
    void is_refused_by_the_limits_name(Large large) {
        AtomicLong taken = new AtomicLong();

        NotAPlan refusal = catchThrowableOfType(
                NotAPlan.class,
                () -> Allowance.of(taken::addAndGet, Duration.ofMinutes(5))
                        .spend(() -> PlanSecrets.in(new SequenceInputStream(Collections.enumeration(large.parts())))));

        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(large.code());
        assertThat(refusal.limit()).isPresent();
        assertThat(refusal.found())
                .contains(large.code().equals("plan.too_many_values") ? "prior_state" : "in its member");
        assertThat(taken.get()).isLessThan(large.most() * MIB);
    }

    @Test
    void a_text_of_more_changes_than_any_plan_is_refused_as_well() {
        InputStream text = new SequenceInputStream(
                text("Terraform will perform the following actions:\n"),
                times(30_001, i -> "  # a.b" + i + " will be created\n"));

        assertThat(catchThrowableOfType(NotAPlan.class, () -> PlanTextReader.read(text))
                        .code())
                .isEqualTo("plan.too_many_changes");
    }

    /** Nobody holds it, and reading it would take for ever: 8 MB of Zstandard are 250 GB of it. */
    @Test
    void a_string_that_is_skipped_ends_as_well() {
        InputStream endless = new SequenceInputStream(
                text("{\"format_version\":\"1.2\",\"prior_state\":\""),
                times(Integer.MAX_VALUE, _ -> "x".repeat(1000)));

        assertThat(catchThrowableOfType(NotAPlan.class, () -> PlanReader.read(endless))
                        .code())
                .isEqualTo("plan.too_large");
        assertThat(catchThrowableOfType(
                                NotAPlan.class, () -> PlanReader.read(times(Integer.MAX_VALUE, _ -> "\nx".repeat(500))))
                        .code())
                .isEqualTo("plan.too_many_lines");
    }

    @Test
    void a_text_longer_than_any_plans_is_refused_before_it_is_in_memory() {
        AtomicLong taken = new AtomicLong();

        NotAPlan refusal = catchThrowableOfType(
                NotAPlan.class,
                () -> Allowance.of(taken::addAndGet, Duration.ofMinutes(1)).spend(() -> {
                    PlanRedaction.redactText(times(30_000_000, _ -> "ё"), new ByteArrayOutputStream());
                    return "";
                }));

        assertThat(refusal.code()).isEqualTo("plan.text_too_long");
        assertThat(taken.get()).isBetween(8 * 20 * MIB, 8 * 20 * MIB + MIB);
    }

    /** Documents around the limits, from one seed: always a plan or a refusal with a code. */
    @Test
    void generated_documents_are_read_or_refused() {
        Random random = new Random(13);
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            byte[] plan = generated(random).getBytes(StandardCharsets.UTF_8);
            for (Consumer<InputStream> reader : List.<Consumer<InputStream>>of(
                    PlanReader::read,
                    PlanSecrets::in,
                    PlanTextReader::read,
                    in -> PlanRedaction.redact(
                            in, PlanSecrets.in(new ByteArrayInputStream(plan)), new ByteArrayOutputStream()))) {
                try {
                    reader.accept(new ByteArrayInputStream(plan));
                } catch (NotAPlan notAPlan) {
                    refused++;
                    assertThat(notAPlan.code()).startsWith("plan.");
                    assertThat(notAPlan.found()).isNotBlank();
                }
            }
        }
        assertThat(refused).isPositive();
    }

    private static String generated(Random random) {
        String value = switch (random.nextInt(6)) {
            case 0 -> "[".repeat(450 + random.nextInt(100)) + "]".repeat(450 + random.nextInt(100));
            case 1 -> "1".repeat(990 + random.nextInt(20)) + "e" + random.nextInt(2_000_000_000);
            case 2 -> "-0." + "3".repeat(random.nextInt(1100));
            case 3 ->
                "{\"" + "k".repeat(8180 + random.nextInt(20)) + "\":\"" + "\\u0000".repeat(random.nextInt(50)) + "\"}";
            case 4 -> "{" + "\"a\":[{}],".repeat(random.nextInt(100)) + "\"b\":null}";
            default -> "\"" + "\\ud83d".repeat(random.nextInt(3)) + "x\"";
        };
        String plan = HEAD + CHANGE + value + AFTER_CHANGE + "]}";
        return random.nextInt(5) == 0 ? plan.substring(0, random.nextInt(plan.length())) : plan;
    }

    @Test
    void what_may_be_taken_ends_the_reading() {
        IllegalStateException full = new IllegalStateException("full");
        Allowance little = Allowance.of(
                _ -> {
                    throw full;
                },
                Duration.ofMinutes(1));

        assertThat(catchThrowableOfType(
                        IllegalStateException.class,
                        () -> little.spend(() -> PlanReader.read(text(HEAD + CHANGE + "1" + AFTER_CHANGE + "]}")))))
                .isSameAs(full);
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Made while it is read. */
    private static InputStream times(int count, IntFunction<String> part) {
        return new InputStream() {
            private byte[] now = {};
            private int at;
            private int made;

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                if (at == now.length && made == count) {
                    return -1;
                }
                int read = 0;
                while (read < length) {
                    if (at == now.length) {
                        if (made == count) {
                            break;
                        }
                        now = part.apply(made++).getBytes(StandardCharsets.UTF_8);
                        at = 0;
                    }
                    int fits = Math.min(length - read, now.length - at);
                    System.arraycopy(now, at, target, offset + read, fits);
                    at += fits;
                    read += fits;
                }
                return read;
            }
        };
    }
}
