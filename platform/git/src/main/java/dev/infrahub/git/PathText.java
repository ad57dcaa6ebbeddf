package dev.infrahub.git;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * The path of a file as text, of which Git and Linux know nothing but bytes. A byte that is not of UTF-8 is spelt as U+FFFD and
 * two digits, and U+FFFD itself twice: two paths are never one text.
 */
public final class PathText {

    private static final String UNKNOWN = "\uFFFD";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PathText() {}

    public static String of(byte[] path) {
        String plain = new String(path, StandardCharsets.UTF_8);
        return plain.contains(UNKNOWN) ? spelt(path) : plain;
    }

    /** Of a file, from a folder on, with slashes; whatever the locale says of names. */
    public static String of(Path folder, Path file) {
        String from = folder.toAbsolutePath().toUri().getRawPath();
        String to = file.toAbsolutePath().toUri().getRawPath();
        return of(bytes(to.substring(from.endsWith("/") ? from.length() : from.length() + 1)));
    }

    /** The file that has this path in a folder. */
    public static Path within(Path folder, byte[] path) {
        StringBuilder uri = new StringBuilder(folder.toAbsolutePath().toUri().toString());
        if (uri.charAt(uri.length() - 1) != '/') {
            uri.append('/');
        }
        for (byte one : path) {
            if (isPlain(one)) {
                uri.append((char) one);
            } else {
                uri.append('%').append(HEX.toHexDigits(one));
            }
        }
        return Path.of(URI.create(uri.toString()));
    }

    private static boolean isPlain(byte one) {
        return (one >= 'a' && one <= 'z')
                || (one >= 'A' && one <= 'Z')
                || (one >= '0' && one <= '9')
                || one == '/'
                || one == '.'
                || one == '-'
                || one == '_';
    }

    private static String spelt(byte[] path) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(path);
        CharBuffer out = CharBuffer.allocate(path.length);
        StringBuilder text = new StringBuilder();
        CoderResult result = decoder.decode(in, out, true);
        while (true) {
            text.append(out.flip().toString().replace(UNKNOWN, UNKNOWN + UNKNOWN));
            if (!result.isError()) {
                return text.toString();
            }
            for (int wrong = 0; wrong < result.length(); wrong++) {
                text.append(UNKNOWN).append(HEX.toHexDigits(in.get()));
            }
            out.clear();
            decoder.reset();
            result = decoder.decode(in, out, true);
        }
    }

    private static byte[] bytes(String rawPath) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(rawPath.length());
        for (int at = 0; at < rawPath.length(); at++) {
            char c = rawPath.charAt(at);
            if (c == '%') {
                bytes.write(HexFormat.fromHexDigits(rawPath, at + 1, at + 3));
                at += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toByteArray();
    }
}
