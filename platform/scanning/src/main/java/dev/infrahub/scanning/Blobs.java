package dev.infrahub.scanning;

import dev.infrahub.scanning.Skipped.Reason;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.StringTokenizer;

/** The contents that Git keeps, one after the other from one process of it. */
final class Blobs implements AutoCloseable {

    private final Process git;
    private final OutputStream asked;
    private final InputStream given;

    Blobs(Git git) throws IOException {
        this.git = git.start("cat-file", "--batch");
        asked = this.git.getOutputStream();
        given = new BufferedInputStream(this.git.getInputStream());
    }

    /** Scans one as the file of this path. */
    void scan(String id, String path, Changes changes, Scan scan) throws IOException {
        asked.write((id + "\n").getBytes(StandardCharsets.US_ASCII));
        asked.flush();
        long size = size(new StringTokenizer(line()), path);
        if (size > scan.limits().fileBytes()) {
            scan.skip(path, Reason.TOO_LARGE);
            given.skipNBytes(size);
        } else {
            scan.file(path, given.readNBytes((int) size), changes);
        }
        given.skipNBytes(1);
    }

    /** @param head as {@code ID blob SIZE}; of what a partial clone has not, {@code ID missing} */
    private static long size(StringTokenizer head, String path) throws IOException {
        head.nextToken();
        String kind = head.nextToken();
        if (!kind.equals("blob")) {
            throw new IOException("git: the content of " + FilePath.shown(path) + " is " + kind);
        }
        return Long.parseLong(head.nextToken());
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = given.read(); c != '\n'; c = given.read()) {
            if (c < 0) {
                throw new EOFException("git: ended");
            }
            line.append((char) c);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        asked.close();
        given.close();
        git.destroy();
    }
}
