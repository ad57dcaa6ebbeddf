package dev.infrahub.chatservice.domain;

import java.time.Instant;

/**
 * What was said before.
 *
 * @param asked the reader's words
 * @param answered the hub's; empty where they are not known
 */
public record Turn(Instant at, String asked, String answered) {}
