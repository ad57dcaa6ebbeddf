package dev.infrahub.console.remote;

/** An answer byte for byte. */
public record FileAnswer(String type, byte[] bytes) {}
