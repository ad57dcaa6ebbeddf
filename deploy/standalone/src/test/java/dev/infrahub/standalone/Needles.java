package dev.infrahub.standalone;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * Looks for many texts at once: plain, in another case, in base64 and hexadecimal, of UTF-16 too, URL-encoded, JSON-escaped, and
 * in whatever is packed inside the bytes.
 */
final class Needles {

    private static final int KEY = 8;
    private static final int PREFIX_BITS = 22;
    private static final int DEEPEST = 3;
    private static final byte[] GZIP = {0x1F, (byte) 0x8B, 8};
    private static final byte[] ZSTD = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD};

    private final Map<Long, List<Spelling>> spellings = new HashMap<>();
    private final boolean[] begins = new boolean[1 << PREFIX_BITS];

    private record Spelling(String text, byte[] bytes) {}

    Needles() {}

    Needles(Iterable<String> texts) {
        texts.forEach(text -> add(text, text));
    }

    /** @param name what is said where the text, which is letters and digits, is found */
    void add(String name, String text) {
        addExact(name, text);
        addExact(name, URLEncoder.encode(text, StandardCharsets.UTF_8));
        addExact(name, text.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/"));
        addExact(name, text.toLowerCase(Locale.ROOT));
        addExact(name, text.toUpperCase(Locale.ROOT));
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE)) {
            byte[] bytes = text.getBytes(charset);
            addExact(name, HexFormat.of().formatHex(bytes));
            addExact(name, HexFormat.of().withUpperCase().formatHex(bytes));
            for (int shift = 0; shift < 3; shift++) {
                String inside = base64Inside(bytes, shift);
                addExact(name, inside);
                addExact(name, inside.replace('+', '-').replace('/', '_'));
            }
        }
    }

    /** What of a text's base64 is the same whatever stands around it, when it begins so many bytes into a group. */
    private static String base64Inside(byte[] bytes, int shift) {
        byte[] shifted = new byte[shift + bytes.length];
        System.arraycopy(bytes, 0, shifted, shift, bytes.length);
        String encoded = Base64.getEncoder().encodeToString(shifted);
        return encoded.substring(shift == 0 ? 0 : 4, shifted.length / 3 * 4);
    }

    /** This spelling alone. */
    void addExact(String name, String spelling) {
        byte[] bytes = spelling.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < KEY) {
            throw new IllegalArgumentException("too short to be looked for: " + spelling);
        }
        List<Spelling> known = spellings.computeIfAbsent(key(bytes), _ -> new ArrayList<>());
        if (known.stream().noneMatch(other -> Arrays.equals(other.bytes, bytes))) {
            known.add(new Spelling(name, bytes));
        }
        begins[place(key(bytes))] = true;
    }

    private static int place(long key) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - PREFIX_BITS));
    }

    private static long key(byte[] bytes) {
        long key = 0;
        for (int i = 0; i < KEY; i++) {
            key = key << 8 | (bytes[i] & 0xFF);
        }
        return key;
    }

    /** Which of the texts are in there. */
    Set<String> in(byte[] haystack) {
        Set<String> found = new TreeSet<>();
        search(haystack, found, 0);
        return found;
    }

    private void search(byte[] haystack, Set<String> found, int depth) {
        long key = 0;
        for (int i = 0; i < haystack.length; i++) {
            key = key << 8 | (haystack[i] & 0xFF);
            if (begins[place(key)]) {
                compare(haystack, i + 1 - KEY, key, found);
            }
            if (depth < DEEPEST && (startsWith(haystack, i, GZIP) || startsWith(haystack, i, ZSTD))) {
                search(unpacked(haystack, i), found, depth + 1);
            }
        }
    }

    private void compare(byte[] haystack, int start, long key, Set<String> found) {
        for (Spelling spelling : spellings.getOrDefault(key, List.of())) {
            if (start >= 0 && startsWith(haystack, start, spelling.bytes())) {
                found.add(spelling.text());
            }
        }
    }

    private static boolean startsWith(byte[] haystack, int start, byte[] bytes) {
        return haystack[start] == bytes[0]
                && start + bytes.length <= haystack.length
                && Arrays.equals(haystack, start, start + bytes.length, bytes, 0, bytes.length);
    }

    /** As much as can be unpacked: what follows in a file is not part of it. */
    private static byte[] unpacked(byte[] bytes, int start) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        InputStream packed = new ByteArrayInputStream(bytes, start, bytes.length - start);
        try (InputStream in = bytes[start] == GZIP[0] ? new GZIPInputStream(packed) : new ZstdInputStream(packed)) {
            in.transferTo(plain);
        } catch (IOException _) {
            // the end of what is packed
        }
        return plain.toByteArray();
    }
}
