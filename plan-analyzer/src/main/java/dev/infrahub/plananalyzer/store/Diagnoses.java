package dev.infrahub.plananalyzer.store;

import dev.infrahub.events.Columns;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The logs that were read, and what they had failed of. */
public final class Diagnoses {

    private Diagnoses() {}

    /** When the same failed before. */
    public record Earlier(int times, Optional<Instant> first, Optional<Instant> last) {

        public static final Earlier NONE = new Earlier(0, Optional.empty(), Optional.empty());
    }

    /** Of a client, but for one of them. */
    public static Earlier earlier(Lookups lookups, String client, String fingerprint, String diagnosisId) {
        return lookups.first(
                        Write.of("""
                                select count(*) as times, min(diagnosed_at) as first_at, max(diagnosed_at) as last_at
                                from diagnoses
                                where client = $1 and fingerprint = $2 and diagnosis_id <> $3::uuid""", client, fingerprint, diagnosisId),
                        row -> new Earlier(
                                Columns.value(row, "times", Long.class).intValue(),
                                Optional.ofNullable(row.get("first_at", Instant.class)),
                                Optional.ofNullable(row.get("last_at", Instant.class))))
                .orElse(Earlier.NONE);
    }

    /** @param fingerprint of the failure; null where there was none */
    public static Write add(
            String client,
            String diagnosisId,
            @Nullable String module,
            String category,
            @Nullable String cause,
            String confidence,
            @Nullable String fingerprint,
            Instant at) {
        return Write.of("""
                insert into diagnoses (client, diagnosis_id, module, category, cause, confidence, fingerprint, diagnosed_at)
                values ($1, $2::uuid, $3, $4, $5, $6, $7, $8)
                on conflict (client, diagnosis_id) do nothing""", client, diagnosisId, module, category, cause, confidence, fingerprint, at);
    }
}
