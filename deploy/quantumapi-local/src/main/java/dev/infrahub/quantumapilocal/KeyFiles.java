package dev.infrahub.quantumapilocal;

import dev.infrahub.faults.SettingRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Reads what only the owner of a file may read. */
final class KeyFiles {

    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private KeyFiles() {}

    /** @throws SettingRefused when the file cannot be read, or others can: the message tells the fix */
    static String read(String file) {
        Path path = Path.of(file);
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            if (permissions.stream().anyMatch(OTHERS::contains)) {
                throw new SettingRefused(
                        "The key file " + path + " is open to others than its owner. Close it with: chmod 600 " + path);
            }
            return Files.readString(path).strip();
        } catch (IOException | UnsupportedOperationException e) {
            throw new SettingRefused("The key file " + path + " cannot be read: " + e + ".");
        }
    }
}
