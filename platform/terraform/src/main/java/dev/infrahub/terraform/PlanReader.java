package dev.infrahub.terraform;

import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Value;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the JSON of {@code terraform show -json}: every format version from 0.1 on, Terraform and OpenTofu, UTF-8 and
 * UTF-16. Streaming: the values of one resource change are in memory at a time.
 */
public final class PlanReader {

    /** Where nobody looks, no values are made ready. */
    private final Optional<ChangeVisitor> visitor;

    private final Credentials credentials = new Credentials();
    private final List<ResourceChange> changes = new ArrayList<>();
    private final List<OutputChange> outputs = new ArrayList<>();
    private final List<ResourceChange> drift = new ArrayList<>();
    private final List<String> failedChecks = new ArrayList<>();
    private final List<String> limits = new ArrayList<>();
    private ReferenceGraph references = ReferenceGraph.NONE;
    private @Nullable String terraformVersion;
    private @Nullable String formatVersion;
    private boolean errored;
    private boolean complete = true;
    private int deferred;
    private int leftBehind;

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
        PlanReader reader = new PlanReader(visitor);
        PlanDocument.read(in, reader::readMember);
        return reader.plan();
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
            case "output_changes" -> eachMember(name, parser, this::addOutput);
            case "configuration" -> references = ReferenceResolver.resolve(Configuration.read(parser));
            default -> parser.skipChildren();
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
            reader.read(JsonValues.read(parser));
        }
    }

    private void addChange(Value entry) {
        ResourceChangeJson json = new ResourceChangeJson(entry);
        ResourceChange change = json.change();
        changes.add(change);
        if (change.action() == Action.REPLACE
                && entry.at("change", "actions").each().contains(new Value.Text("forget"))) {
            leftBehind++;
        }
        visitor.ifPresent(seeing -> seeing.visit(change, json.values(credentials)));
    }

    private void addDrift(Value entry) {
        ResourceChangeJson json = new ResourceChangeJson(entry);
        ResourceChange change = json.change();
        drift.add(change);
        visitor.ifPresent(seeing -> seeing.visitDrift(change, json.values(credentials)));
    }

    private void addDeferred(Value entry) {
        new ResourceChangeJson(entry.at("resource_change")).requireReadable();
        deferred++;
    }

    private void addCheck(Value check) {
        if (check.at("status").text().filter("fail"::equals).isPresent()) {
            failedChecks.add(check.at("address", "to_display").text().orElse("a check"));
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
            reader.read(member, JsonValues.read(parser));
        }
    }

    private void addOutput(String name, Value change) {
        boolean sensitive = Sensitivity.before(change).marksAnything();
        outputs.add(new OutputChange(name, ResourceChangeJson.action(change), sensitive));
    }

    private Plan plan() {
        if (deferred > 0) {
            limits.add("Terraform deferred %d resource changes to a later plan; they are not part of this one."
                    .formatted(deferred));
        }
        if (leftBehind > 0) {
            limits.add("%d replacements leave the old object in place, unmanaged; they are counted as replace."
                    .formatted(leftBehind));
        }
        if (errored) {
            limits.add("Planning failed half-way: the plan holds only what was planned before the error.");
        }
        return new Plan(
                Plan.Format.JSON,
                terraformVersion,
                formatVersion,
                ChangeCounts.of(changes, drift),
                changes,
                outputs,
                drift,
                errored,
                complete,
                failedChecks,
                references,
                limits);
    }
}
