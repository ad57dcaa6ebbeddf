package dev.infrahub.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes a Terraform plan through a running hub, as a pipeline, a change board and an auditor would, and shows what comes back. */
public final class Demo {

    private static final String PLAN = "/demo/plan.json";
    private static final String OTHER_PLAN = "/demo/dev-plan.json";
    private static final String SCAN = "/demo/drift-plan.json";
    private static final String FIELDS = "?module=checkout&client=acme&environment=production";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(15);
    private static final Duration ASK_EVERY = Duration.ofMillis(500);
    private static final List<String> QUESTIONS = List.of(
            "Who approved the last change of checkout?",
            "What drifted in checkout?",
            "Which secrets are open in checkout?");
    private static final JsonMapper JSON = new JsonMapper();

    private final DemoHub hub;
    private final DemoScreen screen;
    private final OfflineVerifier verifier;
    private final Path folder;
    private final String console;

    private Demo(DemoHub hub, DemoScreen screen, OfflineVerifier verifier, Path folder, String console) {
        this.hub = hub;
        this.screen = screen;
        this.verifier = verifier;
        this.folder = folder;
        this.console = console;
    }

    /** The hub's address, the command {@code hub}, the folder where the evidence is left, and the console's address. */
    static void main(String[] args) {
        String url = args[0];
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            DemoHub hub = new DemoHub(url, System.getenv().getOrDefault("HUB_ADMIN_KEY", ""), http);
            DemoScreen screen = new DemoScreen(Style.ofTerminal(), System.out);
            new Demo(hub, screen, new OfflineVerifier(Path.of(args[1])), Path.of(args[2]), args[3]).show();
        } catch (IOException e) {
            fail("no answer from " + url + ": " + e);
        } catch (InterruptedException _) {
            fail("interrupted");
        } catch (IllegalStateException e) {
            fail(String.valueOf(e.getMessage()));
        }
    }

    private void show() throws IOException, InterruptedException {
        byte[] plan = made(Instant.now());
        JsonNode summary = hub.postPlan("/api/pipeline/summarize-plan" + FIELDS, plan);
        ObjectNode samePlan =
                JSON.createObjectNode().put("planId", summary.path("planId").asString());
        JsonNode risk = hub.post("/api/pipeline/risk-assessment", samePlan);
        screen.title("checkout of acme in production");
        screen.summary(summary);
        screen.risk(risk);
        screen.rollback(hub.post("/api/pipeline/rollback-plan", samePlan));
        String change = board(samePlan, plan);
        evidence(change, summary, risk);
        screen.drift(hub.postPlan("/api/drift/analyze" + FIELDS + "&exitCode=0", resource(SCAN)));
        screen.secrets(hub.post("/api/scan-secrets", files()));
        questions();
        screen.next(hub.url(), summary);
        screen.look(console, "/changes/" + change + "?client=acme");
    }

    /** What is asked about was told a moment ago: who answers hears of it as any subscriber does. */
    private void questions() throws IOException, InterruptedException {
        screen.questions();
        for (String question : QUESTIONS) {
            ObjectNode wish = JSON.createObjectNode().put("message", question).put("client", "acme");
            JsonNode answer = hub.post("/api/infra/chat", wish);
            for (Instant until = Instant.now().plus(HEARD_WITHIN);
                    !answer.path("found").asBoolean() && Instant.now().isBefore(until);
                    answer = hub.post("/api/infra/chat", wish)) {
                Thread.sleep(ASK_EVERY);
            }
            screen.answer(question, answer);
        }
    }

    /** The change goes before the board; who asked may not approve; others sign; the gate opens for this plan alone. */
    private String board(ObjectNode samePlan, byte[] plan) throws IOException, InterruptedException {
        JsonNode change = hub.post("/api/cab/requests", samePlan);
        screen.change(change);
        String id = change.path("changeRequestId").asString();
        ObjectNode decision = JSON.createObjectNode()
                .put("changeRequestId", id)
                .put("module", change.path("module").asString())
                .put("riskLevel", change.path("riskLevel").asString())
                .put("planHash", change.path("planHash").asString());
        screen.refused("approved by who asked", hub.refused("/api/cab/approve", decision));
        for (int i = 1; i <= change.path("approvalsNeeded").asInt(); i++) {
            screen.approval(hub.as(approver(i)).post("/api/cab/approve", decision));
        }
        screen.verification(hub.get("/api/cab/verify/" + id));
        String gate = "/api/cab/gate" + FIELDS + "&changeRequestId=" + id;
        screen.gate(hub.postPlan(gate, plan));
        screen.refused("apply another plan", hub.planRefused(gate, resource(OTHER_PLAN)));
        screen.implemented(hub.post(
                "/api/cab/requests/" + id + "/implement",
                JSON.createObjectNode().put("outcome", "succeeded")));
        return id;
    }

    /** What is needed to prove all this later is sealed in one file, which is verified where there is no hub. */
    private void evidence(String id, JsonNode summary, JsonNode risk) throws IOException, InterruptedException {
        ObjectNode wish = JSON.createObjectNode().put("changeRequestId", id);
        wish.set("planSummary", summary.path("summary"));
        wish.set("riskAssessment", risk.path("riskLevel"));
        JsonNode sealed = hub.post("/api/cab/seal-evidence", wish);
        byte[] bytes = hub.file("/api/cab/evidence/" + sealed.path("evidenceId").asString());
        Files.createDirectories(folder);
        Path file = Files.write(folder.resolve("evidence.json"), bytes);
        String key = sealed.path("keyFingerprint").asString();
        screen.sealed(sealed);
        OfflineVerifier.Verdict verdict = verifier.verify(file, key);
        screen.verdict("as it was sealed", verdict);
        Path changed = Files.write(folder.resolve("changed.json"), withOneByteChanged(bytes));
        OfflineVerifier.Verdict refusal = verifier.verify(changed, key);
        screen.verdict("with one byte changed", refusal);
        if (!verdict.isValid() || refusal.isValid()) {
            throw new IllegalStateException("the verifier is wrong about " + file + " or " + changed);
        }
        screen.again(verifier.command(file, key));
    }

    /** The plan as it would be if it were made at this time: of one that was analysed before, what was said then is said again. */
    private static byte[] made(Instant time) throws IOException {
        return new String(resource(PLAN), StandardCharsets.UTF_8)
                .replaceFirst("\"timestamp\":\"[^\"]*\"", "\"timestamp\":\"" + time + "\"")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Another digit of Base64 in the middle of the payload: still an envelope, and not what was signed. */
    static byte[] withOneByteChanged(byte[] envelope) {
        String member = "\"payload\":\"";
        String text = new String(envelope, StandardCharsets.US_ASCII);
        int start = text.indexOf(member) + member.length();
        int middle = start + (text.indexOf('"', start) - start) / 2;
        byte[] changed = envelope.clone();
        changed[middle] = (byte) (changed[middle] == 'A' ? 'B' : 'A');
        return changed;
    }

    /** With a credential that nobody ever issued. */
    private static ObjectNode files() {
        ObjectNode scan = JSON.createObjectNode().put("module", "checkout").put("client", "acme");
        String token = "ghp_" + "k3Vb9QzT1xWm7RsYp2LdJc8NfHg5Ae0Ku4Xo";
        ArrayNode files = scan.putArray("files");
        files.addObject()
                .put("path", "providers.tf")
                .put("content", "provider \"github\" {\n  owner = \"acme\"\n  token = \"" + token + "\"\n}\n");
        files.addObject()
                .put("path", "main.tf")
                .put("content", "resource \"aws_db_instance\" \"main\" {\n  password = var.db_password\n}\n");
        return scan;
    }

    /** A key of an approver of its own, good for an hour. */
    private String approver(int number) throws IOException, InterruptedException {
        ObjectNode wish = JSON.createObjectNode()
                .put("name", "demo approver " + number)
                .put("role", "approver")
                .put("expiresAt", Instant.now().plus(Duration.ofHours(1)).toString());
        wish.putArray("clients").add("acme");
        return hub.create("/api/keys", wish).path("key").asString();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream plan = Objects.requireNonNull(Demo.class.getResourceAsStream(name), name)) {
            return plan.readAllBytes();
        }
    }

    private static void fail(String reason) {
        System.err.println("hub: the demo failed: " + reason);
        System.exit(1);
    }
}
