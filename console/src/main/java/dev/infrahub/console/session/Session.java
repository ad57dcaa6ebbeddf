package dev.infrahub.console.session;

import dev.infrahub.console.remote.Caller;
import dev.infrahub.console.remote.Credential;
import java.time.Instant;

/**
 * Somebody who is signed in.
 *
 * @param id what the cookie holds
 * @param csrf what every form holds
 * @param since when it began
 * @param until when it ends in any case
 */
public record Session(String id, Credential credential, Caller caller, String csrf, Instant since, Instant until) {

    /** Where a request keeps its own. */
    public static final String ATTRIBUTE = Session.class.getName();

    /** Without what would let somebody else in. */
    @Override
    public String toString() {
        return "Session[" + caller.id() + "]";
    }
}
