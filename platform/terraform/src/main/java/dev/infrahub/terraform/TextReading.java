package dev.infrahub.terraform;

import dev.infrahub.json.Allowance;
import dev.infrahub.json.Holding;
import dev.infrahub.json.Limit;
import dev.infrahub.json.Limits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One way to read a log: with the units that it takes the lines for. How well what it read agrees with itself tells which way is
 * the right one.
 */
final class TextReading {

    /** From the worst to the best. */
    enum Sense {
        /** No plan is recognised. */
        NONE,
        /** What was read is not what is said to be there. */
        DISAGREES,
        /** Changes without a plan line behind them. */
        CUT,
        /** Something small is not shown. */
        EXCERPT,
        /** All changes are shown, and not of each what it changes. */
        TORN,
        /** All that is said to be there was read. */
        WHOLE
    }

    private static final int BYTES_A_UNIT = 1024;
    private static final int BYTES_A_CHANGE = 1024;

    private final Holding held = new Holding();

    private final Map<String, TextUnit> units = new LinkedHashMap<>();
    /** Plan lines and changes that stand where none is expected. */
    private final List<TextTotals.Stated> strayTotals = new ArrayList<>();

    private int strayHeadings;
    private int changes;
    private Sense sense = Sense.NONE;

    private TextReading() {}

    /**
     * Reads all lines.
     *
     * @param together whether what is told apart by what stands in front is one unit all the same
     */
    static TextReading of(TextLog log, TextWrapping wrapping, boolean together) {
        TextReading reading = new TextReading();
        for (int index = 0; index < log.lines().size(); index++) {
            List<TextWrapping.Unwrapped> ways = wrapping.of(log.lines().get(index));
            reading.read(ways, log.signsAt(index), together);
            if (index % TextLog.LINES_BETWEEN_CHECKS == 0) {
                Allowance.current().check();
            }
        }
        reading.units.values().forEach(TextUnit::end);
        reading.sense = reading.judged();
        return reading;
    }

    private void read(List<TextWrapping.Unwrapped> ways, List<TextSign> signs, boolean together) {
        TextWrapping.Unwrapped way = ways.stream()
                .filter(one -> unit(one, together).holds(one.line()))
                .findFirst()
                .orElseGet(ways::getLast);
        if (!unit(way, together).read(way.line())) {
            String whole = ways.getFirst().line().text();
            signs.forEach(sign -> addStray(sign, whole));
        }
    }

    private void countChange() {
        int most = Limits.OF_PLANS.changes();
        if (++changes > most) {
            throw NotAPlan.beyond(Limit.CHANGES.beyond(most), "text", Optional.empty());
        }
        held.grow(BYTES_A_CHANGE);
    }

    /** It was not the right way. */
    void forget() {
        held.end();
    }

    private TextUnit unit(TextWrapping.Unwrapped way, boolean together) {
        return units.computeIfAbsent(together ? "" : way.unit(), _ -> {
            held.grow(BYTES_A_UNIT);
            return new TextUnit(this::countChange);
        });
    }

    private void addStray(TextSign sign, String line) {
        switch (sign.kind()) {
            case TOTAL -> TextTotals.Stated.of(line.substring(sign.before())).ifPresent(strayTotals::add);
            case HEADING -> strayHeadings++;
            case BANNER, BLOCK, OUTPUTS, NOTHING, OPENING -> {}
        }
    }

    Sense sense() {
        return sense;
    }

    private Sense judged() {
        if (!any(TextUnit::recognised)) {
            return strayTotals.isEmpty() && strayHeadings == 0 ? Sense.NONE : Sense.DISAGREES;
        }
        if (!agrees()) {
            return Sense.DISAGREES;
        }
        if (isCut()) {
            return Sense.CUT;
        }
        if (!totals().ofPlans().stream().allMatch(TextTotals.Total::isWhole)) {
            return Sense.EXCERPT;
        }
        return any(TextUnit::isTorn) ? Sense.TORN : Sense.WHOLE;
    }

    private boolean agrees() {
        TextTotals totals = totals();
        return totals.ofPlans().stream().allMatch(TextTotals.Total::agrees)
                && totals.agreed().containsAll(strayTotals)
                && strayHeadings == 0
                && !any(TextUnit::isMisread);
    }

    private boolean isCut() {
        return any(TextUnit::isCut) || (totals().ofPlans().isEmpty() && !any(TextUnit::needsNoPlanLine));
    }

    private boolean any(Predicate<TextUnit> what) {
        return units.values().stream().anyMatch(what);
    }

    boolean says(Predicate<TextSayings> what) {
        return any(unit -> what.test(unit.sayings()));
    }

    /** What failed, each once. */
    List<String> failures() {
        return all(unit -> unit.sayings().failures()).stream().distinct().toList();
    }

    /** The checks that failed, each once. */
    List<String> failedChecks() {
        return all(unit -> unit.sayings().failedChecks()).stream().distinct().toList();
    }

    /** Whether something is left to a later plan. */
    boolean isPartial() {
        return any(TextUnit::isPartial);
    }

    <T> List<T> all(Function<TextUnit, List<T>> of) {
        return units.values().stream().flatMap(unit -> of.apply(unit).stream()).toList();
    }

    TextTotals totals() {
        return TextTotals.together(units.values().stream().map(TextUnit::totals).toList());
    }

    /** Whether a change is announced that was not understood. */
    boolean hasStrange() {
        return strayHeadings > 0 || any(TextUnit::sawStrange);
    }

    /** What plan lines say that was not read. */
    List<TextTotals.Stated> unshown() {
        TextTotals totals = totals();
        return Stream.concat(
                        totals.ofPlans().stream()
                                .filter(total -> !total.agrees())
                                .map(TextTotals.Total::stated),
                        strayTotals.stream().filter(stated -> !totals.agreed().contains(stated)))
                .toList();
    }

    /** The first of what does not agree, in words. */
    String difference() {
        return totals().ofPlans().stream()
                .filter(total -> !total.agrees())
                .findFirst()
                .map(TextTotals.Total::difference)
                .orElse(TextTotals.UNKNOWN_CHANGES);
    }
}
