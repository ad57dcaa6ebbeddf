package dev.infrahub.chatservice.domain;

import static dev.infrahub.chatservice.domain.Composer.count;
import static dev.infrahub.chatservice.domain.Composer.time;

import dev.infrahub.chatservice.domain.Composer.Column;
import dev.infrahub.chatservice.domain.StandingSecrets.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Credentials in files: where they stand, and what became of them. */
public final class SecretAnswers {

    private static final List<String> GRAVEST_FIRST = List.of("critical", "high", "medium", "low");

    private SecretAnswers() {}

    private record Place(StandingSecrets by, Finding finding) {}

    /** As things stand. */
    public static Answer standing(Understood asked, List<StandingSecrets> standing) {
        Composer composer = new Composer(asked);
        if (standing.isEmpty()) {
            return Composer.missing(asked, "a scan for credentials" + composer.scope(), List.of());
        }
        Set<String> severities = asked.filter().risks();
        List<Place> places = standing.stream()
                .flatMap(one -> one.findings().stream().map(finding -> new Place(one, finding)))
                .filter(place -> severities.isEmpty()
                        || severities.contains(place.finding().severity()))
                .toList();
        int open = severities.isEmpty()
                ? standing.stream().mapToInt(StandingSecrets::open).sum()
                : places.size();
        if (open == 0) {
            return composer.say(
                            "No credential is open" + composer.scope() + ", by the newest scans of "
                                    + count(standing.size(), "module", "modules") + ".",
                            standing)
                    .found();
        }
        List<StandingSecrets> with = standing.stream()
                .filter(one -> places.stream().anyMatch(place -> place.by().equals(one)))
                .toList();
        composer.say(
                count(open, "credential is", "credentials are") + " open" + composer.scope() + ", in "
                        + count(with.size(), "module", "modules") + ": " + bySeverity(places) + ".",
                with);
        return asked.filter().modules().isEmpty() ? modules(composer, with) : places(composer, places);
    }

    private static String bySeverity(List<Place> places) {
        return GRAVEST_FIRST.stream()
                .flatMap(severity -> {
                    long count = places.stream()
                            .filter(place -> place.finding().severity().equals(severity))
                            .count();
                    return count == 0 ? Stream.<String>empty() : Stream.of(count + " " + severity);
                })
                .collect(Collectors.joining(", "));
    }

    private static Answer modules(Composer composer, List<StandingSecrets> with) {
        return composer.table(
                        with,
                        List.of(
                                new Column<>("module", one -> Inert.code(one.module())),
                                Composer.client(with),
                                new Column<>("open", one -> Integer.toString(one.open())),
                                new Column<>(
                                        "gravest",
                                        one -> one.findings().stream()
                                                .findFirst()
                                                .map(finding -> Inert.code(finding.title()) + " in "
                                                        + Inert.code(finding.path()))
                                                .orElse("")),
                                new Column<>("scanned", one -> time(one.at()))))
                .found();
    }

    private static Answer places(Composer composer, List<Place> places) {
        return composer.table(
                        places,
                        List.of(
                                new Column<>(
                                        "credential",
                                        one -> Inert.code(one.finding().title())),
                                new Column<>(
                                        "severity",
                                        one -> Inert.code(one.finding().severity())),
                                new Column<>(
                                        "file",
                                        one -> Inert.code(one.finding().path()) + ", line "
                                                + one.finding().line()),
                                new Column<>("since", one -> time(one.finding().since()))),
                        one -> List.of(one.by()))
                .found();
    }

    /** What appeared and what is gone, by the scans of a time. */
    public static Answer news(Understood asked, List<SecretScanFact> scans) {
        Composer composer = new Composer(asked);
        if (scans.isEmpty()) {
            return Composer.missing(asked, "a scan for credentials" + composer.scope(), List.of());
        }
        boolean onlyGone = asked.has(Concept.RESOLVED) && !asked.has(Concept.NEW);
        boolean onlyNew = asked.has(Concept.NEW) && !asked.has(Concept.RESOLVED);
        int appeared = scans.stream().mapToInt(SecretScanFact::appeared).sum();
        int resolved = scans.stream().mapToInt(SecretScanFact::resolved).sum();
        List<String> told = new ArrayList<>();
        if (!onlyGone) {
            told.add(count(appeared, "credential is", "credentials are") + " new");
        }
        if (!onlyNew) {
            told.add(count(resolved, "credential is", "credentials are") + " resolved");
        }
        List<SecretScanFact> telling = scans.stream()
                .filter(scan -> (scan.appeared() > 0 && !onlyGone) || (scan.resolved() > 0 && !onlyNew))
                .toList();
        composer.say(
                String.join(" and ", told) + composer.scope() + ", by " + count(scans.size(), "scan", "scans") + ".",
                telling.isEmpty() ? scans : telling);
        if (telling.isEmpty()) {
            return composer.found();
        }
        if (!onlyNew && resolved > 0) {
            composer.limit("What is resolved is still known to whoever saw it: rotate it.");
        }
        return composer.table(
                        telling,
                        List.of(
                                new Column<>("module", scan -> Composer.code(scan.module())),
                                Composer.client(telling),
                                new Column<>("new", scan -> onlyGone ? "" : Integer.toString(scan.appeared())),
                                new Column<>("resolved", scan -> onlyNew ? "" : Integer.toString(scan.resolved())),
                                new Column<>("gone from", scan -> onlyNew ? "" : gone(scan)),
                                new Column<>("scanned", scan -> time(scan.at()))))
                .found();
    }

    private static String gone(SecretScanFact scan) {
        return Composer.names(scan.gone().stream()
                .map(SecretScanFact.Gone::path)
                .distinct()
                .limit(3)
                .toList());
    }
}
