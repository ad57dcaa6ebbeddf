package dev.infrahub.chatservice.domain.review;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a diff once, from its beginning to its end: git's form, and the plain one that {@code diff -u} writes. */
public final class DiffReader {

    private static final String FILE = "diff --git ";
    private static final String COMBINED = "diff --c";
    private static final String OLD = "--- ";
    private static final String NEW = "+++ ";
    private static final String HUNK = "@@ -";
    private static final String NOWHERE = "/dev/null";
    private static final List<String> SIDES = List.of("a/", "b/", "i/", "w/", "c/", "o/");

    private final List<DiffFile> files = new ArrayList<>();
    private final List<String> limits = new ArrayList<>();
    private @Nullable FileReading file;
    private int combined;

    private DiffReader() {}

    public static Diff read(String diff) {
        DiffReader reader = new DiffReader();
        int from = 0;
        while (from < diff.length()) {
            int end = diff.indexOf('\n', from);
            int to = end < 0 ? diff.length() : end;
            reader.line(diff.substring(from, to > from && diff.charAt(to - 1) == '\r' ? to - 1 : to));
            from = to + 1;
        }
        return reader.end();
    }

    private void line(String line) {
        if (file != null && file.takes(line)) {
            return;
        }
        if (line.startsWith(FILE)) {
            open(new FileReading(pathOfHeader(line.substring(FILE.length()))));
        } else if (line.startsWith(COMBINED)) {
            combined++;
            close();
        } else if (line.startsWith(OLD) && (file == null || file.hasNames())) {
            FileReading plain = new FileReading("");
            plain.header(line);
            open(plain);
        } else if (file != null) {
            file.header(line);
        }
    }

    private void open(FileReading next) {
        close();
        file = next;
    }

    private void close() {
        if (file != null) {
            file.end().ifPresent(files::add);
            file = null;
        }
    }

    private Diff end() {
        if (file != null && file.isWithinHunk()) {
            limits.add("The diff ends within a hunk: what comes after it was not there.");
        }
        close();
        if (combined > 0) {
            limits.add("Merges are not read: " + combined + " of their files.");
        }
        return new Diff(files, limits);
    }

    /** The path behind {@code diff --git}, where both are the same; empty where that is not so, and other lines tell. */
    private static String pathOfHeader(String both) {
        if (both.startsWith("\"")) {
            return withoutSide(unquoted(both));
        }
        int half = both.length() / 2;
        boolean isTwice = both.length() % 2 == 1 && both.charAt(half) == ' ';
        String old = withoutSide(both.substring(0, half));
        return isTwice && old.equals(withoutSide(both.substring(half + 1))) ? old : "";
    }

    /** What stands behind {@code ---} and {@code +++}: a tab ends it. */
    private static String name(String said) {
        String name = said.startsWith("\"") ? unquoted(said) : said.substring(0, endOf(said, '\t'));
        return name.equals(NOWHERE) ? name : withoutSide(name);
    }

    private static int endOf(String text, char sign) {
        int at = text.indexOf(sign);
        return at < 0 ? text.length() : at;
    }

    private static String withoutSide(String path) {
        return SIDES.stream().anyMatch(path::startsWith) ? path.substring(2) : path;
    }

    /** As C writes texts: what is no ASCII stands there as octal bytes. */
    private static String unquoted(String quoted) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = 1;
        while (at < quoted.length() && quoted.charAt(at) != '"') {
            char c = quoted.charAt(at);
            if (c != '\\' || at + 1 == quoted.length()) {
                bytes.writeBytes(String.valueOf(c).getBytes(UTF_8));
                at++;
            } else if (isOctal(quoted, at + 1)) {
                bytes.write(Integer.parseInt(quoted.substring(at + 1, at + 4), 8));
                at += 4;
            } else {
                bytes.write(escaped(quoted.charAt(at + 1)));
                at += 2;
            }
        }
        return bytes.toString(UTF_8);
    }

    private static boolean isOctal(String text, int at) {
        return at + 3 <= text.length()
                && isOctal(text.charAt(at))
                && isOctal(text.charAt(at + 1))
                && isOctal(text.charAt(at + 2));
    }

    private static boolean isOctal(char c) {
        return c >= '0' && c <= '7';
    }

    private static char escaped(char c) {
        return switch (c) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> c;
        };
    }

    /** One file on its way. */
    private static final class FileReading {

        private String path;
        private boolean hasNames;
        private DiffFile.Kind kind = DiffFile.Kind.MODIFIED;
        private boolean isBinary;
        private boolean isPatch;
        private final List<Hunk> hunks = new ArrayList<>();
        private String heading = "";
        private List<DiffLine> lines = new ArrayList<>();
        private int oldLeft;
        private int newLeft;
        private int number;

        private FileReading(String path) {
            this.path = path;
        }

        private boolean hasNames() {
            return hasNames;
        }

        private boolean isWithinHunk() {
            return oldLeft > 0 || newLeft > 0;
        }

        /** Whether it is a line of the hunk that is being read, or of a packed file. */
        private boolean takes(String line) {
            if (isPatch) {
                return !line.startsWith(FILE);
            }
            if (!isWithinHunk()) {
                return line.startsWith("\\");
            }
            switch (line.isEmpty() ? ' ' : line.charAt(0)) {
                case ' ' -> {
                    add(DiffLine.Sign.CONTEXT, line);
                    oldLeft--;
                    newLeft--;
                }
                case '+' -> {
                    add(DiffLine.Sign.ADDED, line);
                    newLeft--;
                }
                case '-' -> {
                    add(DiffLine.Sign.REMOVED, line);
                    oldLeft--;
                }
                case '\\' -> {
                    // no end of the last line
                }
                default -> {
                    oldLeft = 0;
                    newLeft = 0;
                    return false;
                }
            }
            return true;
        }

        private void add(DiffLine.Sign sign, String line) {
            lines.add(new DiffLine(sign, number, line.isEmpty() ? "" : line.substring(1)));
            number += sign == DiffLine.Sign.REMOVED ? 0 : 1;
        }

        private void header(String line) {
            if (line.startsWith(HUNK)) {
                hunk(line);
            } else if (line.startsWith(OLD)) {
                hasNames = true;
                old(name(line.substring(OLD.length())));
            } else if (line.startsWith(NEW)) {
                given(name(line.substring(NEW.length())));
            } else if (line.startsWith("new file mode")) {
                kind = DiffFile.Kind.ADDED;
            } else if (line.startsWith("deleted file mode")) {
                kind = DiffFile.Kind.DELETED;
            } else if (line.startsWith("rename to ")) {
                moved(DiffFile.Kind.RENAMED, line.substring("rename to ".length()));
            } else if (line.startsWith("copy to ")) {
                moved(DiffFile.Kind.COPIED, line.substring("copy to ".length()));
            } else if (line.startsWith("Binary files ")) {
                isBinary = true;
            } else if (line.equals("GIT binary patch")) {
                isBinary = true;
                isPatch = true;
            }
        }

        private void moved(DiffFile.Kind how, String to) {
            kind = how;
            path = to.startsWith("\"") ? unquoted(to) : to;
        }

        private void old(String name) {
            if (name.equals(NOWHERE)) {
                kind = DiffFile.Kind.ADDED;
            } else if (path.isEmpty()) {
                path = name;
            }
        }

        private void given(String name) {
            if (name.equals(NOWHERE)) {
                kind = DiffFile.Kind.DELETED;
            } else {
                path = name;
            }
        }

        /** {@code @@ -12,3 +14,5 @@ heading}; of one line the count is left out. */
        private void hunk(String line) {
            keep();
            int close = line.indexOf(" @@", HUNK.length());
            int given = line.indexOf(" +", HUNK.length());
            if (close < 0 || given < 0 || given > close) {
                return;
            }
            Optional<int[]> before = range(line.substring(HUNK.length(), given));
            Optional<int[]> after = range(line.substring(given + 2, close));
            if (before.isPresent() && after.isPresent()) {
                oldLeft = before.get()[1];
                newLeft = after.get()[1];
                number = after.get()[0];
                heading = line.substring(close + 3).strip();
            }
        }

        private static Optional<int[]> range(String said) {
            int comma = said.indexOf(',');
            try {
                int start = Integer.parseUnsignedInt(comma < 0 ? said : said.substring(0, comma));
                int count = comma < 0 ? 1 : Integer.parseUnsignedInt(said.substring(comma + 1));
                return start < 0 || count < 0 ? Optional.empty() : Optional.of(new int[] {start, count});
            } catch (NumberFormatException _) {
                return Optional.empty();
            }
        }

        private void keep() {
            if (!lines.isEmpty()) {
                hunks.add(new Hunk(heading, lines));
                lines = new ArrayList<>();
            }
            heading = "";
        }

        private Optional<DiffFile> end() {
            keep();
            return path.isEmpty() ? Optional.empty() : Optional.of(new DiffFile(path, kind, isBinary, hunks));
        }
    }
}
