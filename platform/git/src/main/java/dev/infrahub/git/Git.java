package dev.infrahub.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads repositories of others. Blocks. */
public final class Git {

    private static final int LONGEST_REVISION = 200;
    private static final int MOST_OF_REFS = 64 * 1024;

    private final GitAccess access;
    private final GitLimits limits;

    public Git(GitAccess access, GitLimits limits) {
        this.access = access;
        this.limits = limits;
    }

    /**
     * The commit that a revision stands for now, without fetching it.
     *
     * @param revision a branch, a tag or a whole commit id; the repository's default branch where none is said
     * @throws GitFailed where that cannot be told
     */
    public String commit(GitAddress repository, Optional<String> revision) {
        String wanted = revision.map(Git::checked).orElse("HEAD");
        if (isCommit(wanted)) {
            return wanted;
        }
        Path folder = folder();
        try {
            GitCommands commands = new GitCommands(folder, access, limits);
            Path told = wanted.equals("HEAD")
                    ? commands.remote(repository, "ls-remote", "--", repository.text(), "HEAD")
                    : commands.remote(
                            repository,
                            "ls-remote",
                            "--",
                            repository.text(),
                            "refs/heads/" + wanted,
                            "refs/tags/" + wanted,
                            "refs/tags/" + wanted + "^{}");
            return commit(told);
        } finally {
            Folders.delete(folder);
        }
    }

    /** A branch before a tag; of a tag the commit behind it. */
    private static String commit(Path told) {
        try (var in = Files.newInputStream(told)) {
            String text = new String(in.readNBytes(MOST_OF_REFS), StandardCharsets.UTF_8);
            Optional<String> branch =
                    text.lines().filter(line -> !line.contains("\trefs/tags/")).findFirst();
            return branch.or(() -> text.lines().reduce((_, last) -> last))
                    .map(line -> line.substring(0, Math.max(line.indexOf('\t'), 0)))
                    .filter(Git::isCommit)
                    .orElseThrow(() -> new GitFailed(
                            "repository.not_found", "The repository is empty, or has no such branch or tag."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Fetches what a revision holds, without its history. Whoever gets it closes it.
     *
     * @throws GitFailed where that cannot be done within the limits
     */
    public Snapshot fetch(GitAddress repository, Optional<String> revision) {
        String wanted = revision.map(Git::checked).orElse("HEAD");
        Path folder = folder();
        try {
            GitCommands commands = new GitCommands(folder, access, limits);
            String bare = commands.repository().toString();
            commands.local(Optional.empty(), "init", "--quiet", "--bare", "--template=", bare);
            commands.remote(
                    repository,
                    "-C",
                    bare,
                    // one file for all that comes, so that its size has a limit
                    "-c",
                    "fetch.unpackLimit=1",
                    "-c",
                    "index.threads=1",
                    "-c",
                    "pack.threads=1",
                    "-c",
                    "gc.auto=0",
                    "fetch",
                    "--quiet",
                    "--depth=1",
                    "--no-tags",
                    "--no-recurse-submodules",
                    "--no-write-commit-graph",
                    "--",
                    repository.text(),
                    wanted);
            return Snapshot.of(folder, commands);
        } catch (RuntimeException e) {
            Folders.delete(folder);
            throw e;
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("hub-git");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As git's own rules for names of references, and no pattern, range or option. */
    private static String checked(String revision) {
        boolean isName = !revision.isEmpty()
                && revision.length() <= LONGEST_REVISION
                && revision.charAt(0) != '-'
                && !revision.contains("..")
                && !revision.contains("@{")
                && revision.chars().allMatch(c -> c > ' ' && c != 0x7F && "~^:?*[\\".indexOf(c) < 0);
        if (!isName) {
            throw new GitFailed("repository.no_revision", "The revision is no name of a branch, tag or commit.");
        }
        return revision;
    }

    private static boolean isCommit(String text) {
        return (text.length() == 40 || text.length() == 64)
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }
}
