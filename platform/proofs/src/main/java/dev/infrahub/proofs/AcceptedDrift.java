package dev.infrahub.proofs;

import dev.infrahub.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Drift that is to be taken as it is, for a time. A decision signs its hash, where it signs that of a plan else.
 *
 * @param address of the one resource
 * @param attribute path of the one attribute of it
 * @param change fingerprint of the change that was looked at
 * @param until when that ends, to the millisecond
 */
public record AcceptedDrift(
        String client, String module, String address, String attribute, String change, Instant until, String why) {

    public static final String TYPE = "infrahub/drift-acceptance/v1";

    public AcceptedDrift {
        until = until.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Canonical JSON. */
    public String text() {
        return new Json()
                .with("type", TYPE)
                .with("client", client)
                .with("module", module)
                .with("address", address)
                .with("attribute", attribute)
                .with("change", change)
                .with("until", until)
                .with("why", why)
                .text();
    }

    /** SHA-256 of the text, 64 lower-case hex digits. */
    public String hash() {
        return Digest.of(text());
    }

    /** What {@link #text} wrote; empty of every other text, be it one byte that differs. */
    public static Optional<AcceptedDrift> ofText(String text) {
        Row row = Row.ofJson(text);
        return row.time("until")
                .map(until -> new AcceptedDrift(
                        row.text("client"),
                        row.text("module"),
                        row.text("address"),
                        row.text("attribute"),
                        row.text("change"),
                        until,
                        row.text("why")))
                .filter(accepted -> accepted.text().equals(text));
    }
}
