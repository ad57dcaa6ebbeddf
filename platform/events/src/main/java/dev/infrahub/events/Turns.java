package dev.infrahub.events;

import dev.infrahub.json.Shares;

/**
 * How many events that have left their partition's order are worked on at once: of a thousand not all, for there is memory for a few,
 * and of one client not all of those.
 */
final class Turns {

    /** Of those that failed and are tried again. */
    private static final int OF_FAILED = 2;

    /** Of those that mostly wait: more than their handlers let wait for one machine, so that the others get on. */
    private static final int OF_PATIENT = 32;

    /** One client has at most this part of them. */
    private static final int PART = 2;

    private final Shares turns;

    private Turns(int atOnce) {
        this.turns = new Shares(atOnce, atOnce / PART);
    }

    static Turns ofFailed() {
        return new Turns(OF_FAILED);
    }

    static Turns ofPatient() {
        return new Turns(OF_PATIENT);
    }

    /** Works once it is the client's turn. */
    void take(String client, Runnable work) {
        turns.enter(client);
        try {
            work.run();
        } finally {
            turns.leave(client);
        }
    }
}
