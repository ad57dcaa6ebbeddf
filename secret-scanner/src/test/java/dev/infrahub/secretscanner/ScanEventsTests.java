package dev.infrahub.secretscanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.faults.Fault;
import dev.infrahub.schemas.FoundSecret;
import dev.infrahub.schemas.ScannedFile;
import dev.infrahub.schemas.SecretScanRequested;
import dev.infrahub.schemas.UnscannedFile;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a scan that comes past the gateway must be, so that it can be compared. */
class ScanEventsTests {

    private static SecretScanRequested.Builder scan() {
        return SecretScanRequested.newBuilder()
                .setScanId("00000000-0000-4000-8000-000000000001")
                .setClient("acme")
                .setModule("network")
                .setScannedAt(Instant.parse("2026-11-29T10:00:00Z"))
                .setCommit("4f5e6d7")
                .setComplete(true)
                .setUnscanned(List.of())
                .setFiles(List.of(new ScannedFile("main.tf", "0".repeat(32))))
                .setFindings(List.of(found("main.tf", "a", 3)));
    }

    private static FoundSecret found(String path, String fingerprint, int line) {
        return new FoundSecret("github-token", path, line, 12, line, 52, "ghp_****", fingerprint, null);
    }

    private static Stream<SecretScanRequested> contradictions() {
        return Stream.of(
                scan().setFiles(List.of(new ScannedFile("main.tf", "a"), new ScannedFile("main.tf", "b")))
                        .build(),
                scan().setFindings(List.of(found("other.tf", "a", 3))).build(),
                scan().setFindings(List.of(found("main.tf", "a", 3), found("main.tf", "a", 4)))
                        .build(),
                scan().setFindings(List.of(found("main.tf", "a", 0))).build(),
                scan().setFiles(List.of()).setFindings(List.of()).build(),
                scan().setFiles(List.of())
                        .setFindings(List.of())
                        .setUnscanned(List.of(new UnscannedFile("logo.png", "binary")))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void a_scan_that_contradicts_itself_is_refused(SecretScanRequested asked) {
        assertThatThrownBy(() -> ScanEvents.scan(asked))
                .isInstanceOfSatisfying(
                        Fault.Invalid.class, fault -> assertThat(fault.code()).isEqualTo("scan.inconsistent"));
    }

    @Test
    void a_scan_of_some_files_may_have_looked_into_none() {
        SecretScanRequested asked = scan().setComplete(false)
                .setFiles(List.of())
                .setFindings(List.of())
                .setUnscanned(List.of(new UnscannedFile("logo.png", "binary")))
                .build();

        assertThat(ScanEvents.scan(asked).digests()).isEmpty();
    }
}
