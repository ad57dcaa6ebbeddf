package dev.infrahub.scanning;

import dev.infrahub.git.PathText;
import java.util.Arrays;

/**
 * One block of a tar archive that says what follows: POSIX ustar, and the ways in which GNU tar goes beyond it.
 *
 * @param size of the content as it stands in the archive
 * @param continues whether more blocks, before the content, say where a sparse file has holes
 */
record TarHeader(String path, char type, long size, boolean continues) {

    static final int BLOCK = 512;

    /** GNU's: the content is that of a file with holes, without them. */
    static final char SPARSE = 'S';

    private static final int NAME = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE = 12;
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM = 8;
    private static final int TYPE_AT = 156;
    private static final int MAGIC_AT = 257;
    private static final int PREFIX_AT = 345;
    private static final int PREFIX = 155;
    private static final int CONTINUES_AT = 482;
    private static final int CONTINUES_AGAIN_AT = 504;
    private static final String GNU = "ustar  ";

    /** @throws ScanRefused where it is none */
    static TarHeader of(byte[] block) {
        if (sum(block) != octal(block, CHECKSUM_AT, CHECKSUM)) {
            throw BadArchive.unreadable();
        }
        String name = text(block, 0, NAME);
        boolean isPosix = text(block, MAGIC_AT, 6).equals("ustar");
        String prefix = isPosix ? text(block, PREFIX_AT, PREFIX) : "";
        char type = (char) block[TYPE_AT];
        if (type == SPARSE && !text(block, MAGIC_AT, GNU.length()).equals(GNU)) {
            // others write it in ways of their own
            throw BadArchive.unreadable();
        }
        return new TarHeader(
                prefix.isEmpty() ? name : prefix + "/" + name,
                type,
                octal(block, SIZE_AT, SIZE),
                type == SPARSE && block[CONTINUES_AT] != 0);
    }

    /** Whether another such block follows this one, which says where a sparse file has holes. */
    static boolean continuesAgain(byte[] block) {
        return block[CONTINUES_AGAIN_AT] != 0;
    }

    static boolean isEmpty(byte[] block) {
        for (byte one : block) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] block, int start, int length) {
        int end = start;
        while (end < start + length && block[end] != 0) {
            end++;
        }
        return PathText.of(Arrays.copyOfRange(block, start, end));
    }

    private static long sum(byte[] block) {
        long sum = 0;
        for (int at = 0; at < BLOCK; at++) {
            boolean isSum = at >= CHECKSUM_AT && at < CHECKSUM_AT + CHECKSUM;
            sum += isSum ? ' ' : block[at] & 0xFF;
        }
        return sum;
    }

    /** Octal digits among spaces and NULs; beyond 8 GiB, where GNU tar writes bytes, nothing is read. */
    private static long octal(byte[] block, int start, int length) {
        String digits = text(block, start, length).strip();
        long value = 0;
        for (int at = 0; at < digits.length(); at++) {
            int digit = digits.charAt(at) - '0';
            if (digit < 0 || digit > 7) {
                throw BadArchive.unreadable();
            }
            value = 8 * value + digit;
        }
        return value;
    }
}
