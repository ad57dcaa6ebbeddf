package dev.infrahub.gateway.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * One line of the audit trail.
 *
 * @param caller who, as {@link Caller#id}; empty where no credential was good
 * @param address the network address it came from
 * @param action as {@link Route} tells it
 * @param outcome {@code allowed} or {@code denied}
 * @param status the HTTP status answered
 * @param code why, for what is denied
 * @param subject what it was done to, such as the id of a key
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record AuditEntry(
        Optional<String> caller,
        Optional<String> through,
        String address,
        String action,
        String outcome,
        int status,
        Optional<String> code,
        Optional<String> subject,
        Optional<String> client,
        Optional<String> traceId) {}
