package dev.infrahub.terraform;

import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Value;
import dev.infrahub.secrets.Finding;
import java.io.InputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What is secret somewhere in a plan: what one change marks, or a sensitive variable holds, is hidden in all others too.
 * It takes a reading of its own before the plan is redacted, because a copy may come before what marks it.
 */
public final class PlanSecrets {

    private final Copies copies = Concealment.nothingElsewhere();
    private final Credentials credentials = new Credentials();
    private final Map<String, Value> variables = new LinkedHashMap<>();
    private final Set<String> sensitiveVariables = new HashSet<>();

    private PlanSecrets() {}

    /**
     * Reads a plan for its secrets.
     *
     * @throws NotAPlan where the input is anything else
     */
    public static PlanSecrets in(InputStream plan) {
        PlanSecrets secrets = new PlanSecrets();
        PlanDocument.read(plan, secrets::readMember);
        secrets.addVariables();
        return secrets;
    }

    Copies copies() {
        return copies;
    }

    /** They go on being asked when the plan is redacted. */
    Credentials credentials() {
        return credentials;
    }

    private void readMember(String name, JsonParser parser) {
        switch (name) {
            case "resource_changes", "resource_drift" -> PlanReader.eachItem(name, parser, this::addResource);
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

    private void addResource(Value entry) {
        // refuses what the reader would refuse
        new ResourceChangeJson(entry).requireReadable();
        addSides("", entry.at("change"));
    }

    /** Each side by its own marks: what is hidden only because the other side's may mean it too is no secret elsewhere. */
    private void addSides(String name, Value change) {
        addSide(name, change.at("before"), Sensitivity.mask(change.at("before_sensitive")));
        addSide(name, change.at("after"), Sensitivity.mask(change.at("after_sensitive")));
    }

    private void addSide(String name, Value side, Value mask) {
        Sensitivity marks = new Sensitivity(mask, mask);
        Value unmarked = name.isEmpty() ? marks.hideAttributes(side, this::add) : marks.hide(side, this::add);
        new Concealment(credentials, copies, this::add).hideCredentials(name, unmarked);
    }

    private Value add(Value secret) {
        if (secret instanceof Value.Text(String text)) {
            // of a connection string it is the password that comes up again
            for (Finding finding : credentials.in("", text)) {
                copies.add(finding.in(text));
            }
        }
        copies.addAll(secret);
        return Value.Special.SENSITIVE;
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
            if (JsonValues.read(at).at("sensitive").isTrue()) {
                sensitiveVariables.add(variable);
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
