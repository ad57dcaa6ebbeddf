package dev.infrahub.terraform;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads the text that {@code terraform plan} and {@code tofu plan} print for people, with colours, whatever stands in front of
 * lines, and several plans in one log. What the text does not tell is not guessed but listed in {@link Plan#limits()}; where
 * what was read is not what the text says is there, there is no plan.
 */
public final class PlanTextReader {

    private static final String VALUES_LIMIT = "Read from the text of 'terraform plan', whose attribute"
            + " values no rule reads: rules about values (network, access, encryption, protection) did not run.";
    private static final String REFERENCES_LIMIT =
            "The text does not tell which resource refers to which: order and dependents are not known.";
    private static final String DRIFT_LIMIT =
            "The text shows only the drift that Terraform holds responsible for a change, not all of it.";
    private static final int MOST_TOLD = 5;

    private final TextLog log;

    private PlanTextReader(InputStream in) {
        log = TextLog.read(in);
    }

    /**
     * Reads a plan's text. An {@link java.io.IOException} of the stream comes out as
     * {@link java.io.UncheckedIOException}.
     *
     * @throws NotAPlan where no plan can be recognised in it, or what is recognised does not agree with itself
     */
    public static Plan read(InputStream in) {
        return read(in, (_, _) -> {});
    }

    /**
     * Reads a plan's text and shows each resource change. Of its values, and of what was changed outside, those are shown that
     * stand in one line.
     */
    public static Plan read(InputStream in, ChangeVisitor visitor) {
        PlanTextReader reader = new PlanTextReader(in);
        TextReading reading = reader.best();
        Plan plan = reader.plan(reading);
        List<ChangeValues> printed = reading.all(TextUnit::printed);
        for (int index = 0; index < printed.size(); index++) {
            visitor.visitPrinted(plan.changes().get(index), printed.get(index));
        }
        reading.all(TextUnit::drift).forEach(one -> visitor.visitDrift(one.change(), one.values()));
        return plan;
    }

    /** The best reading of a text, whether it is a plan or not. */
    static TextReading reading(InputStream in) {
        return new PlanTextReader(in).best();
    }

    /** The first reading that makes sense, of those that take ever more of a line's front for chance. */
    private TextReading best() {
        TextReading best = reading(TextMask.Variation.CLOCKS, false);
        for (TextMask.Variation variation : TextMask.Variation.values()) {
            if (best.sense() == TextReading.Sense.WHOLE || !log.isWrapped()) {
                break;
            }
            TextReading other = reading(variation, true);
            boolean better = other.sense().compareTo(best.sense()) > 0;
            (better ? best : other).forget();
            best = better ? other : best;
        }
        return best;
    }

    private TextReading reading(TextMask.Variation variation, boolean together) {
        return TextReading.of(log, TextWrapping.in(log, variation), together);
    }

    private Plan plan(TextReading reading) {
        if (reading.sense() == TextReading.Sense.NONE) {
            throw notAPlan(reading.says(TextSayings::sawError));
        }
        if (reading.sense() == TextReading.Sense.DISAGREES) {
            throw new NotAPlan(
                    NotAPlan.NOT_UNDERSTOOD,
                    "the text of a plan that the hub did not understand: " + reading.difference()
                            + "; hand in the JSON that '" + tool(reading).command() + " show -json' prints");
        }
        List<ResourceChange> changes = reading.all(TextUnit::changes);
        List<ResourceChange> drift =
                reading.all(TextUnit::drift).stream().map(TextDrift::change).toList();
        boolean complete = reading.sense().compareTo(TextReading.Sense.TORN) >= 0
                && !reading.isPartial()
                && !reading.says(TextSayings::isTargeted);
        return new Plan(
                Plan.Format.TEXT,
                tool(reading),
                null,
                null,
                reading.totals().complete(ChangeCounts.of(changes, drift)),
                changes,
                reading.all(TextUnit::outputs),
                drift,
                reading.says(TextSayings::sawError),
                complete,
                reading.sense() == TextReading.Sense.CUT,
                reading.failedChecks(),
                reading.all(TextUnit::code),
                ReferenceGraph.NONE,
                new Refresh(null, reading.says(TextSayings::isRefreshOnly), Map.of()),
                limits(reading));
    }

    private static Plan.Tool tool(TextReading reading) {
        return reading.says(TextSayings::isTofu) ? Plan.Tool.TOFU : Plan.Tool.TERRAFORM;
    }

    private NotAPlan notAPlan(boolean sawError) {
        if (log.isEmpty()) {
            return new NotAPlan(NotAPlan.EMPTY, "nothing");
        }
        if (log.lines().getFirst().text().startsWith("{")) {
            return NotAPlan.unreadable("JSON, where the text of a plan was expected");
        }
        return NotAPlan.unreadable(
                sawError ? "an error message without a plan" : "text in which no plan can be recognised");
    }

    private static List<String> limits(TextReading reading) {
        List<String> limits = new ArrayList<>(List.of(VALUES_LIMIT, REFERENCES_LIMIT, DRIFT_LIMIT));
        switch (reading.sense()) {
            case CUT ->
                limits.add(
                        "The text ends before its plan line: it is cut, and the counts are those of the part shown.");
            case EXCERPT ->
                limits.add("The plan line counts imports or forgotten resources that the text does not show.");
            case TORN ->
                limits.add("The text does not show of each change what it changes: attributes may be missing.");
            case NONE, DISAGREES, WHOLE -> {}
        }
        int plans = reading.totals().ofPlans().size();
        if (plans > 1) {
            limits.add("The text holds %d plans; their changes are counted together.".formatted(plans));
            Plan.alike(reading.all(TextUnit::plans)).ifPresent(limits::add);
        }
        List<String> deferred = reading.all(TextUnit::deferred);
        if (!deferred.isEmpty()) {
            limits.add("Terraform deferred %d resource changes to a later plan; they are not part of this one: %s."
                    .formatted(deferred.size(), some(deferred, ", ")));
        }
        if (reading.says(TextSayings::isTargeted)) {
            limits.add("The plan was made with -target or the like: it leaves out what was not asked for.");
        }
        if (reading.says(TextSayings::errs)) {
            limits.add("Planning failed half-way: the plan holds only what was planned before the error.");
        }
        List<String> failures = reading.failures();
        if (!failures.isEmpty()) {
            limits.add("Something failed, and what it would have planned is not here; the text says of it: "
                    + some(failures, "; ") + ".");
        }
        return limits;
    }

    private static String some(List<String> all, String between) {
        String more = all.size() > MOST_TOLD ? " and %d more".formatted(all.size() - MOST_TOLD) : "";
        return all.stream().limit(MOST_TOLD).collect(Collectors.joining(between)) + more;
    }
}
