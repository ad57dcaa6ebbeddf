package dev.infrahub.cabsigner.domain;

/** Who approves standard changes of low risk. */
public enum StandardChanges {
    /** People, as any other change. */
    BOARD,
    /** The board's {@link Policy}, when they are opened. */
    AUTO
}
