package dev.infrahub.verify;

/** What was given cannot be looked at; the message says what and how to put it right. */
final class Unreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
        super(message, null, false, false);
    }
}
