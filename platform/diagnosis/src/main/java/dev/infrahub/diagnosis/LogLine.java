package dev.infrahub.diagnosis;

/**
 * A line of a log, without what the platform puts in front of it.
 *
 * @param number from 1 on
 */
public record LogLine(int number, String text) {}
