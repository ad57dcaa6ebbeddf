package dev.infrahub.terraform;

/** One entry of a plan's {@code output_changes}, without its values. */
public record OutputChange(String name, Action action, boolean sensitive) {}
