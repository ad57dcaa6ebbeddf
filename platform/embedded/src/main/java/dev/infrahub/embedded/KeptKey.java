package dev.infrahub.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** A random key that is made once, readable by its owner alone, and kept. */
public record KeptKey(Path file, String prefix) {

    private static final int BYTES = 32;
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

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

    /** Under its name only when it is whole: a crash in between must not leave half a key. */
    private void create() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        Path whole = Files.createTempFile(file.toAbsolutePath().getParent(), "key", null, OWNER_ONLY);
        Files.writeString(whole, prefix + encoder().encodeToString(key) + "\n");
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
