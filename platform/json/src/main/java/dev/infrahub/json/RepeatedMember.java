package dev.infrahub.json;

import java.io.Serial;

/** An object has a member twice: what reads the first and what reads the last would see two different documents. */
public final class RepeatedMember extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    RepeatedMember() {
        // no stack trace: hostile input should cost little
        super("an object that has a member twice", null, false, false);
    }
}
