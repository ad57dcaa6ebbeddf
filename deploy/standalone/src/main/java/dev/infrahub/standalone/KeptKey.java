package dev.infrahub.standalone;

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

/** A random key that is made once, readable by its owner alone, and kept: what it signed must stay comparable. */
record KeptKey(Path file) {

    private static final int BYTES = 32;
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Base64 of the key. */
    String base64() {
        try {
            if (!Files.exists(file)) {
                create();
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a key in " + file, e);
        }
    }

    /** Under its name only when it is whole: a crash in between must not leave half a key. */
    private void create() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        Path whole = Files.createTempFile(file.toAbsolutePath().getParent(), "key", null, OWNER_ONLY);
        Files.writeString(whole, Base64.getEncoder().encodeToString(key) + "\n");
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
