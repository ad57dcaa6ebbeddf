package dev.infrahub.scanning;

import dev.infrahub.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Findings as a SARIF 2.1.0 log, as code scanning takes it. What a comment allows is not in it, since code scanning would show
 * that as open. A result that is advice says so among its properties, and is a note.
 */
public final class Sarif {

    public static final String MEDIA_TYPE = "application/sarif+json";

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private static final String FINGERPRINT = "infrahubSecret/v1";

    /** Whoever takes the log knows where it is: the root of the repository. */
    private static final String ROOT = "%SRCROOT%";

    private static final String ADVICE = "advice";

    private static final String UNRESERVED = "-._~/";

    private Sarif() {}

    /**
     * A finding.
     *
     * @param rule that it is of; the same for each of one id
     * @param fingerprint where one can be compared with those of other scans
     * @param isNew whether an earlier scan had it not, where that is known
     */
    public record Result(
            RuleNote rule,
            String path,
            Place place,
            String redacted,
            Optional<String> fingerprint,
            Optional<Boolean> isNew) {}

    /** The log as JSON. */
    public static String log(List<Result> results, List<Skipped> skipped) {
        NavigableMap<String, RuleNote> rules = new TreeMap<>();
        results.forEach(one -> rules.putIfAbsent(one.rule().id(), one.rule()));
        List<String> ids = List.copyOf(rules.keySet());
        Json run = new Json()
                .with("tool", new Json().with("driver", driver(rules.values())))
                .with("columnKind", "utf16CodeUnits")
                .with("results", results.stream().map(one -> result(one, ids)).toList())
                .with("invocations", List.of(invocation(skipped)));
        return new Json()
                .with("$schema", SCHEMA)
                .with("version", "2.1.0")
                .with("runs", List.of(run))
                .text();
    }

    private static Json driver(Collection<RuleNote> rules) {
        return new Json()
                .with("name", "Infrastructure Hub")
                .with("rules", rules.stream().map(Sarif::rule).toList());
    }

    private static Json rule(RuleNote note) {
        return new Json()
                .with("id", note.id())
                .with("shortDescription", text(note.title()))
                .with("help", text(note.recommendation()))
                .with("defaultConfiguration", new Json().with("level", level(note.severity())))
                .with(
                        "properties",
                        new Json()
                                .withTexts("tags", List.of("security", note.isAdvice() ? ADVICE : "secret"))
                                .with("security-severity", score(note.severity())));
    }

    private static Json result(Result one, List<String> ids) {
        RuleNote note = one.rule();
        Json result = new Json()
                .with("ruleId", note.id())
                .with("ruleIndex", ids.indexOf(note.id()))
                .with("level", level(note.severity()))
                .with("message", text(note.title() + ": " + one.redacted() + ". " + note.recommendation()))
                .with("locations", List.of(location(one.path(), Optional.of(one.place()))));
        one.fingerprint().ifPresent(hash -> result.with("partialFingerprints", new Json().with(FINGERPRINT, hash)));
        if (note.isAdvice()) {
            result.with("properties", new Json().with(ADVICE, true));
        }
        one.isNew().ifPresent(isNew -> result.with("baselineState", isNew ? "new" : "unchanged"));
        return result;
    }

    /** What was not looked into is told as a notification: it is not clean. */
    private static Json invocation(List<Skipped> skipped) {
        return new Json()
                .with("executionSuccessful", true)
                .with(
                        "toolExecutionNotifications",
                        skipped.stream().map(Sarif::notification).toList());
    }

    /** What is no path within what was scanned, such as {@code //host/x}, would be an address of something else. */
    private static Json notification(Skipped one) {
        String why = "Not looked into: " + one.reason().text();
        boolean isWithin = FilePath.of(one.path())
                .filter(path -> path.text().equals(one.path()))
                .isPresent();
        Json notification = new Json().with("level", "note");
        return isWithin
                ? notification
                        .with("message", text(why))
                        .with("locations", List.of(location(one.path(), Optional.empty())))
                : notification.with("message", text(why + ": " + one.path()));
    }

    private static Json location(String path, Optional<Place> place) {
        Json physical = new Json()
                .with("artifactLocation", new Json().with("uri", uri(path)).with("uriBaseId", ROOT));
        place.ifPresent(at -> physical.with(
                "region",
                new Json()
                        .with("startLine", at.line())
                        .with("startColumn", at.column())
                        .with("endLine", at.endLine())
                        .with("endColumn", at.endColumn())));
        return new Json().with("physicalLocation", physical);
    }

    /** A relative reference of RFC 3986. */
    private static String uri(String path) {
        StringBuilder uri = new StringBuilder();
        for (byte one : path.getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain = (one >= 'a' && one <= 'z')
                    || (one >= 'A' && one <= 'Z')
                    || (one >= '0' && one <= '9')
                    || UNRESERVED.indexOf(one) >= 0;
            if (isPlain) {
                uri.append((char) one);
            } else {
                uri.append("%%%02X".formatted(one));
            }
        }
        return uri.toString();
    }

    private static Json text(String text) {
        return new Json().with("text", text);
    }

    private static String level(String severity) {
        return switch (severity) {
            case "critical", "high" -> "error";
            case "medium" -> "warning";
            default -> "note";
        };
    }

    /** In the bands of CVSS, by which code scanning sorts. */
    private static String score(String severity) {
        return switch (severity) {
            case "critical" -> "9.5";
            case "high" -> "8.0";
            case "medium" -> "5.5";
            default -> "2.0";
        };
    }
}
