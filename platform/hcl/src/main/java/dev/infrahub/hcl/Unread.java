package dev.infrahub.hcl;

/** A stretch of a text that could not be read, and why. */
public record Unread(int start, int end, String reason) {}
