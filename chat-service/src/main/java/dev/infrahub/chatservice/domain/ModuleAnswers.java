package dev.infrahub.chatservice.domain;

import static dev.infrahub.chatservice.domain.Composer.count;
import static dev.infrahub.chatservice.domain.Composer.time;

import dev.infrahub.chatservice.domain.Composer.Column;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Modules and clients: what there is, whose it is, and when it was looked at. */
public final class ModuleAnswers {

    private static final String NEVER = "never";

    private ModuleAnswers() {}

    public static Answer list(Understood asked, List<ModuleFact> modules) {
        Composer composer = new Composer(asked);
        if (modules.isEmpty()) {
            return Composer.missing(
                    asked, "a module" + Composer.scope(asked.filter().during(Optional.empty())), List.of());
        }
        return composer.say(
                        count(modules.size(), "module", "modules")
                                + Composer.scope(asked.filter().during(Optional.empty())) + ".",
                        modules)
                .table(modules, columns(modules))
                .found();
    }

    private static List<Column<ModuleFact>> columns(List<ModuleFact> modules) {
        return List.of(
                new Column<>("module", module -> Inert.code(module.module())),
                Composer.client(modules),
                new Column<>("owner", module -> Composer.code(module.owned().flatMap(ModuleFact.Owned::owner))),
                new Column<>("system", module -> Composer.code(module.owned().flatMap(ModuleFact.Owned::system))),
                new Column<>("last plan", module -> time(module.plan(), "")),
                new Column<>("last scan for drift", module -> time(module.driftScan(), "")),
                new Column<>("last scan for credentials", module -> time(module.secretScan(), "")));
    }

    public static Answer owner(Understood asked, List<ModuleFact> modules) {
        Composer composer = new Composer(asked);
        List<ModuleFact> owned = modules.stream()
                .filter(module ->
                        module.owned().flatMap(ModuleFact.Owned::owner).isPresent())
                .toList();
        if (owned.isEmpty()) {
            return Composer.missing(
                    asked, "an owner" + composer.scope(), List.of("Owners are known where a catalog is followed."));
        }
        if (owned.size() == 1) {
            ModuleFact module = owned.getFirst();
            ModuleFact.Owned of = module.owned().orElseThrow();
            return composer.say(
                            Inert.code(module.module()) + " is owned by " + Composer.code(of.owner())
                                    + of.system()
                                            .map(system -> ", in the system " + Inert.code(system))
                                            .orElse("")
                                    + ", as the catalog says in " + Inert.code(of.entityRef()) + ".",
                            module)
                    .found();
        }
        return composer.say(
                        count(owned.size(), "module has", "modules have") + " an owner in the catalog"
                                + composer.scope() + ".",
                        owned)
                .table(owned, columns(owned))
                .found();
    }

    /**
     * When something was done to a module last.
     *
     * @param head of its column
     */
    private record Look(String head, Function<ModuleFact, Optional<Instant>> at) {

        Column<ModuleFact> column() {
            return new Column<>(head, module -> time(at.apply(module), NEVER));
        }
    }

    private static final Look DRIFT_SCAN = new Look("last scan for drift", ModuleFact::driftScan);
    private static final Look SECRET_SCAN = new Look("last scan for credentials", ModuleFact::secretScan);

    /**
     * By when each was looked at last, the longest ago first.
     *
     * @param kinds for what, of drift and credentials
     */
    public static Answer scanned(Understood asked, List<ModuleFact> modules, Set<Kind> kinds) {
        boolean isDrift = kinds.contains(Kind.DRIFT);
        if (isDrift && kinds.contains(Kind.SECRET)) {
            return lookedAt(asked, modules, "scanned", List.of(DRIFT_SCAN, SECRET_SCAN));
        }
        return isDrift
                ? lookedAt(asked, modules, "scanned for drift", List.of(DRIFT_SCAN))
                : lookedAt(asked, modules, "scanned for credentials", List.of(SECRET_SCAN));
    }

    public static Answer planned(Understood asked, List<ModuleFact> modules) {
        return lookedAt(asked, modules, "planned", List.of(new Look("last plan", ModuleFact::plan)));
    }

    private static Answer lookedAt(Understood asked, List<ModuleFact> modules, String deed, List<Look> looks) {
        Composer composer = new Composer(asked);
        if (modules.isEmpty()) {
            return Composer.missing(asked, "a module" + composer.scope(), List.of());
        }
        boolean isMissed = asked.has(Concept.NOT);
        Instant since = asked.filter().period().map(Period::from).orElse(Instant.EPOCH);
        List<ModuleFact> meant = modules.stream()
                .filter(module -> !isMissed
                        || looks.stream()
                                .anyMatch(look -> look.at()
                                        .apply(module)
                                        .map(at -> at.isBefore(since))
                                        .orElse(true)))
                .sorted(Comparator.comparing(module -> looks.stream()
                        .map(look -> look.at().apply(module).orElse(Instant.EPOCH))
                        .min(Comparator.naturalOrder())
                        .orElse(Instant.EPOCH)))
                .toList();
        String scope = composer.scope();
        if (meant.isEmpty()) {
            return composer.say("Every module was " + deed + scope + ".", modules)
                    .found();
        }
        composer.say(
                isMissed
                        ? count(meant.size(), "module was", "modules were") + " not " + deed + scope + "."
                        : count(meant.size(), "module", "modules") + scope + ", and when each was " + deed + " last.",
                meant);
        List<Column<ModuleFact>> columns = new ArrayList<>();
        columns.add(new Column<>("module", module -> Inert.code(module.module())));
        columns.add(Composer.client(meant));
        looks.forEach(look -> columns.add(look.column()));
        return composer.table(meant, columns).found();
    }

    public static Answer counts(Understood asked, List<ClientFact> clients) {
        Composer composer = new Composer(asked);
        if (clients.isEmpty()) {
            return Composer.missing(asked, "a client" + composer.scope(), List.of());
        }
        List<Column<ClientFact>> columns = Stream.concat(
                        Stream.of(new Column<ClientFact>("client", one -> Inert.code(one.client()))),
                        Stream.of(Measure.values())
                                .filter(measure -> clients.stream()
                                        .anyMatch(one -> one.counts().containsKey(measure)))
                                .map(measure -> new Column<ClientFact>(
                                        measure.words(), one -> Long.toString(one.count(measure)))))
                .toList();
        int modules = (int)
                clients.stream().mapToLong(one -> one.count(Measure.MODULES)).sum();
        return composer.say(
                        count(clients.size(), "client", "clients") + " with " + count(modules, "module", "modules")
                                + asked.filter()
                                        .period()
                                        .map(period -> "; what happened is of the time " + period.told())
                                        .orElse("")
                                + ".",
                        clients)
                .table(clients, columns)
                .found();
    }

    private record Compared(Measure measure, long first, long second, List<ClientFact> by) {}

    /** The clients in the numbers of two times. */
    public static Answer compared(
            Understood asked, Period one, List<ClientFact> first, Period other, List<ClientFact> second) {
        Composer composer = new Composer(asked);
        List<Compared> rows = Stream.of(Measure.DRIFTED, Measure.PLANS, Measure.CHANGES, Measure.FAILURES)
                .map(measure -> new Compared(measure, sum(first, measure), sum(second, measure), first))
                .filter(row -> row.first() + row.second() > 0)
                .toList();
        if (rows.isEmpty()) {
            return Composer.missing(asked, "anything " + one.told() + " or " + other.told(), List.of());
        }
        return composer.say(
                        "What happened" + Composer.scope(asked.filter().during(Optional.empty())) + " " + one.told()
                                + ", and " + other.told() + ".",
                        first.isEmpty() ? second : first)
                .table(
                        rows,
                        List.of(
                                new Column<>("what", row -> row.measure().words()),
                                new Column<>(one.words(), row -> Long.toString(row.first())),
                                new Column<>(other.words(), row -> Long.toString(row.second())),
                                new Column<>("difference", row -> String.format("%+d", row.first() - row.second()))),
                        row -> row.by())
                .found();
    }

    private static long sum(List<ClientFact> clients, Measure measure) {
        return clients.stream().mapToLong(client -> client.count(measure)).sum();
    }

    /** All that is known of a module, a line for each kind of facts. */
    public static Answer summary(
            Understood asked,
            List<ModuleFact> modules,
            List<StandingDrift> drift,
            List<PlanFact> plans,
            List<ChangeFact> changes,
            List<StandingSecrets> secrets,
            List<FailureFact> failures) {
        Composer composer = new Composer(asked);
        if (modules.isEmpty()) {
            return Composer.missing(asked, "a module" + composer.scope(), List.of());
        }
        for (ModuleFact module : modules) {
            composer.say(
                    Inert.code(module.module()) + " is a module of " + Inert.code(module.client())
                            + module.owned()
                                    .flatMap(ModuleFact.Owned::owner)
                                    .map(owner -> ", owned by " + Inert.code(owner))
                                    .orElse("")
                            + ".",
                    module);
        }
        drift.forEach(one -> composer.say(
                one.open() == 0
                        ? "No drift is open, as of " + time(one.toldAt()) + "."
                        : count(one.open(), "drifted resource is", "drifted resources are") + " open, risk "
                                + Inert.code(one.risk()) + ", as of " + time(one.toldAt()) + ".",
                one));
        plans.stream()
                .limit(1)
                .forEach(plan -> composer.say(
                        "The newest plan was heard of at " + time(plan.heardAt()) + ": risk " + Inert.code(plan.risk())
                                + ", " + plan.counts().words() + ".",
                        plan));
        changes.stream()
                .limit(1)
                .forEach(change -> composer.say(
                        "The newest change " + Inert.code(change.changeId()) + " is " + Inert.code(change.standing())
                                + ", since " + time(change.when()) + ".",
                        change));
        secrets.forEach(one -> composer.say(
                count(one.open(), "credential is", "credentials are") + " open in its files, as of " + time(one.at())
                        + ".",
                one));
        failures.stream()
                .limit(1)
                .forEach(failure -> composer.say(
                        "Its pipeline failed last at " + time(failure.at()) + ": "
                                + failure.why().map(Inert::code).orElse(Inert.code(failure.category())) + ".",
                        failure));
        return composer.found();
    }
}
