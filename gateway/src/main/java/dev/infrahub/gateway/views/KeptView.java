package dev.infrahub.gateway.views;

import java.time.Instant;

/**
 * A view as it is found.
 *
 * @param brief what lists show, JSON
 * @param body all that is known, JSON; the brief where that is all; in lists always the brief
 */
public record KeptView(String id, Instant at, String brief, String body) {}
