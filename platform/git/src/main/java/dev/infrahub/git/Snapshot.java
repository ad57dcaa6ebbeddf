package dev.infrahub.git;

import dev.infrahub.git.GitFile.Kind;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.function.BiConsumer;

/** What a commit holds, as it was fetched. For one thread; nothing of it is left on disk when it is closed. */
public final class Snapshot implements AutoCloseable {

    private static final String LINK = "120000";
    private static final String SUBMODULE = "160000";

    private static final int MOST_FILES = 200_000;
    private static final int MOST_OF_PATHS = 64 * 1024 * 1024;

    private final Path folder;
    private final GitCommands commands;
    private final String commit;
    private final List<GitFile> files;

    private Snapshot(Path folder, GitCommands commands, String commit, List<GitFile> files) {
        this.folder = folder;
        this.commands = commands;
        this.commit = commit;
        this.files = files;
    }

    static Snapshot of(Path folder, GitCommands commands) {
        try {
            Path told = commands.local(
                    Optional.empty(), "-C", bare(commands), "rev-parse", "--verify", "FETCH_HEAD^{commit}");
            String commit = Files.readString(told).strip();
            Path tree = commands.local(
                    Optional.empty(), "-C", bare(commands), "ls-tree", "-r", "-z", "--long", "--full-tree", commit);
            return new Snapshot(folder, commands, commit, files(tree));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String bare(GitCommands commands) {
        return commands.repository().toString();
    }

    private static List<GitFile> files(Path tree) throws IOException {
        List<GitFile> files = new ArrayList<>();
        if (Files.size(tree) > MOST_OF_PATHS) {
            throw tooMany();
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(tree))) {
            for (String entry = until('\0', in); !entry.isEmpty(); entry = until('\0', in)) {
                if (files.size() >= MOST_FILES) {
                    throw tooMany();
                }
                files.add(file(entry));
            }
        }
        return files;
    }

    /** A few small trees may say that there are any number. */
    private static GitFailed tooMany() {
        return new GitFailed(
                "repository.too_many_files",
                "The repository holds more than the %d files that are listed of one.".formatted(MOST_FILES));
    }

    /** @param entry as {@code 100644 blob ID    SIZE\tPATH} */
    private static GitFile file(String entry) {
        int tab = entry.indexOf('\t');
        StringTokenizer words = new StringTokenizer(entry.substring(0, tab));
        String mode = words.nextToken();
        words.nextToken();
        String id = words.nextToken();
        String size = words.nextToken();
        Kind kind = switch (mode) {
            case LINK -> Kind.LINK;
            case SUBMODULE -> Kind.SUBMODULE;
            default -> Kind.FILE;
        };
        return new GitFile(entry.substring(tab + 1), kind, id, kind == Kind.FILE ? Long.parseLong(size) : 0);
    }

    public String commit() {
        return commit;
    }

    /** All of the commit, in the order of their paths. */
    public List<GitFile> files() {
        return files;
    }

    /**
     * Hands on what these hold, one after another.
     *
     * @param wanted files of this commit
     * @throws GitFailed where they are more than the limit together, or it takes too long
     */
    public void read(List<GitFile> wanted, BiConsumer<GitFile, byte[]> each) {
        try {
            Path ids = Files.createTempFile(folder, "ids", "");
            Files.write(ids, wanted.stream().map(GitFile::id).toList());
            Path contents = commands.local(Optional.of(ids), "-C", bare(commands), "cat-file", "--batch", "--buffer");
            try (InputStream in = new BufferedInputStream(Files.newInputStream(contents))) {
                for (GitFile file : wanted) {
                    until('\n', in);
                    byte[] content = in.readNBytes((int) file.size());
                    if (content.length != file.size()) {
                        throw new EOFException("git ended");
                    }
                    in.skipNBytes(1);
                    each.accept(file, content);
                }
            } finally {
                Files.delete(contents);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty at the end. */
    private static String until(char mark, InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != mark; c = in.read()) {
            bytes.write(c);
        }
        return PathText.of(bytes.toByteArray());
    }

    @Override
    public void close() {
        Folders.delete(folder);
    }
}
