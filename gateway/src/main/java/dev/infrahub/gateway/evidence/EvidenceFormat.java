package dev.infrahub.gateway.evidence;

import dev.infrahub.http.Problem;
import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.Dsse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/** In what form evidence is asked for. */
enum EvidenceFormat {
    /** The file as it was sealed. */
    DSSE,
    /** NIST's OSCAL, assessment results. */
    OSCAL;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    String fileName(UUID id) {
        return switch (this) {
            case DSSE -> "evidence-" + id + ".json";
            case OSCAL -> "evidence-" + id + ".oscal.json";
        };
    }

    /**
     * Of what is kept, if it is what was sealed.
     *
     * @throws Problem 500 where it was changed since
     */
    String of(UUID id, String envelope) {
        if (!Digest.id(envelope.getBytes(StandardCharsets.UTF_8)).equals(id)) {
            throw Problem.of(
                    500, "evidence.not-genuine", "What the hub keeps under this id is not what was sealed under it.");
        }
        return switch (this) {
            case DSSE -> envelope;
            case OSCAL ->
                new Oscal(id, Digest.of(envelope), Dsse.ofJson(envelope).orElseThrow()).text();
        };
    }
}
