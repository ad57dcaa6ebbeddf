package dev.infrahub.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Postgres's programs, unpacked for one state directory.
 *
 * <p>The library remembers, for a resolver it has seen, where it unpacked: perhaps in a state directory that is gone. So
 * each has its own.
 */
final class PostgresBinaries implements PgBinaryResolver {

    private final Path directory;
    private @Nullable String digest;

    PostgresBinaries(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    @Override
    public InputStream getPgBinary(String system, String machineHardware) throws IOException {
        try (InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machineHardware)) {
            byte[] bytes = archive.readAllBytes();
            digest = md5(bytes);
            return new ByteArrayInputStream(bytes);
        }
    }

    /** A command that runs one of the programs as the library does: Postgres refuses to be run by root. */
    List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            command.addAll(List.of("unshare", "-U"));
        }
        // the library names what it unpacked after the archive
        command.add(directory
                .resolve("PG-" + digest)
                .resolve("bin")
                .resolve(program)
                .toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
