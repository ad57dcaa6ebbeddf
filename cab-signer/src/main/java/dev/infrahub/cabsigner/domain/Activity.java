package dev.infrahub.cabsigner.domain;

/** What is done with a change once it is approved, in ITIL's words: its implementation and its review. Somebody says so. */
public sealed interface Activity permits Implementation, Review {

    String changeRequestId();

    String client();

    default ChangeKey change() {
        return new ChangeKey(client(), changeRequestId());
    }

    /** Who says so. */
    String by();

    /** What they want to be kept: {@code implement} or {@code review}. */
    String action();
}
