package dev.infrahub.gateway.board;

import dev.infrahub.gateway.access.Caller;
import dev.infrahub.http.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Four eyes are people's: whoever makes API keys could make as many as it takes.
 *
 * @param machinesMay whether keys may decide all the same, for development
 */
public record People(boolean machinesMay) {

    /**
     * Who decides is who the credential proves; a body that says otherwise is refused rather than ignored.
     *
     * @param member that would say so, and what it says
     * @throws Problem 403 for a machine, 422 for somebody else's name
     */
    void require(Caller caller, String member, @Nullable String said) {
        if (caller.isMachine() && !machinesMay) {
            throw Problem.of(
                    403,
                    "approver.is-machine",
                    "People decide on changes: send a token of your identity provider, not an API key.");
        }
        if (said != null && !said.equals(caller.id()) && !said.equals(caller.name())) {
            throw Problem.of(422, "approver.contradicts", member + " is who the credential proves, and nobody else.")
                    .field(member);
        }
    }
}
