package dev.infrahub.terraform;

import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes the hub's projection of a plan: the members the hub reads, in Terraform's own format, with every value that
 * Terraform marks sensitive or that looks like a credential replaced by {@code (sensitive #1a2b3c4d)}. What is written at all
 * goes through a {@link Sieve} first: addresses, names and keys too. Inside one plan equal values get equal markers;
 * the key behind them is random and forgotten, so that a marker cannot be guessed back into its value. Redacting a
 * projection again changes nothing.
 *
 * <p>The output is written while the input is read: on {@link NotAPlan} what was written is to be thrown away.
 */
public final class PlanRedaction {

    /** Each plan begins a line, as it must to be found. */
    private static final JsonFactory JSON =
            JsonFactory.builder().rootValueSeparator("\n").build();

    private static final int LONGEST_FACT = 60;

    private static final Set<String> FACTS =
            Set.of("format_version", "terraform_version", "errored", "complete", "applyable", "timestamp");
    private static final Set<String> NAMES = Set.of(
            "address",
            "previous_address",
            "module_address",
            "mode",
            "type",
            "name",
            "index",
            "provider_name",
            "deposed",
            "action_reason");
    private static final Set<String> CHECK_NAMES =
            Set.of("kind", "module", "mode", "type", "name", "to_display", "instance_key");

    private final JsonGenerator out;
    private final Optional<PlanFingerprint> fingerprint;
    private final Markers markers = new Markers();
    private final PlanSecrets secrets;
    private final Credentials credentials;
    private final Sieve sieve;
    private UnknownMembers unknown = new UnknownMembers();
    private boolean isOpen;
    private boolean wroteChanges;

    private PlanRedaction(JsonGenerator out, PlanSecrets secrets, Optional<PlanFingerprint> fingerprint) {
        this.secrets = secrets;
        this.credentials = secrets.credentials();
        this.sieve = new Sieve(credentials, secrets, markers);
        this.out = new SiftedJson(out, sieve);
        this.fingerprint = fingerprint;
    }

    /**
     * Redacts a JSON plan; the output is UTF-8 and is left open.
     *
     * @param secrets of the same plan, from a reading before this one
     * @throws NotAPlan where the input is anything else
     */
    public static void redact(InputStream in, PlanSecrets secrets, OutputStream out) {
        redact(in, secrets, out, Optional.empty());
    }

    /**
     * Redacts a JSON plan and shows the fingerprint what it does, in one reading.
     *
     * @return the deeds that the fingerprint is made of, with the same markers in their words as in the plan
     */
    public static List<Deed> redact(
            InputStream in, PlanSecrets secrets, OutputStream out, PlanFingerprint fingerprint) {
        Sieve sieve = redact(in, secrets, out, Optional.of(fingerprint));
        return fingerprint.deeds().stream().map(deed -> sifted(deed, sieve)).toList();
    }

    private static Deed sifted(Deed deed, Sieve sieve) {
        return new Deed(
                sieve.siftTogether(deed.subject()),
                sieve.sift(deed.action()),
                deed.digest(),
                deed.details().stream()
                        .map(detail -> new Deed.Detail(sieve.siftTogether(detail.name()), detail.digest()))
                        .toList());
    }

    private static Sieve redact(
            InputStream in, PlanSecrets secrets, OutputStream out, Optional<PlanFingerprint> fingerprint) {
        JsonGenerator generator =
                JSON.createGenerator(ObjectWriteContext.empty(), new OutputStreamWriter(out, StandardCharsets.UTF_8));
        PlanRedaction redaction = new PlanRedaction(generator, secrets, fingerprint);
        PlanDocument.read(in, redaction::copyMember, redaction::endPlan);
        generator.flush();
        return redaction.sieve;
    }

    /** Redacts the text of {@code terraform plan}, in which Terraform itself hides what is marked: colours go. */
    public static void redactText(InputStream in, OutputStream out) {
        try {
            String text = PlainText.whole(in);
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            writer.write(TextRedaction.redact(text));
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copyMember(String name, JsonParser parser) {
        if (!isOpen) {
            isOpen = true;
            out.writeStartObject();
        }
        switch (name) {
            case "resource_changes" -> {
                wroteChanges = true;
                copyItems(name, parser, this::fingerprinted);
            }
            case "resource_drift" -> copyItems(name, parser, this::resourceChange);
            case "deferred_changes" -> copyItems(name, parser, this::deferredChange);
            case "action_invocations" -> copyItems(name, parser, this::invocation);
            case "deferred_action_invocations" -> copyItems(name, parser, this::deferredInvocation);
            case "output_changes" -> copyOutputs(name, parser);
            case "checks" -> copyItems(name, parser, PlanRedaction::check);
            case "relevant_attributes" -> copyItems(name, parser, PlanRedaction::relevantAttribute);
            case "configuration" -> {
                Configuration configuration = Configuration.read(
                        parser, fingerprint.map(PlanFingerprint::reader).orElse(ModuleBlock.Reader.OF_NAMES));
                out.writeName(name);
                configuration.write(out);
                fingerprint.ifPresent(seen -> seen.add(configuration));
            }
            case "variables" -> fingerprint.ifPresentOrElse(seen -> seen.addVariables(parser), parser::skipChildren);
            default -> copyOther(name, parser);
        }
    }

    private void copyOther(String name, JsonParser parser) {
        if (FACTS.contains(name)) {
            copyFact(name, JsonValues.read(parser));
        } else {
            ModuleBlock.unknownMember(Known.PLAN, name, parser, unknown);
        }
    }

    private void copyFact(String name, Value fact) {
        fingerprint.ifPresent(seen -> seen.addFact(name, fact));
        if (fact instanceof Value.Bool
                || fact.text().filter(PlanRedaction::isShortFact).isPresent()) {
            out.writeName(name);
            JsonValues.write(fact, out);
        }
    }

    private static boolean isShortFact(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_FACT
                && text.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || Identifier.isDigit(c)
                                || "_.:+-".indexOf(c) >= 0);
    }

    /** A plan without changes may leave {@code resource_changes} out; without it the projection would be no plan. */
    private void endPlan() {
        if (!wroteChanges) {
            out.writeName("resource_changes");
            out.writeStartArray();
            out.writeEndArray();
        }
        unknown.write(out);
        out.writeEndObject();
        fingerprint.ifPresent(seen -> {
            seen.addUnknown(unknown);
            seen.endPlan();
        });
        isOpen = false;
        wroteChanges = false;
        unknown = new UnknownMembers();
    }

    /** Makes the projection of one entry. */
    @FunctionalInterface
    private interface Projection {
        Value of(Value entry);
    }

    private void copyItems(String name, JsonParser parser, Projection projection) {
        out.writeName(name);
        out.writeStartArray();
        PlanReader.eachItem(name, parser, entry -> JsonValues.write(projection.of(entry), out));
        out.writeEndArray();
    }

    private void copyOutputs(String name, JsonParser parser) {
        out.writeName(name);
        out.writeStartObject();
        PlanReader.eachMember(name, parser, (output, change) -> {
            out.writeName(output);
            JsonValues.write(change(change, concealment().ofOutput(output, change)), out);
            fingerprint.ifPresent(seen -> seen.addOutput(output, change, credentials));
        });
        out.writeEndObject();
    }

    private Value deferredChange(Value entry) {
        Map<String, Value> kept = only(entry, Set.of("reason"));
        kept.put("resource_change", resourceChange(entry.at("resource_change")));
        Known.DEFERRED_CHANGE.unknownIn(entry).addNamesTo(kept);
        fingerprint.ifPresent(seen -> seen.addDeferred(entry, credentials));
        return new Value.Members(kept);
    }

    private Value invocation(Value entry) {
        Value kept = invocationKept(entry);
        fingerprint.ifPresent(seen -> seen.addInvocation(entry, credentials));
        return kept;
    }

    private Value deferredInvocation(Value entry) {
        Map<String, Value> kept = only(entry, Set.of("reason"));
        kept.put("action_invocation", invocationKept(entry.at("action_invocation")));
        Known.DEFERRED_INVOCATION.unknownIn(entry).addNamesTo(kept);
        fingerprint.ifPresent(seen -> seen.addDeferredInvocation(entry, credentials));
        return new Value.Members(kept);
    }

    /** Without its arguments: that it is invoked is a fact the hub reads. */
    private static Value invocationKept(Value entry) {
        SemanticChange.addressOfInvocation(entry);
        Map<String, Value> kept = only(entry, Set.of("address", "type", "name", "provider_name"));
        Known.INVOCATION.unknownIn(entry).addNamesTo(kept);
        return new Value.Members(kept);
    }

    private Value fingerprinted(Value entry) {
        Value redacted = resourceChange(entry);
        fingerprint.ifPresent(seen -> seen.addResource(entry, credentials));
        return redacted;
    }

    private Value resourceChange(Value entry) {
        // What the reader would refuse later must not be accepted now.
        new ResourceChangeJson(entry).requireReadable();
        Map<String, Value> kept = only(entry, NAMES);
        Value change = entry.at("change");
        kept.put("change", change(change, concealment().ofAttributes(change)));
        Known.CHANGE_ENTRY.unknownIn(entry).addNamesTo(kept);
        return new Value.Members(kept);
    }

    private Concealment concealment() {
        return new Concealment(credentials, secrets, markers::of);
    }

    private Value change(Value change, Concealment.Sides concealed) {
        ResourceChangeJson.action(change);
        Sensitivity before = Sensitivity.before(change);
        Sensitivity after = Sensitivity.after(change);
        Map<String, Value> kept = new LinkedHashMap<>();
        kept.put("actions", strings(change.at("actions")));
        kept.put("before", concealed.before());
        kept.put("after", concealed.after());
        kept.put("after_unknown", withoutCredentials(after.cutUnknown(Sensitivity.mask(change.at("after_unknown")))));
        kept.put("before_sensitive", withoutCredentials(before.own()));
        kept.put("after_sensitive", withoutCredentials(after.own()));
        if (!change.at("replace_paths").isNull()) {
            kept.put(
                    "replace_paths",
                    new Value.Items(change.at("replace_paths").each().stream()
                            .map(path -> (Value) new Value.Items(before.cut(path.each())))
                            .toList()));
        }
        if (!change.at("importing").isNull()) {
            // That it is imported is a fact the hub reads; the id it is imported by may be anything.
            kept.put("importing", new Value.Members(Map.of()));
        }
        Known.CHANGE.unknownIn(change).addNamesTo(kept);
        return new Value.Members(kept);
    }

    private Value withoutCredentials(Value mask) {
        return Sensitivity.withoutCredentials(mask, credentials);
    }

    private static Value strings(Value list) {
        return new Value.Items(
                list.each().stream().filter(Value.Text.class::isInstance).toList());
    }

    private static Value check(Value check) {
        Map<String, Value> kept = only(check, Set.of("status"));
        kept.put("address", new Value.Members(only(check.at("address"), CHECK_NAMES)));
        return new Value.Members(kept);
    }

    /** Only the attribute's name: what follows it in the path may be the key of a sensitive map. */
    private static Value relevantAttribute(Value entry) {
        Map<String, Value> kept = only(entry, Set.of("resource"));
        kept.put(
                "attribute",
                new Value.Items(entry.at("attribute").each().stream().limit(1).toList()));
        return new Value.Members(kept);
    }

    private static Map<String, Value> only(Value entry, Set<String> names) {
        Map<String, Value> kept = new LinkedHashMap<>();
        if (entry instanceof Value.Members(var members)) {
            members.forEach((name, value) -> {
                if (names.contains(name) && (value instanceof Value.Text || value instanceof Value.Num)) {
                    kept.put(name, value);
                }
            });
        }
        return kept;
    }
}
