package dev.infrahub.connections;

import dev.infrahub.faults.SettingRefused;
import java.util.Optional;

/** A password from a variable, or from the file that a second variable names. */
public final class PasswordSetting {

    private PasswordSetting() {}

    /**
     * @param variable of the password; that of its file ends in {@code _FILE}
     * @return nothing where neither is set
     * @throws SettingRefused when both are set, or the file holds no password
     */
    public static Optional<String> of(String variable, String password, String file) {
        String fileVariable = variable + "_FILE";
        if (file.isBlank()) {
            return Optional.of(password).filter(text -> !text.isEmpty());
        }
        if (!password.isEmpty()) {
            throw new SettingRefused(
                    variable + " and " + fileVariable + " are both set: unset one, so that there is one password.");
        }
        return Optional.of(firstLine(new SettingFile(fileVariable, file)));
    }

    /** Editors end a file with a line break, which belongs to no password. */
    private static String firstLine(SettingFile file) {
        String password = file.text().strip();
        if (password.lines().count() > 1) {
            throw file.refused("has several lines; it must hold the password and nothing else");
        }
        return password;
    }
}
