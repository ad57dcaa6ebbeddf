package dev.infrahub.secretscanner.domain;

/**
 * The newest look at a file.
 *
 * @param digest keyed hash of what it held
 */
public record Look(ScanKey scan, String digest) {}
