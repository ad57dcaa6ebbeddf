package dev.infrahub.standalone;

import dev.infrahub.embedded.OwnFile;
import dev.infrahub.events.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a service signs with, made once: the private key in the file, readable by its owner alone, and what others trust beside
 * it in {@code .pub}.
 */
record KeptSigningKey(Path file) {

    /** The private key, made where there is none yet. */
    Path kept() {
        make();
        return file;
    }

    /** What others are given to believe what it signs: the public key, and those that begin with the same name, such as a former one. */
    String trusted() throws IOException {
        make();
        StringBuilder keys = new StringBuilder();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(file.toAbsolutePath().getParent(), file.getFileName() + "*.pub")) {
            for (Path key : files) {
                keys.append(Files.readString(key));
            }
        }
        return keys.toString();
    }

    Path publicKey() {
        return file.resolveSibling(file.getFileName() + ".pub");
    }

    /** @return the key's id */
    String make() {
        try {
            if (!Files.exists(file)) {
                OwnFile.write(file, SigningKey.generate().privatePem());
            }
            SigningKey key = SigningKey.of(Files.readString(file));
            if (!Files.exists(publicKey()) || !Files.readString(publicKey()).equals(key.publicPem())) {
                Files.writeString(publicKey(), key.publicPem());
            }
            return key.id();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a key in " + file, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(file + " " + e.getMessage(), e);
        }
    }
}
