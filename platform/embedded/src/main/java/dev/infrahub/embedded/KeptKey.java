package dev.infrahub.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** A random key that is made once, readable by its owner alone, and kept. */
public record KeptKey(Path file, String prefix) {

    private static final int BYTES = 32;

    /** The file, made where there is none yet. */
    public Path kept() {
        text();
        return file;
    }

    public boolean exists() {
        return Files.exists(file);
    }

    /** The prefix and Base64 of 256 random bits. */
    public String text() {
        try {
            if (!exists()) {
                create();
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a key in " + file, e);
        }
    }

    /** A key with a prefix travels in headers and on command lines. */
    private Base64.Encoder encoder() {
        return prefix.isEmpty() ? Base64.getEncoder() : Base64.getUrlEncoder().withoutPadding();
    }

    private void create() throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        OwnFile.write(file, prefix + encoder().encodeToString(key) + "\n");
    }
}
