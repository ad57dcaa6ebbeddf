package dev.infrahub.secretscanner;

import dev.infrahub.faults.RefusalKind;
import dev.infrahub.schemas.FoundSecret;
import dev.infrahub.schemas.ScannedFile;
import dev.infrahub.schemas.SecretScanCompleted;
import dev.infrahub.schemas.SecretScanRequested;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.WorkerContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ConfigurableApplicationContext;

/** The secret-scanner keeps the worker contract. */
class SecretScannerIT extends WorkerContract<SecretScanRequested, SecretScanCompleted> {

    private static final Instant FIRST = Instant.parse("2026-11-29T10:00:00Z");

    @Override
    protected ConfigurableApplicationContext start(String... arguments) {
        return SecretScannerApplication.start(arguments);
    }

    @Override
    protected Topic<SecretScanRequested> consumes() {
        return Topics.SECRET_SCAN_REQUESTED;
    }

    @Override
    protected Topic<SecretScanCompleted> answersWith() {
        return Topics.SECRET_SCAN_COMPLETED;
    }

    @Override
    protected SecretScanRequested event(int n) {
        return SecretScanRequested.newBuilder()
                .setScanId(new UUID(1, n).toString())
                .setClient("acme")
                .setModule("network")
                .setScannedAt(FIRST.plus(Duration.ofHours(n)))
                .setComplete(false)
                .setFiles(List.of(new ScannedFile("main.tf", "%032x".formatted(n))))
                .setFindings(List.of(new FoundSecret(
                        "github-token", "main.tf", 3, 12, 3, 52, "ghp_****", "%064x".formatted(n), null)))
                .build();
    }

    @Override
    protected SecretScanRequested refused(int n) {
        return SecretScanRequested.newBuilder(event(n)).setFiles(List.of()).build();
    }

    @Override
    protected String refusal() {
        return "scan.inconsistent";
    }

    @Override
    protected RefusalKind refusalKind() {
        return RefusalKind.INVALID;
    }

    @Override
    protected String key() {
        return "acme/network";
    }

    @Override
    protected String table() {
        return "secret_scanner.secret_scans";
    }

    @Override
    protected String identity(SecretScanCompleted answer) {
        return answer.getScanId();
    }

    @Override
    protected String identityOf(SecretScanRequested event) {
        return event.getScanId();
    }
}
