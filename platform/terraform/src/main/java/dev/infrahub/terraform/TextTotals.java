package dev.infrahub.terraform;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The plan lines of a text, each with what was read before it:
 * {@code Plan: 2 to import, 1 to add, 0 to change, 0 to destroy. Actions: 1 to invoke.}
 */
final class TextTotals {

    private static final Pattern LINE = Pattern.compile("[\\s*_>`]*Plan: (?:(?P<imports>\\d{1,7}) to import, )?"
            + "(?P<adds>\\d{1,7}) to add, (?P<changes>\\d{1,7}) to change, (?P<destroys>\\d{1,7}) to destroy"
            + "(?:, (?P<forgets>\\d{1,7}) to forget)?(?:\\.? Actions: (?P<actions>\\d{1,7}) to invoke)?.*");

    /** What there is to say where no number is another one. */
    static final String UNKNOWN_CHANGES = "it announces changes that the hub did not understand";

    private final List<Total> totals = new ArrayList<>();

    /** What a plan line says. */
    record Stated(int imports, int adds, int changes, int destroys, int forgets, int actions) {

        static final Stated NOTHING = new Stated(0, 0, 0, 0, 0, 0);

        static Optional<Stated> of(String line) {
            if (!line.contains("Plan: ")) {
                return Optional.empty();
            }
            Matcher matcher = LINE.matcher(line);
            return matcher.matches()
                    ? Optional.of(new Stated(
                            number(matcher.group("imports")),
                            number(matcher.group("adds")),
                            number(matcher.group("changes")),
                            number(matcher.group("destroys")),
                            number(matcher.group("forgets")),
                            number(matcher.group("actions"))))
                    : Optional.empty();
        }

        Stated plus(Stated other) {
            return new Stated(
                    imports + other.imports,
                    adds + other.adds,
                    changes + other.changes,
                    destroys + other.destroys,
                    forgets + other.forgets,
                    actions + other.actions);
        }

        private static int number(@Nullable String digits) {
            return digits == null ? 0 : Integer.parseInt(digits);
        }
    }

    /**
     * A plan line and what was read since the one before.
     *
     * @param shown what of it counts
     * @param headings all of it
     * @param announced whether changes were announced
     */
    record Total(Stated stated, ChangeCounts shown, int headings, int actions, boolean announced) {

        boolean showsNothing() {
            return headings == 0 && actions == 0;
        }

        /** Imports and what is let go of, older versions and excerpts do not show. */
        boolean agrees() {
            return counts() && actions == stated.actions && !(announced && showsNothing());
        }

        private boolean counts() {
            return shown.create() + shown.replace() == stated.adds
                    && shown.update() == stated.changes
                    && shown.delete() + shown.replace() == stated.destroys;
        }

        private Total withAction() {
            return new Total(stated, shown, headings, actions + 1, announced);
        }

        private Total unannounced() {
            return new Total(stated, shown, headings, actions, false);
        }

        boolean isWhole() {
            return shown.imported() >= stated.imports && shown.forget() >= stated.forgets;
        }

        String difference() {
            if (counts()) {
                return actions == stated.actions
                        ? UNKNOWN_CHANGES
                        : "its plan line says %d to invoke, and the hub understood %d"
                                .formatted(stated.actions, actions);
            }
            return "its plan line says %d to add, %d to change, %d to destroy, and the hub understood %d, %d and %d"
                    .formatted(
                            stated.adds,
                            stated.changes,
                            stated.destroys,
                            shown.create() + shown.replace(),
                            shown.update(),
                            shown.delete() + shown.replace());
        }
    }

    void add(Total total) {
        totals.add(total);
    }

    /** Whether an action is one that the last plan line counts: those of the command line are told behind it. */
    boolean addAction() {
        if (totals.isEmpty() || totals.getLast().actions >= totals.getLast().stated.actions) {
            return false;
        }
        totals.add(totals.removeLast().withAction());
        return true;
    }

    /** What was announced may be outputs alone: before Terraform 0.15 they too stand behind a plan line, of nothing. */
    void addOutputs() {
        if (!totals.isEmpty() && totals.getLast().stated.equals(Stated.NOTHING)) {
            totals.add(totals.removeLast().unannounced());
        }
    }

    /** Those of plans: a title may say the same as the plan line below it. */
    List<Total> ofPlans() {
        Set<Stated> agreed = agreed();
        return totals.stream()
                .filter(total ->
                        total.agrees() || !total.showsNothing() || total.announced || !agreed.contains(total.stated))
                .toList();
    }

    /** What plans say that were read, and all of them together. */
    Set<Stated> agreed() {
        List<Stated> stated =
                totals.stream().filter(Total::agrees).map(Total::stated).toList();
        Set<Stated> agreed = new HashSet<>(stated);
        stated.stream().reduce(Stated::plus).ifPresent(agreed::add);
        return agreed;
    }

    static TextTotals together(Collection<TextTotals> all) {
        TextTotals together = new TextTotals();
        all.forEach(one -> together.totals.addAll(one.ofPlans()));
        return together;
    }

    /** The counts of the part shown, filled up with what an excerpt leaves out and the plan lines say. */
    ChangeCounts complete(ChangeCounts shown) {
        return new ChangeCounts(
                shown.create(),
                shown.update(),
                shown.delete(),
                shown.replace(),
                shown.read(),
                shown.noOp(),
                Math.max(shown.forget(), sum(Stated::forgets)),
                Math.max(shown.imported(), sum(Stated::imports)),
                shown.moved(),
                shown.drifted(),
                shown.unknown());
    }

    private int sum(ToIntFunction<Stated> number) {
        long sum = totals.stream()
                .mapToLong(total -> number.applyAsInt(total.stated))
                .sum();
        return Math.clamp(sum, 0, Integer.MAX_VALUE);
    }
}
