package dev.infrahub.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Git repository that a test makes, in a folder of its own. */
public record GitRepository(Path folder) {

    /** A new one, on the branch main. */
    public static GitRepository in(Path folder) {
        GitRepository repository = new GitRepository(folder);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        repository.git("init", "--quiet", "--initial-branch=main");
        return repository;
    }

    public String address() {
        return "file://" + folder;
    }

    public GitRepository file(String path, String content) {
        return file(path, content.getBytes(StandardCharsets.UTF_8));
    }

    public GitRepository file(String path, byte[] content) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public GitRepository remove(String path) {
        git("rm", "--quiet", "--", path);
        return this;
    }

    /** All that is in the folder; returns the commit's id. */
    public String commit() {
        git("add", "--all");
        git("commit", "--quiet", "--allow-empty", "--message", "As it is");
        return git("rev-parse", "HEAD").strip();
    }

    /** Returns what git said. */
    public String git(String... arguments) {
        return gitReading(Path.of("/dev/null"), arguments);
    }

    /** The same of one that reads a file. */
    public String gitReading(Path input, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectInput(input.toFile());
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        for (String who : List.of("AUTHOR", "COMMITTER")) {
            builder.environment().put("GIT_" + who + "_NAME", "test");
            builder.environment().put("GIT_" + who + "_EMAIL", "test@example.com");
        }
        try {
            Process git = builder.start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (git.waitFor() != 0) {
                throw new IllegalStateException("git " + String.join(" ", arguments) + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
