package dev.infrahub.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.module.SimpleModule;

class RequestReaderTests {

    private static final ValidatorFactory VALIDATION = Validation.buildDefaultValidatorFactory();
    private static final Validator VALIDATOR = VALIDATION.getValidator();
    private static final String ID = "00000000-0000-4000-8000-00000000000a";

    private static final RequestReader READER = reader((_, _, _) -> Optional.empty());

    enum Colour {
        RED,
        BLUE;

        static Optional<Colour> of(String text) {
            return text.equals("red") ? Optional.of(RED) : text.equals("blue") ? Optional.of(BLUE) : Optional.empty();
        }
    }

    record Thing(
            @NotNull String name,
            @Nullable UUID id,
            @Nullable Instant at,

            @Min(value = 1, message = "is less than 1") @Max(value = 9, message = "is more than 9") @Nullable
            Integer count,

            @Nullable Long big,
            @Nullable BigDecimal ratio,
            @Nullable Boolean flag,
            @Nullable List<String> tags,
            @Nullable Map<String, String> map,
            byte @Nullable [] data,
            @Nullable Colour colour,
            Optional<@Size(max = 3, message = "is longer than 3") String> note,
            Optional<UUID> other) {}

    record Two(
            @NotNull @Size(max = 2, message = "is long") String first,
            @NotBlank String second) {}

    record Twos(
            @NotNull List<@Valid @NotNull Two> twos,
            @Nullable List<@Size(max = 3, message = "is longer than 3") String> tags,
            @Nullable Map<String, @Valid Two> named) {}

    private static RequestReader reader(RequestReader.TextRule rule) {
        return new RequestReader(
                RequestJson.builder()
                        .addModule(new SimpleModule("colours")
                                .addDeserializer(
                                        Colour.class, RequestJson.written(Colour.class, Colour::of, "red or blue")))
                        .build(),
                VALIDATOR,
                rule);
    }

    @AfterAll
    static void close() {
        VALIDATION.close();
    }

    private static Thing read(String json) {
        return READER.read(json.getBytes(StandardCharsets.UTF_8), Thing.class);
    }

    private static Problem refused(byte[] body) {
        return catchThrowableOfType(Problem.class, () -> READER.read(body, Thing.class));
    }

    private static Problem refused(String json) {
        return refused(json.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(String json, int status, String code, @Nullable String field) {
        Problem problem = refused(json);
        assertThat(problem).as(json).isNotNull();
        assertThat(problem.status() + " " + problem.code()).as(json).isEqualTo(status + " " + code);
        assertThat(problem.field().orElse(null)).as(json).isEqualTo(field);
    }

    @Test
    void a_record_is_made_of_what_was_sent() {
        Thing thing = read("""
            {"name":" a ","id":"00000000-0000-4000-8000-00000000000A","at":"2027-01-31T12:00:00Z","count":9,"big":10000000000,
             "ratio":0.10,"flag":false,"tags":["x",""],"map":{"k":"v"},"data":"AAE","colour":"blue","note":"abc",
             "unknown":{"name":[1]}}\
            """);
        assertThat(thing.name()).isEqualTo(" a ");
        assertThat(thing.id()).isEqualTo(UUID.fromString(ID));
        assertThat(thing.at()).isEqualTo(Instant.parse("2027-01-31T12:00:00Z"));
        assertThat(thing.count()).isEqualTo(9);
        assertThat(thing.big()).isEqualTo(10_000_000_000L);
        assertThat(thing.ratio()).isEqualTo(new BigDecimal("0.10"));
        assertThat(thing.flag()).isFalse();
        assertThat(thing.tags()).containsExactly("x", "");
        assertThat(thing.map()).containsExactly(Map.entry("k", "v"));
        assertThat(thing.data()).containsExactly(0, 1);
        assertThat(thing.colour()).isEqualTo(Colour.BLUE);
        assertThat(thing.note()).contains("abc");
    }

    @Test
    void what_is_absent_or_null_is_nothing() {
        for (String json : List.of("{\"name\":\"a\"}", "{\"name\":\"a\",\"note\":null,\"other\":null,\"id\":null}")) {
            Thing thing = read(json);
            assertThat(thing.id()).isNull();
            assertThat(thing.note()).isEmpty();
            assertThat(thing.other()).isEmpty();
        }
        assertThat(read("{\"name\":\"a\",\"note\":\"\"}").note()).contains("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "data=x | body.not_json",
                "{\"name\":\"a\",\"name\":\"a\"} | body.not_json",
                "{\"unknown\":{\"a\":1,\"a\":1},\"name\":\"a\"} | body.not_json",
                "{\"name\":\"a\"}{} | body.not_json",
                "{\"name\":\"a\"} x | body.not_json",
                "{\"name\":'a'} | body.not_json",
                "{\"name\":\"a\",} | body.not_json",
                "{\"count\":NaN} | body.not_json",
                "{\"name\":\"a\" | body.truncated",
                "{\"name\":\"a | body.truncated",
                "[{\"name\":\"a\"}] | body.not_object",
                "\"name\" | body.not_object",
                "7 | body.not_object",
                "null | body.not_object"
            })
    void what_is_no_object_of_json_cannot_be_read(String body, String code) {
        assertRefused(body, 400, code, null);
    }

    @Test
    void deep_nesting_is_refused_before_it_costs_anything() {
        assertThat(read("{\"name\":\"a\",\"unknown\":" + "[".repeat(99) + "]".repeat(99) + "}"))
                .isNotNull();
        assertRefused("{\"unknown\":" + "[".repeat(100_000), 422, "body.too_deep", null);
    }

    @Test
    void what_is_not_utf_8_is_not_guessed_at() {
        assertThat(refused("{\"name\":\"a\"}".getBytes(StandardCharsets.UTF_16)).code())
                .isEqualTo("body.not_utf8");
        assertThat(refused("{\"name\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1))
                        .code())
                .isEqualTo("body.not_utf8");
        // without a mark it is UTF-8 with many zeros
        assertThat(refused("{\"name\":\"a\"}".getBytes(StandardCharsets.UTF_16LE))
                        .code())
                .isEqualTo("body.not_json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"name\":null}"})
    void a_member_that_must_be_there_is_missed(String body) {
        assertRefused(body, 422, "field.missing", "name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "name | 7 | a string",
                "name | 1.5 | a string",
                "name | true | a string",
                "name | [] | a string",
                "name | {} | a string",
                "id | \"\" | a UUID",
                "id | \"1-1-1-1-1\" | a UUID",
                "id | \"AAAAAAAAQACAAAAAAAAACg==\" | a UUID",
                "id | 7 | a UUID",
                "other | \"x\" | a UUID",
                "at | \"yesterday\" | an instant like 2027-01-31T12:00:00Z",
                "at | \"\" | an instant like 2027-01-31T12:00:00Z",
                "at | 1700000000 | an instant like 2027-01-31T12:00:00Z",
                "at | 1e1000000000 | an instant like 2027-01-31T12:00:00Z",
                "count | \"7\" | a whole number",
                "count | \"\" | a whole number",
                "count | 7.0 | a whole number",
                "count | true | a whole number",
                "count | 1e1000000000 | a whole number",
                "count | 99999999999 | a whole number",
                "count | 99999999999999999999999 | a whole number",
                "big | 99999999999999999999999 | a whole number",
                "ratio | \"0.1\" | a number",
                "ratio | [] | a number",
                "flag | 1 | true or false",
                "flag | \"true\" | true or false",
                "tags | \"x\" | a list",
                "map | [] | an object",
                "map | {\"k\":7} | a string",
                "data | \"%\" | standard Base64",
                "data | \"AA\\n==\" | standard Base64",
                "data | \"_-8=\" | standard Base64",
                "data | [1,2] | standard Base64",
                "colour | \"green\" | red or blue",
                "colour | 0 | red or blue"
            })
    void nothing_is_taken_for_what_it_is_not(String field, String value, String takes) {
        String json = "{\"%s\":%s,\"unknown\":1}".formatted(field, value);
        Problem problem = assertTimeout(Duration.ofSeconds(5), () -> refused(json));
        assertRefused(json, 422, "field.invalid", field);
        assertThat(problem.detail()).isEqualTo(field + " takes " + takes + ".");
    }

    @Test
    void a_member_that_is_misspelt_is_refused_with_what_may_be_meant() {
        assertRefused("{\"Name\":\"a\"}", 422, "field.unknown", "Name");
        assertThat(refused("{\"nmae\":\"a\"}").detail()).contains("name");
        Problem ofAnItem = catchThrowableOfType(
                Problem.class,
                () -> READER.read("{\"twos\":[{\"frist\":\"a\"}]}".getBytes(StandardCharsets.UTF_8), Twos.class));
        assertThat(ofAnItem.code() + " " + ofAnItem.field().orElseThrow()).isEqualTo("field.unknown twos[0].frist");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"twos\":[{\"first\":\"a\",\"second\":\"b\"},{\"second\":\"b\"}]} | twos[1].first is required.",
                "{\"twos\":[{\"first\":null,\"second\":\"b\"}]} | twos[0].first is required.",
                "{\"twos\":[{}]} | twos[0].first is required.",
                "{\"twos\":[{\"first\":\"a\",\"second\":\"b\"},null]} | twos[1] is required.",
                "{\"twos\":[{\"first\":\"abc\",\"second\":\"b\"}]} | twos[0].first is long.",
                "{\"twos\":[{\"first\":\"a\",\"second\":\"b\"},{\"first\":7}]} | twos[1].first takes a string.",
                "{\"twos\":[{\"first\":\"a\",\"second\":\"b\"},7]} | twos[1] takes an object.",
                "{\"twos\":[{\"frist\":\"a\"}]} | twos[0].frist is no member of this request: first may be meant.",
                "{\"twos\":[{\"first\":\"a\",\"second\":\"x\"}]} | twos[0].second has an x.",
                "{\"twos\":[],\"tags\":[\"a\",7]} | tags[1] takes a string.",
                "{\"twos\":[],\"tags\":[[\"x\"]]} | tags[0] takes a string.",
                "{\"twos\":[],\"tags\":[\"a\",\"x\"]} | tags[1] has an x.",
                "{\"twos\":[],\"tags\":[\"a\",\"abcd\"]} | tags[1] is longer than 3.",
                "{\"twos\":[],\"named\":{\"planted\":{\"first\":7}}} | named takes a string.",
                "{\"twos\":[],\"named\":{\"planted\":{\"frist\":\"a\"}}} | named.frist is no member of this request: first may be meant.",
                "{\"twos\":[],\"named\":{\"planted\":{\"first\":\"a\",\"second\":\"\"}}} | named.second is required.",
                "{\"twos\":[],\"named\":{\"planted\":{\"first\":\"a\",\"second\":\"x\"}}} | named.second has an x."
            })
    void a_member_of_an_item_is_told_with_its_item(String body, String detail) {
        RequestReader noX = reader((_, field, text) ->
                text.equals("x") ? Optional.of(Problem.invalid(field, "has an x")) : Optional.empty());
        for (int times = 0; times < 20; times++) {
            Problem problem = catchThrowableOfType(
                    Problem.class, () -> noX.read(body.getBytes(StandardCharsets.UTF_8), Twos.class));
            assertThat(problem.detail()).isEqualTo(detail);
            assertThat(problem.field()).contains(detail.substring(0, detail.indexOf(' ')));
        }
    }

    @Test
    void what_breaks_a_rule_of_its_record_is_told_with_the_rule() {
        assertThat(refused("{\"name\":\"a\",\"count\":10}").detail()).isEqualTo("count is more than 9.");
        Problem within = refused("{\"name\":\"a\",\"note\":\"abcd\"}");
        assertThat(within.detail()).isEqualTo("note is longer than 3.");
        assertThat(within.field()).contains("note");
    }

    @Test
    void the_first_member_that_is_wrong_is_told() {
        Problem first = catchThrowableOfType(
                Problem.class, () -> READER.read("{\"first\":\"abc\"}".getBytes(StandardCharsets.UTF_8), Two.class));
        assertThat(first.code() + " " + first.field().orElseThrow()).isEqualTo("field.invalid first");
        Problem second = catchThrowableOfType(
                Problem.class,
                () -> READER.read("{\"second\":\" \",\"first\":\"ab\"}".getBytes(StandardCharsets.UTF_8), Two.class));
        assertThat(second.code() + " " + second.field().orElseThrow()).isEqualTo("field.missing second");
    }

    @Test
    void the_rule_for_texts_holds_for_those_in_lists_too() {
        RequestReader noX = reader((_, field, text) ->
                text.contains("x") ? Optional.of(Problem.invalid(field, "has an x")) : Optional.empty());
        for (String json : List.of("{\"name\":\"x\"}", "{\"name\":\"a\",\"tags\":[\"b\",\"x\"]}")) {
            Problem problem = catchThrowableOfType(
                    Problem.class, () -> noX.read(json.getBytes(StandardCharsets.UTF_8), Thing.class));
            assertThat(problem.detail()).as(json).endsWith("has an x.");
        }
        assertThat(noX.read("{\"name\":\"a\",\"unknown\":\"x\"}".getBytes(StandardCharsets.UTF_8), Thing.class))
                .isNotNull();
    }

    @Test
    void no_problem_holds_what_was_sent() {
        for (String json : List.of(
                "{\"name\":{\"planted\":1}}",
                "{\"id\":\"planted\"}",
                "{\"at\":\"planted\"}",
                "{\"data\":\"planted%\"}",
                "{\"colour\":\"planted\"}",
                "{\"count\":\"planted\"}",
                "{\"name\":\"planted",
                "planted",
                "{\"name\":\"a\",\"note\":\"planted\"}")) {
            Problem problem = refused(json);
            assertThat(problem.detail()).as(json).doesNotContain("planted");
            assertThat(problem.getCause()).as(json).isNull();
        }
    }

    @Test
    void strings_are_trimmed_where_a_service_says_so() {
        RequestReader trimming = new RequestReader(
                RequestJson.builder().addModule(RequestJson.trimmedStrings()).build(),
                VALIDATOR,
                (_, _, _) -> Optional.empty());
        Two two = trimming.read("{\"first\":\" a \",\"second\":\"b\"}".getBytes(StandardCharsets.UTF_8), Two.class);
        assertThat(two.first()).isEqualTo("a");
        Problem blank = catchThrowableOfType(
                Problem.class, () -> trimming.read("{\"first\":\"  \"}".getBytes(StandardCharsets.UTF_8), Two.class));
        assertThat(blank.code()).isEqualTo("field.missing");
        Problem number = catchThrowableOfType(
                Problem.class, () -> trimming.read("{\"first\":7}".getBytes(StandardCharsets.UTF_8), Two.class));
        assertThat(number.code()).isEqualTo("field.invalid");
    }

    record Inner(@Nullable String word, @Nullable List<Map<String, String>> deep) {}

    record Outer(
            @Nullable String word,
            Optional<String> maybe,
            @Nullable List<String> list,
            @Nullable Map<String, String> map,
            @Nullable Inner inner) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"word\": \"bad\"}",
                "{\"maybe\": \"bad\"}",
                "{\"list\": [\"good\", \"bad\"]}",
                "{\"map\": {\"bad\": \"good\"}}",
                "{\"map\": {\"good\": \"bad\"}}",
                "{\"inner\": {\"word\": \"bad\"}}",
                "{\"inner\": {\"deep\": [{\"good\": \"bad\"}]}}"
            })
    void the_rule_sees_every_text_wherever_it_is(String body) {
        RequestReader strict = reader((_, field, text) ->
                text.equals("bad") ? Optional.of(Problem.invalid(field, "is bad")) : Optional.empty());
        Problem problem = catchThrowableOfType(
                Problem.class, () -> strict.read(body.getBytes(StandardCharsets.UTF_8), Outer.class));
        assertThat(problem.detail()).endsWith("is bad.");
    }
}
