package dev.infrahub.scanning;

import dev.infrahub.git.PathText;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What stands before an entry of a tar archive and goes beyond its header: POSIX's records, and GNU's long names. */
record Pax(Map<String, String> said) {

    static final Pax NOTHING = new Pax(Map.of());

    private static final String PATH = "path";
    private static final String SIZE = "size";
    private static final String SPARSE = "GNU.sparse.";
    private static final String SPARSE_NAME = "GNU.sparse.name";

    /**
     * Of {@code LENGTH NAME=VALUE} lines.
     *
     * @throws ScanRefused where it is none
     */
    static Pax of(byte[] records) {
        Map<String, String> said = new TreeMap<>();
        int at = 0;
        while (at < records.length) {
            int space = indexOf(records, ' ', at);
            long length = number(text(records, at, space));
            int equals = indexOf(records, '=', space);
            long end = at + length;
            if (equals >= end - 1 || end > records.length || records[(int) end - 1] != '\n') {
                throw BadArchive.unreadable();
            }
            said.put(text(records, space + 1, equals), text(records, equals + 1, (int) end - 1));
            at = (int) end;
        }
        return new Pax(said);
    }

    /** GNU's long name. */
    static Pax ofName(byte[] content) {
        int end = 0;
        while (end < content.length && content[end] != 0) {
            end++;
        }
        return new Pax(Map.of(PATH, text(content, 0, end)));
    }

    boolean isNothing() {
        return said.isEmpty();
    }

    /** An entry as it is with this before it. What is empty is as if it were not said. */
    TarHeader of(TarHeader header) {
        return new TarHeader(
                value(SPARSE_NAME).or(() -> value(PATH)).orElse(header.path()),
                header.type(),
                value(SIZE).map(Pax::number).orElse(header.size()),
                header.continues());
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(said.get(name)).filter(text -> !text.isEmpty());
    }

    /** Whether the content is that of a file with holes, without them. */
    boolean isSparse() {
        return said.keySet().stream().anyMatch(name -> name.startsWith(SPARSE));
    }

    /** Where an entry begins and ends is said of each by itself: what is said of all is read by some programs only. */
    void requireNothingOfEntries() {
        said.keySet().stream()
                .filter(name -> name.equals(PATH) || name.equals(SIZE) || name.startsWith(SPARSE))
                .findFirst()
                .ifPresent(name -> {
                    throw BadArchive.ofAllEntries(name);
                });
    }

    private static String text(byte[] bytes, int start, int end) {
        return PathText.of(Arrays.copyOfRange(bytes, start, end));
    }

    private static int indexOf(byte[] bytes, char wanted, int from) {
        for (int at = from; at < bytes.length; at++) {
            if (bytes[at] == wanted) {
                return at;
            }
        }
        throw BadArchive.unreadable();
    }

    private static long number(String digits) {
        boolean isNumber =
                !digits.isEmpty() && digits.length() <= 18 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!isNumber) {
            throw BadArchive.unreadable();
        }
        return Long.parseLong(digits);
    }
}
