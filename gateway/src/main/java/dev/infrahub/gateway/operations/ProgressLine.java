package dev.infrahub.gateway.operations;

/**
 * What is told of an operation before it is settled.
 *
 * @param number counts what is told of one operation, from 1 on
 * @param kind what was done, such as {@code looked}
 */
public record ProgressLine(int number, String kind, String text) {}
