package dev.infrahub.events;

import java.util.concurrent.Semaphore;

/** How many events that have left their partition's order are worked on at once: of a thousand not all, for there is memory for a few. */
final class Turns {

    /** Of those that failed and are tried again. */
    private static final int OF_FAILED = 2;

    /** Of those that mostly wait: more than their handlers let wait for one machine, so that the others get on. */
    private static final int OF_PATIENT = 32;

    private final Semaphore turns;

    private Turns(int atOnce) {
        turns = new Semaphore(atOnce, true);
    }

    static Turns ofFailed() {
        return new Turns(OF_FAILED);
    }

    static Turns ofPatient() {
        return new Turns(OF_PATIENT);
    }

    /** Works once it is its turn. */
    void take(Runnable work) throws InterruptedException {
        turns.acquire();
        try {
            work.run();
        } finally {
            turns.release();
        }
    }
}
