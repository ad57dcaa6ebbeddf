package dev.infrahub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text that was looked at and is committed: a change of it is seen as a diff. Written with {@code -Dhub.scorecard.write=true}. */
public final class Golden {

    private static final boolean WRITE = Boolean.getBoolean("hub.scorecard.write");

    private Golden() {}

    /** Fails where the text is not what the file holds. */
    public static void hold(Path file, String text) throws IOException {
        if (WRITE) {
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }
}
