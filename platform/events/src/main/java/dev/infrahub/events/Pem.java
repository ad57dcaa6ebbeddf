package dev.infrahub.events;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Keys as text (RFC 7468). */
final class Pem {

    private static final int LINE = 64;

    private Pem() {}

    static String block(String label, byte[] der) {
        Base64.Encoder lines = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII));
        return begin(label) + "\n" + lines.encodeToString(der) + "\n" + end(label) + "\n";
    }

    /**
     * Everything of this label, in order; what stands between the blocks says nothing.
     *
     * @throws IllegalArgumentException for a block without its end, or that is no Base64
     */
    static List<byte[]> blocks(String label, String pem) {
        List<byte[]> blocks = new ArrayList<>();
        int from = pem.indexOf(begin(label));
        while (from >= 0) {
            int body = from + begin(label).length();
            int to = pem.indexOf(end(label), body);
            if (to < 0) {
                throw new IllegalArgumentException("ends within a key");
            }
            blocks.add(Base64.getMimeDecoder().decode(pem.substring(body, to)));
            from = pem.indexOf(begin(label), to);
        }
        return blocks;
    }

    private static String begin(String label) {
        return "-----BEGIN " + label + "-----";
    }

    private static String end(String label) {
        return "-----END " + label + "-----";
    }
}
