package dev.infrahub.events;

/** An event has to wait in place: those before it of its key wait, and there is no room for it with them. */
final class Crowded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Crowded() {
        super("no room to wait elsewhere", null, false, false);
    }
}
