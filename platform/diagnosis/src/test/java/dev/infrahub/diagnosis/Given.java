package dev.infrahub.diagnosis;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Logs, and what is read in them. */
final class Given {

    private Given() {}

    static Diagnosis diagnosed(String log) {
        return diagnosed(log.getBytes(StandardCharsets.UTF_8));
    }

    static Diagnosis diagnosed(byte[] log) {
        try {
            return PipelineLog.diagnose(new ByteArrayInputStream(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
