package dev.infrahub.chatservice.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * What a language model was used for.
 *
 * @param micros what it cost, in millionths of a US dollar
 * @param last when it was used last
 */
public record UsageFact(String client, String action, String model, long calls, long tokens, long micros, Instant last)
        implements Fact {

    @Override
    public Source source() {
        return new Source(
                "ai-usage",
                client + "/" + action,
                "Use of " + model + " for " + action,
                Optional.of(client),
                Optional.of(last));
    }
}
