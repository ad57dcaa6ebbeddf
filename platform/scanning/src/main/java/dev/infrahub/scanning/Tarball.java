package dev.infrahub.scanning;

import dev.infrahub.scanning.Skipped.Reason;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * A tar archive, also packed with gzip, whose files are scanned as they come. Nothing is written anywhere: a link is told and not
 * followed, a path that leads out is told and not taken, and what unpacks without end ends at a limit. An archive of which something
 * would be passed over is refused: what it has not is taken for gone.
 */
public final class Tarball {

    private static final int MOST_OF_A_HEADER = 1024 * 1024;

    private final InputStream in;
    private final Scan scan;
    private final ScanLimits limits;
    private final byte[] block = new byte[TarHeader.BLOCK];
    private Pax before = Pax.NOTHING;
    private long read;

    private Tarball(InputStream in, Scan scan, ScanLimits limits) {
        this.in = in;
        this.scan = scan;
        this.limits = limits;
    }

    /** @throws ScanRefused where it is no archive, or more than is taken */
    public static void scan(InputStream given, Scan scan, ScanLimits limits) {
        try (InputStream archive = new BufferedInputStream(given);
                InputStream in = unpacked(archive)) {
            new Tarball(in, scan, limits).readAll();
        } catch (EOFException | ZipException _) {
            throw BadArchive.unreadable();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream unpacked(InputStream archive) throws IOException {
        archive.mark(2);
        int magic = (archive.read() << 8) | archive.read();
        archive.reset();
        return magic == Gzip.MAGIC ? new BufferedInputStream(new Gzip(archive)) : archive;
    }

    private void readAll() throws IOException {
        if (!readBlock()) {
            throw BadArchive.unreadable();
        }
        while (!TarHeader.isEmpty(block)) {
            readEntry(TarHeader.of(block));
            requireBlock();
        }
        requireEnd();
    }

    /** One empty block may be the hole of a file that is not understood; two are the end, and then there is nothing. */
    private void requireEnd() throws IOException {
        if (!before.isNothing()) {
            throw BadArchive.unreadable();
        }
        requireBlock();
        do {
            if (!TarHeader.isEmpty(block)) {
                throw BadArchive.followed();
            }
        } while (readToEnd());
    }

    /** Whether there is more; what is no whole block is filled up with what says nothing. */
    private boolean readToEnd() throws IOException {
        int count = in.readNBytes(block, 0, block.length);
        Arrays.fill(block, count, block.length, (byte) 0);
        spend(count);
        return count != 0;
    }

    private void requireBlock() throws IOException {
        if (!readBlock()) {
            throw BadArchive.unfinished();
        }
    }

    private boolean readBlock() throws IOException {
        int count = in.readNBytes(block, 0, block.length);
        spend(count);
        if (count != block.length && count != 0) {
            throw BadArchive.unreadable();
        }
        return count != 0;
    }

    private void readEntry(TarHeader header) throws IOException {
        switch (header.type()) {
            case 'x', 'X' -> precede(Pax.of(content(header, MOST_OF_A_HEADER)));
            case 'L' -> precede(Pax.ofName(content(header, MOST_OF_A_HEADER)));
            case 'g' -> Pax.of(content(header, MOST_OF_A_HEADER)).requireNothingOfEntries();
            case 'K' -> skip(header.size());
            default -> readNamed(before.of(header));
        }
    }

    /** Of two, some programs take the first and some the last. */
    private void precede(Pax entry) {
        if (!before.isNothing()) {
            throw BadArchive.unreadable();
        }
        before = entry;
    }

    private void readNamed(TarHeader entry) throws IOException {
        boolean isSparse = before.isSparse();
        before = Pax.NOTHING;
        switch (entry.type()) {
            case '0', '\0', '7' -> {
                if (isSparse) {
                    leave(entry, Reason.BINARY);
                } else {
                    readFile(entry);
                }
            }
            case TarHeader.SPARSE -> readSparse(entry);
            case '1', '2' -> leaveEmpty(entry, Reason.LINK);
            case '3', '4', '6' -> leaveEmpty(entry, Reason.NOT_A_FILE);
            case '5' -> requireEmpty(entry);
            default -> leave(entry, Reason.NOT_A_FILE);
        }
    }

    private void readFile(TarHeader file) throws IOException {
        if (file.path().endsWith("/")) {
            requireEmpty(file);
        } else if (file.size() > limits.fileBytes()) {
            leave(file, Reason.TOO_LARGE);
        } else {
            scan.file(file.path(), content(file, limits.fileBytes()));
        }
    }

    /** Its holes are NULs, as binary files have them. */
    private void readSparse(TarHeader file) throws IOException {
        boolean continues = file.continues();
        while (continues) {
            requireBlock();
            continues = TarHeader.continuesAgain(block);
        }
        leave(file, Reason.BINARY);
    }

    private void leaveEmpty(TarHeader entry, Reason why) {
        requireEmpty(entry);
        scan.skip(entry.path(), why);
    }

    private static void requireEmpty(TarHeader entry) {
        if (entry.size() != 0) {
            throw BadArchive.ambiguous(entry.path());
        }
    }

    private void leave(TarHeader entry, Reason why) throws IOException {
        scan.skip(entry.path(), why);
        skip(entry.size());
    }

    private byte[] content(TarHeader header, int most) throws IOException {
        if (header.size() > most) {
            throw BadArchive.unreadable();
        }
        spend(header.size());
        byte[] content = in.readNBytes((int) header.size());
        if (content.length != header.size()) {
            throw BadArchive.unreadable();
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
}
