package dev.infrahub.console.web;

import dev.infrahub.console.remote.FileAnswer;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** Files of the hub's: kept, never opened in a page of ours. */
public final class Downloads {

    private Downloads() {}

    public static ResponseEntity<byte[]> of(FileAnswer file, String name) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, file.type())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(file.bytes());
    }
}
