package dev.infrahub.secretscanner.domain;

import java.time.Instant;

/**
 * What was scanned of a module the last time that went well.
 *
 * @param rules the hash of those by which it was
 * @param wholeAt when all its files were looked into, and not only those that had changed
 */
public record ScannedCommit(String commit, String rules, Instant wholeAt) {}
