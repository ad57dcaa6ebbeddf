package dev.infrahub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/limits.md says what the code says, and leaves out no limit that a caller can come to. */
class LimitsTests {

    private static final Path ROOT = Path.of(System.getProperty("hub.project.root"));
    private static final Path LIMIT = ROOT.resolve("platform/json/src/main/java/dev/infrahub/json/Limit.java");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+) \\| ([^|`]+) \\| `([^|`]+)` \\| ([^|]+) \\|$");
    private static final Pattern TOPIC = Pattern.compile("(?m)^\\| `([a-z.-]+)` \\| ([^|]+) \\| ([^|]+) \\|$");
    private static final Pattern QUANTITY = Pattern.compile("([\\d,_]+) ?([A-Za-z]*)");
    private static final Pattern CODE = Pattern.compile("`([a-z_]+(?:[.-][a-z_]+)+)`");
    private static final Pattern CONSTANT =
            Pattern.compile("static final (?:int|long|Duration|Pace|Limits) ([A-Z_]+) =\\s+([^;]+);");
    private static final Pattern DEFAULT = Pattern.compile("@DefaultValue\\(\"([^\"]*)\"\\) \\w+ (\\w+)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(HUB_[A-Z_]+):([^}]*)}");
    private static final Pattern MOST = Pattern.compile("(?:MOST|LONGEST|LARGEST|MAX)\\w*");

    /** By the unit that stands behind a number: bytes, milliseconds, or as many. */
    private static final Map<String, Long> UNITS = Map.ofEntries(
            Map.entry("", 1L),
            Map.entry("KiB", 1L << 10),
            Map.entry("MiB", 1L << 20),
            Map.entry("MB", 1L << 20),
            Map.entry("ms", 1L),
            Map.entry("s", Duration.ofSeconds(1).toMillis()),
            Map.entry("min", Duration.ofMinutes(1).toMillis()),
            Map.entry("m", Duration.ofMinutes(1).toMillis()),
            Map.entry("h", Duration.ofHours(1).toMillis()),
            Map.entry("d", Duration.ofDays(1).toMillis()));

    /** What bounds the hub's own work and no caller comes to know: caches, what is told of a thing, steps of a search. */
    private static final Set<String> OWN = Set.of(
            "AnswerHtml.LONGEST_NUMBER",
            "Begun.LONGEST_NEXT",
            "Body.MOST",
            "Copies.MOST",
            "Copies.MOST_ALIKE",
            "Copies.MOST_BEGINNINGS",
            "Colours.LONGEST",
            "Credentials.MOST",
            "DeadLetter.LONGEST_CODE",
            "TeamExpression.MOST_TOLD",
            "ExpressionSize.LONGEST_REPEAT",
            "FilePath.LONGEST_SHOWN",
            "FilePath.MOST_STEPS",
            "Drawing.LONGEST",
            "Form.LONGEST_KEY",
            "GatewayProperties.MOST_PERCENT",
            "IdentityProvider.MOST",
            "SentForms.MOST",
            "Decided.MOST",
            "Destroyed.MOST_TYPES",
            "GateController.MOST",
            "LinkedVerifications.MOST",
            "LoggedJson.MAX_PREFIXES",
            "OidcTokens.LONGEST_CLAIM",
            "OidcTokens.MOST_METHODS",
            "OneLine.LONGEST",
            "Payload.LONGEST",
            "Payload.LONGEST_REPOSITORY",
            "PlanReader.MOST_TOLD",
            "PrintedFormat.LONGEST_NAME",
            "PlanTextReader.MOST_TOLD",
            "Refresh.LONGEST_TIME",
            "Refusals.LONGEST_PATH",
            "Segments.LARGEST",
            "Analysis.MOST_BYTES",
            "Attempts.MOST_SIGNERS",
            "CanonicalJson.LARGEST_PLAIN",
            "TextChecks.MOST",
            "TextFailures.LONGEST",
            "TextFailures.MOST",
            "TextFailures.MOST_BOXES",
            "TextLines.MAX_LENGTH",
            "TextMarkup.LONGEST",
            "TextRedaction.MOST_COPIES",
            "TextSign.MOST_HASHES",
            "TextSign.MOST_QUOTED",
            "TextWrapping.MOST_LENGTHS",
            "Known.LONGEST_NAME",
            "Markdown.LONGEST_NUMBER",
            "Pieces.LONGEST_PATH",
            "PlanDocument.LONGEST_VERSION",
            "PlanRedaction.LONGEST_FACT",
            "PlanSecrets.MOST",
            "PlanSecrets.MOST_REMEMBERED",
            "KnownNames.LONGEST",
            "RequestHead.LONGEST_NAME",
            "Redaction.LONGEST_NAME",
            "Redaction.MOST_SHOWN",
            "SecretViews.MOST_SHOWN",
            "Sieve.LONGEST_REMEMBERED",
            "Sieve.MOST",
            "Vocabulary.LONGEST",
            "Vocabulary.MOST_DIGITS");

    private record Row(String what, String most, String saidBy, String beyond) {}

    @Test
    void each_limit_is_what_its_place_in_the_code_says() {
        assertThat(rows())
                .hasSizeGreaterThan(45)
                .allSatisfy(row -> assertThat(said(row.saidBy())).as(row.what()).contains(quantity(row.most())));
    }

    @Test
    void each_code_is_one_that_the_hub_answers() {
        String sources = sources(".*/src/main/java/.*").map(LimitsTests::text).collect(Collectors.joining());

        assertThat(rows())
                .flatExtracting(row -> CODE.matcher(row.beyond())
                        .results()
                        .map(found -> found.group(1))
                        .toList())
                .hasSizeGreaterThan(40)
                .allSatisfy(code -> assertThat(sources)
                        .containsAnyOf(
                                "\"" + code + "\"", "\"" + code.replaceFirst("^(?:plan|body|log)\\.", "") + "\""));
    }

    @Test
    void no_limit_on_what_comes_in_is_left_out() {
        Set<String> told = rows().stream().map(Row::saidBy).collect(Collectors.toCollection(TreeSet::new));
        Set<String> constants = sources(
                        "(?:gateway|console|platform/(?:http|json|scanning|terraform))/src/main/java/.*")
                .flatMap(file -> constants(file)
                        .map(found -> found.group(1))
                        .filter(name -> MOST.matcher(name).matches())
                        .map(name -> simpleName(file) + "." + name))
                .collect(Collectors.toCollection(TreeSet::new));

        constants.removeAll(told);
        constants.removeAll(OWN);
        assertThat(constants)
                .as("limits that neither the page has nor are the hub's own")
                .isEmpty();
    }

    @Test
    void each_way_in_which_json_can_be_too_large_has_its_row() {
        String page = text(ROOT.resolve("docs/limits.md"));

        assertThat(Pattern.compile("[A-Z]+\\(\"(\\w+)\", \"")
                        .matcher(text(LIMIT))
                        .results()
                        .map(found -> found.group(1)))
                .hasSizeGreaterThan(8)
                .allSatisfy(code -> assertThat(page).contains("`plan." + code + "`"));
    }

    /** What is heard and accepted reads and writes over the others. */
    @Test
    void requests_leave_connections_to_everything_else() {
        long all = Pattern.compile("(?s)r2dbc:\n    pool:\n.*?max-size: (\\d+)")
                .matcher(text(ROOT.resolve("platform/events/src/main/resources/events.yaml")))
                .results()
                .map(found -> Long.parseLong(found.group(1)))
                .findFirst()
                .orElseThrow();
        long ofRequests = said("Rows.CONNECTIONS").getFirst();

        assertThat(all - ofRequests).isGreaterThanOrEqualTo(3);
        assertThat(text(ROOT.resolve("docs/limits.md")))
                .contains("Requests read the database over %d of its %d connections.".formatted(ofRequests, all));
    }

    @Test
    void each_topic_is_kept_as_long_as_the_catalogue_says() {
        Map<String, List<Long>> told = TOPIC.matcher(text(ROOT.resolve("docs/limits.md")))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1), row -> List.of(quantity(row.group(2)), quantity(row.group(3)))));

        assertThat(told)
                .isEqualTo(Topics.ALL.stream()
                        .collect(Collectors.toMap(
                                topic -> topic.name(),
                                topic -> List.of(topic.retention().toMillis(), (long) topic.maxMessageBytes()))));
    }

    private static List<Row> rows() {
        return ROW.matcher(text(ROOT.resolve("docs/limits.md")))
                .results()
                .map(found -> new Row(found.group(1), found.group(2), found.group(3), found.group(4)))
                .toList();
    }

    /** The quantities that a place in the code, or a setting, stands for. */
    private static List<Long> said(String place) {
        if (place.startsWith("HUB_")) {
            return defaults(place);
        }
        if (place.startsWith("hub.")) {
            return properties(place);
        }
        String[] parts = place.split("\\.", -1);
        String constant = named(parts[0])
                .flatMap(LimitsTests::constants)
                .filter(found -> found.group(1).equals(parts[1]))
                .map(found -> found.group(2))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + place));
        List<Long> values = quantities(constant);
        return parts.length == 2 ? values : List.of(values.get(component(parts[0], parts[2])));
    }

    /** The place of a record's component among all. */
    private static int component(String type, String name) {
        Matcher header = Pattern.compile("record " + type + "\\(([^)]*)\\)").matcher(source(type));
        assertThat(header.find()).isTrue();
        return Arrays.stream(header.group(1).split(",", -1))
                .map(component -> component.strip().split(" ", -1)[1])
                .toList()
                .indexOf(name);
    }

    /** Of an expression as these constants have it: products, shifts, durations, arguments. */
    private static List<Long> quantities(String expression) {
        String inner = expression.replaceFirst("(?s)^new \\w+\\((.*)\\)$", "$1").replaceAll("\\s+", " ");
        return Arrays.stream(inner.split(", ", -1)).map(LimitsTests::product).toList();
    }

    private static long product(String expression) {
        Matcher duration = Pattern.compile("Duration\\.of(\\w+?)\\((\\d+)\\)").matcher(expression);
        if (duration.find()) {
            return Duration.parse((duration.group(1).equals("Days") ? "P" : "PT")
                            + duration.group(2)
                            + duration.group(1).charAt(0))
                    .toMillis();
        }
        return Arrays.stream(expression.split(" \\* ", -1))
                .mapToLong(factor -> Long.parseLong(factor.strip().replaceAll("[_L]", "")))
                .reduce(1, Math::multiplyExact);
    }

    private static List<Long> defaults(String variable) {
        return sources(".*/src/main/resources/[a-z-]+\\.yaml")
                .flatMap(file -> VARIABLE.matcher(text(file)).results())
                .filter(found -> found.group(1).equals(variable))
                .map(found -> quantity(found.group(2)))
                .toList();
    }

    private static List<Long> properties(String setting) {
        String name = setting.substring(setting.lastIndexOf('.') + 1);
        return sources(".*/src/main/java/.*Properties\\.java")
                .flatMap(file -> DEFAULT.matcher(text(file)).results())
                .filter(found -> found.group(2).equalsIgnoreCase(name.replace("-", "")))
                .map(found -> quantity(found.group(1)))
                .toList();
    }

    private static long quantity(String text) {
        Matcher quantity = QUANTITY.matcher(text.strip());
        assertThat(quantity.matches()).as(text).isTrue();
        return Long.parseLong(quantity.group(1).replaceAll("[,_]", ""))
                * Objects.requireNonNull(UNITS.get(quantity.group(2)), quantity.group(2));
    }

    private static Stream<MatchResult> constants(Path file) {
        return CONSTANT.matcher(text(file)).results();
    }

    private static String source(String type) {
        return text(path(type));
    }

    private static Path path(String type) {
        return named(type).findFirst().orElseThrow(() -> new AssertionError("there is no " + type));
    }

    /** Two modules may each have one. */
    private static Stream<Path> named(String type) {
        return sources(".*/src/main/java/.*/" + type + "\\.java");
    }

    private static String simpleName(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static final List<Path> FILES = files();

    private static Stream<Path> sources(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        Function<Path, String> name = file -> ROOT.relativize(file).toString().replace('\\', '/');
        return FILES.stream().filter(file -> wanted.matcher(name.apply(file)).matches());
    }

    private static List<Path> files() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().contains("/src/main/"))
                    .filter(Files::isRegularFile)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
