package dev.infrahub.cabsigner.domain;

/** How the log stands with its signed heads. */
public sealed interface LogStanding {

    /** All of it, or all that was there a moment ago, is under a signed head. */
    record Signed(long size) implements LogStanding {}

    /** No head can be signed now; tried again. */
    record Waiting(String why) implements LogStanding {}

    /** It is not the log that was signed. Nothing is signed over it. */
    record Rewritten(String how) implements LogStanding {}
}
