package dev.infrahub.gateway.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.schemas.SecretScanRequested;
import dev.infrahub.schemas.UnscannedFile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubmittedScanTests {

    private static final Map<String, String> FILES = Map.of("a.tf", "1");
    private static final UnscannedFile LOGO = new UnscannedFile("logo.png", "binary");

    private static SubmittedScan scan(
            String module,
            @Nullable String commit,
            boolean isComplete,
            Map<String, String> files,
            UnscannedFile... unscanned) {
        return new SubmittedScan(
                SecretScanRequested.newBuilder()
                        .setScanId(UUID.randomUUID().toString())
                        .setClient("acme")
                        .setModule(module)
                        .setCommit(commit)
                        .setScannedAt(Instant.now())
                        .setComplete(isComplete)
                        .setFiles(List.of())
                        .setUnscanned(List.of(unscanned))
                        .setFindings(List.of())
                        .build(),
                files);
    }

    /** An answer tells of each of them, and a repeat is given the answer that the first was. */
    @Test
    void whatever_the_answer_tells_of_makes_another_scan() {
        assertThat(Stream.of(
                                scan("net", "c1", true, FILES, LOGO),
                                scan("web", "c1", true, FILES, LOGO),
                                scan("net", "c2", true, FILES, LOGO),
                                scan("net", null, true, FILES, LOGO),
                                scan("net", "c1", false, FILES, LOGO),
                                scan("net", "c1", true, Map.of("a.tf", "2"), LOGO),
                                scan("net", "c1", true, FILES),
                                scan("net", "c1", true, FILES, new UnscannedFile("logo.png", "too-large")),
                                scan("net", "c1", true, FILES, LOGO, new UnscannedFile("x.png", "binary")))
                        .map(SubmittedScan::asked))
                .doesNotHaveDuplicates();
    }

    @Test
    void the_same_files_of_the_same_commit_are_the_same_scan() {
        assertThat(scan("net", "c1", true, FILES, LOGO).asked())
                .isEqualTo(scan("net", "c1", true, FILES, LOGO).asked());
    }
}
