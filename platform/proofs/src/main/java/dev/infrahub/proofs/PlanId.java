package dev.infrahub.proofs;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The id of a plan. It is made of what the plan is and where it belongs, its client first: the same plan handed in twice is the
 * same plan, and nobody can say another client's.
 */
public final class PlanId {

    private PlanId() {}

    /**
     * A UUID (RFC 9562, version 8) out of the SHA-256 of client, module, environment (or nothing), format in capitals and planHash,
     * with a line feed between them.
     *
     * @param format json or text
     * @param planHash of the plan as it was handed in
     * @return empty where a line feed within one would make it the id of another plan as well
     */
    public static Optional<UUID> of(
            String client, String module, @Nullable String environment, String format, String planHash) {
        String[] place = {
            client, module, Objects.requireNonNullElse(environment, ""), format.toUpperCase(Locale.ROOT), planHash
        };
        return Stream.of(place).anyMatch(part -> part.indexOf('\n') >= 0)
                ? Optional.empty()
                : Optional.of(Digest.id(String.join("\n", place).getBytes(StandardCharsets.UTF_8)));
    }
}
