package dev.infrahub.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A plan of 50 KB, grown from the demo's; each copy is a plan of its own. */
final class TypicalPlan {

    private static final int BYTES = 50_000;
    private static final String MARK = "00000000-0000-0000-0000-000000000000";

    private final String template;

    private TypicalPlan(String template) {
        this.template = template;
    }

    /** To be applied. */
    static TypicalPlan create() {
        return grown("/demo/plan.json", "resource_changes", 0);
    }

    /** Of a scan for drift: one resource drifted, and all the others only look so. */
    static TypicalPlan scan() {
        return grown("/demo/drift-plan.json", "resource_drift", 1);
    }

    private static TypicalPlan grown(String demo, String member, int from) {
        JsonMapper json = new JsonMapper();
        try (InputStream in = Objects.requireNonNull(TypicalPlan.class.getResourceAsStream(demo), demo)) {
            ObjectNode plan = (ObjectNode) json.readTree(in);
            plan.putObject("variables").putObject("run").put("value", MARK);
            ArrayNode changes = (ArrayNode) plan.get(member);
            int original = changes.size() - from;
            for (int copy = 0; json.writeValueAsString(plan).length() < BYTES; copy++) {
                ObjectNode change =
                        (ObjectNode) changes.get(from + copy % original).deepCopy();
                change.put("address", change.path("address").asString() + "_" + copy);
                changes.add(change);
            }
            return new TypicalPlan(json.writeValueAsString(plan));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same plan, told apart by a variable. */
    byte[] next() {
        return template.replace(MARK, UUID.randomUUID().toString()).getBytes(StandardCharsets.UTF_8);
    }

    /** A plan that other words are due to: the facts that a model is told name its resources. */
    byte[] other() {
        String plan = new String(next(), StandardCharsets.UTF_8);
        String own = "aws_db_instance.orders_" + UUID.randomUUID().toString().substring(0, 8);
        return plan.replace("aws_db_instance.orders", own).getBytes(StandardCharsets.UTF_8);
    }

    int size() {
        return template.length();
    }

    /** About what the hub publishes of it. */
    byte[] compressed() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(next());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
