package dev.infrahub.events;

import dev.infrahub.faults.Fault;
import io.r2dbc.spi.R2dbcException;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a value is refused for by the database, or by the arithmetic of dates and numbers. The same value is refused again
 * however often it is tried, so whoever sent it is told at once. What is told names the kind of trouble and nothing of the
 * value.
 */
final class Unusable {

    private static final int DEEPEST_CAUSE = 16;

    private Unusable() {}

    /** Empty where trying again may help. */
    static Optional<Fault.Invalid> of(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST_CAUSE)
                .flatMap(cause -> Optional.ofNullable(fault(cause)).stream())
                .findFirst();
    }

    private static Fault.@Nullable Invalid fault(Throwable cause) {
        return switch (cause) {
            case R2dbcException said when said.getSqlState() != null -> byState(said.getSqlState());
            case DateTimeException _, ArithmeticException _ -> outOfRange();
            case NumberFormatException _ ->
                new Fault.Invalid("value.unreadable", "A text in it should be a number, and is none.");
            default -> null;
        };
    }

    /** Appendix A of Postgres's manual. Conflicts with other rows, which may go away, are not among them. */
    private static Fault.@Nullable Invalid byState(String state) {
        return switch (state) {
            case "22021", "22P05" ->
                new Fault.Invalid(
                        "value.unstorable", "A text in it has a character that the database cannot keep, such as NUL.");
            case "22001" -> new Fault.Invalid("value.too_long", "A text in it is longer than the database keeps.");
            case "22003", "22008", "22015" -> outOfRange();
            case "23502", "23514" -> new Fault.Invalid("value.refused", "The database takes no such value.");
            default ->
                switch (state.substring(0, Math.min(2, state.length()))) {
                    case "22" -> new Fault.Invalid("value.refused", "The database takes no such value.");
                    case "54" ->
                        new Fault.Invalid(
                                "value.too_large", "A value in it is larger than the database can work with.");
                    default -> null;
                };
        };
    }

    private static Fault.Invalid outOfRange() {
        return new Fault.Invalid(
                "value.out_of_range", "A date or a number in it is beyond what can be kept or worked with.");
    }
}
