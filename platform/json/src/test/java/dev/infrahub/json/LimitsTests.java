package dev.infrahub.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** Each way in which JSON can be large has a limit, which is named. */
class LimitsTests {

    private static final Limits SMALL = new Limits(5, 200, 80, 3, 10, 20, 50, 12, 15);
    private static final Allowance ROOM = Allowance.of(_ -> {}, Duration.ofMinutes(1));

    record Large(Limit limit, String json) {}

    static Stream<Large> large() {
        return Stream.of(
                new Large(Limit.DEPTH, "[".repeat(6) + "]".repeat(6)),
                new Large(Limit.TREE, "[" + "[],".repeat(60) + "1]"),
                new Large(Limit.MEMBERS, object(0, 11)),
                new Large(Limit.NAMES, "[" + object(0, 10) + "," + object(10, 10) + "," + object(20, 1) + "]"),
                new Large(Limit.STRING, "\"" + "x".repeat(51) + "\""),
                new Large(Limit.STRING, "\"" + "\\u00e9".repeat(51) + "\""),
                new Large(Limit.NUMBER, "1".repeat(13)),
                new Large(Limit.NUMBER, "0." + "1".repeat(13)),
                new Large(Limit.NAME, "{\"" + "n".repeat(16) + "\":1}"));
    }

    private static String object(int first, int members) {
        return "{"
                + IntStream.range(first, first + members)
                        .mapToObj(i -> "\"m" + i + "\":1")
                        .reduce((one, other) -> one + "," + other)
                        .orElse("")
                + "}";
    }

    @ParameterizedTest
    @MethodSource("large")
    void what_is_too_large_is_refused_by_the_name_of_the_limit(Large large) {
        BeyondLimit beyond = catchThrowableOfType(BeyondLimit.class, () -> read(large.json()));

        assertThat(beyond).isNotNull();
        assertThat(beyond.limit()).isEqualTo(large.limit());
        assertThat(beyond.found()).containsPattern("\\d+ ");
    }

    @Test
    void a_document_of_many_values_is_refused_wherever_they_stand() {
        String small = "[1,2,3,4,5,6,7,8]";
        String many = "[" + (small + ",").repeat(25) + "1]";

        assertThat(catchThrowableOfType(BeyondLimit.class, () -> skip(many)).limit())
                .isEqualTo(Limit.TOKENS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[[[[1]]]]]",
                "{\"a\":{\"b\":[1,2,3,true,null,\"x\"]}}",
                "123456789012",
                "\"01234567890123456789012345678901234567890123456789\"",
                "{\"nnnnnnnnnnnnnnn\":1}"
            })
    void what_is_just_not_too_large_is_read(String json) {
        assertThatCode(() -> read(json)).doesNotThrowAnyException();
    }

    @Test
    void members_are_counted_object_by_object_and_names_once() {
        String objects = "[" + "{\"a\":1,\"b\":2},".repeat(12) + "{}]";

        assertThatCode(() -> read(objects)).doesNotThrowAnyException();
    }

    /** Whatever a generator makes within and beyond the limits: a value, a limit, or no JSON; nothing else. */
    @Test
    void generated_documents_never_fail_in_another_way() {
        Random random = new Random(20261129);
        Set<Limit> beyond = EnumSet.noneOf(Limit.class);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder json = new StringBuilder();
            generate(random, json, 0);
            String text =
                    random.nextInt(10) == 0 ? json.substring(0, 1 + random.nextInt(json.length())) : json.toString();
            try {
                read(text);
            } catch (BeyondLimit limit) {
                beyond.add(limit.limit());
            } catch (JacksonException notJson) {
                assertThat(notJson.getMessage()).isNotBlank();
            }
        }
        assertThat(beyond)
                .contains(Limit.DEPTH, Limit.TREE, Limit.MEMBERS, Limit.NAMES, Limit.STRING, Limit.NUMBER, Limit.NAME);
    }

    private static void generate(Random random, StringBuilder json, int depth) {
        switch (depth > 4 ? 4 + random.nextInt(3) : random.nextInt(7)) {
            case 0, 1 -> {
                json.append('{');
                for (int member = size(random, 9, 13); member > 0; member--) {
                    json.append('"')
                            .append("n".repeat(size(random, 12, 17)))
                            .append(random.nextInt(10))
                            .append("\":");
                    generate(random, json, depth + 1);
                    json.append(member == 1 ? "" : ",");
                }
                json.append('}');
            }
            case 2, 3 -> {
                json.append('[');
                for (int item = size(random, 9, 60); item > 0; item--) {
                    generate(random, json, depth + (random.nextInt(20) == 0 ? 0 : 1));
                    json.append(item == 1 ? "" : ",");
                }
                json.append(']');
            }
            case 4 ->
                json.append('"').append("é\\n".repeat(size(random, 20, 40))).append('"');
            case 5 -> json.append("1").append("0".repeat(size(random, 10, 14)));
            default -> json.append(random.nextBoolean() ? "true" : "null");
        }
    }

    /** Seldom more than usual. */
    private static int size(Random random, int usual, int most) {
        return random.nextInt(50) == 0 ? most : random.nextInt(usual);
    }

    @Test
    void the_memory_of_a_value_is_taken_before_it_is_there_and_filled_again_by_the_next() {
        AtomicLong taken = new AtomicLong();
        String value = "[" + "[],".repeat(10_000) + "0]";
        String three = "[" + value + "," + value + "," + value + "]";

        long once = taken(taken, "[" + value + "]", JsonValues::read);
        assertThat(once).isGreaterThan(10_000L * 2 * 56);
        assertThat(taken(taken, three, JsonValues::read)).isLessThan(once * 3 / 2);
        assertThat(taken(taken, three, JsonValues::readToKeep)).isGreaterThan(once * 5 / 2);
    }

    private static long taken(AtomicLong taken, String json, Function<JsonParser, Value> reading) {
        taken.set(0);
        Allowance allowance = Allowance.of(taken::addAndGet, Duration.ofMinutes(1));
        return allowance.spend(() -> {
            try (JsonParser parser = JsonValues.parser(stream(json))) {
                parser.nextToken();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    assertThat(reading.apply(parser).each()).hasSize(10_001);
                }
            }
            return taken.get();
        });
    }

    @Test
    void of_values_that_leave_something_behind_there_are_only_so_many() {
        assertThat(changes(3)).isEqualTo(3);
        assertThat(catchThrowableOfType(BeyondLimit.class, () -> changes(4)).limit())
                .isEqualTo(Limit.CHANGES);
    }

    private static int changes(int count) {
        try (JsonParser parser = parser("[" + "{},".repeat(count) + "0]")) {
            parser.nextToken();
            int read = 0;
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                JsonValues.readChange(parser, Set.of());
                read++;
            }
            return read;
        }
    }

    @Test
    void half_of_a_value_that_is_reduced_stays_accounted_for() {
        AtomicLong taken = new AtomicLong();
        String value = "[" + "[],".repeat(10_000) + "0]";
        String twenty = "[" + (value + ",").repeat(19) + value + "]";

        long once = taken(taken, "[" + value + "]", JsonValues::read);
        assertThat(taken(taken, twenty, JsonValues::readToReduce)).isBetween(once * 8, once * 11);
        assertThat(taken(taken, twenty, JsonValues::read)).isBetween(once, once * 2);
    }

    @Test
    void what_grows_is_held_before_it_does_and_no_more_when_it_is_gone() {
        AtomicLong taken = new AtomicLong();
        Allowance.of(taken::addAndGet, Duration.ofMinutes(1)).spend(() -> {
            for (int i = 0; i < 10; i++) {
                Holding table = new Holding();
                table.grow(1 << 20);
                table.grow(1 << 21);
                table.shrink(1 << 20);
                assertThat(table.bytes()).isEqualTo(1 << 21);
                table.end();
            }
            return "";
        });

        assertThat(taken.get()).isBetween(3L << 20, 4L << 20);
    }

    @Test
    void reading_ends_with_the_time() {
        String json = "[" + "1,".repeat(10_000) + "1]";

        assertThat(catchThrowableOfType(
                                BeyondLimit.class,
                                () -> Allowance.of(_ -> {}, Duration.ZERO).spend(() -> readAll(json)))
                        .limit())
                .isEqualTo(Limit.TIME);
    }

    private static Value readAll(String json) {
        try (JsonParser parser = JsonValues.parser(stream(json))) {
            parser.nextToken();
            return JsonValues.read(parser);
        }
    }

    private static ByteArrayInputStream stream(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Value read(String json) {
        return ROOM.spend(() -> {
            try (JsonParser parser = parser(json)) {
                parser.nextToken();
                return JsonValues.read(parser);
            }
        });
    }

    private static void skip(String json) {
        try (JsonParser parser = parser(json)) {
            parser.nextToken();
            parser.skipChildren();
        }
    }

    private static JsonParser parser(String json) {
        return SMALL.counting(SMALL.factory().createParser(ObjectReadContext.empty(), stream(json)));
    }

    /** Evidence and reports are larger than any value in a plan, and are the hub's own. */
    @Test
    void what_is_in_memory_as_a_text_is_read_whole() {
        assertThat(Value.ofJson("\"" + "x".repeat(8 * 1024 * 1024) + "\"")).isPresent();
        assertThat(Value.ofJson("[" + "0,".repeat(500_000) + "0]")).isPresent();
    }
}
