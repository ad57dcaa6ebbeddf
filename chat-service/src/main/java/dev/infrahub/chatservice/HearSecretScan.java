package dev.infrahub.chatservice;

import dev.infrahub.chatservice.domain.SecretScanFact;
import dev.infrahub.chatservice.domain.StandingSecrets;
import dev.infrahub.chatservice.store.Modules;
import dev.infrahub.chatservice.store.Secrets;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.schemas.SecretFinding;
import dev.infrahub.schemas.SecretScanCompleted;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Files were scanned for credentials: keep where some stand, and nothing of what they are. */
final class HearSecretScan implements Handler<SecretScanCompleted> {

    private static final Set<String> OPEN = Set.of("new", "known");
    private static final List<String> GRAVEST_FIRST = List.of("critical", "high", "medium", "low");

    @Override
    public Outcome handle(Event<SecretScanCompleted> event) {
        SecretScanCompleted scan = event.value();
        Outcome outcome = Outcome.write(Secrets.put(fact(scan)));
        String module = scan.getModule();
        if (module == null) {
            return outcome;
        }
        Outcome named = outcome.and(Modules.put(scan.getClient(), module));
        return scan.getRevision() == 0 ? named : named.and(Secrets.put(standing(scan, module)));
    }

    private static SecretScanFact fact(SecretScanCompleted scan) {
        return new SecretScanFact(
                scan.getClient(),
                scan.getScanId(),
                Optional.ofNullable(scan.getModule()),
                scan.getScannedAt(),
                scan.getComplete(),
                scan.getCounts().getFindings(),
                scan.getCounts().getNew$(),
                scan.getCounts().getResolved(),
                scan.getResolved().stream()
                        .map(gone -> new SecretScanFact.Gone(gone.getRuleId(), gone.getPath()))
                        .toList());
    }

    /** With what is known of files that this scan did not look at. */
    private static StandingSecrets standing(SecretScanCompleted scan, String module) {
        List<StandingSecrets.Finding> open = Stream.concat(
                        scan.getFindings().stream().filter(finding -> OPEN.contains(finding.getState())),
                        scan.getElsewhere().stream())
                .map(HearSecretScan::finding)
                .sorted(Comparator.comparingInt(finding -> gravity(finding.severity())))
                .toList();
        return new StandingSecrets(
                scan.getClient(),
                module,
                scan.getRevision(),
                scan.getScanId(),
                scan.getScannedAt(),
                scan.getCounts().getFindings() + scan.getCounts().getElsewhere(),
                open);
    }

    private static StandingSecrets.Finding finding(SecretFinding finding) {
        return new StandingSecrets.Finding(
                finding.getRuleId(),
                finding.getTitle(),
                finding.getSeverity(),
                finding.getPath(),
                finding.getLine(),
                finding.getSince());
    }

    private static int gravity(String severity) {
        int gravity = GRAVEST_FIRST.indexOf(severity);
        return gravity < 0 ? GRAVEST_FIRST.size() : gravity;
    }
}
