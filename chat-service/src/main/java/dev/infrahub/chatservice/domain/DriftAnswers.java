package dev.infrahub.chatservice.domain;

import static dev.infrahub.chatservice.domain.Composer.count;
import static dev.infrahub.chatservice.domain.Composer.time;

import dev.infrahub.chatservice.domain.Composer.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What drifted. */
public final class DriftAnswers {

    private DriftAnswers() {}

    /** By the scans of a time, the newest first. */
    public static Answer during(Understood asked, List<DriftFact> scans) {
        Composer composer = new Composer(asked);
        if (scans.isEmpty()) {
            return Composer.missing(asked, "a scan for drift" + composer.scope(), List.of());
        }
        failed(composer, scans);
        List<DriftFact> drifted = scans.stream().filter(DriftFact::drifted).toList();
        if (drifted.isEmpty()) {
            return composer.say(
                            "Nothing drifted" + composer.scope() + ": " + count(scans.size(), "scan", "scans")
                                    + " found no drift.",
                            scans)
                    .found();
        }
        if (!asked.filter().modules().isEmpty()) {
            return resources(composer, drifted);
        }
        Map<String, DriftFact> newest = new LinkedHashMap<>();
        drifted.forEach(scan -> newest.putIfAbsent(scan.client() + "/" + scan.module(), scan));
        List<DriftFact> modules = List.copyOf(newest.values());
        return composer.say(count(modules.size(), "module", "modules") + " drifted" + composer.scope() + ".", modules)
                .table(
                        modules,
                        List.of(
                                new Column<>("module", scan -> Inert.code(scan.module())),
                                Composer.client(modules),
                                new Column<>("environment", scan -> Composer.code(scan.environment())),
                                new Column<>("resources", scan -> Integer.toString(scan.count())),
                                new Column<>("risk", scan -> Inert.code(scan.risk())),
                                new Column<>("newest scan with drift", scan -> time(scan.at()))))
                .found();
    }

    private static void failed(Composer composer, List<DriftFact> scans) {
        int failed = (int)
                scans.stream().filter(scan -> scan.status().equals("failed")).count();
        if (failed > 0) {
            composer.limit(count(failed, "scan", "scans") + " failed, and what failed tells nothing of drift.");
        }
    }

    private record Seen(Fact by, String client, String module, DriftedResource resource) {}

    private static Answer resources(Composer composer, List<DriftFact> drifted) {
        Map<String, Seen> newest = new LinkedHashMap<>();
        for (DriftFact scan : drifted) {
            for (DriftedResource resource : scan.resources()) {
                newest.putIfAbsent(
                        scan.client() + "/" + scan.module() + "/" + resource.address(),
                        new Seen(scan, scan.client(), scan.module(), resource));
            }
        }
        composer.say(
                count(newest.size(), "resource", "resources") + " drifted" + composer.scope() + ", by "
                        + count(drifted.size(), "scan", "scans") + ".",
                drifted);
        return table(composer, List.copyOf(newest.values()));
    }

    /** As things stand. */
    public static Answer standing(Understood asked, List<StandingDrift> standing) {
        Composer composer = new Composer(asked);
        if (standing.isEmpty()) {
            return Composer.missing(asked, "a scan for drift" + composer.scope(), List.of());
        }
        List<StandingDrift> open =
                standing.stream().filter(one -> one.open() > 0).toList();
        if (open.isEmpty()) {
            return composer.say(
                            "No drift is open" + composer.scope() + ", by the newest scans of "
                                    + count(standing.size(), "module", "modules") + ", the last of them at "
                                    + time(standing.getFirst().toldAt()) + ".",
                            standing)
                    .found();
        }
        if (!asked.filter().modules().isEmpty()) {
            List<Seen> seen = new ArrayList<>();
            open.forEach(one ->
                    one.resources().forEach(resource -> seen.add(new Seen(one, one.client(), one.module(), resource))));
            int all = open.stream().mapToInt(StandingDrift::open).sum();
            composer.say(
                    count(all, "drifted resource is", "drifted resources are") + " open" + composer.scope() + ", as of "
                            + time(open.getFirst().toldAt()) + ".",
                    open);
            return table(composer, seen);
        }
        return composer.say(
                        count(open.size(), "module has", "modules have") + " open drift" + composer.scope() + ", of "
                                + count(standing.size(), "module", "modules") + " that were scanned.",
                        open)
                .table(
                        open,
                        List.of(
                                new Column<>("module", one -> Inert.code(one.module())),
                                Composer.client(open),
                                new Column<>("resources", one -> Integer.toString(one.open())),
                                new Column<>("risk", one -> Inert.code(one.risk())),
                                new Column<>("scanned", one -> time(one.toldAt()))))
                .found();
    }

    private static Answer table(Composer composer, List<Seen> seen) {
        boolean isOneModule = seen.stream()
                        .map(one -> one.client() + "/" + one.module())
                        .distinct()
                        .count()
                <= 1;
        return composer.table(
                        seen,
                        List.of(
                                new Column<>(
                                        "resource",
                                        one -> Inert.code(one.resource().address())),
                                new Column<>("module", one -> isOneModule ? "" : Inert.code(one.module())),
                                new Column<>("client", one -> isOneModule ? "" : Inert.code(one.client())),
                                new Column<>(
                                        "what", one -> Inert.code(one.resource().change())),
                                new Column<>(
                                        "risk", one -> Inert.code(one.resource().risk())),
                                new Column<>(
                                        "likely cause",
                                        one -> Inert.code(one.resource().cause())),
                                new Column<>("since", one -> time(one.resource().since(), ""))),
                        one -> List.of(one.by()))
                .found();
    }
}
