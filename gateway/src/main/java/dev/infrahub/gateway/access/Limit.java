package dev.infrahub.gateway.access;

/**
 * How often a key, and every key that was made by it, may ask together.
 *
 * @param key the {@link Caller#id} of the key that it is the limit of
 */
public record Limit(String key, int perMinute) {}
