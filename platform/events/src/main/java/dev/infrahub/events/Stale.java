package dev.infrahub.events;

/** A condition of an outcome no longer held when it was to be committed; nothing was. The handler is asked again. */
final class Stale extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Stale() {
        super("what the outcome was decided on has changed");
    }
}
