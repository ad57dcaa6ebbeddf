package dev.infrahub.bench.corpora;

/**
 * Where a scanner says that a credential begins.
 *
 * @param path of the labelled text
 * @param shown what may be shown of it
 */
public record Found(String path, int line, String rule, String shown) {}
