package dev.infrahub.gateway.evidence;

import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import dev.infrahub.proofs.Dsse;
import dev.infrahub.proofs.Row;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Evidence as assessment results of OSCAL 1.1.3 (NIST), made of the envelope and nothing else: the same file, the same
 * export. UUIDs are of version 5, which OSCAL asks for, in the namespace of the evidence's id. Controls are those of NIST
 * SP 800-53, revision 5.
 */
final class Oscal {

    private static final String VERSION = "1.1.3";
    private static final String CATALOG = "https://doi.org/10.6028/NIST.SP.800-53r5";

    private static final long VERSION_BITS = 0xF000L;
    private static final long VERSION_5 = 0x5000L;
    private static final long VARIANT_BITS = 0b11L << 62;
    private static final long VARIANT_RFC = 0b10L << 62;

    private final UUID id;
    private final String hash;
    private final Row predicate;
    private final Row request;
    private final List<Row> decisions;

    /** @param hash SHA-256 of the file */
    Oscal(UUID id, String hash, Dsse envelope) {
        this.id = id;
        this.hash = hash;
        this.predicate = object(Row.ofJson(envelope.payload()), "predicate");
        this.request = object(object(predicate, "changeRequest"), "request");
        this.decisions = Row.list(value(predicate, "decisions")).stream()
                .map(decision -> object(decision, "decision"))
                .toList();
    }

    private record Control(String id, String title, String observed, boolean isSatisfied) {}

    /** Canonical JSON. */
    String text() {
        return new Json()
                .with(
                        "assessment-results",
                        new Json()
                                .with("uuid", uuid("assessment-results"))
                                .with("metadata", metadata())
                                .with("import-ap", new Json().with("href", "#" + uuid("plan")))
                                .with("results", List.of(result()))
                                .with("back-matter", new Json().with("resources", List.of(file(), plan()))))
                .text();
    }

    private Json metadata() {
        return new Json()
                .with("title", "Change " + request.text("changeRequestId") + ": approval evidence")
                .with("last-modified", predicate.text("sealedAt"))
                .with("version", hash)
                .with("oscal-version", VERSION);
    }

    private Json result() {
        List<Control> controls = controls();
        List<Json> observations = new ArrayList<>();
        controls.forEach(control -> observations.add(observation(control.id(), control.title(), control.observed())));
        observations.addAll(claims());
        return new Json()
                .with("uuid", uuid("result"))
                .with("title", "Approval of a Terraform plan")
                .with(
                        "description",
                        "What the signed decisions and the log show about the change; each can be verified.")
                .with("start", request.text("at"))
                .with("end", predicate.text("sealedAt"))
                .with("reviewed-controls", reviewed(controls))
                .with("observations", observations)
                .with("findings", controls.stream().map(this::finding).toList());
    }

    private List<Control> controls() {
        String requester = request.text("requestedBy");
        List<String> approvers = decisions.stream()
                .filter(decision -> decision.text("decision").equals("approve"))
                .map(decision -> decision.text("approvedBy"))
                .toList();
        long people = approvers.stream().distinct().count();
        long needed = request.number("approvalsNeeded");
        return List.of(
                new Control(
                        "cm-3",
                        "Configuration Change Control",
                        "The change was approved by " + people + " of " + needed + " people before it was applied.",
                        people >= needed),
                new Control(
                        "cm-4",
                        "Impact Analyses",
                        value(predicate, "analysis").isNull()
                                ? "The hub holds no analysis of the plan."
                                : "The hub analysed the plan; its risk is " + request.text("riskLevel") + ".",
                        !value(predicate, "analysis").isNull()),
                new Control(
                        "ac-5",
                        "Separation of Duties",
                        "Requested by " + requester + "; approved by " + String.join(", ", approvers) + ".",
                        people > 0 && people == approvers.size() && !approvers.contains(requester)),
                new Control(
                        "au-10",
                        "Non-repudiation",
                        "Each decision is signed with the approver's own key (ML-DSA-65) and is a leaf of the log.",
                        !decisions.isEmpty()),
                new Control(
                        "si-7",
                        "Software, Firmware, and Information Integrity",
                        "Decisions name the plan by SHA-256 " + request.text("planHash") + ".",
                        decisions.stream().allMatch(one -> one.agrees("planHash", request, "planHash"))));
    }

    /** What the submitter says is told as that, and nothing is found by it. */
    private List<Json> claims() {
        Row submitted = object(predicate, "submitted");
        String by = " was submitted by " + submitted.text("submittedBy") + "; the hub did not examine it.";
        List<Json> claims = new ArrayList<>();
        for (String member : List.of("planSummary", "riskAssessment", "scanResults", "testResults")) {
            if (!value(submitted, member).isNull()) {
                claims.add(observation(member, "Submitted: " + member, member + by));
            }
        }
        return claims;
    }

    private Json observation(String name, String title, String description) {
        return new Json()
                .with("uuid", uuid("observation/" + name))
                .with("title", title)
                .with("description", description)
                .withTexts("methods", List.of("EXAMINE"))
                .with(
                        "relevant-evidence",
                        List.of(new Json()
                                .with("href", "#" + uuid("file"))
                                .with("description", "The evidence file, by its SHA-256.")))
                .with("collected", predicate.text("sealedAt"));
    }

    private static Json reviewed(List<Control> controls) {
        return new Json()
                .with(
                        "control-selections",
                        List.of(new Json()
                                .with(
                                        "include-controls",
                                        controls.stream()
                                                .map(control -> new Json().with("control-id", control.id()))
                                                .toList())));
    }

    private Json finding(Control control) {
        return new Json()
                .with("uuid", uuid("finding/" + control.id()))
                .with("title", control.title())
                .with("description", control.observed())
                .with(
                        "target",
                        new Json()
                                .with("type", "statement-id")
                                .with("target-id", control.id() + "_smt")
                                .with(
                                        "status",
                                        new Json()
                                                .with("state", control.isSatisfied() ? "satisfied" : "not-satisfied")))
                .with(
                        "related-observations",
                        List.of(new Json().with("observation-uuid", uuid("observation/" + control.id()))));
    }

    private Json file() {
        return new Json()
                .with("uuid", uuid("file"))
                .with("title", "Sealed evidence " + id)
                .with("description", "A DSSE envelope with an in-toto statement; it can be verified offline.")
                .with(
                        "rlinks",
                        List.of(new Json()
                                .with("href", "/api/cab/evidence/" + id)
                                .with("media-type", "application/json")
                                .with(
                                        "hashes",
                                        List.of(new Json()
                                                .with("algorithm", "SHA-256")
                                                .with("value", hash)))));
    }

    private Json plan() {
        return new Json()
                .with("uuid", uuid("plan"))
                .with("title", "How it is assessed")
                .with(
                        "description",
                        "Every approved change is assessed by what its signed decisions and the transparency log prove.")
                .with("rlinks", List.of(new Json().with("href", CATALOG)));
    }

    /** RFC 9562, section 5.5. */
    private String uuid(String name) {
        byte[] namespace = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        ByteBuffer sha1 = ByteBuffer.wrap(sha1(namespace, name.getBytes(StandardCharsets.UTF_8)));
        long high = (sha1.getLong() & ~VERSION_BITS) | VERSION_5;
        long low = (sha1.getLong() & ~VARIANT_BITS) | VARIANT_RFC;
        return new UUID(high, low).toString();
    }

    private static byte[] sha1(byte[] namespace, byte[] name) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(namespace);
            return digest.digest(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    private static Row object(Row row, String member) {
        return new Row(Json.members(value(row, member)));
    }

    private static Value value(Row row, String member) {
        return row.members().getOrDefault(member, Value.Special.NULL);
    }
}
