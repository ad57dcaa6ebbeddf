package dev.infrahub.console.proof;

/** One thing that was looked at, and whether it holds. */
public record Step(boolean holds, String what, String detail) {}
