package dev.infrahub.events;

import dev.infrahub.faults.RefusalKind;
import java.util.Optional;

/**
 * An event that is not believed: it would give power and is not signed, or speaks of what belongs to another client than it
 * says. It has no effect, and trying again changes nothing.
 *
 * <p>Whoever waits is told only where the signature is genuine: of a forged event the request that it names is not to be
 * believed either, or anybody could make other people's requests fail.
 */
public final class Distrusted extends RuntimeException {

    /** What the database calls a row that would become another client's: {@code refuse_another_client()} in migrations. */
    static final String ANOTHER_CLIENT = "HC001";

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String detail;
    private final boolean answered;

    private Distrusted(String code, String detail, boolean answered) {
        super(code + ": " + detail, null, true, false);
        this.code = code;
        this.detail = detail;
        this.answered = answered;
    }

    static Distrusted unsigned() {
        return new Distrusted("event.unsigned", "It has no signature.", false);
    }

    /** @param detail holds nothing of the event */
    static Distrusted forged(String detail) {
        return new Distrusted("event.forged", detail, false);
    }

    static Distrusted stale() {
        return new Distrusted(
                "event.stale", "It was too long on its way to be believed, and had no effect; ask for it again.", true);
    }

    static Distrusted repeated() {
        return new Distrusted("event.repeated", "It was handled before, from another place of the topic.", false);
    }

    /** It says an id of what belongs to another client than the one that it says. */
    public static Distrusted ofAnotherClient() {
        return new Distrusted("client.mismatch", "An id in it is of what belongs to another client.", false);
    }

    String code() {
        return code;
    }

    String detail() {
        return detail;
    }

    /** For whoever waits, where they are to be told. */
    Optional<Refusal> refusal() {
        return answered ? Optional.of(new Refusal(code, detail, RefusalKind.FAILED, true)) : Optional.empty();
    }
}
