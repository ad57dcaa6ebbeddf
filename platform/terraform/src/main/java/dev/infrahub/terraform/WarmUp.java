package dev.infrahub.terraform;

import java.io.InputStream;
import java.util.Objects;

/**
 * Plans of our own, one of each format, with a bit of everything. A service works through them when it starts, and forgets what
 * came out: the first plan of somebody else would wait a second for code and rules to be loaded.
 */
public final class WarmUp {

    private WarmUp() {}

    /** The plan, written so. */
    public static InputStream open(Plan.Format format) {
        String name = switch (format) {
            case JSON -> "warm-up.json";
            case TEXT -> "warm-up.txt";
        };
        return Objects.requireNonNull(WarmUp.class.getResourceAsStream(name), name);
    }
}
