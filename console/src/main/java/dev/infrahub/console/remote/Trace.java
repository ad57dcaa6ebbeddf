package dev.infrahub.console.remote;

import java.security.SecureRandom;
import java.util.HexFormat;

/** The trace of one page: what it asks the gateway is found under it in the logs of both (W3C Trace Context). */
public record Trace(String id) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;

    public static Trace begin() {
        return new Trace(hex(TRACE_BYTES));
    }

    String header() {
        return "00-" + id + "-" + hex(SPAN_BYTES) + "-00";
    }

    private static String hex(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
