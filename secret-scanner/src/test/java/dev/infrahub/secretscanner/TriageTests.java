package dev.infrahub.secretscanner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.schemas.FoundSecret;
import dev.infrahub.schemas.ScannedFile;
import dev.infrahub.schemas.SecretScanRequested;
import dev.infrahub.secretscanner.domain.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a model is told of a scan, word for word, and what it may say of what. */
class TriageTests {

    private static final String ROTATE =
            "to do: Revoke it where it was issued, issue another, keep that in a secret store and read it"
                    + " from there. Taking it out of the file is not enough: whoever has the file's history has it.";

    private static Triage triage(List<String> paths) {
        List<FoundSecret> found = IntStream.range(0, paths.size())
                .mapToObj(n -> new FoundSecret(
                        "no-rule-of-ours", paths.get(n), n + 3, 12, n + 3, 52, "ghp_****", "print-" + n, null))
                .toList();
        SecretScanRequested asked = SecretScanRequested.newBuilder()
                .setScanId("00000000-0000-4000-8000-000000000001")
                .setClient("acme")
                .setModule("net`work")
                .setScannedAt(Instant.parse("2026-11-29T10:00:00Z"))
                .setComplete(false)
                .setFiles(paths.stream()
                        .distinct()
                        .map(path -> new ScannedFile(path, "0".repeat(32)))
                        .toList())
                .setUnscanned(List.of())
                .setFindings(found)
                .build();
        return Triage.of(new ScanEvents(asked, Standing.NONE.after(ScanEvents.scan(asked))).completed());
    }

    @Test
    void it_is_told_kinds_and_places_and_nothing_of_what_was_found() {
        assertThat(triage(List.of("a.tf", "tests/b.tf")).facts())
                .containsExactly(
                        "new credentials: 2, module with a name that is not told [0]",
                        "new: Credential, severity high, line 3, file `a.tf` [1]",
                        "new: Credential, severity high, line 4, file `tests/b.tf`, which by its name is one of tests [2]",
                        ROTATE + " [1][2]");
    }

    @Test
    void of_many_the_gravest_are_told_and_the_rest_is_counted() {
        List<String> facts = triage(IntStream.range(0, 50)
                        .mapToObj(n -> "f%02d.tf".formatted(n))
                        .toList())
                .facts();

        assertThat(facts)
                .contains(
                        "new credentials: 50, module with a name that is not told [0]",
                        "new credentials that are not told here: 30 [0]");
        assertThat(facts.stream().filter(fact -> fact.startsWith("new: "))).hasSize(20);
    }

    @Test
    void only_what_stands_among_tests_may_be_called_that_and_nothing_may_be_called_harmless() {
        var standings = triage(List.of("a.tf", "tests/b.tf")).claims().standings();

        assertThat(standings)
                .containsEntry("dummy", Set.of(2))
                .containsEntry("harmless", Set.of())
                .containsEntry("real", Set.of(0, 1, 2))
                .containsEntry("high", Set.of(1, 2))
                .containsEntry("low", Set.of());
    }
}
