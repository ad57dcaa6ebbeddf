package dev.infrahub.scanning;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Archives as the tests make them. */
final class Archives {

    private Archives() {}

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    static byte[] tar(byte[]... entries) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            all.write(entry);
        }
        all.write(new byte[1024]);
        return all.toByteArray();
    }

    static byte[] entry(String path, char type, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        byte[] entry = new byte[512 + (bytes.length + 511) / 512 * 512];
        write(entry, 0, path);
        write(entry, 124, "%011o".formatted(bytes.length));
        entry[156] = (byte) type;
        write(entry, 257, "ustar");
        System.arraycopy(bytes, 0, entry, 512, bytes.length);
        sum(entry);
        return entry;
    }

    /** As GNU tar writes a file with holes: the header may go on in blocks of its own. */
    static byte[] sparse(String path, int furtherBlocks, String content) {
        byte[] file = entry(path, 'S', content);
        write(file, 257, "ustar  \0");
        file[482] = (byte) Math.min(furtherBlocks, 1);
        sum(file);
        byte[] whole = Arrays.copyOf(file, file.length + 512 * furtherBlocks);
        System.arraycopy(file, 512, whole, 512 + 512 * furtherBlocks, file.length - 512);
        Arrays.fill(whole, 512, 512 + 512 * furtherBlocks, (byte) 0);
        for (int n = 1; n <= furtherBlocks; n++) {
            whole[512 * n + 504] = (byte) (n < furtherBlocks ? 1 : 0);
        }
        return whole;
    }

    /** The records of POSIX that stand before an entry, as {@code path=x}. */
    static byte[] pax(char type, String... records) {
        StringBuilder all = new StringBuilder();
        for (String record : records) {
            int length = record.length() + 3;
            length = length < 10 ? length : length + 1;
            length = length < 100 ? length : length + 1;
            all.append(length).append(' ').append(record).append('\n');
        }
        return entry("pax", type, all.toString());
    }

    static void sum(byte[] entry) {
        Arrays.fill(entry, 148, 156, (byte) ' ');
        int sum = 0;
        for (int at = 0; at < 512; at++) {
            sum += entry[at] & 0xFF;
        }
        write(entry, 148, "%06o\0 ".formatted(sum));
    }

    static void write(byte[] target, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, target, at, bytes.length);
    }
}
