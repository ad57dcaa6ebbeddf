package dev.infrahub.scanning;

import dev.infrahub.git.PathText;
import dev.infrahub.scanning.Skipped.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.StringTokenizer;

/**
 * The files in a folder that differ between two states that Git keeps, each as the later state has it. Of a file that was moved, and of
 * one that was there before, only lines that differ count.
 */
final class Difference {

    private static final String LINK = "120000";
    private static final String SUBMODULE = "160000";

    private final Git git;
    private final String prefix;
    private final Scan scan;

    Difference(Git git, String prefix, Scan scan) {
        this.git = git;
        this.prefix = prefix;
        this.scan = scan;
    }

    /**
     * A file in both states.
     *
     * @param before the id of its content; of a file that was not there, or was none, nothing but zeros
     * @param path in the folder
     */
    private record Entry(String mode, String before, String after, String path) {

        /** @param told as {@code :100644 100644 OLD NEW M}, and one path or, of a moved file, two */
        private static Entry of(String told, Iterator<String> rest) {
            StringTokenizer words = new StringTokenizer(told, ": ");
            String modeBefore = words.nextToken();
            String mode = words.nextToken();
            String before = words.nextToken();
            String after = words.nextToken();
            boolean isMoved = words.nextToken().startsWith("R");
            String path = rest.next();
            boolean wasFile = !modeBefore.equals(LINK) && !modeBefore.equals(SUBMODULE);
            return new Entry(mode, wasFile ? before : "0", after, isMoved ? rest.next() : path);
        }

        private boolean isNew() {
            return before.chars().allMatch(digit -> digit == '0');
        }
    }

    /** Scans them, where Git's diff is asked for these states. */
    void scan(List<String> states, String pathspec) throws IOException, InterruptedException {
        try (Blobs blobs = new Blobs(git)) {
            for (Entry entry : entries(states, pathspec)) {
                String path = prefix + entry.path();
                switch (entry.mode()) {
                    case LINK -> scan.skip(path, Reason.LINK);
                    case SUBMODULE -> scan.skip(path, Reason.NOT_A_FILE);
                    default -> blobs.scan(entry.after(), path, changes(entry), scan);
                }
            }
        }
    }

    private List<Entry> entries(List<String> states, String pathspec) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(
                List.of("diff", "--raw", "-z", "--find-renames", "--no-abbrev", "--relative", "--diff-filter=ACMRT"));
        arguments.addAll(states);
        arguments.addAll(List.of("--", pathspec));
        List<Entry> entries = new ArrayList<>();
        Iterator<String> parts = git.listed(arguments.toArray(String[]::new)).stream()
                .map(PathText::of)
                .iterator();
        while (parts.hasNext()) {
            entries.add(Entry.of(parts.next(), parts));
        }
        return entries;
    }

    /** What a user configured of diffs is left aside, and so is what Git takes for binary. */
    private Changes changes(Entry entry) throws IOException, InterruptedException {
        if (entry.isNew()) {
            return Changes.ALL;
        }
        if (entry.before().equals(entry.after())) {
            return Changes.NONE;
        }
        Process diff = git.start(
                "diff",
                "--text",
                "--unified=0",
                "--inter-hunk-context=0",
                "--no-color",
                "--no-ext-diff",
                entry.before(),
                entry.after());
        try (InputStream told = new BufferedInputStream(diff.getInputStream())) {
            Changes changes = Changes.of(told);
            Git.end(diff);
            return changes;
        }
    }
}
