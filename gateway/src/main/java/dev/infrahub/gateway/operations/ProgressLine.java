package dev.infrahub.gateway.operations;

/**
 * What is told of an operation before it is settled.
 *
 * @param number counts what is told of one operation, from 1 on
 * @param kind what is told, such as {@code text} for a piece of the answer
 */
public record ProgressLine(int number, String kind, String text) {}
