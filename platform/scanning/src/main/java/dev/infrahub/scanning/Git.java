package dev.infrahub.scanning;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Git's command in a folder. */
final class Git {

    /** It says so of a folder that is in no repository; of one that it refuses to look into it says something else. */
    private static final String NO_REPOSITORY = "not a git repository";

    private static final String FATAL = "fatal: ";

    private final Path folder;

    Git(Path folder) {
        this.folder = folder;
    }

    /** Where the folder is in its work tree, as {@code modules/network/}, empty at the root; nothing where it is in none. */
    Optional<String> prefix() throws IOException, InterruptedException {
        try {
            String said = said("rev-parse", "--is-inside-work-tree", "--show-prefix");
            return Optional.of(said)
                    .filter(answer -> answer.startsWith("true\n"))
                    .map(answer -> answer.substring("true\n".length(), answer.length() - 1));
        } catch (Failed failed) {
            if (failed.isOfNoRepository()) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /** Of the work tree that the folder is in. */
    Path root() throws IOException, InterruptedException {
        String said = said("rev-parse", "--show-toplevel");
        return Path.of(said.substring(0, said.length() - 1));
    }

    /** The commit of which two that have parted have all. */
    String base(String commit) throws IOException, InterruptedException {
        String parted = said("rev-parse", "--verify", commit + "^{commit}").strip();
        return said("merge-base", parted, "HEAD").strip();
    }

    /** What a command of short answers says. */
    private String said(String... arguments) throws IOException, InterruptedException {
        Process git = start(Redirect.PIPE, arguments);
        String said = text(git.getInputStream());
        String otherwise = text(git.getErrorStream());
        if (git.waitFor() != 0) {
            throw new Failed(otherwise);
        }
        return said;
    }

    /** What a command prints, of which each part ends with a NUL: names are bytes. */
    List<byte[]> listed(String... arguments) throws IOException, InterruptedException {
        Process git = start(arguments);
        byte[] printed = git.getInputStream().readAllBytes();
        end(git);
        List<byte[]> listed = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < printed.length; at++) {
            if (printed[at] == 0) {
                listed.add(Arrays.copyOfRange(printed, start, at));
                start = at + 1;
            }
        }
        return listed;
    }

    Process start(String... arguments) throws IOException {
        return start(Redirect.DISCARD, arguments);
    }

    private Process start(Redirect errors, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder git = new ProcessBuilder(command).redirectError(errors);
        git.environment().put("LC_ALL", "C");
        try {
            return git.start();
        } catch (IOException _) {
            throw new Failed(NO_REPOSITORY + ", or there is no git on the path");
        }
    }

    static void end(Process git) throws IOException, InterruptedException {
        if (git.waitFor() != 0) {
            throw new Failed("it failed");
        }
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** It did not do what it was asked for; the message is the first line of what it said. */
    private static final class Failed extends IOException {

        private static final long serialVersionUID = 1L;

        private Failed(String said) {
            super("git: " + said.lines().findFirst().orElse("it failed").replace(FATAL, ""));
        }

        private boolean isOfNoRepository() {
            return String.valueOf(getMessage()).contains(NO_REPOSITORY);
        }
    }
}
