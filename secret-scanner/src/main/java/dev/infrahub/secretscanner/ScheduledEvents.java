package dev.infrahub.secretscanner;

import dev.infrahub.events.Outcome;
import dev.infrahub.scanning.Detection;
import dev.infrahub.schemas.FoundSecret;
import dev.infrahub.schemas.ScannedFile;
import dev.infrahub.schemas.ScheduledLook;
import dev.infrahub.schemas.SecretScanRequested;
import dev.infrahub.schemas.Topics;
import dev.infrahub.schemas.UnscannedFile;
import dev.infrahub.secretscanner.RepositoryLook.Result;
import dev.infrahub.secretscanner.domain.ModuleKey;
import dev.infrahub.secretscanner.domain.ScannedCommit;
import dev.infrahub.secretscanner.domain.Schedule.Failure;
import dev.infrahub.secretscanner.domain.Schedule.Status;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What came of scanning a module by schedule, as the event that asks for it to be compared: the same that files are asked by
 * which were handed in.
 *
 * @param at when it began: what was handed in meanwhile is newer
 * @param dueBy when the next one is overdue
 */
record ScheduledEvents(ModuleKey module, Instant at, Instant dueBy) {

    Outcome of(SecretScanRequested event) {
        return Outcome.nothing().start(Topics.SECRET_SCAN_REQUESTED, module.client() + "/" + module.module(), event);
    }

    SecretScanRequested scanned(Result.Scanned scanned) {
        return event(new ScheduledLook(Status.CHECKED.text(), null, null, dueBy))
                .setComplete(true)
                .setCommit(scanned.scanned().commit())
                .setFiles(scanned.result().digests().entrySet().stream()
                        .map(file -> new ScannedFile(file.getKey(), file.getValue()))
                        .toList())
                .setUnscanned(scanned.result().skipped().stream()
                        .map(one -> new UnscannedFile(one.path(), one.reason().text()))
                        .toList())
                .setFindings(scanned.result().detections().stream()
                        .map(ScheduledEvents::found)
                        .toList())
                .build();
    }

    SecretScanRequested unchanged(ScannedCommit scanned) {
        return event(new ScheduledLook(Status.CHECKED.text(), null, null, dueBy))
                .setCommit(scanned.commit())
                .build();
    }

    SecretScanRequested failed(Failure failure) {
        return event(new ScheduledLook(Status.FAILED.text(), failure.code(), failure.reason(), dueBy))
                .build();
    }

    SecretScanRequested ended() {
        return event(new ScheduledLook(Status.ENDED.text(), null, null, null)).build();
    }

    private SecretScanRequested.Builder event(ScheduledLook look) {
        return SecretScanRequested.newBuilder()
                .setScanId(UUID.randomUUID().toString())
                .setClient(module.client())
                .setModule(module.module())
                .setScannedAt(at)
                .setComplete(false)
                .setFiles(List.of())
                .setSchedule(look);
    }

    private static FoundSecret found(Detection detection) {
        return new FoundSecret(
                detection.ruleId(),
                detection.path(),
                detection.place().line(),
                detection.place().column(),
                detection.place().endLine(),
                detection.place().endColumn(),
                detection.redacted(),
                detection.fingerprint(),
                detection.allowedBy().orElse(null));
    }
}
