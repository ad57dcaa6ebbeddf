package dev.infrahub.terraform;

import dev.infrahub.json.Holding;
import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Value;
import dev.infrahub.secrets.Finding;
import dev.infrahub.secrets.KnownSecrets;
import java.io.InputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What is secret somewhere in a plan: what one change marks, or a sensitive variable holds, is hidden in all others too.
 * It takes a reading of its own before the plan is redacted, because a copy may come before what marks it.
 */
public final class PlanSecrets {

    /** Shorter values are equal to others by chance too often. */
    private static final int SHORTEST = 6;

    private static final int SHORTEST_REMEMBERED = 24;

    /** In all texts that were asked for, in memory; then they are forgotten together. */
    private static final int MOST_REMEMBERED = 1 << 22;

    /** Beyond this many characters in all, no more values are remembered. */
    private static final int MOST = 1 << 21;

    /** Of one in a set, or of a text that was asked for, in memory. */
    private static final int BYTES_A_VALUE = 96;

    private final Set<String> words = new HashSet<>();
    private Set<String> values = new HashSet<>();
    private final Credentials credentials = new Credentials();
    private final Map<String, Value> variables = new LinkedHashMap<>();
    private final Set<String> sensitiveVariables = new HashSet<>();

    private final Set<String> withoutAny = new HashSet<>();

    private KnownSecrets known = KnownSecrets.of(Set.of());
    private final Holding heldByWords = new Holding();
    private final Holding heldByValues = new Holding();
    private final Holding heldByAsked = new Holding();
    private final JsonChanges told = new JsonChanges();
    private int size;

    private PlanSecrets() {}

    /**
     * Reads a plan for its secrets.
     *
     * @throws NotAPlan where the input is anything else
     */
    public static PlanSecrets in(InputStream plan) {
        PlanSecrets secrets = new PlanSecrets();
        PlanDocument.read(plan, secrets::readMember, secrets.told::endPlan).requireIn(secrets.told);
        secrets.addVariables();
        secrets.close();
        return secrets;
    }

    /** Of a plan that nobody has read for them. */
    static PlanSecrets none() {
        return new PlanSecrets();
    }

    /**
     * Of a text.
     *
     * @param found by the rules
     * @param masked as it says itself that they are secret: also where they are spelt like words
     */
    static PlanSecrets of(Iterable<String> found, Iterable<String> masked) {
        PlanSecrets secrets = new PlanSecrets();
        found.forEach(secrets::add);
        masked.forEach(secrets::addValue);
        secrets.close();
        return secrets;
    }

    private void close() {
        known = KnownSecrets.of(values);
        values = Set.of();
        heldByValues.end();
    }

    /** Whether a value is one of them or holds one, in whatever spelling. */
    boolean areIn(String value) {
        return words.contains(value) || !find(value).isEmpty();
    }

    /** Where they are in a name, but for what is spelt like a name of Terraform's. */
    List<Finding> find(String name) {
        if (known.isEmpty() || withoutAny.contains(name)) {
            return List.of();
        }
        List<Finding> findings = known.find(name);
        if (findings.isEmpty() && name.length() >= SHORTEST_REMEMBERED) {
            remember(name);
        }
        return findings;
    }

    /** A value is asked for where it stands, before and after the change, and where it leaves. */
    private void remember(String text) {
        heldByAsked.grow(bytes(text));
        withoutAny.add(text);
        if (heldByAsked.bytes() > MOST_REMEMBERED) {
            withoutAny.clear();
            heldByAsked.end();
        }
    }

    /** They go on being asked when the plan is redacted. */
    Credentials credentials() {
        return credentials;
    }

    private void readMember(String name, JsonParser parser) {
        switch (name) {
            case "action_invocations" -> PlanReader.eachItem(name, parser, this::addInvocation);
            case "resource_changes" -> PlanReader.eachItem(name, parser, this::addChange);
            case "resource_drift" -> PlanReader.eachItem(name, parser, this::addResource);
            case "deferred_changes" ->
                PlanReader.eachItem(name, parser, entry -> addResource(entry.at("resource_change")));
            case "output_changes" ->
                PlanReader.eachMember(name, parser, (output, change) -> {
                    ResourceChangeJson.action(change);
                    addSides(output, change);
                });
            case "variables" ->
                eachMember(
                        parser,
                        (variable, at) -> variables.put(
                                variable, JsonValues.readToKeep(at).at("value")));
            case "configuration" -> readConfiguration(parser);
            // without secrets, and refused where the reader would refuse it
            case "checks" -> PlanReader.eachItem(name, parser, _ -> {});
            default -> parser.skipChildren();
        }
    }

    private void addChange(Value entry) {
        addResource(entry);
        ResourceChangeJson json = new ResourceChangeJson(entry);
        told.add(json.address(), json.action());
    }

    private void addResource(Value entry) {
        // refuses what the reader would refuse
        new ResourceChangeJson(entry).requireReadable();
        addSides("", entry.at("change"));
    }

    private void addInvocation(Value entry) {
        told.addInvocation(SemanticChange.addressOfInvocation(entry));
        addSide("", entry.at("config_values"), Sensitivity.mask(entry.at("config_sensitive")));
    }

    /** Each side by its own marks: what is hidden only because the other side's may mean it too is no secret elsewhere. */
    private void addSides(String name, Value change) {
        addSide(name, change.at("before"), Sensitivity.mask(change.at("before_sensitive")));
        addSide(name, change.at("after"), Sensitivity.mask(change.at("after_sensitive")));
    }

    private void addSide(String name, Value side, Value mask) {
        Sensitivity marks = new Sensitivity(mask, mask);
        Value unmarked = name.isEmpty() ? marks.hideAttributes(side, this::add) : marks.hide(side, this::add);
        new Concealment(credentials, none(), this::add, this::add).withoutCredentials(name, unmarked);
    }

    private Value add(Value secret) {
        if (secret instanceof Value.Text(String text)) {
            // of a connection string it is the password that comes up again
            for (Finding finding : credentials.in("", text)) {
                add(finding.in(text));
            }
        }
        addAll(secret);
        return Value.Special.SENSITIVE;
    }

    private void addAll(Value secret) {
        switch (secret) {
            case Value.Text(String text) -> add(text);
            case Value.Num(String number) -> add(number);
            case Value.Items(var items) -> items.forEach(this::addAll);
            case Value.Members(var members) -> members.values().forEach(this::addAll);
            case Value.Bool _, Value.Special _ -> {}
        }
    }

    private void add(String text) {
        if (Vocabulary.isWord(text)) {
            add(text, words, heldByWords);
        } else {
            addValue(text);
        }
    }

    private void addValue(String text) {
        add(text, values, heldByValues);
    }

    private void add(String text, Set<String> to, Holding held) {
        boolean isRemembered = text.length() >= SHORTEST && size + text.length() <= MOST && !Markers.isMarker(text);
        if (isRemembered && to.add(text)) {
            held.grow(bytes(text));
            size += text.length();
        }
    }

    private static long bytes(String text) {
        return BYTES_A_VALUE + 2L * text.length();
    }

    private static void eachMember(JsonParser parser, PlanDocument.MemberReader reader) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            reader.read(name, parser);
        }
    }

    private void readConfiguration(JsonParser parser) {
        eachMember(parser, (name, at) -> {
            if (name.equals("root_module")) {
                eachMember(at, this::readRootModule);
            } else {
                at.skipChildren();
            }
        });
    }

    private void readRootModule(String name, JsonParser parser) {
        if (!name.equals("variables")) {
            parser.skipChildren();
            return;
        }
        eachMember(parser, (variable, at) -> {
            Value declared = JsonValues.readToReduce(at);
            if (declared.at("sensitive").isTrue()) {
                sensitiveVariables.add(variable);
                add(declared.at("default"));
            }
        });
    }

    private void addVariables() {
        variables.forEach((name, value) -> {
            boolean secret = value instanceof Value.Text(String text)
                    && !credentials.in(name, text).isEmpty();
            if (secret || sensitiveVariables.contains(name)) {
                add(value);
            }
        });
    }
}
