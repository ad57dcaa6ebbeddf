package dev.infrahub.scanning;

import dev.infrahub.scanning.Skipped.Reason;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** The files of a folder: those that Git has or would take, where it is in a repository, and else all. Links are not followed. */
public final class WorkTree {

    private static final String LINK = "120000";
    private static final String SUBMODULE = "160000";

    private final Path folder;
    private final Scan scan;
    private final ScanLimits limits;

    public WorkTree(Path folder, Scan scan, ScanLimits limits) {
        this.folder = folder;
        this.scan = scan;
        this.limits = limits;
    }

    /** Scans them as they are on disk. */
    public void files() throws IOException, InterruptedException {
        if (Files.isRegularFile(folder)) {
            read(folder, String.valueOf(folder.getFileName()));
        } else if (isInGit()) {
            for (String path :
                    listed("ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate")) {
                read(folder.resolve(path), path);
            }
        } else {
            walk();
        }
    }

    /** Scans what is staged for the next commit, as it is staged: files that differ from the last one, whole. */
    public void staged() throws IOException, InterruptedException {
        List<String> told = listed(
                "diff", "--cached", "--raw", "-z", "--no-renames", "--no-abbrev", "--relative", "--diff-filter=ACMT");
        Process git = git("cat-file", "--batch");
        try (OutputStream asked = git.getOutputStream();
                InputStream given = new BufferedInputStream(git.getInputStream())) {
            for (int at = 0; at + 1 < told.size(); at += 2) {
                staged(told.get(at), told.get(at + 1), asked, given);
            }
        }
        end(git);
    }

    /** @param told as {@code :100644 100644 OLD NEW M} */
    private void staged(String told, String path, OutputStream asked, InputStream given) throws IOException {
        StringTokenizer words = new StringTokenizer(told);
        words.nextToken();
        String mode = words.nextToken();
        words.nextToken();
        String blob = words.nextToken();
        switch (mode) {
            case LINK -> scan.skip(path, Reason.LINK);
            case SUBMODULE -> scan.skip(path, Reason.NOT_A_FILE);
            default -> {
                asked.write((blob + "\n").getBytes(StandardCharsets.US_ASCII));
                asked.flush();
                blob(path, given);
            }
        }
    }

    private void blob(String path, InputStream given) throws IOException {
        StringTokenizer head = new StringTokenizer(line(given));
        head.nextToken();
        head.nextToken();
        long size = Long.parseLong(head.nextToken());
        if (size > limits.fileBytes()) {
            scan.skip(path, Reason.TOO_LARGE);
            given.skipNBytes(size);
        } else {
            scan.file(path, given.readNBytes((int) size));
        }
        given.skipNBytes(1);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("git ended");
            }
            line.append((char) c);
        }
        return line.toString();
    }

    private boolean isInGit() throws InterruptedException {
        try {
            Process git = git("rev-parse", "--is-inside-work-tree");
            git.getInputStream().readAllBytes();
            return git.waitFor() == 0;
        } catch (IOException noGit) {
            return false;
        }
    }

    private List<String> listed(String... arguments) throws IOException, InterruptedException {
        Process git = git(arguments);
        String all = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        end(git);
        List<String> listed = new ArrayList<>();
        StringTokenizer words = new StringTokenizer(all, "\0");
        while (words.hasMoreTokens()) {
            listed.add(words.nextToken());
        }
        return listed;
    }

    private Process git(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void end(Process git) throws IOException, InterruptedException {
        if (git.waitFor() != 0) {
            throw new IOException("git failed, or this is in no repository");
        }
    }

    private void walk() throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                read(file, folder.relativize(file).toString());
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void read(Path file, String path) throws IOException {
        if (Files.isSymbolicLink(file)) {
            scan.skip(path, Reason.LINK);
        } else if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            // what Git has and the folder has no more is not there to be scanned
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                scan.skip(path, Reason.NOT_A_FILE);
            }
        } else if (Files.size(file) > limits.fileBytes()) {
            scan.skip(path, Reason.TOO_LARGE);
        } else {
            scan.file(path, Files.readAllBytes(file));
        }
    }
}
