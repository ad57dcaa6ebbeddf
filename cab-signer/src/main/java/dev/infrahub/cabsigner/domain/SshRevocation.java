package dev.infrahub.cabsigner.domain;

import java.time.Instant;
import java.util.UUID;

/** That a certificate was revoked, by whom and why. */
public record SshRevocation(
        UUID certificateId, String client, String reason, String revokedBy, Instant revokedAt, long leafIndex) {}
