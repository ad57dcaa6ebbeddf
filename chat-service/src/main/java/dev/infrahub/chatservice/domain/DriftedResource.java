package dev.infrahub.chatservice.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * A resource that drifted.
 *
 * @param change changed or deleted
 * @param cause the most likely one
 * @param since the first scan that saw it
 */
public record DriftedResource(String address, String change, String risk, String cause, Optional<Instant> since) {}
