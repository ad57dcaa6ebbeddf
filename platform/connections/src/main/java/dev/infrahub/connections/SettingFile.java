package dev.infrahub.connections;

import dev.infrahub.faults.SettingRefused;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A file that a variable names: there, readable and not empty, or the service does not start. */
record SettingFile(String variable, String path) {

    String text() {
        String text = read();
        if (text.isBlank()) {
            throw refused("is empty");
        }
        return text;
    }

    private String read() {
        try {
            return Files.readString(located());
        } catch (CharacterCodingException _) {
            throw refused("is no text");
        } catch (IOException _) {
            throw refused("cannot be read by this user");
        }
    }

    private Path located() {
        try {
            Path file = Path.of(path);
            if (!Files.exists(file)) {
                throw refused("does not exist");
            }
            return file;
        } catch (InvalidPathException _) {
            throw refused("is no file name");
        }
    }

    SettingRefused refused(String why) {
        return new SettingRefused(variable + " names " + path + ", which " + why + ".");
    }
}
