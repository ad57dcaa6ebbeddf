package dev.infrahub.quantumapilocal.web.calls;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * What a call is answered with.
 *
 * @param body rendered as JSON, or {@code byte[]} sent as it is; null for none
 * @param detail a few words for the audit trail
 */
public record Answer(
        int status,
        @Nullable Object body,
        MediaType type,
        @Nullable String detail) {

    private Answer(int status, @Nullable Object body) {
        this(status, body, MediaType.APPLICATION_JSON, null);
    }

    public static Answer ok(Object body) {
        return new Answer(200, body);
    }

    public static Answer created(Object body) {
        return new Answer(201, body);
    }

    public static Answer accepted(Object body) {
        return new Answer(202, body);
    }

    public static Answer noContent() {
        return new Answer(204, null);
    }

    public static Answer bytes(byte[] body) {
        return new Answer(200, body, MediaType.APPLICATION_OCTET_STREAM, null);
    }

    public Answer noting(String otherDetail) {
        return new Answer(status, body, type, otherDetail);
    }
}
