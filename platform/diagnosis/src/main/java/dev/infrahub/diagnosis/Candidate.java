package dev.infrahub.diagnosis;

import dev.infrahub.diagnosis.Kinds.Counted;
import dev.infrahub.diagnosis.KnownFailure.Found;
import dev.infrahub.diagnosis.KnownFailure.Place;
import dev.infrahub.diagnosis.KnownFailure.Role;
import java.util.Optional;

/**
 * An error of Terraform's, and what is known of it.
 *
 * @param times how many there are that are alike
 */
record Candidate(Diagnostic error, int times, Optional<Found> found) {

    /** Of an error that is not in the catalogue: behind all that are. */
    private static final int UNKNOWN_RANK = 100;

    static Candidate of(Counted<Diagnostic> counted) {
        Diagnostic error = counted.value();
        String about = error.subject().address().orElse("");
        return new Candidate(error, counted.times(), Catalogue.all().firstIn(Place.ERROR, error.text(), about));
    }

    Role role() {
        return found.map(one -> one.failure().role()).orElse(Role.CAUSE);
    }

    int rank() {
        return found.map(one -> one.failure().rank()).orElse(isPlaced() ? UNKNOWN_RANK : Integer.MAX_VALUE);
    }

    /** Whether it tells more than that something failed. */
    boolean tells() {
        return found.map(one -> one.failure().role() != Role.SIGN).orElse(isPlaced());
    }

    /** Whether it passes by itself, or nothing of Terraform's says that it is one. */
    boolean passes() {
        return found.map(one -> one.failure().passes()).orElse(!isPlaced());
    }

    boolean isPlaced() {
        return error.subject().file().isPresent() || error.subject().address().isPresent();
    }

    /** What two errors have in common that are the same failure. */
    String kind() {
        return found.map(one -> one.failure().id()).orElseGet(() -> Likeness.of(error.summary()));
    }
}
