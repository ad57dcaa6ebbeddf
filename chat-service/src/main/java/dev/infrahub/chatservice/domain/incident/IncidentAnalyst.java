package dev.infrahub.chatservice.domain.incident;

import dev.infrahub.chatservice.domain.Inert;
import dev.infrahub.chatservice.domain.OwnRule;
import dev.infrahub.diagnosis.Diagnosis;
import dev.infrahub.diagnosis.PipelineLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Says what an incident's errors and deployments show. A cause is only told where lines of the errors tell it; that something
 * happened just before is told as that, and as no cause.
 */
public final class IncidentAnalyst {

    private static final Duration JUST_BEFORE = Duration.ofHours(2);
    private static final int LONGEST_QUOTE = 300;
    private static final int LONGEST_NAME = 100;
    private static final int LINES_OF_A_SIGN = 3;
    private static final int MOST_LINES = 50_000;
    private static final int MOST_SIGNS = 5;
    private static final int MOST_RELATED = 30;
    private static final int MOST_HEARD = 10;
    private static final String INCONCLUSIVE = "Inconclusive: ";

    private final Incident incident;
    private final Map<ErrorSign, Hits> hits = new LinkedHashMap<>();
    private final List<Deployed> deployments;
    private final Optional<Instant> startedAt;

    /** Lines that a sign is in. */
    private static final class Hits {
        private final List<String> lines = new ArrayList<>();
        private int count;
        private int first;
    }

    /**
     * A deployment, and how long before the start it was.
     *
     * @param line as it is shown
     */
    private record Deployed(String line, Optional<Duration> before) {

        boolean isJustBefore() {
            return before.filter(time -> !time.isNegative() && time.compareTo(JUST_BEFORE) <= 0)
                    .isPresent();
        }
    }

    private IncidentAnalyst(Incident incident) {
        this.incident = incident;
        this.startedAt = incident.startedAt().flatMap(Moment::in);
        Stream<Deployed> told = incident.deployments().stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .limit(100)
                .map(this::deployed);
        this.deployments = Stream.concat(told, heardDeployments()).toList();
    }

    public static Analysis analyze(Incident incident) {
        return new IncidentAnalyst(incident).analyze();
    }

    private Deployed deployed(String line) {
        return new Deployed(
                Inert.code(line.strip(), LONGEST_QUOTE),
                Moment.in(line).flatMap(at -> startedAt.map(start -> Duration.between(at, start))));
    }

    /** Where it is known when it began. */
    private Stream<Deployed> heardDeployments() {
        return startedAt.stream()
                .flatMap(start -> incident.heard().stream()
                        .filter(Heard::isDeployment)
                        .map(heard ->
                                new Deployed(heard.sentence(), Optional.of(Duration.between(heard.at(), start)))));
    }

    private Analysis analyze() {
        readErrors();
        Optional<Diagnosis> pipeline = pipeline();
        List<ErrorSign> signs = ErrorSign.ALL.stream()
                .filter(hits::containsKey)
                .limit(MOST_SIGNS)
                .toList();
        Optional<Deployed> deployment = deployments.stream()
                .filter(Deployed::isJustBefore)
                .min((one, other) ->
                        one.before().orElseThrow().compareTo(other.before().orElseThrow()));
        return new Analysis(
                !signs.isEmpty() || pipeline.isPresent(),
                signs.isEmpty()
                        ? pipeline.map(Diagnosis::category).orElse("")
                        : signs.getFirst().id(),
                cause(signs, pipeline, deployment),
                evidence(signs, pipeline, deployment),
                actions(signs, pipeline, deployment),
                related());
    }

    private void readErrors() {
        int number = 0;
        for (String line : incident.errors().stream()
                .flatMap(String::lines)
                .limit(MOST_LINES)
                .toList()) {
            number++;
            String lower = line.toLowerCase(Locale.ROOT);
            for (ErrorSign sign : ErrorSign.ALL) {
                if (sign.isIn(lower)) {
                    Hits found = hits.computeIfAbsent(sign, _ -> new Hits());
                    found.first = found.count == 0 ? number : found.first;
                    found.count++;
                    if (found.lines.size() < LINES_OF_A_SIGN) {
                        found.lines.add(line.strip());
                    }
                }
            }
        }
    }

    /** Where the errors are those of a pipeline, what is known of those. */
    private Optional<Diagnosis> pipeline() {
        if (!hits.isEmpty() || incident.errors().isEmpty()) {
            return Optional.empty();
        }
        try {
            Diagnosis told = PipelineLog.diagnose(
                    new ByteArrayInputStream(incident.errors().get().getBytes(StandardCharsets.UTF_8)));
            return Optional.of(told)
                    .filter(one -> one.confidence() != Diagnosis.Confidence.INCONCLUSIVE
                            && one.cause().isPresent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String cause(List<ErrorSign> signs, Optional<Diagnosis> pipeline, Optional<Deployed> deployment) {
        if (!signs.isEmpty()) {
            ErrorSign sign = signs.getFirst();
            return "Likely: " + sign.cause()
                    + (sign.isOfChange() && deployment.isPresent()
                            ? " That usually comes with a change, and one was deployed " + ago(deployment.get()) + "."
                            : "");
        }
        if (pipeline.isPresent()) {
            return "Likely: " + Inert.code(pipeline.get().cause().orElseThrow(), LONGEST_QUOTE) + ".";
        }
        return INCONCLUSIVE
                + (incident.errors().filter(text -> !text.isBlank()).isPresent()
                        ? "no line of the errors is one whose cause the hub knows."
                        : "there are no errors to judge by.")
                + (deployment.isPresent()
                        ? " A deployment came " + ago(deployment.get()) + "; nothing shows that it is the cause."
                        : "");
    }

    private static String ago(Deployed deployment) {
        long minutes = deployment.before().orElseThrow().toMinutes();
        return minutes == 1 ? "1 minute before it began" : minutes + " minutes before it began";
    }

    private List<String> evidence(List<ErrorSign> signs, Optional<Diagnosis> pipeline, Optional<Deployed> deployment) {
        List<String> evidence = new ArrayList<>();
        for (ErrorSign sign : signs) {
            Hits found = Objects.requireNonNull(hits.get(sign));
            evidence.add("Line " + found.first + " of the errors"
                    + (found.count > 1 ? ", and " + (found.count - 1) + " more like it" : "") + ": "
                    + Inert.code(found.lines.getFirst(), LONGEST_QUOTE) + " — " + sign.cause());
        }
        pipeline.ifPresent(told -> told.evidence().stream()
                .limit(LINES_OF_A_SIGN)
                .forEach(line -> evidence.add(
                        "Line " + line.number() + " of the errors: " + Inert.code(line.text(), LONGEST_QUOTE))));
        deployment.ifPresent(one -> evidence.add("Deployed " + ago(one) + ": " + one.line()));
        incident.heard().stream()
                .limit(MOST_HEARD)
                .forEach(heard -> evidence.add("Heard by the hub, " + heard.at().truncatedTo(ChronoUnit.MINUTES) + ": "
                        + heard.sentence() + "."));
        evidence.addAll(timing());
        incident.alertTitle()
                .filter(title -> !title.isBlank())
                .ifPresent(title -> evidence.add("The alert: " + Inert.code(title, LONGEST_QUOTE)
                        + incident.severity()
                                .map(level -> ", severity " + Inert.code(level, LONGEST_NAME))
                                .orElse("")));
        evidence.addAll(ownRules());
        if (evidence.isEmpty()) {
            evidence.add("None: neither errors nor deployments nor an alert were told.");
        }
        return evidence;
    }

    private List<String> ownRules() {
        Set<String> words = OwnRule.words(incident.errors().orElse(""));
        return incident.ownRules().stream()
                .flatMap(text -> OwnRule.all(text).stream())
                .filter(rule -> rule.isMetBy(words))
                .map(rule -> "A rule of the service itself, whose words the errors have: "
                        + Inert.code(rule.text(), LONGEST_QUOTE))
                .toList();
    }

    private List<String> timing() {
        List<String> timing = new ArrayList<>();
        if (incident.startedAt().filter(text -> !text.isBlank()).isPresent() && startedAt.isEmpty()) {
            timing.add("When it began was told in no form that the hub reads, so nothing is said of what came before.");
        }
        long later = deployments.stream()
                .filter(one -> one.before().filter(Duration::isNegative).isPresent())
                .count();
        if (later > 0) {
            timing.add(
                    "Deployed after it began, so no cause of it: " + later + (later == 1 ? " change." : " changes."));
        }
        long untimed =
                deployments.stream().filter(one -> one.before().isEmpty()).count();
        if (untimed > 0) {
            timing.add("Of " + untimed + (untimed == 1 ? " deployment" : " deployments") + " no time is known.");
        }
        return timing;
    }

    private List<String> actions(List<ErrorSign> signs, Optional<Diagnosis> pipeline, Optional<Deployed> deployment) {
        List<String> actions = new ArrayList<>();
        if (deployment.isPresent() && (signs.isEmpty() || signs.stream().anyMatch(ErrorSign::isOfChange))) {
            actions.add(
                    "Compare what was deployed with what ran before; going back to that tells whether it is the cause.");
        }
        signs.forEach(sign -> actions.add(sign.action()));
        pipeline.ifPresent(told -> told.suggestedFix().forEach(fix -> actions.add(Inert.code(fix, LONGEST_QUOTE))));
        if (actions.isEmpty()) {
            actions.add(
                    "Collect the first errors from just before it began, with their stack traces, and ask again with them.");
            actions.add("See what changed in the hour before: deployments, settings, certificates, traffic.");
        }
        return actions;
    }

    private List<String> related() {
        String errors = incident.errors().orElse("").toLowerCase(Locale.ROOT);
        List<String> named = new ArrayList<>();
        List<String> others = new ArrayList<>();
        incident.dependencies().stream().limit(MOST_RELATED).forEach(dependency -> {
            boolean isNamed = dependency.length() > 2 && errors.contains(dependency.toLowerCase(Locale.ROOT));
            (isNamed ? named : others)
                    .add(Inert.code(dependency, LONGEST_NAME)
                            + (isNamed ? ": the errors name it" : ": it depends on it"));
        });
        named.addAll(others);
        if (incident.dependencies().size() > MOST_RELATED) {
            named.add("and " + (incident.dependencies().size() - MOST_RELATED) + " more");
        }
        return named.isEmpty() ? List.of("None is known: no dependency of the service was told.") : named;
    }
}
