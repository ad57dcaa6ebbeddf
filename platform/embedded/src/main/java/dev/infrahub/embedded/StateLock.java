package dev.infrahub.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * Says who owns a state directory. Whoever holds the lock may treat a process that still works on the directory as a
 * leftover; the operating system releases it however its holder dies.
 */
public final class StateLock implements AutoCloseable {

    private final FileChannel channel;

    private StateLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Fails with a message for people if another process, or another part of this one, owns the directory. The lock must
     * be kept: one that nobody refers to any more is released.
     */
    public static StateLock acquire(Path stateDir) throws IOException {
        createPrivately(stateDir);
        FileChannel channel =
                FileChannel.open(stateDir.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new IllegalStateException(stateDir + " is in use by another process");
        }
        return new StateLock(channel);
    }

    /** Programs are unpacked and run from here, and passwords and the data itself lie here. */
    private static void createPrivately(Path stateDir) throws IOException {
        Files.createDirectories(stateDir);
        Files.setPosixFilePermissions(stateDir, PosixFilePermissions.fromString("rwx------"));
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
