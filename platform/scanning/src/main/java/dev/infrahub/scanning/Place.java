package dev.infrahub.scanning;

/**
 * A part of a text as editors and SARIF count: from 1 on, columns in UTF-16 code units.
 *
 * @param endLine of the last character
 * @param endColumn behind the last character
 */
public record Place(int line, int column, int endLine, int endColumn) {}
