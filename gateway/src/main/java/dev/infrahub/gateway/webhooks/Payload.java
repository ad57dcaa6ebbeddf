package dev.infrahub.gateway.webhooks;

import dev.infrahub.gateway.webhooks.Told.Alert;
import dev.infrahub.gateway.webhooks.Told.Proposed;
import dev.infrahub.http.Problem;
import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import dev.infrahub.secrets.Secrets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what GitHub's events say, as far as the hub does something about them. */
final class Payload {

    private static final Set<String> PROPOSING = Set.of("opened", "synchronize", "reopened");
    private static final int LONGEST = 255;
    private static final int LONGEST_REPOSITORY = 140;
    private static final int SHA = 40;
    private static final String HIDDEN = "(hidden)";

    private final Value body;

    private Payload(Value body) {
        this.body = body;
    }

    /**
     * Empty for what nothing is done about.
     *
     * @param event the header X-GitHub-Event
     * @throws Problem 422 where it is not as GitHub says it is
     */
    static Optional<Told> read(String event, Value body) {
        Payload payload = new Payload(body);
        String action = payload.text("action").orElse("");
        return switch (event) {
            case "pull_request" -> PROPOSING.contains(action) ? Optional.of(payload.proposed()) : Optional.empty();
            case "code_scanning_alert" -> created(action, payload::foundInCode);
            case "secret_scanning_alert" -> created(action, payload::foundSecret);
            case "dependabot_alert" -> created(action, payload::foundDependency);
            default -> Optional.empty();
        };
    }

    private static Optional<Told> created(String action, Supplier<Told> alert) {
        return action.equals("created") ? Optional.of(alert.get()) : Optional.empty();
    }

    private Proposed proposed() {
        String sha = required("pull_request", "head", "sha");
        boolean isSha = sha.length() == SHA && sha.chars().allMatch(c -> Character.digit(c, 16) >= 0);
        if (!isSha) {
            throw Problem.invalid("pull_request.head.sha", "takes the 40 hexadecimal digits of a commit");
        }
        return new Proposed(repository(), time("pull_request", "updated_at"), number(), sha);
    }

    private int number() {
        return Json.spelling(body.at("number"))
                .filter(text ->
                        text.length() < 10 && !text.isEmpty() && text.chars().allMatch(Character::isDigit))
                .map(Integer::parseInt)
                .filter(number -> number > 0)
                .orElseThrow(() -> Problem.missing("number"));
    }

    private Told foundInCode() {
        return alert(
                "Code scanning: "
                        + text("alert", "rule", "description")
                                .or(() -> text("alert", "rule", "id"))
                                .orElse("an alert"),
                text("alert", "rule", "security_severity_level").or(() -> text("alert", "rule", "severity")),
                joined(Stream.of(
                        text("alert", "tool", "name"),
                        text("alert", "most_recent_instance", "location", "path"),
                        text("alert", "most_recent_instance", "ref"))));
    }

    /** What the credential is stands in the payload too, and is not read. */
    private Told foundSecret() {
        return alert(
                "Secret scanning: "
                        + text("alert", "secret_type_display_name")
                                .or(() -> text("alert", "secret_type"))
                                .orElse("a credential"),
                Optional.of("critical"),
                "A credential is in the repository.");
    }

    private Told foundDependency() {
        return alert(
                "Dependabot: " + text("alert", "security_advisory", "summary").orElse("a vulnerable dependency"),
                text("alert", "security_advisory", "severity"),
                joined(Stream.of(
                        text("alert", "dependency", "package", "name"),
                        text("alert", "dependency", "manifest_path"),
                        text("alert", "security_advisory", "ghsa_id"))));
    }

    private Alert alert(String title, Optional<String> severity, String where) {
        return new Alert(
                repository(), time("alert", "created_at"), said(title), said(severity.orElse("unknown")), said(where));
    }

    private static String joined(Stream<Optional<String>> texts) {
        return texts.flatMap(Optional::stream).collect(Collectors.joining(", "));
    }

    /** On one line, without credentials. */
    private static String said(String text) {
        StringBuilder line = new StringBuilder();
        Secrets.replace(text, _ -> HIDDEN)
                .codePoints()
                .limit(LONGEST)
                .forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return line.toString().strip();
    }

    private String repository() {
        String name = required("repository", "full_name");
        int slash = name.indexOf('/');
        boolean isName = slash > 0
                && slash < name.length() - 1
                && name.indexOf('/', slash + 1) < 0
                && name.length() <= LONGEST_REPOSITORY
                && name.charAt(0) != '.'
                && name.charAt(slash + 1) != '.'
                && name.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "/._-".indexOf(c) >= 0));
        if (!isName) {
            throw Problem.invalid("repository.full_name", "takes owner/name");
        }
        return name;
    }

    private Instant time(String... path) {
        try {
            return Instant.parse(required(path));
        } catch (DateTimeException _) {
            throw Problem.invalid(String.join(".", path), "takes a time, such as 2026-11-30T09:00:00Z");
        }
    }

    private String required(String... path) {
        return text(path).orElseThrow(() -> Problem.missing(String.join(".", List.of(path))));
    }

    private Optional<String> text(String... path) {
        return body.at(path).text().filter(text -> !text.isBlank());
    }
}
