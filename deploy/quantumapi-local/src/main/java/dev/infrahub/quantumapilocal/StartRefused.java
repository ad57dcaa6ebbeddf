package dev.infrahub.quantumapilocal;

/** The installation does not start like this; the message says why and what to do. */
final class StartRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartRefused(String sentence) {
        super(sentence);
    }
}
