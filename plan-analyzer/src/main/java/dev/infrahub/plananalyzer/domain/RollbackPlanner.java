package dev.infrahub.plananalyzer.domain;

import dev.infrahub.findings.StatefulTypes;
import dev.infrahub.terraform.Action;
import dev.infrahub.terraform.Plan;
import dev.infrahub.terraform.ResourceChange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How to undo a plan after apply. First the state (a move or an import that is not taken back there would be undone by
 * destroying), then what was destroyed, then what was updated or replaced, and last what was created goes.
 */
final class RollbackPlanner {

    private static final String WHOLE = "Take the configuration back to the commit before this change (git revert)."
            + " 'terraform plan' should then show the steps below and nothing else, and 'terraform apply' takes those"
            + " that change resources in its own order.";
    private static final String GRAPH_ORDER = " One by one they go in this order: what refers to others comes first.";
    private static final String PLAN_ORDER = " One by one they go in the plan's order, reversed, because the plan does"
            + " not tell which resource refers to which.";

    private static final String WRITE_ONLY =
            "Only setting the former write-only value again, from where it is kept, brings"
                    + " it back: the old configuration alone does not hold it.";

    private static final List<Analysis.Step> WHOLE_PLAN = List.of(
            whole(1, "revert", "git revert --no-edit \"$COMMIT\"", "COMMIT is the commit that made this change."),
            whole(
                    2,
                    "revert",
                    "terraform plan -out=rollback.tfplan",
                    "Steps that touch the state only (move-back, import, none) come before this. The plan should show"
                            + " the other steps and nothing else."),
            whole(3, "revert", "terraform apply rollback.tfplan", "What was in the resources is not in the plan."),
            whole(
                    4,
                    "restore",
                    "terraform state push -force before-apply.tfstate",
                    "Only where the state itself is lost or broken, and instead of the steps above: it brings back what"
                            + " Terraform believes, not what exists. Plan again afterwards."));

    private final List<Analysis.Step> steps = new ArrayList<>();
    private final Set<String> irreversible = new LinkedHashSet<>();
    private final Set<String> preconditions = new LinkedHashSet<>();
    private boolean certainLoss;
    private boolean possibleLoss;

    private RollbackPlanner() {}

    static Analysis.Rollback plan(Plan plan, List<Examined> changing) {
        List<Examined> managed =
                changing.stream().filter(one -> !one.change().isData()).toList();
        RollbackPlanner planner = new RollbackPlanner();
        if (!managed.isEmpty()) {
            planner.addWhole(plan);
            planner.addAll(RollbackOrder.of(plan, managed));
        }
        planner.possibleLoss |= !plan.complete() || plan.counts().unknown() > 0;
        return planner.result();
    }

    private void addWhole(Plan plan) {
        String order = plan.references().isEmpty() ? PLAN_ORDER : GRAPH_ORDER;
        preconditions.add("Keep a copy of the state: 'terraform state pull > before-apply.tfstate'");
        steps.add(whole(1, "revert", "terraform plan", WHOLE + order));
    }

    private static Analysis.Step whole(int order, String action, String command, String detail) {
        return new Analysis.Step(order, null, action, command, detail, false, Reversibility.REVERSIBLE, List.of());
    }

    private void addAll(List<Examined> ordered) {
        ordered.forEach(this::addState);
        ordered.stream()
                .filter(one -> one.action() == Action.DELETE && !one.left())
                .forEach(this::addDelete);
        ordered.stream()
                .filter(one -> one.action() == Action.UPDATE || (one.action() == Action.REPLACE && !one.left()))
                .forEach(this::addChanged);
        ordered.stream()
                .filter(one -> one.action() == Action.SUPERSEDE || (one.action() == Action.REPLACE && one.left()))
                .forEach(this::addSuperseded);
        ordered.stream().filter(one -> one.action() == Action.UNKNOWN).forEach(this::addUnknown);
        ordered.stream().filter(one -> one.action() == Action.CREATE).forEach(this::addCreated);
    }

    private void addState(Examined one) {
        ResourceChange change = one.change();
        String previous = change.previousAddress();
        if (change.isMoved() && previous != null) {
            String command = "terraform state mv " + quoted(change.address()) + " " + quoted(previous);
            add(
                    one,
                    "move-back",
                    command,
                    "Only its address changed; this gives it the old one again.",
                    Reversibility.REVERSIBLE);
        }
        if (change.imported()) {
            String command = "terraform state rm " + quoted(change.address());
            String detail = "It existed before Terraform managed it: take it out of the state before anything else, or"
                    + " the reverted configuration destroys it.";
            add(one, "none", command, detail, Reversibility.REVERSIBLE);
        }
        if (change.action() == Action.FORGET
                || (change.action() == Action.DELETE && one.left() && change.deposed() == null)) {
            String command = "terraform import %s \"$ID\" && %s".formatted(quoted(change.address()), apply(one));
            String detail = "It still exists: ID is its id in the state before apply. What an import cannot read is set"
                    + " again by the apply.";
            add(one, "import", command, detail, Reversibility.REVERSIBLE);
        }
    }

    private void addDelete(Examined one) {
        note(one, "is destroyed");
        if (one.change().deposed() != null) {
            String detail = "The object left over from an earlier replacement is gone; nothing uses it.";
            add(one, "none", null, detail, Reversibility.IRREVERSIBLE);
            return;
        }
        Examined.Loss loss = one.loss();
        if (loss != null) {
            String detail = "Makes a new, empty %s; %s.".formatted(loss.entry().what(), afterwards(loss));
            add(one, restores(loss) ? "restore" : "recreate", apply(one), detail, after(loss));
        } else {
            String detail = "Makes it anew from the old configuration, with a new identity.";
            add(one, "recreate", apply(one), detail, Reversibility.REVERSIBLE);
        }
    }

    private void addChanged(Examined one) {
        if (one.change().imported()) {
            irreversible.add(one.address() + ": what it was before it was imported is in no configuration.");
            return;
        }
        if (one.setsWriteOnly()) {
            irreversible.add(one.address() + ": what its write-only value was is in no state and no plan.");
            preconditions.add("Keep the write-only value that " + one.address() + " has now.");
        }
        if (one.action() == Action.UPDATE) {
            revert(one);
        } else {
            replaceAgain(one);
        }
    }

    private void replaceAgain(Examined one) {
        note(one, "is replaced");
        Examined.Loss loss = one.loss();
        String detail = "Going back replaces it a second time; %s."
                .formatted(loss == null ? "its identity is a new one" : afterwards(loss));
        boolean restored = loss != null && restores(loss);
        Reversibility reversibility = loss == null ? Reversibility.REVERSIBLE : after(loss);
        add(
                one,
                restored ? "restore" : "revert",
                apply(one),
                one.setsWriteOnly() ? detail + " " + WRITE_ONLY : detail,
                one.setsWriteOnly() ? Reversibility.IRREVERSIBLE : reversibility);
    }

    private void revert(Examined one) {
        if (one.isOneWay()) {
            oneWay(one);
        } else if (one.setsWriteOnly()) {
            add(one, "revert", apply(one), WRITE_ONLY, Reversibility.IRREVERSIBLE);
        } else {
            String attributes = String.join(", ", one.attributes());
            String detail = attributes.isEmpty()
                    ? "Sets the old configuration again."
                    : "Sets the old values of %s again.".formatted(attributes);
            add(one, "revert", apply(one), detail, Reversibility.REVERSIBLE);
        }
    }

    private void oneWay(Examined one) {
        irreversible.add(one.address() + ": the change in place cannot be set back (see the risk reasons).");
        if (StatefulTypes.TABLE.isOf(one.change().type(), StatefulTypes.Kind.CLUSTER)) {
            preconditions.add("Back up what runs on " + one.address() + ".");
            String detail = "Terraform cannot set this back in place: only a new cluster has the old version again.";
            add(one, "none", null, detail, Reversibility.IRREVERSIBLE);
        } else {
            preconditions.add("Take a snapshot of " + one.address() + ".");
            String detail = "Terraform cannot set this back in place: restore the snapshot taken before apply.";
            add(one, "restore", null, detail, Reversibility.WITH_DATA);
        }
    }

    private void addCreated(Examined one) {
        boolean holdsData = StatefulTypes.TABLE.isOf(one.change().type(), StatefulTypes.Kind.DATA);
        String detail = holdsData
                ? "Destroys what the plan created, with everything written to it since."
                : "Destroys what the plan created.";
        add(one, "destroy", "terraform destroy -target=" + quoted(one.address()), detail, Reversibility.REVERSIBLE);
    }

    private void addSuperseded(Examined one) {
        String command = "terraform destroy -target=%s && terraform import %s \"$ID\""
                .formatted(quoted(one.address()), quoted(one.address()));
        String detail = "The old object still exists: ID is its id in the state before apply. The new one goes, with"
                + " everything written to it since.";
        add(one, "import", command, detail, Reversibility.REVERSIBLE);
    }

    private void addUnknown(Examined one) {
        irreversible.add(one.address() + ": the hub does not know the action, and not whether it can be undone.");
        String detail = "The hub does not know the action: look at the plan itself, and take a copy before apply.";
        add(one, "restore", null, detail, Reversibility.WITH_DATA);
    }

    private void note(Examined one, String fate) {
        Examined.Loss loss = one.loss();
        if (loss == null) {
            return;
        }
        StatefulTypes.Entry entry = loss.entry();
        irreversible.add("%s: the %s %s, %s%s."
                .formatted(
                        one.address(),
                        entry.what(),
                        fate,
                        entry.kind().consequence(),
                        loss.certain() ? "" : StatefulTypes.UNLESS));
        if (!entry.safeguard().isEmpty()) {
            preconditions.add("%s: %s.".formatted(one.address(), entry.safeguard()));
        }
        switch (entry.kind()) {
            case DATA, KEY -> {
                certainLoss |= loss.certain();
                possibleLoss = true;
            }
            case ZONE, CLUSTER, POSSIBLE, UNKNOWN -> possibleLoss = true;
            case NAME, GENERATED -> {}
        }
    }

    private static boolean restores(Examined.Loss loss) {
        return loss.entry().kind() == StatefulTypes.Kind.DATA || loss.entry().kind() == StatefulTypes.Kind.KEY;
    }

    private static Reversibility after(Examined.Loss loss) {
        return switch (loss.entry().kind()) {
            case DATA, CLUSTER, POSSIBLE, UNKNOWN -> Reversibility.WITH_DATA;
            // a key in its recovery window can be had back, and with it what it encrypted
            case KEY -> loss.certain() ? Reversibility.IRREVERSIBLE : Reversibility.WITH_DATA;
            case ZONE, NAME, GENERATED -> Reversibility.IRREVERSIBLE;
        };
    }

    private static String afterwards(Examined.Loss loss) {
        return switch (loss.entry().kind()) {
            case DATA -> "restore its contents from the copy taken before apply";
            case KEY -> "only a backup of the old key brings back what it protected";
            case ZONE -> "restore the names in it; where it is public, its name servers are new ones";
            case NAME -> "its address or number is a new one, to be told to whoever uses it";
            case CLUSTER -> "what lived in it must be deployed again";
            case POSSIBLE -> "restore what was written to it from the copy taken before apply";
            case UNKNOWN -> "whether it held anything is not known, and nothing of that comes back";
            case GENERATED -> "its value is yet another one, and the first cannot be had back";
        };
    }

    /** By its address in the reverted configuration. */
    private static String apply(Examined one) {
        String previous = one.change().previousAddress();
        return "terraform apply -target=" + quoted(previous == null ? one.address() : previous);
    }

    private static String quoted(String address) {
        return "'" + address.replace("'", "'\\''") + "'";
    }

    private void add(
            Examined one, String action, @Nullable String command, String detail, Reversibility reversibility) {
        boolean sets = action.equals("revert") || action.equals("restore");
        steps.add(new Analysis.Step(
                steps.size() + 1,
                one.address(),
                action,
                command,
                detail,
                reversibility != Reversibility.REVERSIBLE,
                reversibility,
                sets ? one.restores() : List.of()));
    }

    private Analysis.Rollback result() {
        return new Analysis.Rollback(
                List.copyOf(steps),
                steps.isEmpty() ? List.of() : WHOLE_PLAN,
                List.copyOf(irreversible),
                certainLoss ? "certain" : possibleLoss ? "possible" : "none",
                List.copyOf(preconditions));
    }
}
