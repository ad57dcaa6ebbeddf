package dev.infrahub.gateway.secrets;

import dev.infrahub.schemas.SecretScanRequested;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A scan, as it is handed on.
 *
 * @param digests of the files, which tell one scan from another
 */
record SubmittedScan(SecretScanRequested event, Map<String, String> digests) {

    /** Of a file, and of a finding: here, in what tells a repeat, in an event, and on its way to the database. */
    private static final long BYTES_A_FILE = 600;

    private static final long BYTES_A_FINDING = 2000;

    /** What it takes of memory until it is published. */
    long bytes() {
        return BYTES_A_FILE * (event.getFiles().size() + event.getUnscanned().size())
                + BYTES_A_FINDING * event.getFindings().size();
    }

    /** What stays in order: the scans of one module of one client. */
    String key() {
        return event.getModule() == null ? event.getClient() : event.getClient() + "/" + event.getModule();
    }

    /** What tells it from another, which is all that an answer tells of it but its id and its time. */
    Map<String, Object> asked() {
        Map<String, Object> asked = new HashMap<>(Map.of(
                "key",
                key(),
                "complete",
                event.getComplete(),
                "files",
                digests,
                "unscanned",
                event.getUnscanned().stream()
                        .map(one -> List.of(one.getPath(), one.getReason()))
                        .toList()));
        if (event.getCommit() != null) {
            asked.put("commit", event.getCommit());
        }
        return asked;
    }
}
