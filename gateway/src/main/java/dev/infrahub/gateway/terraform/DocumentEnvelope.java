package dev.infrahub.gateway.terraform;

import dev.infrahub.gateway.terraform.PlanSource.Format;
import dev.infrahub.http.KnownNames;
import dev.infrahub.http.Problem;
import dev.infrahub.http.bodies.Body;
import dev.infrahub.json.Allowance;
import dev.infrahub.json.JsonValues;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/**
 * The JSON object around a plan, {@code {"module": …, "plan": {…}}}, or around a log. Its first reading only finds where the plan stands; the
 * plan itself is then streamed from there, so that it is hashed as it was sent and never held as a tree.
 */
final class DocumentEnvelope {

    private static final Set<String> PLANS = Set.of("plan", "planOutput");
    private static final Set<String> LOGS = Set.of("logs");

    private final Body body;
    /** The members that are streamed. */
    private final Set<String> documents;

    private final Set<String> names;
    private final Set<String> numbers;
    private final KnownNames known;
    private final Map<String, String> members = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private @Nullable PlanSource source;
    private boolean looksLikeAPlan;
    private @Nullable Problem misspelt;

    private DocumentEnvelope(Body body, Set<String> documents, Set<String> names, Set<String> numbers) {
        this.body = body;
        this.documents = documents;
        this.names = names;
        this.numbers = numbers;
        this.known =
                new KnownNames(Stream.concat(names.stream(), documents.stream()).toList());
    }

    /**
     * Reads it.
     *
     * @param names of the members that are strings
     * @param numbers those of them that may be numbers too
     * @throws Problem 400 when it is no JSON object, 422 when a member is of the wrong type or, where it is no plan itself, when
     *     it is misspelt
     */
    static DocumentEnvelope read(Body body, Set<String> names, Set<String> numbers) {
        return new DocumentEnvelope(body, PLANS, names, numbers).read();
    }

    /**
     * The same with a log in place of a plan: {@code {"logs": "…", …}}.
     *
     * @param names of the members that are strings
     */
    static DocumentEnvelope readWithLog(Body body, Set<String> names) {
        return new DocumentEnvelope(body, LOGS, names, Set.of()).read();
    }

    private DocumentEnvelope read() {
        try (JsonParser parser = JsonValues.parser(body.open())) {
            readObject(parser);
            requireWellSpelt();
        } catch (UnexpectedEndOfInputException e) {
            throw Problem.of(400, "body.truncated", "The JSON body ends in the middle.");
        } catch (JacksonException e) {
            throw Problem.of(
                    400, "body.not_json", "The body is no JSON object; send one with " + members(documents) + ".");
        }
        return this;
    }

    private static String members(Set<String> documents) {
        return documents.equals(PLANS) ? "module and plan" : "logs";
    }

    Map<String, String> members() {
        return members;
    }

    /** The document as it stands there. */
    Optional<PlanSource> document() {
        return Optional.ofNullable(source);
    }

    Optional<PlanSource> source() {
        return document().map(PlanSource::recognised);
    }

    /** Whether the body seems to be the plan itself, sent without its media type. */
    boolean looksLikeAPlan() {
        return looksLikeAPlan;
    }

    private void readObject(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw Problem.of(
                    400,
                    "body.not_object",
                    "The body is JSON but no object; send one with " + members(documents) + ".");
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            readMember(name, parser);
        }
        if (parser.nextToken() != null) {
            throw Problem.of(400, "body.trailing", "The body goes on after its JSON object ends.");
        }
    }

    /** A plan that was sent without its media type has many members, and is told so. */
    private void requireWellSpelt() {
        if (misspelt != null && (source != null || !looksLikeAPlan)) {
            throw misspelt;
        }
    }

    private void readMember(String name, JsonParser parser) {
        // each reader of a body that names it twice would take it for something else
        if ((names.contains(name) || documents.contains(name)) && !seen.add(name)) {
            throw Problem.of(400, "body.not_json", "The body names " + name + " twice.")
                    .field(name);
        }
        switch (name) {
            case String document when documents.contains(document) -> readDocument(document, parser);
            case "resource_changes", "format_version" -> {
                looksLikeAPlan = true;
                parser.skipChildren();
            }
            default -> readField(name, parser);
        }
    }

    private void readDocument(String name, JsonParser parser) {
        switch (name) {
            case "plan" -> readPlan(parser);
            case "planOutput" ->
                readText(name, "the text that 'terraform plan' or 'tofu plan' prints, as a string", parser);
            default -> readText(name, "the log of the job that failed, as a string", parser);
        }
    }

    private void readPlan(JsonParser parser) {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                long start = start(parser);
                parser.skipChildren();
                long end = parser.currentLocation().getByteOffset();
                found(new PlanSource(Format.JSON, "plan", () -> body.open(start, end)));
            }
            // what "jq --arg plan" makes of a file
            case VALUE_STRING -> found(inString(Format.JSON, "plan", parser));
            case VALUE_NULL -> {}
            default -> throw wrongType("plan", "the object that 'terraform show -json' or 'tofu show -json' prints");
        }
    }

    private void readText(String name, String takes, JsonParser parser) {
        switch (parser.currentToken()) {
            case VALUE_STRING -> found(inString(Format.TEXT, name, parser));
            case VALUE_NULL -> {}
            default -> throw wrongType(name, takes);
        }
    }

    private void readField(String name, JsonParser parser) {
        if (!names.contains(name)) {
            misspelt = misspelt == null ? known.misspelt(name).orElse(null) : misspelt;
            parser.skipChildren();
        } else if (parser.currentToken() == JsonToken.VALUE_NULL) {
            // as good as left out
        } else if (parser.currentToken() == JsonToken.VALUE_STRING) {
            String text = parser.getString();
            Allowance.current().hold(2L * text.length());
            members.put(name, text);
        } else if (numbers.contains(name) && parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            members.put(name, parser.getString());
        } else {
            throw wrongType(name, "a string");
        }
    }

    private void found(PlanSource plan) {
        if (source != null) {
            throw Problem.of(422, "plan.ambiguous", "Send the plan once: as plan or as planOutput.")
                    .field("plan");
        }
        source = plan;
    }

    /** Streamed from where the string begins: made one, it would be in memory several times. */
    private PlanSource inString(Format format, String field, JsonParser parser) {
        long start = start(parser) + 1;
        return new PlanSource(format, field, () -> new JsonStringStream(body.open(start, Long.MAX_VALUE)));
    }

    private static long start(JsonParser parser) {
        long start = parser.currentTokenLocation().getByteOffset();
        if (start < 0) {
            throw Problem.of(400, "body.not_utf8", "A JSON body is UTF-8 (RFC 8259, section 8.1).");
        }
        return start;
    }

    private static Problem wrongType(String name, String takes) {
        return Problem.of(422, "field.type", name + " takes " + takes + ".").field(name);
    }
}
