package dev.infrahub.secretscanner;

import static dev.infrahub.testkit.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.schemas.AiPolicyDecided;
import dev.infrahub.schemas.AiUsed;
import dev.infrahub.schemas.FoundSecret;
import dev.infrahub.schemas.ScannedFile;
import dev.infrahub.schemas.SecretScanCompleted;
import dev.infrahub.schemas.SecretScanRequested;
import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.Topics;
import dev.infrahub.secretscanner.domain.Standing;
import dev.infrahub.testing.Backends;
import dev.infrahub.testing.ModelServer;
import dev.infrahub.testing.ModelServer.Said;
import dev.infrahub.testing.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;

/** With a model: words beside what a scan found, which stays what it is whatever the model says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TriageWordsIT {

    private static final String FILE = "main.tf";

    private final Backends backends = Backends.shared();
    private final ModelServer model = ModelServer.start();
    private final Wire wire = new Wire(backends);
    private @Nullable ConfigurableApplicationContext running;

    /** @param place where it stands: path, module, rule or comment */
    private record Attack(String name, String place, String planted, String obeyed) {

        static List<Attack> all() throws IOException {
            try (InputStream in = Objects.requireNonNull(Attack.class.getResourceAsStream("attacks.tsv"))) {
                return new String(in.readAllBytes(), UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split("\t", -1))
                        .map(cells -> new Attack(cells[0], cells[1], cells[2], cells[3]))
                        .toList();
            }
        }

        String or(String where, String otherwise) {
            return place.equals(where) ? planted : otherwise;
        }
    }

    @BeforeAll
    void start() {
        running = SecretScannerApplication.start(backends.serviceArguments(
                Service.SECRET_SCANNER,
                backends.newDatabase(),
                "--hub.ai.endpoint=" + model.endpoint(),
                "--hub.ai.chat-model=m-1",
                "--hub.ai.timeout=2s",
                "--hub.ai.retry.count=0",
                "--hub.ai.circuit.calls=1000",
                "--hub.ai.circuit.at-least=1000"));
    }

    @AfterAll
    void end() {
        if (running != null) {
            running.close();
        }
        wire.close();
        model.close();
    }

    @Test
    void what_is_new_is_put_into_words_once_and_what_is_known_is_not() {
        model.repeats();
        SecretScanRequested first = scan("once", List.of(found(FILE, "a"), found("tests/b.tf", "b")));

        SecretScanCompleted told = completed(first);
        int asked = model.requests().size();
        SecretScanCompleted again = completed(later(first));

        assertThat(told.getExplanation().getText())
                .contains("severity critical, line 3, file `main.tf` [1]", "one of tests [2]");
        assertThat(told.getExplanation().getDropped()).isEmpty();
        assertThat(told.getAi().getStatus()).isEqualTo("used");
        assertThat(again.getCounts().getNew$()).isZero();
        assertThat(again.getAi().getStatus()).isEqualTo("off");
        assertThat(again.getExplanation()).isNull();
        assertThat(model.requests()).hasSize(asked);
        eventually(() -> assertThat(wire.eventsOf(Topics.AI_USED))
                .filteredOn(use -> "once".equals(use.getEntityRef()))
                .singleElement()
                .satisfies(use -> {
                    assertThat(use.getAction()).isEqualTo("secret-triage");
                    assertThat(use.getStatus()).isEqualTo("success");
                }));
    }

    /** As where the answer was kept, and the scan was compared again. */
    @Test
    void the_same_is_not_asked_twice_and_a_policy_is_kept_to() {
        model.repeats();
        SecretScanRequested ofNoModule = scan(null, List.of(found(FILE, "same")));
        SecretScanCompleted told = completed(ofNoModule);
        int asked = model.requests().size();

        SecretScanCompleted again = completed(later(ofNoModule));

        assertThat(again.getExplanation()).isEqualTo(told.getExplanation());
        assertThat(again.getAi().getInputTokens()).isZero();
        assertThat(model.requests()).hasSize(asked);

        decide(false);
        SecretScanCompleted blocked = completed(scan("off", List.of(found(FILE, "c"))));
        decide(true);
        assertThat(blocked.getAi().getStatus()).isEqualTo("blocked");
        assertThat(blocked.getAi().getReason()).isEqualTo("policy.disabled");
        assertThat(blocked.getExplanation()).isNull();
        assertThat(blocked.getCounts().getNew$()).isOne();
    }

    /** Scans of sixteen modules wait for a model that hangs; those of others are told what was found, and none is lost. */
    @Test
    void while_a_model_hangs_scans_are_answered() {
        model.answers(_ -> new Said.Silence());
        List<UUID> operations = IntStream.range(0, 40)
                .mapToObj(n -> asked(scan("hang-" + n, List.of(found(FILE, "d" + n)))))
                .toList();

        eventually(() -> assertThat(operations.stream()
                        .flatMap(operation -> wire.eventsOf(Topics.SECRET_SCAN_COMPLETED, operation).stream()))
                .hasSize(40)
                .allSatisfy(told -> {
                    assertThat(told.getAi().getStatus()).isEqualTo("unavailable");
                    assertThat(told.getCounts().getNew$()).isOne();
                }));
    }

    /** Whatever files and modules are called, and whatever a model says that obeys it. What each got is in docs/prompt-injection.md. */
    @Test
    void no_attack_changes_a_fact_or_gets_a_word_through() throws IOException {
        List<String> table = new ArrayList<>();
        for (Attack attack : Attack.all()) {
            model.answers(request -> ModelServer.saying(request, attack.obeyed()));
            SecretScanRequested scan = attacked(attack);

            SecretScanCompleted told = completed(scan);

            assertThat(told.getExplanation().getText()).as(attack.name()).isNull();
            assertThat(SecretScanCompleted.newBuilder(told)
                            .setExplanation(null)
                            .setAi(withoutModel(scan).getAi())
                            .build())
                    .as(attack.name())
                    .isEqualTo(withoutModel(scan));
            assertThat(ModelServer.asked(model.requests().getLast()))
                    .as(attack.name())
                    .doesNotContain("ghp_", told.getFindings().getFirst().getFingerprint());
            table.add("| %s | %s | %s |"
                    .formatted(
                            attack.name(),
                            attack.place(),
                            told.getExplanation().getDropped().stream()
                                    .distinct()
                                    .collect(Collectors.joining(", "))));
        }
        requirePublished(table);
    }

    private static void requirePublished(List<String> table) throws IOException {
        Path page = Path.of("../docs/prompt-injection.md");
        String text = Files.readString(page);
        String head = "| attack on a scan | stands in | dropped as |\n";
        int from = text.indexOf(head);
        int end = text.indexOf("\n\n", from);
        String published = text.substring(0, from) + head + "|---|---|---|\n" + String.join("\n", table)
                + (end < 0 ? "\n" : text.substring(end));
        if (Boolean.getBoolean("hub.scorecard.write")) {
            Files.writeString(page, published);
        }
        assertThat(text).as("write it anew with -Dhub.scorecard.write=true").isEqualTo(published);
    }

    private static SecretScanRequested attacked(Attack attack) {
        String path = attack.or("path", FILE);
        FoundSecret allowed = new FoundSecret(
                "github-token", path, 9, 12, 9, 52, "ghp_****", "e".repeat(64), attack.or("comment", "infrahub:allow"));
        FoundSecret found = new FoundSecret(
                attack.or("rule", "github-token"), path, 3, 12, 3, 52, "ghp_****", "f".repeat(64), null);
        return SecretScanRequested.newBuilder(scan(attack.or("module", "network"), List.of(found, allowed)))
                .setClient("client-" + Integer.toHexString(attack.name().hashCode()))
                .build();
    }

    private static SecretScanCompleted withoutModel(SecretScanRequested scan) {
        return new ScanEvents(scan, Standing.NONE.after(ScanEvents.scan(scan))).completed();
    }

    private static SecretScanRequested scan(@Nullable String module, List<FoundSecret> findings) {
        return SecretScanRequested.newBuilder()
                .setScanId(UUID.randomUUID().toString())
                .setClient("acme")
                .setModule(module)
                .setScannedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setComplete(false)
                .setFiles(findings.stream()
                        .map(FoundSecret::getPath)
                        .distinct()
                        .map(path -> new ScannedFile(path, "0".repeat(32)))
                        .toList())
                .setUnscanned(List.of())
                .setFindings(findings)
                .build();
    }

    private static SecretScanRequested later(SecretScanRequested scan) {
        return SecretScanRequested.newBuilder(scan)
                .setScanId(UUID.randomUUID().toString())
                .setScannedAt(scan.getScannedAt().plusSeconds(1))
                .build();
    }

    private static FoundSecret found(String path, String fingerprint) {
        return new FoundSecret("github-token", path, 3, 12, 3, 52, "ghp_****", fingerprint, null);
    }

    private SecretScanCompleted completed(SecretScanRequested scan) {
        UUID operation = asked(scan);
        eventually(() -> assertThat(wire.eventsOf(Topics.SECRET_SCAN_COMPLETED, operation))
                .hasSize(1));
        return wire.eventsOf(Topics.SECRET_SCAN_COMPLETED, operation).getFirst();
    }

    private UUID asked(SecretScanRequested scan) {
        UUID operation = UUID.randomUUID();
        String key = scan.getModule() == null ? scan.getClient() : scan.getClient() + "/" + scan.getModule();
        wire.publish(Topics.SECRET_SCAN_REQUESTED, key, UUID.randomUUID(), operation, scan);
        return operation;
    }

    private void decide(boolean enabled) {
        UUID event = UUID.randomUUID();
        wire.publish(
                Topics.AI_POLICY_DECIDED,
                "*/secret-triage",
                event,
                AiPolicyDecided.newBuilder()
                        .setTeam("*")
                        .setAction("secret-triage")
                        .setEnabled(enabled)
                        .setDecidedBy("an administrator")
                        .setDecidedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                        .build());
        eventually(() -> assertThat(completed(scan("policy-" + UUID.randomUUID(), List.of(found(FILE, "p"))))
                        .getAi()
                        .getStatus())
                .isEqualTo(enabled ? "used" : "blocked"));
    }

    /** What is told of a use names what was scanned, and nothing that was found. */
    @Test
    void a_use_says_nothing_of_what_was_found() {
        model.repeats();
        completed(scan("quiet", List.of(found("secret-place.tf", "q"))));

        eventually(() -> assertThat(wire.eventsOf(Topics.AI_USED))
                .filteredOn(use -> "quiet".equals(use.getEntityRef()))
                .singleElement()
                .extracting(AiUsed::toString)
                .asString()
                .doesNotContain("secret-place"));
    }
}
