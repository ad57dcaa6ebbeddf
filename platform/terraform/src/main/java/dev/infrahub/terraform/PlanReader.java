package dev.infrahub.terraform;

import dev.infrahub.json.Allowance;
import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Value;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the JSON of {@code terraform show -json}: every format version from 0.1 on, Terraform and OpenTofu, UTF-8 and
 * UTF-16. Streaming: the values of one resource change are in memory at a time.
 */
public final class PlanReader {

    /** How a check stands that was not met, and one that could not be made. */
    private static final Set<String> FAILED = Set.of("fail", "error");

    private static final int MOST_TOLD = 5;
    private static final int MOST_UNKNOWN = 1000;

    private static final Set<String> CHANGES = Set.of(
            "resource_changes",
            "resource_drift",
            "output_changes",
            "deferred_changes",
            "action_invocations",
            "deferred_action_invocations");

    /** What in an entry says what happens: twice, it would say two things. Attributes are real providers' and may come twice. */
    private static final Set<String> DECIDING = Set.of("change", "resource_change", "action_invocation");

    /** Of an output, a failed check, code that runs: in the plan, and in what is said of it. */
    private static final int BYTES_A_FACT = 1024;

    private static final int BYTES_A_CHARACTER = 8;
    private static final int BYTES_A_NAME = 48;

    private static final String TOFU_REGISTRY = "registry.opentofu.org/";

    private static final Set<String> MODES = Set.of("managed", "data", ResourceChange.EPHEMERAL);

    /** Where nobody looks, no values are made ready. */
    private final Optional<ChangeVisitor> visitor;

    private final Allowance allowance = Allowance.current();
    private final Credentials credentials = new Credentials();
    private final Refresh.Reader refresh = new Refresh.Reader();
    private final List<ResourceChange> changes = new ArrayList<>();
    private final List<OutputChange> outputs = new ArrayList<>();
    private final List<ResourceChange> drift = new ArrayList<>();
    private final List<String> failedChecks = new ArrayList<>();
    private final List<String> limits = new ArrayList<>();
    private final List<CodeRun> code = new ArrayList<>();
    private final NavigableSet<String> unknown = new TreeSet<>();
    /** By block, the attributes whose values are in the plan. */
    private final Map<String, Set<String>> stated = new LinkedHashMap<>();

    private ReferenceGraph references = ReferenceGraph.NONE;
    private Configuration configuration = Configuration.EMPTY;
    private @Nullable String terraformVersion;
    private @Nullable String formatVersion;
    private boolean errored;
    private boolean tofu;
    private boolean complete = true;
    private final List<String> deferred = new ArrayList<>();
    private final List<String> deferredActions = new ArrayList<>();
    private final List<String> strangeActions = new ArrayList<>();
    private final List<String> strangeModes = new ArrayList<>();

    private PlanReader(Optional<ChangeVisitor> visitor) {
        this.visitor = visitor;
    }

    /**
     * Reads a plan. An {@link java.io.IOException} of the stream comes out as {@link java.io.UncheckedIOException}.
     *
     * @throws NotAPlan where the input is anything else
     */
    public static Plan read(InputStream in) {
        return read(in, Optional.empty());
    }

    /** Reads a plan and shows each resource change with its values. */
    public static Plan read(InputStream in, ChangeVisitor visitor) {
        return read(in, Optional.of(visitor));
    }

    private static Plan read(InputStream in, Optional<ChangeVisitor> visitor) {
        Several several = new Several(visitor);
        PlanDocument.read(in, several::readMember, several::endPlan).requireIn(several.told);
        return Plan.together(several.plans);
    }

    /** The plans of one body, each by itself. */
    private static final class Several {

        private final List<Plan> plans = new ArrayList<>();
        private final JsonChanges told = new JsonChanges();
        private final Optional<ChangeVisitor> visitor;
        private PlanReader current;

        Several(Optional<ChangeVisitor> visitor) {
            this.visitor = visitor;
            this.current = new PlanReader(visitor);
        }

        void readMember(String name, JsonParser parser) {
            current.readMember(name, parser);
        }

        void endPlan() {
            Plan plan = current.plan();
            plan.changes().forEach(change -> told.add(change.address(), change.action()));
            plan.code().forEach(run -> told.addInvocation(run.address()));
            told.endPlan();
            plans.add(plan);
            current = new PlanReader(visitor);
        }
    }

    private void readMember(String name, JsonParser parser) {
        switch (name) {
            case "format_version" -> formatVersion = parser.getString();
            case "terraform_version" ->
                terraformVersion = JsonValues.read(parser).text().orElse(null);
            case "errored" -> errored = JsonValues.read(parser).isTrue();
            case "complete" -> complete = !JsonValues.read(parser).isFalse();
            case "resource_changes" -> eachItem(name, parser, this::addChange);
            case "resource_drift" -> eachItem(name, parser, this::addDrift);
            case "deferred_changes" -> eachItem(name, parser, this::addDeferred);
            case "checks" -> eachItem(name, parser, this::addCheck);
            case "relevant_attributes" -> eachItem(name, parser, entry -> allowance.hold(refresh.add(entry)));
            case "timestamp" -> refresh.setTime(JsonValues.read(parser));
            case "output_changes" -> eachMember(name, parser, this::addOutput);
            case "action_invocations" -> eachItem(name, parser, this::addInvocation);
            case "deferred_action_invocations" -> eachItem(name, parser, this::addDeferredInvocation);
            case "configuration" -> readConfiguration(parser);
            default -> {
                UnknownMembers other = new UnknownMembers();
                ModuleBlock.unknownMember(Known.PLAN, name, parser, other);
                other.forEach((shown, _) -> addUnknown(Known.PLAN, shown));
            }
        }
    }

    /** Receives one entry of a top-level array. */
    @FunctionalInterface
    interface EntryReader {
        void read(Value entry);
    }

    static void eachItem(String name, JsonParser parser, EntryReader reader) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw NotAPlan.unreadable("a plan whose '%s' is not an array".formatted(name));
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            reader.read(entry(name, parser));
        }
    }

    /** Of each change something stays, whoever reads it, and each is marked as its type asks for. */
    private static Value entry(String name, JsonParser parser) {
        Value entry = CHANGES.contains(name) ? JsonValues.readChange(parser, DECIDING) : JsonValues.read(parser);
        return switch (name) {
            case "resource_changes", "resource_drift" -> TypeMarks.added(entry);
            case "deferred_changes" -> TypeMarks.addedToDeferred(entry);
            default -> entry;
        };
    }

    /** What is read of it now is kept; who runs it is asked when all changes are known. */
    private void readConfiguration(JsonParser parser) {
        configuration = Configuration.read(parser);
        tofu |= configuration.providers().values().stream().anyMatch(provider -> isOfTofu(provider.source()));
        references = ReferenceResolver.resolve(configuration.root());
        Execution.eachUnknown(configuration, (known, _, name, _) -> addUnknown(known, name));
    }

    private void addUnknown(Known known, String name) {
        if (unknown.size() < MOST_UNKNOWN) {
            unknown.add("%s (in %s)".formatted(name, known.told()));
        }
    }

    private void addUnknown(Known known, Value object) {
        known.unknownIn(object).forEach((name, _) -> addUnknown(known, name));
    }

    private void addUnknown(Value entry) {
        addUnknown(Known.CHANGE_ENTRY, entry);
        addUnknown(Known.CHANGE, entry.at("change"));
    }

    private void addInvocation(Value entry) {
        addUnknown(Known.INVOCATION, entry);
        code.add(new CodeRun(
                CodeRun.Kind.ACTION,
                SemanticChange.addressOfInvocation(entry),
                entry.at("type").text().orElse("")));
    }

    private void addDeferredInvocation(Value entry) {
        addUnknown(Known.DEFERRED_INVOCATION, entry);
        addUnknown(Known.INVOCATION, entry.at("action_invocation"));
        addDeferred(SemanticChange.addressOfInvocation(entry.at("action_invocation")), deferredActions);
    }

    private void addChange(Value entry) {
        addUnknown(entry);
        ResourceChangeJson json = new ResourceChangeJson(entry);
        ResourceChange change = json.change();
        tofu |= isOfTofu(change.provider());
        if (change.isEphemeral()) {
            return;
        }
        allowance.hold(change.bytes());
        addStrange(change, ResourceChangeJson.words(entry.at("change")));
        changes.add(change);
        if (change.isApplied() && change.action().makes()) {
            // of several instances what one says is said of that one alone
            Set<String> names = StatedAttributes.atTop(entry.at("change"));
            Set<String> ofOthers = stated.putIfAbsent(block(change), names);
            if (ofOthers == null) {
                allowance.hold((long) BYTES_A_NAME * (names.size() + 2));
            } else {
                ofOthers.retainAll(names);
            }
        }
        visitor.ifPresent(seeing -> seeing.visit(change, json.values(credentials)));
    }

    /** OpenTofu has a registry of its own; nothing else in its plans names it. */
    private static boolean isOfTofu(@Nullable String provider) {
        return provider != null && provider.startsWith(TOFU_REGISTRY);
    }

    private void addStrange(ResourceChange change, List<String> words) {
        if (change.action() == Action.UNKNOWN) {
            strangeActions.add("%s (%s)"
                    .formatted(
                            change.address(), words.stream().map(Known::shown).collect(Collectors.joining(", "))));
        }
        if (!MODES.contains(change.mode())) {
            strangeModes.add("%s (%s)".formatted(change.address(), Known.shown(change.mode())));
        }
    }

    private void addDrift(Value entry) {
        ResourceChangeJson json = new ResourceChangeJson(entry);
        ResourceChange change = json.change();
        allowance.hold(change.bytes());
        drift.add(change);
        visitor.ifPresent(seeing -> seeing.visitDrift(change, json.valuesOfDrift(credentials)));
    }

    private void addDeferred(Value entry) {
        addUnknown(Known.DEFERRED_CHANGE, entry);
        addUnknown(entry.at("resource_change"));
        ResourceChangeJson change = new ResourceChangeJson(entry.at("resource_change"));
        change.requireReadable();
        addDeferred(change.address(), deferred);
    }

    private void addDeferred(String address, List<String> to) {
        holdFact(address);
        to.add(address);
    }

    private void holdFact(String name) {
        allowance.hold(BYTES_A_FACT + (long) BYTES_A_CHARACTER * name.length());
    }

    private void addCheck(Value check) {
        if (check.at("status").text().filter(FAILED::contains).isPresent()) {
            String name = check.at("address", "to_display").text().orElse("a check");
            holdFact(name);
            failedChecks.add(name);
        }
    }

    /** Receives one member of a top-level object. */
    @FunctionalInterface
    interface MemberReader {
        void read(String name, Value member);
    }

    static void eachMember(String name, JsonParser parser, MemberReader reader) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw NotAPlan.unreadable("a plan whose '%s' is not an object".formatted(name));
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String member = parser.currentName();
            parser.nextToken();
            reader.read(member, entry(name, parser));
        }
    }

    private void addOutput(String name, Value change) {
        addUnknown(Known.CHANGE, change);
        holdFact(name);
        boolean sensitive = Sensitivity.before(change).marksAnything();
        Action action = ResourceChangeJson.action(change);
        outputs.add(new OutputChange(name, action, sensitive));
        if (action == Action.UNKNOWN) {
            strangeActions.add("output." + name);
        }
    }

    /** Who runs what, and what of that the plan's JSON does not say. */
    private void addExecution() {
        Execution execution = Execution.of(configuration);
        List<String> orphans = new ArrayList<>();
        for (ResourceChange change : changes) {
            if (change.isApplied() && change.callsProvider()) {
                execution.run(block(change), change.provider(), change.runsProvisioners());
            }
            if (change.action() == Action.DELETE && !change.isData() && !execution.has(block(change))) {
                orphans.add(change.address());
            }
            if (change.runsProgram()) {
                code.add(new CodeRun(CodeRun.Kind.PROGRAM, change.address(), change.type()));
            }
        }
        code.addAll(execution.code());
        code.forEach(run -> holdFact(run.address()));
        addLimit(
                Execution.unsaid(execution.provisioners()),
                "The plan's JSON names what this code refers to and does not hold its text, so that another text with"
                        + " the same references cannot be told from it: %s.");
        addLimit(
                Execution.unsaid(execution.providers()),
                "The plan's JSON does not say what these provider settings come to, so that others with the same"
                        + " references cannot be told from them: %s.");
        List<String> unsaid = new ArrayList<>();
        stated.forEach((block, names) -> unsaid.addAll(execution.unsaid(block, names)));
        addLimit(
                unsaid,
                "These arguments are made by functions alone, and neither their values nor their text is in the plan's"
                        + " JSON, so that others cannot be told from them: %s.");
        addLimit(
                orphans,
                "The configuration has no block for what these deletions remove; provisioners of a 'removed' block"
                        + " would run and are not in the plan's JSON: %s.");
        addLimit(
                List.copyOf(unknown),
                "The plan holds members that the hub does not know, so what they do is not told here: %s. They are"
                        + " part of the fingerprint.");
    }

    private static String block(ResourceChange change) {
        return ReferenceGraph.configurationAddress(change.address());
    }

    private void addLimit(List<String> what, String sentence) {
        if (!what.isEmpty()) {
            String more = what.size() > MOST_TOLD ? " and %d more".formatted(what.size() - MOST_TOLD) : "";
            limits.add(sentence.formatted(what.stream().limit(MOST_TOLD).collect(Collectors.joining(", ")) + more));
        }
    }

    private Plan plan() {
        addExecution();
        addLimit(
                deferred,
                "Terraform deferred " + deferred.size()
                        + " resource changes to a later plan; they are not part of this one: %s.");
        addLimit(
                deferredActions,
                "Terraform deferred " + deferredActions.size()
                        + " actions to a later plan; they are not part of this one: %s.");
        addLimit(
                strangeActions,
                "The hub does not know these actions, and cannot tell what they do; look at the plan itself: %s.");
        addLimit(strangeModes, "The hub does not know these modes of resources, and took them for managed ones: %s.");
        if (errored) {
            limits.add("Planning failed half-way: the plan holds only what was planned before the error.");
        }
        return new Plan(
                Plan.Format.JSON,
                tofu ? Plan.Tool.TOFU : Plan.Tool.TERRAFORM,
                terraformVersion,
                formatVersion,
                ChangeCounts.of(changes, drift),
                changes,
                outputs,
                drift,
                errored,
                complete && deferred.isEmpty() && deferredActions.isEmpty(),
                false,
                failedChecks,
                code,
                references,
                refresh.told(changes.isEmpty()),
                limits);
    }
}
