package dev.infrahub.chatservice.domain;

import static dev.infrahub.chatservice.domain.Composer.count;
import static dev.infrahub.chatservice.domain.Composer.time;

import dev.infrahub.chatservice.domain.Composer.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Plans, how risky they are, and what they destroy. */
public final class PlanAnswers {

    private static final List<String> GRAVEST_FIRST = List.of("critical", "high", "medium", "low");

    private PlanAnswers() {}

    /** The newest first. */
    public static Answer list(Understood asked, List<PlanFact> plans) {
        Composer composer = new Composer(asked);
        List<PlanFact> meant = asked.isOfNewest() ? plans.stream().limit(1).toList() : plans;
        if (meant.isEmpty()) {
            return Composer.missing(asked, "a plan" + composer.scope(), List.of());
        }
        return composer.say(count(meant.size(), "plan", "plans") + composer.scope() + ".", meant)
                .table(meant, columns(meant))
                .found();
    }

    /** The gravest first. */
    public static Answer riskiest(Understood asked, List<PlanFact> plans) {
        Composer composer = new Composer(asked);
        if (plans.isEmpty()) {
            return Composer.missing(asked, "a plan" + composer.scope(), List.of());
        }
        List<PlanFact> gravest = plans.stream()
                .sorted(Comparator.comparingInt((PlanFact plan) -> gravity(plan.risk()))
                        .thenComparing(PlanFact::score, Comparator.reverseOrder())
                        .thenComparing(PlanFact::heardAt, Comparator.reverseOrder()))
                .toList();
        PlanFact first = gravest.getFirst();
        return composer.say(
                        "Of " + count(plans.size(), "plan", "plans") + composer.scope() + " the riskiest is of "
                                + Inert.code(first.module()) + ": " + Inert.code(first.risk()) + ", "
                                + first.score() + " of 100.",
                        first)
                .table(gravest, columns(gravest))
                .found();
    }

    private static int gravity(String risk) {
        int gravity = GRAVEST_FIRST.indexOf(risk);
        return gravity < 0 ? GRAVEST_FIRST.size() : gravity;
    }

    private static List<Column<PlanFact>> columns(List<PlanFact> plans) {
        return List.of(
                new Column<>("module", plan -> Inert.code(plan.module())),
                Composer.client(plans),
                new Column<>("environment", plan -> Composer.code(plan.environment())),
                new Column<>("risk", plan -> Inert.code(plan.risk()) + " " + plan.score()),
                new Column<>("changes", plan -> plan.counts().words()),
                new Column<>("why", plan -> Composer.code(plan.reason())),
                new Column<>("heard of", plan -> time(plan.heardAt())));
    }

    private record Gone(PlanFact plan, PlanFact.Destroyed resource) {}

    /** What is gone after apply, or made anew. */
    public static Answer destroyed(Understood asked, List<PlanFact> plans) {
        Composer composer = new Composer(asked);
        if (plans.isEmpty()) {
            return Composer.missing(asked, "a plan" + composer.scope(), List.of());
        }
        List<PlanFact> destroying =
                plans.stream().filter(plan -> plan.counts().destroyed() > 0).toList();
        if (destroying.isEmpty()) {
            return composer.say(
                            "Nothing is destroyed or replaced" + composer.scope() + ", by "
                                    + count(plans.size(), "plan", "plans") + ".",
                            plans)
                    .found();
        }
        int deleted =
                destroying.stream().mapToInt(plan -> plan.counts().deleted()).sum();
        int replaced =
                destroying.stream().mapToInt(plan -> plan.counts().replaced()).sum();
        composer.say(
                count(deleted, "resource is", "resources are") + " destroyed and "
                        + count(replaced, "is", "are") + " replaced" + composer.scope() + ", by "
                        + count(destroying.size(), "plan", "plans") + ".",
                destroying);
        List<Gone> gone = new ArrayList<>();
        destroying.forEach(plan -> plan.destroyed().forEach(resource -> gone.add(new Gone(plan, resource))));
        return composer.table(
                        gone,
                        List.of(
                                new Column<>(
                                        "resource",
                                        one -> Inert.code(one.resource().address())),
                                new Column<>(
                                        "what", one -> Inert.code(one.resource().action())),
                                new Column<>(
                                        "module", one -> Inert.code(one.plan().module())),
                                new Column<>(
                                        "data loss",
                                        one -> Inert.code(one.plan().dataLoss()))),
                        one -> List.of(one.plan()))
                .found();
    }
}
