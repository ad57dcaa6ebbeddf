package dev.infrahub.secretscanner.domain;

/**
 * A file as Git has it, and as it was scanned.
 *
 * @param blob Git's id of what it holds
 * @param digest keyed hash of the same
 */
public record Copy(String blob, String digest) {}
