package dev.infrahub.scanning;

import dev.infrahub.scanning.Skipped.Reason;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A tar archive, also packed with gzip, whose files are scanned as they come. Nothing is written anywhere: a link is told and not
 * followed, a path that leads out is told and not taken, and what unpacks without end ends at a limit.
 */
public final class Tarball {

    private static final int MOST_OF_A_HEADER = 1024 * 1024;
    private static final int GZIP = 0x1F8B;

    private final InputStream in;
    private final Scan scan;
    private final ScanLimits limits;
    private final byte[] block = new byte[TarHeader.BLOCK];
    private @Nullable String longPath;
    private @Nullable Long longSize;
    private long read;

    private Tarball(InputStream in, Scan scan, ScanLimits limits) {
        this.in = in;
        this.scan = scan;
        this.limits = limits;
    }

    /** @throws ScanRefused where it is no archive, or more than is taken */
    public static void scan(InputStream archive, Scan scan, ScanLimits limits) {
        try (InputStream in = unpacked(new BufferedInputStream(archive))) {
            new Tarball(in, scan, limits).readAll();
        } catch (EOFException | ZipException | StackOverflowError e) {
            // the JDK goes one call deeper for each packed part that holds nothing
            throw TarHeader.unreadable();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream unpacked(InputStream archive) throws IOException {
        archive.mark(2);
        int magic = (archive.read() << 8) | archive.read();
        archive.reset();
        return magic == GZIP ? new BufferedInputStream(new GZIPInputStream(archive)) : archive;
    }

    private void readAll() throws IOException {
        boolean isFirst = true;
        while (readBlock(isFirst)) {
            isFirst = false;
            if (TarHeader.isEmpty(block)) {
                return;
            }
            readEntry(TarHeader.of(block));
        }
    }

    /** Whether there is one: an archive may end without the empty blocks that mark its end. */
    private boolean readBlock(boolean isFirst) throws IOException {
        int count = in.readNBytes(block, 0, block.length);
        spend(count);
        if (count != block.length && (isFirst || count != 0)) {
            throw TarHeader.unreadable();
        }
        return count != 0;
    }

    private void readEntry(TarHeader header) throws IOException {
        switch (header.type()) {
            case 'x' -> readExtended(pax(content(header, MOST_OF_A_HEADER)));
            case 'L' -> longPath = text(content(header, MOST_OF_A_HEADER));
            case 'g', 'K' -> skip(header.size());
            default -> readNamed(header);
        }
    }

    private void readExtended(Map<String, String> said) {
        longPath = said.getOrDefault("path", longPath);
        String size = said.get("size");
        if (size != null) {
            longSize = number(size);
        }
    }

    private void readNamed(TarHeader header) throws IOException {
        String path = longPath == null ? header.path() : longPath;
        long size = longSize == null ? header.size() : longSize;
        longPath = null;
        longSize = null;
        TarHeader named = new TarHeader(path, header.type(), size);
        switch (header.type()) {
            case '0', '\0', '7' -> readFile(named);
            case '1', '2' -> leave(named, Reason.LINK);
            case '5' -> skip(size);
            default -> leave(named, Reason.NOT_A_FILE);
        }
    }

    private void readFile(TarHeader file) throws IOException {
        if (file.size() > limits.fileBytes()) {
            leave(file, Reason.TOO_LARGE);
        } else if (file.path().endsWith("/")) {
            skip(file.size());
        } else {
            scan.file(file.path(), content(file, limits.fileBytes()));
        }
    }

    private void leave(TarHeader entry, Reason why) throws IOException {
        scan.skip(entry.path(), why);
        skip(entry.size());
    }

    private byte[] content(TarHeader header, int most) throws IOException {
        if (header.size() > most) {
            throw TarHeader.unreadable();
        }
        spend(header.size());
        byte[] content = in.readNBytes((int) header.size());
        if (content.length != header.size()) {
            throw TarHeader.unreadable();
        }
        skipExactly(padding(header.size()));
        return content;
    }

    private void skip(long size) throws IOException {
        skipExactly(size + padding(size));
    }

    private void skipExactly(long count) throws IOException {
        spend(count);
        in.skipNBytes(count);
    }

    private static long padding(long size) {
        return -size & (TarHeader.BLOCK - 1);
    }

    private void spend(long count) {
        read += count;
        if (count < 0 || read > limits.unpacked()) {
            throw ScanRefused.tooLarge(
                    "archive.expands_too_much",
                    "The archive unpacks to more than the %d MiB that one scan takes; hand it in in parts."
                            .formatted(limits.unpacked() >> 20));
        }
    }

    /** POSIX's {@code LENGTH NAME=VALUE} lines. */
    private static Map<String, String> pax(byte[] records) {
        Map<String, String> said = new TreeMap<>();
        int at = 0;
        while (at < records.length) {
            int space = indexOf(records, ' ', at);
            long length = number(new String(records, at, space - at, StandardCharsets.UTF_8));
            int end = (int) Math.min(at + length, records.length);
            int equals = indexOf(records, '=', space);
            if (equals >= end || end - 1 <= equals) {
                throw TarHeader.unreadable();
            }
            said.put(
                    new String(records, space + 1, equals - space - 1, StandardCharsets.UTF_8),
                    new String(records, equals + 1, end - equals - 2, StandardCharsets.UTF_8));
            at = end;
        }
        return said;
    }

    private static int indexOf(byte[] bytes, char wanted, int from) {
        for (int at = from; at < bytes.length; at++) {
            if (bytes[at] == wanted) {
                return at;
            }
        }
        throw TarHeader.unreadable();
    }

    private static long number(String digits) {
        boolean isNumber =
                !digits.isEmpty() && digits.length() <= 18 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!isNumber) {
            throw TarHeader.unreadable();
        }
        return Long.parseLong(digits);
    }

    private static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}
