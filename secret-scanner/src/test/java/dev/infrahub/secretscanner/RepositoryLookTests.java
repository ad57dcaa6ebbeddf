package dev.infrahub.secretscanner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.git.Git;
import dev.infrahub.git.GitAccess;
import dev.infrahub.git.GitLimits;
import dev.infrahub.scanning.Detection;
import dev.infrahub.scanning.Place;
import dev.infrahub.scanning.Skipped;
import dev.infrahub.secretscanner.RepositoryLook.Before;
import dev.infrahub.secretscanner.RepositoryLook.Result;
import dev.infrahub.secretscanner.domain.CatalogModule;
import dev.infrahub.secretscanner.domain.Copy;
import dev.infrahub.secretscanner.domain.Known;
import dev.infrahub.secretscanner.domain.Look;
import dev.infrahub.secretscanner.domain.ModuleKey;
import dev.infrahub.secretscanner.domain.ScanKey;
import dev.infrahub.secretscanner.domain.ScannedCommit;
import dev.infrahub.secretscanner.domain.Standing;
import dev.infrahub.testkit.GitRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryLookTests {

    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");
    private static final Before NOTHING = new Before(Optional.empty(), Map.of(), Standing.NONE);
    private static final String PASSWORD = "db_password = \"kX9vQ2mLw7Rt4Zp1\"\n";

    @TempDir
    private Path folder;

    private GitRepository repository() {
        return GitRepository.in(folder.resolve("network"));
    }

    private Result look(GitRepository repository, String within, Before before, Instant now) {
        Git git = new Git(
                new GitAccess(Set.of(), List.of(folder), Optional.empty(), Optional.empty(), Optional.empty()),
                new GitLimits(Duration.ofSeconds(60), 64 << 20));
        CatalogModule module = new CatalogModule(
                new ModuleKey("acme", "network"),
                "component:default/network",
                "catalog-info.yaml",
                Optional.of(repository.address()),
                Optional.empty(),
                within);
        return new RepositoryLook(git, new byte[32], Duration.ofSeconds(60)).at(module, before, now);
    }

    private Result.Scanned scanned(GitRepository repository, Before before, Instant now) {
        return (Result.Scanned) look(repository, "", before, now);
    }

    /** As a look at a commit leaves it, with a finding in each file that no scan would make. */
    private static Before after(Result.Scanned scanned) {
        ScanKey key = new ScanKey(NOW, "scan");
        Map<String, Look> looks = scanned.result().digests().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, file -> new Look(key, file.getValue())));
        List<Known> known = looks.keySet().stream()
                .map(path -> new Known(
                        new Detection("kept", path, new Place(1, 1, 1, 2), "****", path, Optional.empty()), NOW))
                .toList();
        return new Before(
                Optional.of(scanned.scanned()),
                scanned.copies(),
                new Standing(1, Optional.of(key), Optional.empty(), looks, known, List.of()));
    }

    private static List<String> found(Result.Scanned scanned) {
        return scanned.result().detections().stream()
                .map(found -> found.path() + " " + found.ruleId())
                .sorted()
                .toList();
    }

    @Test
    void a_commit_that_was_scanned_is_not_fetched_again() {
        GitRepository repository = repository().file("a.tf", PASSWORD);
        repository.commit();
        Before before = after(scanned(repository, NOTHING, NOW));

        assertThat(look(repository, "", before, NOW)).isInstanceOf(Result.Unchanged.class);
    }

    @Test
    void only_what_changed_is_scanned_again_and_what_is_gone_is_not_there() {
        GitRepository repository = repository()
                .file("same.tf", "a = 1\n")
                .file("changes.tf", "b = 1\n")
                .file("goes.tf", "c = 1\n");
        repository.commit();
        Before before = after(scanned(repository, NOTHING, NOW));
        String commit =
                repository.file("changes.tf", PASSWORD).remove("goes.tf").commit();

        Result.Scanned again = scanned(repository, before, NOW);

        assertThat(again.scanned().commit()).isEqualTo(commit);
        assertThat(again.result().digests()).containsOnlyKeys("same.tf", "changes.tf");
        assertThat(found(again)).containsExactly("changes.tf named-secret", "same.tf kept");
    }

    @Test
    void a_file_of_which_a_later_look_saw_another_content_is_scanned_again() {
        GitRepository repository = repository().file("a.tf", "a = 1\n").file("b.tf", "b = 1\n");
        repository.commit();
        Before before = after(scanned(repository, NOTHING, NOW));
        repository.file("c.tf", "").commit();
        Map<String, Look> looks = Map.of(
                "a.tf",
                new Look(new ScanKey(NOW, "handed-in"), "0".repeat(32)),
                "b.tf",
                before.standing().looks().get("b.tf"));
        Standing standing = new Standing(
                2, Optional.empty(), Optional.empty(), looks, before.standing().known(), List.of());

        assertThat(found(scanned(repository, new Before(before.last(), before.copies(), standing), NOW)))
                .containsExactly("b.tf kept");
    }

    @Test
    void everything_is_scanned_again_once_a_week_and_by_other_rules() {
        GitRepository repository = repository().file("a.tf", PASSWORD);
        repository.commit();
        Before before = after(scanned(repository, NOTHING, NOW));
        ScannedCommit last = before.last().orElseThrow();
        Before byOthers = new Before(
                Optional.of(new ScannedCommit(last.commit(), "others", last.wholeAt())),
                before.copies(),
                before.standing());

        assertThat(found(scanned(repository, before, NOW.plus(Duration.ofDays(8)))))
                .containsExactly("a.tf named-secret");
        assertThat(found(scanned(repository, byOthers, NOW))).containsExactly("a.tf named-secret");
    }

    @Test
    void a_folder_is_all_there_is_of_its_module_and_one_that_is_not_there_is_not_clean() {
        GitRepository repository = repository()
                .file("a/b/main.tf", PASSWORD)
                .file("a/bc/main.tf", PASSWORD)
                .file("main.tf", PASSWORD);
        repository.commit();

        assertThat(((Result.Scanned) look(repository, "a/b", NOTHING, NOW))
                        .result()
                        .digests())
                .containsOnlyKeys("main.tf");
        assertThat(look(repository, "a/c", NOTHING, NOW))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo("repository.no_folder"));
    }

    @Test
    void a_module_of_which_no_file_can_be_looked_into_is_not_clean() {
        GitRepository repository = repository().file("raw.bin", new byte[] {0, 1});
        repository.commit();

        assertThat(look(repository, "", NOTHING, NOW))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo("repository.nothing_to_scan"));
    }

    @Test
    void what_is_no_text_is_told_and_a_path_that_holds_a_credential_is_not_kept() throws IOException {
        String token = "ghp_" + "k3Vb9QzT1xWm7RsYp2LdJc8NfHg5Ae0Ku4Xo";
        GitRepository repository = repository()
                .file("raw.bin", new byte[] {0, 1})
                .file(token + "/main.tf", "a = 1\n")
                .file("main.tf", "a = 1\n");
        Files.createSymbolicLink(repository.folder().resolve("link"), Path.of("/etc/passwd"));
        repository.commit();

        Result.Scanned scanned = scanned(repository, NOTHING, NOW);

        assertThat(scanned.result().skipped())
                .containsExactlyInAnyOrder(
                        new Skipped("link", Skipped.Reason.LINK), new Skipped("raw.bin", Skipped.Reason.BINARY));
        assertThat(scanned.copies()).containsOnlyKeys("main.tf");
        assertThat(scanned.copies().values())
                .extracting(Copy::blob)
                .allSatisfy(id -> assertThat(id).hasSize(40));
        assertThat(scanned.result().digests().keySet()).noneMatch(path -> path.contains(token));
    }
}
