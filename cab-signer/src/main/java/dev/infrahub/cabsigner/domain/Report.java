package dev.infrahub.cabsigner.domain;

/** What somebody says of a change once it is approved. */
public sealed interface Report permits Implementation, Review {

    String changeRequestId();

    String client();

    /** Who says it. */
    String by();

    /** What they want: {@code implement} or {@code review}. */
    String action();
}
