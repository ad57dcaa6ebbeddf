package dev.infrahub.cabsigner.domain;

import dev.infrahub.proofs.Seal;
import java.util.UUID;

/**
 * A decision that is signed and kept.
 *
 * @param payload the exact text under the signature
 * @param eventId of the event that asked for it
 */
public record SignedDecision(Decision decision, String payload, Seal seal, UUID eventId, long leafIndex) {}
