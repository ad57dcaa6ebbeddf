package dev.infrahub.driftworker.domain;

import dev.infrahub.driftworker.domain.DriftAnalysis.Apply;
import dev.infrahub.driftworker.domain.DriftAnalysis.Dropped;
import dev.infrahub.driftworker.domain.DriftAnalysis.Mode;
import dev.infrahub.driftworker.domain.DriftAnalysis.Pending;
import dev.infrahub.driftworker.domain.DriftAnalysis.Status;
import dev.infrahub.findings.AttributePath;
import dev.infrahub.json.Allowance;
import dev.infrahub.terraform.Action;
import dev.infrahub.terraform.ChangeValues;
import dev.infrahub.terraform.ChangeVisitor;
import dev.infrahub.terraform.NotAPlan;
import dev.infrahub.terraform.OutputChange;
import dev.infrahub.terraform.Plan;
import dev.infrahub.terraform.PlanReader;
import dev.infrahub.terraform.PlanTextReader;
import dev.infrahub.terraform.ResourceChange;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Finds out what drifted, what of that is news and what to do about it, while the plan is read. */
public final class DriftAnalyst implements ChangeVisitor {

    private static final int BYTES_A_DROPPED = 512;
    private static final String CLIENT_RULE = "the client's own";

    /** Where the plan calls something changed, and both sides are the same: a mark that came or went. */
    private static final String NOTHING_DIFFERS = "nothing-differs";

    /** Where another resource of the plan declares it. */
    private static final String SIBLING = "declared-beside";

    private static final String FORMAT =
            "https://developer.hashicorp.com/terraform/internals/json-format#change-representation";

    private final Allowance allowance = Allowance.current();
    private final SecurityAttributes security = SecurityAttributes.TABLE;
    private final NoiseRules rules;
    private final Surroundings surroundings;
    private final Siblings siblings = new Siblings();
    private final Scan scan;
    private final boolean whole;
    private final List<Draft> drafts = new ArrayList<>();
    private final List<Dropped> dropped = new ArrayList<>();
    private final Set<String> used = new LinkedHashSet<>();
    private final Map<String, Planned> planned = new LinkedHashMap<>();
    private final Set<String> planless = new LinkedHashSet<>();

    private DriftAnalyst(Scan scan, Plan.Format format, NoiseRules rules) {
        this.scan = scan;
        this.whole = format == Plan.Format.JSON;
        this.rules = rules;
        this.surroundings = new Surroundings(rules);
    }

    /**
     * Analyses a scan.
     *
     * @param plan opens what was handed in, which is read a second time where it is no plan
     * @throws NotAPlan where it is neither a plan nor what is printed where there is none
     */
    public static DriftAnalysis analyze(Supplier<InputStream> plan, Plan.Format format, Scan scan) {
        return analyze(plan, format, scan, NoiseRules.TABLE);
    }

    static DriftAnalysis analyze(Supplier<InputStream> plan, Plan.Format format, Scan scan, NoiseRules rules) {
        try {
            return analyze(plan.get(), format, scan, rules);
        } catch (NotAPlan notAPlan) {
            return FailedScan.in(plan.get(), scan).orElseThrow(() -> notAPlan);
        }
    }

    private static DriftAnalysis analyze(InputStream plan, Plan.Format format, Scan scan, NoiseRules rules) {
        DriftAnalyst analyst = new DriftAnalyst(scan, format, rules);
        return analyst.conclude(
                switch (format) {
                    case JSON -> PlanReader.read(plan, analyst);
                    case TEXT -> PlanTextReader.read(plan, analyst);
                });
    }

    @Override
    public void visit(ResourceChange change, ChangeValues values) {
        surroundings.see(change, values);
        if (change.isData() || change.deposed() != null) {
            return;
        }
        siblings.see(change, values);
        if (change.action() == Action.NO_OP && !change.imported() && !change.isMoved()) {
            planless.add(change.address());
            allowance.hold(change.address().length() * 2L);
            return;
        }
        Planned one = Planned.of(change, values);
        allowance.hold(one.bytes());
        planned.put(change.address(), one);
    }

    @Override
    public void visitDrift(ResourceChange change, ChangeValues values) {
        surroundings.see(change, values);
        if (change.action() == Action.NO_OP || change.isData()) {
            return;
        }
        siblings.seeDrifted(change, values);
        Draft draft = new Draft(change);
        List<Difference> differences = draft.isDeleted() ? List.of() : Difference.of(change, values);
        judge(draft, new Compared(change, values, differences, whole));
        allowance.letGo(differences.stream().mapToLong(Difference::bytes).sum());
        boolean untold = values.before().isNull() && values.after().isNull();
        if (!draft.isDeleted() && differences.isEmpty() && !untold) {
            addDropped(new Dropped(change.address(), "", NOTHING_DIFFERS, told(NoiseRule.Kind.NORMALISED), FORMAT));
        } else if (draft.isDeleted() || !draft.attributes().isEmpty() || untold) {
            draft.found().addAll(Meaning.of(change, values, draft.counting()));
            draft.additions().addAll(draft.isDeleted() ? List.of() : Siblings.to(change, values));
            Set<String> besides = draft.countingBesides();
            if (!draft.additions().isEmpty() && !besides.isEmpty()) {
                draft.besides().addAll(Meaning.of(change, values, besides));
            }
            allowance.hold(draft.bytes());
            drafts.add(draft);
        }
    }

    private void judge(Draft draft, Compared resource) {
        String type = resource.change().type();
        NoiseRules ofType = rules.of(type);
        SecurityAttributes securityOfType = security.of(type);
        List<Matched> matched = resource.differences().stream()
                .map(one -> Matched.of(one, resource, ofType, securityOfType, scan))
                .toList();
        Map<AttributePath, DriftAnalysis.Reason> grave = Gravity.of(
                resource,
                matched.stream().filter(Matched::isHideable).map(Matched::path).toList());
        matched.forEach(one -> judge(draft, one, resource, Optional.ofNullable(grave.get(one.path()))));
    }

    private void judge(Draft draft, Matched one, Compared resource, Optional<DriftAnalysis.Reason> grave) {
        String address = draft.change().address();
        Optional<NoiseRule> same = one.saysTheSame();
        Optional<String> decides =
                one.decides().map(SecurityAttributes.Row::decides).or(() -> grave.map(DriftAnalyst::judged));
        if (same.isPresent()) {
            drop(address, one.difference(), same.get());
        } else if (decides.isPresent()) {
            draft.attributes().add(settled(one.overruled(), resource, decides).over(overruled(one)));
        } else {
            judgeByRules(draft, one, resource);
        }
    }

    private void judgeByRules(Draft draft, Matched one, Compared resource) {
        String address = draft.change().address();
        Optional<NoiseRule> drops =
                one.holding().stream().filter(NoiseRule::drops).findFirst();
        if (drops.isPresent()) {
            drop(address, one.difference(), drops.get());
        } else if (one.ignored().isPresent()) {
            use(one.ignored().get().id());
            addDropped(new Dropped(
                    address, one.path().toString(), one.ignored().get().id(), "client", CLIENT_RULE));
        } else {
            draft.attributes().add(settled(one, resource, Optional.empty()));
        }
    }

    private static String judged(DriftAnalysis.Reason grave) {
        return "what the risk rule %s calls %s"
                .formatted(grave.rule(), grave.risk().spelling());
    }

    /** Rules that met something, and do not hide it. */
    private List<String> overruled(Matched one) {
        List<String> ids = one.hiding().toList();
        ids.forEach(this::use);
        return ids;
    }

    private void drop(String address, Difference difference, NoiseRule rule) {
        use(rule.id());
        addDropped(new Dropped(address, difference.path().toString(), rule.id(), told(rule.kind()), rule.source()));
    }

    private void addDropped(Dropped one) {
        allowance.hold(
                BYTES_A_DROPPED + 2L * (one.address().length() + one.path().length()));
        dropped.add(one);
    }

    private void use(String id) {
        used.add(id);
    }

    private static String told(NoiseRule.Kind kind) {
        return switch (kind) {
            case NORMALISED -> "normalised";
            case MOVING -> "moving";
            case CO_MANAGED -> "co-managed";
            case ROTATED -> "rotated";
        };
    }

    /** What is known of it before the whole plan is read: decisions, owners, and what the resource shows itself. */
    private Drifted settled(Matched matched, Compared resource, Optional<String> decides) {
        Difference shown = matched.difference();
        Optional<NoiseRule> rule = matched.holding().stream().findFirst();
        boolean rotated =
                rule.filter(one -> one.kind() == NoiseRule.Kind.ROTATED).isPresent();
        boolean secret = (rotated && !(rule.get().when() instanceof Condition.Beside))
                || (decides.isEmpty() && resource.mayBeSecret(shown));
        Difference difference = secret ? shown.concealed() : shown;
        Drifted drifted = Drifted.of(
                difference,
                decides,
                resource.isNew(difference.path()),
                Narrowing.isCertain(difference, resource),
                Fingerprints.of(resource.change().type(), difference));
        if (rule.isPresent()) {
            drifted = drifted.under(rule.get());
        }
        if (rotated) {
            use(rule.get().id());
            drifted = drifted.settled(State.ROTATED, rule.get().id(), null);
        }
        Optional<Sign> sign =
                rule.flatMap(one -> one.signs().stream().filter(resource::shows).findFirst());
        if (sign.isPresent() && rule.get().kind() == NoiseRule.Kind.CO_MANAGED) {
            use(rule.get().id());
            drifted = drifted.settled(State.CO_MANAGED, owner(rule.get(), sign.get()), null);
        }
        return agreed(resource.change(), drifted, matched.owner());
    }

    private static String owner(NoiseRule rule, Sign sign) {
        return "%s (%s)".formatted(rule.id(), sign.told());
    }

    private Drifted agreed(ResourceChange change, Drifted drifted, Optional<Agreements.Ownership> owner) {
        Optional<Agreements.Acceptance> acceptance = scan.agreements()
                .acceptance(
                        scan.module(),
                        change.address(),
                        drifted.path(),
                        drifted.fingerprint(),
                        drifted.isSecurity(),
                        scan.at())
                .filter(one -> one.change() == null || drifted.isComparable());
        if (acceptance.isPresent()) {
            use(acceptance.get().id());
            return drifted.settled(
                    State.ACCEPTED, acceptance.get().id(), acceptance.get().until());
        }
        if (owner.isPresent()) {
            use(owner.get().id());
            Optional.ofNullable(drifted.rule()).ifPresent(rule -> use(rule.id()));
            return drifted.settled(
                    State.CO_MANAGED, owner.get().id() + " (" + owner.get().owner() + ")", null);
        }
        return drifted;
    }

    private DriftAnalysis conclude(Plan plan) {
        surroundings.see(plan);
        Mode mode = mode(plan);
        List<DriftAnalysis.Resource> resources = new ArrayList<>();
        List<DriftAnalysis.Resource> settled = new ArrayList<>();
        for (Draft draft : drafts) {
            Map<String, String> declared = declared(draft);
            boolean explained =
                    !declared.isEmpty() && declared.size() == draft.additions().size();
            Conclusion conclusion = new Conclusion(
                    draft.change(),
                    attributes(draft, declared, mode),
                    explained ? draft.besides() : draft.found(),
                    plan,
                    mode);
            boolean counts = draft.isDeleted() || conclusion.counts();
            (counts ? resources : settled)
                    .add(conclusion.resource(planned.containsKey(draft.change().address())));
        }
        resources.sort(Comparator.comparing(DriftAnalysis.Resource::risk).reversed());
        List<Pending> pending = pending();
        List<String> limits = ScanLimits.of(plan, mode, scan, !resources.isEmpty());
        Status status = ScanLimits.status(plan, mode, scan);
        Risk risk = Risk.gravest(
                resources.stream().map(DriftAnalysis.Resource::risk).toList());
        return new DriftAnalysis(
                status,
                mode,
                plan.terraformVersion(),
                plan.refresh().at(),
                resources,
                settled,
                dropped,
                unused(plan),
                pending,
                outputs(plan),
                risk,
                DriftSummary.of(status, resources, settled, dropped, pending, risk),
                limits);
    }

    private static Mode mode(Plan plan) {
        if (plan.refresh().only()) {
            return Mode.REFRESH_ONLY;
        }
        return plan.changes().isEmpty() && plan.format() == Plan.Format.JSON ? Mode.UNKNOWN : Mode.NORMAL;
    }

    /** By attribute, who declared all that it got. */
    private Map<String, String> declared(Draft draft) {
        Map<String, String> declared = new LinkedHashMap<>();
        draft.additions().forEach(one -> siblings.explaining(one).ifPresent(who -> declared.put(one.attribute(), who)));
        return declared;
    }

    private List<Drifted> attributes(Draft draft, Map<String, String> declared, Mode mode) {
        String address = draft.change().address();
        return draft.attributes().stream()
                .map(one -> declared.containsKey(one.path().attribute()) && one.state() == State.OPEN
                        ? one.settled(
                                State.CO_MANAGED,
                                SIBLING + " (" + declared.get(one.path().attribute()) + ")",
                                null)
                        : inCharge(address, one))
                .map(one -> one.applied(mode == Mode.NORMAL ? apply(address, one.path()) : Apply.UNTOLD))
                .toList();
    }

    /** What the rest of the plan shows of who is in charge. */
    private Drifted inCharge(String address, Drifted drifted) {
        NoiseRule rule = drifted.rule();
        if (rule == null || rule.kind() != NoiseRule.Kind.CO_MANAGED || drifted.state() != State.OPEN) {
            return drifted;
        }
        Optional<Sign> sign = rule.signs().stream()
                .filter(one -> surroundings.show(one, address))
                .findFirst();
        sign.ifPresent(_ -> use(rule.id()));
        return sign.map(one -> drifted.settled(State.CO_MANAGED, owner(rule, one), null))
                .orElse(drifted);
    }

    private Apply apply(String address, AttributePath path) {
        Planned plan = planned.get(address);
        if (plan != null) {
            return plan.about(path);
        }
        return planless.contains(address) ? Apply.KEEPS : Apply.UNTOLD;
    }

    /** What is planned and is not the setting back of drift. */
    private List<Pending> pending() {
        Map<String, Draft> byAddress = new LinkedHashMap<>();
        drafts.forEach(draft -> byAddress.put(draft.change().address(), draft));
        List<Pending> pending = new ArrayList<>();
        planned.values().forEach(one -> {
            ResourceChange change = one.change();
            Draft draft = byAddress.get(change.address());
            boolean recreated = draft != null && draft.isDeleted() && change.action() == Action.CREATE;
            List<Drifted> drifted = draft == null ? List.of() : draft.attributes();
            List<String> besides = one.besides(drifted);
            boolean onlySetsBack = change.action() == Action.UPDATE && besides.isEmpty() && !drifted.isEmpty();
            if (!recreated && !onlySetsBack && !isNoNews(change)) {
                pending.add(new Pending(change.address(), change.type(), did(change), besides));
            }
        });
        return pending;
    }

    private boolean isNoNews(ResourceChange change) {
        Optional<NoiseRule> rule = change.action() == Action.CREATE
                ? rules.all().stream()
                        .filter(one -> one.isOfCreation(change.type()))
                        .findFirst()
                : Optional.empty();
        rule.ifPresent(one -> {
            use(one.id());
            addDropped(new Dropped(change.address(), "", one.id(), told(one.kind()), one.source()));
        });
        return rule.isPresent();
    }

    private static String did(ResourceChange change) {
        if (change.action() != Action.NO_OP) {
            return change.action().spelling();
        }
        return change.imported() ? "import" : "move";
    }

    private static List<String> outputs(Plan plan) {
        return plan.outputs().stream()
                .filter(output -> output.action() != Action.NO_OP)
                .map(OutputChange::name)
                .toList();
    }

    /** Of the table those that speak of types in this plan; of the client's own all that are meant for the module. */
    private List<String> unused(Plan plan) {
        Set<String> types = new LinkedHashSet<>();
        plan.changes().forEach(change -> types.add(change.type()));
        plan.drift().forEach(change -> types.add(change.type()));
        List<String> unused = new ArrayList<>();
        rules.all().stream()
                .filter(rule -> rule.isSpecific() && types.stream().anyMatch(rule::isOf))
                .map(NoiseRule::id)
                .filter(id -> !used.contains(id))
                .forEach(unused::add);
        scan.agreements().idsOf(scan.module()).filter(id -> !used.contains(id)).forEach(unused::add);
        return unused;
    }
}
