package dev.infrahub.quantumapilocal.web.access;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * What was done, to be answered and audited.
 *
 * @param body rendered as JSON, or {@code byte[]} sent as it is; null for none
 * @param resource what it was done to
 * @param detail a few words for the audit trail
 */
public record Done(
        int status,
        @Nullable Object body,
        MediaType type,
        @Nullable String resource,
        @Nullable String detail) {

    public static Done ok(Object body) {
        return new Done(200, body, MediaType.APPLICATION_JSON, null, null);
    }

    public static Done created(Object body) {
        return new Done(201, body, MediaType.APPLICATION_JSON, null, null);
    }

    public static Done accepted(Object body) {
        return new Done(202, body, MediaType.APPLICATION_JSON, null, null);
    }

    public static Done noContent() {
        return new Done(204, null, MediaType.APPLICATION_JSON, null, null);
    }

    public static Done bytes(byte[] body) {
        return new Done(200, body, MediaType.APPLICATION_OCTET_STREAM, null, null);
    }

    public Done to(String otherResource) {
        return new Done(status, body, type, otherResource, detail);
    }

    public Done noting(String otherDetail) {
        return new Done(status, body, type, resource, otherDetail);
    }
}
