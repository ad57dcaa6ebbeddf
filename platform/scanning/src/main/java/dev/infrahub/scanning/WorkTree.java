package dev.infrahub.scanning;

import dev.infrahub.git.PathText;
import dev.infrahub.scanning.Skipped.Reason;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/**
 * A file, or the files of a folder: those that Git has or would take, where it is in a repository, and else all. Links are not followed.
 *
 * <p>Paths are told from the root of the repository, wherever in it the scan begins; without one from the current directory, or, of
 * what is not in that, from the folder that is scanned.
 */
public final class WorkTree {

    private final Path directory;
    private final Path start;
    private final Path folder;
    private final Git git;

    /**
     * @param directory the current one
     * @param start a file or folder in it, or elsewhere
     */
    public WorkTree(Path directory, Path start) {
        this.directory = directory.toAbsolutePath().normalize();
        this.start = this.directory.resolve(start).normalize();
        this.folder = Files.isDirectory(this.start) ? this.start : parent(this.start);
        this.git = new Git(folder);
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    /** The root of the repository; without one the folder itself. */
    public Path root() throws IOException, InterruptedException {
        return git.prefix().isPresent() ? git.root() : folder;
    }

    /** Scans them as they are on disk. */
    public void files(Scan scan) throws IOException, InterruptedException {
        Optional<String> prefix = git.prefix();
        if (!folder.equals(start)) {
            read(scan, start, prefix.map(before -> before + start.getFileName()).orElseGet(() -> told(start)));
        } else if (prefix.isPresent()) {
            for (byte[] path :
                    git.listed("ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate")) {
                read(scan, PathText.within(folder, path), prefix.get() + PathText.of(path));
            }
        } else {
            walk(scan);
        }
    }

    /** Scans what is staged for the next commit, as it is staged: the lines that differ from the last one. */
    public void staged(Scan scan) throws IOException, InterruptedException {
        differing(List.of("--cached"), scan);
    }

    /** Scans what the last commit has and a base has not: the lines that differ since the two have parted. */
    public void since(String commit, Scan scan) throws IOException, InterruptedException {
        if (commit.startsWith("-")) {
            throw new IllegalArgumentException("'" + commit + "' is no commit");
        }
        differing(List.of(git.base(commit), "HEAD"), scan);
    }

    private void differing(List<String> states, Scan scan) throws IOException, InterruptedException {
        String prefix =
                git.prefix().orElseThrow(() -> new IllegalArgumentException(start + " is in no Git repository"));
        new Difference(git, prefix, scan).scan(states, pathspec());
    }

    private String pathspec() {
        return folder.equals(start) ? "." : ":(literal)" + start.getFileName();
    }

    private void walk(Scan scan) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                read(scan, file, told(file));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private String told(Path file) {
        return PathText.of(file.startsWith(directory) ? directory : folder, file);
    }

    private static void read(Scan scan, Path file, String path) throws IOException {
        if (Files.isSymbolicLink(file)) {
            scan.skip(path, Reason.LINK);
        } else if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            // what Git has and the folder has no more is not there to be scanned
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                scan.skip(path, Reason.NOT_A_FILE);
            }
        } else if (Files.size(file) > scan.limits().fileBytes()) {
            scan.skip(path, Reason.TOO_LARGE);
        } else {
            scan.file(path, Files.readAllBytes(file));
        }
    }
}
