package dev.infrahub.chatservice;

import dev.infrahub.chatservice.domain.ChangeFact;
import dev.infrahub.chatservice.domain.DriftFact;
import dev.infrahub.chatservice.domain.FailureFact;
import dev.infrahub.chatservice.domain.Filter;
import dev.infrahub.chatservice.domain.Inert;
import dev.infrahub.chatservice.domain.Period;
import dev.infrahub.chatservice.domain.PlanFact;
import dev.infrahub.chatservice.domain.Reach;
import dev.infrahub.chatservice.domain.incident.Heard;
import dev.infrahub.chatservice.domain.incident.Incident;
import dev.infrahub.chatservice.store.Changes;
import dev.infrahub.chatservice.store.Drift;
import dev.infrahub.chatservice.store.Failures;
import dev.infrahub.chatservice.store.Known;
import dev.infrahub.chatservice.store.Plans;
import dev.infrahub.chatservice.store.Rows;
import dev.infrahub.events.Lookups;
import dev.infrahub.schemas.IncidentReader;
import dev.infrahub.schemas.IncidentReported;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the hub heard, in the day before an incident began and since, of the modules that are named like the service and what it depends on;
 * as far as whoever reported it may be told. Nothing, where they are modules of several clients.
 *
 * @param lookups into what was heard
 */
record HeardLately(Lookups lookups) {

    private static final Duration BEFORE = Duration.ofDays(1);

    /** What began before that, by a clock that is wrong perhaps, is not searched from its beginning. */
    private static final Duration LONGEST_AGO = Duration.ofDays(90);

    private static final int MOST_NAMES = 31;
    private static final int LONGEST = 200;

    /** The newest first. */
    List<Heard> of(IncidentReported reported) {
        Rows rows = Rows.of(lookups, reach(reported.getReader()));
        Set<String> modules = modules(rows, reported);
        if (modules.isEmpty()) {
            return List.of();
        }
        Instant began = Optional.ofNullable(reported.getStartedAt())
                .flatMap(Incident::time)
                .filter(time -> time.isBefore(reported.getReportedAt()))
                .orElse(reported.getReportedAt());
        Instant earliest = reported.getReportedAt().minus(LONGEST_AGO);
        Filter filter = Filter.NONE
                .ofModules(modules)
                .ofClients(reported.getClient().equals("default") ? Set.of() : Set.of(reported.getClient()))
                .during(Optional.of(new Period(
                        began.isBefore(earliest) ? earliest : began.minus(BEFORE),
                        reported.getReportedAt().plusSeconds(1),
                        "around the incident")));
        List<Fact> facts = Stream.of(
                        Changes.of(rows, filter).stream().flatMap(HeardLately::applied),
                        Plans.of(rows, filter).stream().map(HeardLately::planned),
                        Drift.scans(rows, filter).stream()
                                .filter(DriftFact::drifted)
                                .map(HeardLately::drifted),
                        Failures.of(rows, filter).stream().map(HeardLately::failed))
                .flatMap(fact -> fact)
                .toList();
        // modules of several clients have that name: whose service it is, nobody said
        boolean isOfOne = facts.stream().map(Fact::client).distinct().count() == 1;
        return isOfOne
                ? facts.stream()
                        .map(Fact::heard)
                        .sorted(Comparator.comparing(Heard::at).reversed())
                        .toList()
                : List.of();
    }

    /** Whose it is, too. */
    private record Fact(String client, Heard heard) {}

    private static Reach reach(IncidentReader reader) {
        return new Reach(reader.getAllClients(), Set.copyOf(reader.getClients()), Set.copyOf(reader.getPermissions()));
    }

    private static Set<String> modules(Rows rows, IncidentReported reported) {
        Set<String> names = Stream.concat(
                        Stream.ofNullable(reported.getServiceName()), reported.getDependencies().stream())
                .limit(MOST_NAMES)
                .map(name -> name.substring(name.lastIndexOf('/') + 1).strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty() && name.indexOf(0) < 0)
                .collect(Collectors.toSet());
        return names.isEmpty()
                ? Set.of()
                : Known.of(rows, names).modules().values().stream()
                        .flatMap(Set::stream)
                        .collect(Collectors.toSet());
    }

    private static Stream<Fact> applied(ChangeFact change) {
        return Optional.ofNullable(change.implemented()).stream()
                .map(done -> new Fact(
                        change.client(),
                        new Heard(
                                done.at(),
                                "the change " + code(change.changeId()) + " of " + code(change.module())
                                        + " was applied, " + code(done.outcome()),
                                true)));
    }

    private static Fact planned(PlanFact plan) {
        return new Fact(
                plan.client(),
                new Heard(
                        plan.heardAt(),
                        "a plan of " + code(plan.module()) + " was analysed, risk " + code(plan.risk()),
                        false));
    }

    private static Fact drifted(DriftFact scan) {
        return new Fact(
                scan.client(),
                new Heard(
                        scan.at(),
                        "a scan of " + code(scan.module()) + " found " + scan.count() + " resources drifted, risk "
                                + code(scan.risk()),
                        false));
    }

    private static Fact failed(FailureFact failure) {
        return new Fact(
                failure.client(),
                new Heard(
                        failure.at(),
                        "a pipeline"
                                + failure.module()
                                        .map(module -> " of " + code(module))
                                        .orElse("") + " failed, "
                                + code(failure.cause().orElse(failure.category())),
                        false));
    }

    private static String code(String name) {
        return Inert.code(name, LONGEST);
    }
}
