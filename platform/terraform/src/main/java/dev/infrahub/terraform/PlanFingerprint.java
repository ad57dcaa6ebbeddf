package dev.infrahub.terraform;

import dev.infrahub.json.Allowance;
import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Value;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * What a JSON plan does, as its deeds and as one SHA-256 over all of them: two plans have the same fingerprint when applying them
 * does the same, whatever their bytes. {@code docs/plan-fingerprint.md} says what is in it, what is not, and why. Values that
 * Terraform marks sensitive on either side, and their copies, enter as HMAC-SHA256 under the {@link FingerprintKey}, and so does
 * all of the configuration: nobody without the key can test guesses at them. One change is in memory at a time; then it is a
 * digest.
 *
 * <p>The text of a plan does not hold its values and has no fingerprint.
 */
public final class PlanFingerprint {

    /** Begins a fingerprint, and changes with the definition: fingerprints of two definitions cannot be compared. */
    public static final String VERSION = "v2:";

    private static final String DEFINITION = "plan-fingerprint-2";
    private static final String SEVERAL = " of several plans:";

    /** Beyond so many details deeds are told without theirs. */
    private static final int MOST_DETAILS = 20_000;

    /** Beyond so many, nobody reads where two plans differ. */
    private static final int MOST_DEEDS = 30_000;

    private static final String IN_THE_CODE = " in the code";

    /** Of what is remembered of a change until the plan is read, and of the deeds that are made of it then, in memory. */
    private static final int BYTES_A_DEED = 896;

    private static final int BYTES_A_NAME = 128;

    private static final int DEED_BYTES = 8;
    private static final int DETAIL_BYTES = 4;

    private final FingerprintKey.Digester digester;
    private final MessageDigest sha256 = StreamedDigest.sha256();
    private final List<Pending> pending = new ArrayList<>();
    private final Map<String, String> variables = new HashMap<>();
    /** Thousands of changes have the same attributes. */
    private final Map<Set<String>, Set<String>> stated = new HashMap<>();

    /** Those that were read to their end. */
    private final List<Conclusion> plans = new ArrayList<>();

    private Configuration configuration = Configuration.EMPTY;
    private boolean sawChanges;
    private int details;
    private int toldDetails;
    private boolean errored;
    private @Nullable Conclusion conclusion;

    /** A deed whose provider is not known before the whole plan is read. */
    private record Pending(
            String subject,
            String action,
            byte[] digest,
            Optional<List<Deed.Detail>> details,
            SemanticChange.InCode code,
            @Nullable String source,
            boolean provisions) {}

    /** The outcome. */
    private record Conclusion(List<Deed> deeds, String text) {}

    /** The fingerprint of one plan, to be shown what is in it. */
    public PlanFingerprint(FingerprintKey key) {
        this.digester = key.digester();
    }

    /**
     * Reads a JSON plan.
     *
     * @throws NotAPlan where the input is anything else
     */
    public static PlanFingerprint read(InputStream plan, FingerprintKey key) {
        PlanFingerprint fingerprint = new PlanFingerprint(key);
        Credentials credentials = new Credentials();
        PlanDocument.read(
                plan, (name, parser) -> fingerprint.readMember(name, parser, credentials), fingerprint::endPlan);
        return fingerprint;
    }

    private void readMember(String name, JsonParser parser, Credentials credentials) {
        switch (name) {
            case "resource_changes" -> PlanReader.eachItem(name, parser, entry -> addResource(entry, credentials));
            case "deferred_changes" -> PlanReader.eachItem(name, parser, entry -> addDeferred(entry, credentials));
            case "action_invocations" -> PlanReader.eachItem(name, parser, entry -> addInvocation(entry, credentials));
            case "deferred_action_invocations" ->
                PlanReader.eachItem(name, parser, entry -> addDeferredInvocation(entry, credentials));
            case "output_changes" ->
                PlanReader.eachMember(name, parser, (output, change) -> addOutput(output, change, credentials));
            case "configuration" -> add(Configuration.read(parser, reader()));
            case "variables" -> addVariables(parser);
            case "complete", "errored" -> addFact(name, JsonValues.read(parser));
            default -> {
                UnknownMembers unknown = new UnknownMembers();
                ModuleBlock.unknownMember(Known.PLAN, name, parser, unknown);
                addUnknown(unknown);
            }
        }
    }

    /**
     * For the reading that shows this the configuration. Terraform writes the changes before it: then only the code is kept that
     * they ask for.
     */
    ModuleBlock.Reader reader() {
        Map<String, Set<String>> everywhere = new HashMap<>();
        for (Pending one : pending) {
            one.code.stated().ifPresent(names -> everywhere.merge(one.code.block(), names, this::both));
        }
        return new ModuleBlock.Reader(Optional.of(digester), (block, argument) -> {
            Set<String> names = everywhere.get(block);
            return !sawChanges || (names != null && !names.contains(argument));
        });
    }

    private Set<String> both(Set<String> some, Set<String> others) {
        if (some.equals(others)) {
            return some;
        }
        Set<String> both = new HashSet<>(some);
        both.retainAll(others);
        return stated.computeIfAbsent(both, same -> same);
    }

    void addResource(Value entry, Credentials credentials) {
        sawChanges = true;
        addUnknown(entry, "");
        SemanticChange.ofResource(entry, digester, credentials).ifPresent(this::add);
    }

    void addDeferred(Value entry, Credentials credentials) {
        addUnknown(Known.DEFERRED_CHANGE, entry, "deferred change");
        Value change = entry.at("resource_change");
        addUnknown(change, "deferred ");
        SemanticChange.ofResource(change, digester, credentials)
                .ifPresent(deferred -> add(deferred.deferred(entry.at("reason"))));
    }

    void addInvocation(Value entry, Credentials credentials) {
        addUnknown(Known.INVOCATION, entry, entry.at("address").text().orElse(""));
        add(SemanticChange.ofInvocation(entry, digester, credentials));
    }

    void addDeferredInvocation(Value entry, Credentials credentials) {
        addUnknown(Known.DEFERRED_INVOCATION, entry, "deferred action");
        Value invocation = entry.at("action_invocation");
        addUnknown(
                Known.INVOCATION,
                invocation,
                "deferred " + invocation.at("address").text().orElse(""));
        add(SemanticChange.ofInvocation(invocation, digester, credentials).deferred(entry.at("reason")));
    }

    void addOutput(String name, Value change, Credentials credentials) {
        addUnknown(Known.CHANGE, change, "output." + name);
        SemanticChange.ofOutput(name, change, digester, credentials).ifPresent(this::add);
    }

    void add(Configuration read) {
        configuration = read;
        Execution.eachUnknown(read, (_, place, name, digest) -> addUnknown(place, name, digest));
    }

    /** The member {@code variables}, on whose first token the parser stands. */
    void addVariables(JsonParser parser) {
        ModuleBlock.eachMember(
                parser,
                (name, at) -> variables.put(
                        name, digester.text(JsonValues.readToReduce(at).at("value"))));
    }

    /** How the whole plan stands, where it is not as it should be. */
    void addFact(String name, Value fact) {
        if (name.equals("complete") && fact.isFalse()) {
            add(Deed.PLAN, "incomplete", Map.of(), Value.Special.NULL);
        }
        if (name.equals("errored") && fact.isTrue()) {
            errored = true;
            add(Deed.PLAN, Deed.ERRORED, Map.of(), Value.Special.NULL);
        }
    }

    /** Top-level members that no format has. */
    void addUnknown(UnknownMembers unknown) {
        unknown.forEach((name, digest) -> addUnknown("plan", name, digest));
    }

    private void addUnknown(Value entry, String before) {
        String address = before + entry.at("address").text().orElse("");
        addUnknown(Known.CHANGE_ENTRY, entry, address);
        addUnknown(Known.CHANGE, entry.at("change"), address);
    }

    private void addUnknown(Known known, Value object, String place) {
        known.unknownIn(object).forEach((name, digest) -> addUnknown(place, name, digest));
    }

    private void addUnknown(String place, String name, String digest) {
        Value keyed = digester.of(new Value.Text(digest));
        add(place + " member " + name, "hold", Map.of(), keyed);
    }

    private void add(SemanticChange change) {
        remember(new Pending(
                change.subject(),
                change.action(),
                digest(change.parts(), change.facts()),
                details(change.subject(), change.parts()),
                shared(change.code()),
                change.source(),
                change.provisions()));
    }

    private SemanticChange.InCode shared(SemanticChange.InCode code) {
        return new SemanticChange.InCode(
                code.block(), code.output(), code.stated().map(names -> stated.computeIfAbsent(names, this::remember)));
    }

    private void add(String subject, String action, Map<String, Value> parts, Value facts) {
        remember(pending(subject, action, parts, facts));
    }

    private void remember(Pending deed) {
        pending.add(deed);
        int names = deed.details.map(List::size).orElse(0);
        Allowance.current().hold(BYTES_A_DEED + 6L * deed.subject.length() + (long) BYTES_A_NAME * names);
    }

    private Set<String> remember(Set<String> names) {
        Allowance.current().hold((long) BYTES_A_NAME * names.size());
        return names;
    }

    private byte[] digest(Map<String, Value> parts, Value facts) {
        return sha256.digest(ExactValues.canonical(new Value.Items(List.of(new Value.Members(parts), facts))));
    }

    /** Empty where there are too many. */
    private Optional<List<Deed.Detail>> details(String subject, Map<String, Value> parts) {
        details += parts.size();
        return details > MOST_DETAILS
                ? Optional.empty()
                : Optional.of(parts.entrySet().stream()
                        .map(part -> detail(subject, part.getKey(), part.getValue()))
                        .toList());
    }

    /** Of its place as well: nobody sees that two things have the same secret. */
    private Deed.Detail detail(String subject, String name, Value part) {
        Value placed = new Value.Items(List.of(new Value.Text(subject), new Value.Text(name), part));
        return new Deed.Detail(name, digester.shortened(ExactValues.canonical(placed), DETAIL_BYTES));
    }

    /** What the plan does, in its order; then what it runs under. Of a plan with too many of them, how it stands. */
    List<Deed> deeds() {
        List<Deed> deeds = concluded().deeds;
        return deeds.size() > MOST_DEEDS
                ? deeds.stream()
                        .filter(deed -> deed.subject().equals(Deed.PLAN))
                        .toList()
                : deeds;
    }

    /** Whether a fingerprint was made by this definition, so that it can be compared with others of it. */
    public static boolean isCurrent(String fingerprint) {
        return fingerprint.startsWith(VERSION);
    }

    /** Whether planning failed half-way. */
    public boolean errored() {
        return errored;
    }

    /** The fingerprint of what was shown so far: {@value #VERSION} and 64 lower-case hex digits. */
    public String text() {
        return concluded().text;
    }

    /** What was shown so far is one plan; what comes is another. */
    void endPlan() {
        plans.add(conclude());
        pending.clear();
        variables.clear();
        configuration = Configuration.EMPTY;
        sawChanges = false;
    }

    private Conclusion concluded() {
        if (conclusion == null) {
            conclusion = switch (plans.size()) {
                case 0 -> conclude();
                case 1 -> plans.getFirst();
                default -> together();
            };
        }
        return conclusion;
    }

    /** Of several plans in any order: units that are planned at the same time come as they come. */
    private Conclusion together() {
        List<Deed> deeds = plans.stream().flatMap(plan -> plan.deeds.stream()).toList();
        sha256.update((DEFINITION + SEVERAL).getBytes(StandardCharsets.UTF_8));
        plans.stream()
                .map(Conclusion::text)
                .sorted()
                .forEach(text -> sha256.update(text.getBytes(StandardCharsets.UTF_8)));
        return new Conclusion(deeds, VERSION + HexFormat.of().formatHex(sha256.digest()));
    }

    private Conclusion conclude() {
        Execution execution = Execution.of(configuration, variables, digester);
        List<Deed> deeds = new ArrayList<>();
        List<byte[]> digests = new ArrayList<>();
        for (Pending one : List.copyOf(pending)) {
            conclude(one, beside(one, execution), deeds, digests);
        }
        for (Execution.Part provider : execution.providers()) {
            conclude(pending(provider, "configure"), Map.of(), deeds, digests);
        }
        for (Execution.Part provisioner : execution.provisioners()) {
            conclude(pending(provisioner, "run"), Map.of(), deeds, digests);
        }
        sha256.update(DEFINITION.getBytes(StandardCharsets.UTF_8));
        digests.stream().sorted(Arrays::compareUnsigned).forEach(sha256::update);
        return new Conclusion(List.copyOf(deeds), VERSION + HexFormat.of().formatHex(sha256.digest()));
    }

    /** What the configuration says of a change: its provider, and the code of what the plan holds no value of. */
    private static Map<String, Value> beside(Pending one, Execution execution) {
        Map<String, Value> beside = new LinkedHashMap<>();
        SemanticChange.InCode code = one.code;
        if (!code.block().isEmpty()) {
            execution
                    .run(code.block(), one.source, one.provisions)
                    .ifPresent(key -> beside.put("the provider", new Value.Text(key)));
            code.stated()
                    .ifPresent(stated -> execution
                            .code(code.block(), stated)
                            .forEach((argument, digest) -> beside.put(argument + IN_THE_CODE, new Value.Text(digest))));
        }
        if (code.stated().isPresent() && !code.output().isEmpty()) {
            boolean said = code.stated().get().contains(StatedAttributes.VALUE);
            execution
                    .codeOfOutput(code.output())
                    .filter(_ -> !said)
                    .ifPresent(digest -> beside.put(StatedAttributes.VALUE + IN_THE_CODE, new Value.Text(digest)));
        }
        return beside;
    }

    private Pending pending(Execution.Part part, String action) {
        Map<String, Value> parts = new LinkedHashMap<>();
        part.digests().forEach((name, digest) -> parts.put(name, new Value.Text(digest)));
        return pending(part.subject(), action, parts, Value.Special.NULL);
    }

    private Pending pending(String subject, String action, Map<String, Value> parts, Value facts) {
        return new Pending(
                subject,
                action,
                digest(parts, facts),
                details(subject, parts),
                SemanticChange.InCode.NOWHERE,
                null,
                false);
    }

    private void conclude(Pending one, Map<String, Value> beside, List<Deed> deeds, List<byte[]> digests) {
        Map<String, Value> whole = new LinkedHashMap<>(beside);
        whole.put("subject", new Value.Text(one.subject));
        whole.put("action", new Value.Text(one.action));
        whole.put("digest", new Value.Text(HexFormat.of().formatHex(one.digest)));
        byte[] digest = sha256.digest(ExactValues.canonical(new Value.Members(whole)));
        digests.add(digest);
        deeds.add(new Deed(one.subject, one.action, digester.shortened(digest, DEED_BYTES), told(one, beside)));
    }

    /** All details of a deed or none: of half of them nobody could tell which differ. */
    private List<Deed.Detail> told(Pending one, Map<String, Value> beside) {
        List<Deed.Detail> told = new ArrayList<>(one.details.orElse(List.of()));
        toldDetails += told.size() + beside.size();
        if (one.details.isEmpty() || toldDetails > MOST_DETAILS) {
            return List.of();
        }
        beside.forEach((name, part) -> told.add(detail(one.subject, name, part)));
        return told;
    }
}
