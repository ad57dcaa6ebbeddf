package dev.infrahub.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.Allowance;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What lives on when something was read has been accounted for, and is of the size that was said. */
class HonestMemoryTests {

    private static final long MIB = 1024 * 1024;

    /** The serial collector leaves some of what is dead where it is, but for each fourth time: MarkSweepAlwaysCompactCount. */
    private static final int COLLECTIONS = 4;

    private static final String HEAD = "{\"format_version\":\"1.2\",\"resource_changes\":[";

    /**
     * What was made.
     *
     * @param taken most that was accounted for at once
     * @param lives in the heap, when all else is gone
     */
    private record Made<T>(T made, long taken, long lives) {}

    private static <T> Made<T> made(Supplier<T> making) {
        long before = used();
        long[] taken = new long[1];
        T made = Allowance.of(more -> taken[0] += more, Duration.ofMinutes(5)).spend(making);
        try {
            return new Made<>(made, taken[0], used() - before);
        } finally {
            // what it is made of was there before, and so has to be there after
            Reference.reachabilityFence(making);
            Reference.reachabilityFence(made);
        }
    }

    private static long used() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void secrets_in_all_their_spellings() {
        String values = items(262_000, i -> "\"" + word(i) + "\"");
        String plan = HEAD + change(0, "{\"x\":[" + values + "]}", "true") + "]}";

        Made<PlanSecrets> secrets = made(() -> PlanSecrets.in(stream(plan)));

        assertThat(secrets.lives()).isGreaterThan(40 * MIB).isLessThan(secrets.taken());
        // the tables while they grow, and the values themselves
        assertThat(secrets.taken()).isBetween(100 * MIB, 200 * MIB);
    }

    @Test
    void short_secrets_that_are_whole_texts() {
        String values = items(200_000, i -> "\"  " + word(i).substring(4) + "\"");
        String plan = HEAD + change(0, "{\"x\":[" + values + "]}", "true") + "]}";

        Made<PlanSecrets> secrets = made(() -> PlanSecrets.in(stream(plan)));

        assertThat(secrets.lives()).isGreaterThan(10 * MIB).isLessThan(secrets.taken());
    }

    @Test
    void what_is_remembered_for_a_while() {
        Made<Sieve> sieve = made(() -> {
            Sieve made = new Sieve();
            for (int i = 0; i < 400_000; i++) {
                assertThat(made.sift(word(i))).isNotEmpty();
            }
            return made;
        });

        assertThat(sieve.made().sift("x")).isEqualTo("x");
        assertThat(sieve.taken()).isLessThan(14 * MIB);
        assertThat(sieve.lives()).isLessThan(sieve.taken() + MIB);
    }

    @Test
    void changes_of_which_there_is_next_to_nothing() {
        String plan = HEAD + items(30_000, i -> change(i, "{}", "false")) + "]}";

        Made<Plan> read = made(() -> PlanReader.read(stream(plan)));

        assertThat(read.made().changes()).hasSize(30_000);
        assertThat(read.lives()).isGreaterThan(MIB).isLessThan(read.taken());
    }

    @Test
    void what_the_configuration_refers_to() {
        String references = items(8, i -> "\"m" + i + "\":{\"references\":[\"a.b0\",\"a.b" + i + "\"]}");
        String plan = HEAD + "],\"configuration\":{\"root_module\":{\"resources\":["
                + items(
                        10_000,
                        i -> "{\"address\":\"a.b%1$d\",\"type\":\"a\",\"name\":\"b%1$d\",\"expressions\":{%2$s}}"
                                .formatted(i, references))
                + "]}}}";

        Made<Plan> read = made(() -> PlanReader.read(stream(plan)));

        assertThat(read.made().references().dependencies()).hasSize(10_000);
        assertThat(read.lives()).isGreaterThan(MIB).isLessThan(read.taken());
    }

    private static String change(int i, String after, String sensitive) {
        return "{\"address\":\"t_a.n%1$d\",\"mode\":\"managed\",\"type\":\"t_a\",\"name\":\"n%1$d\",".formatted(i)
                + "\"provider_name\":\"p\",\"change\":{\"actions\":[\"create\"],\"before\":null,\"after\":" + after
                + ",\"after_unknown\":{},\"after_sensitive\":" + sensitive + "}}";
    }

    /** Eight characters that are no word. */
    private static String word(int i) {
        return Long.toString(78_364_164_096L + i * 5_000_011L, Character.MAX_RADIX);
    }

    private static String items(int count, IntFunction<String> item) {
        return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(","));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
