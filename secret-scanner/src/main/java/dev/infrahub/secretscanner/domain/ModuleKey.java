package dev.infrahub.secretscanner.domain;

/** A module: its name is its client's own. */
public record ModuleKey(String client, String module) {}
