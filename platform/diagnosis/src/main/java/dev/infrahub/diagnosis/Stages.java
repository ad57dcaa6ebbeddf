package dev.infrahub.diagnosis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How far each unit got, and where it went well: what failed before then, and passes by itself, is over. */
final class Stages {

    private static final int MOST_UNITS = 1000;
    private static final int MOST_SUCCESSES = 1000;

    /** What follows each other in a run of Terraform. */
    enum Stage {
        INIT,
        PLAN,
        APPLY
    }

    /** What is printed at the end of one that went well, at the beginning of a line. */
    private enum Success {
        INITIALISED(Stage.INIT, "Terraform has been successfully initialized"),
        INITIALISED_TOFU(Stage.INIT, "OpenTofu has been successfully initialized"),
        VALID(Stage.INIT, "Success! The configuration is valid"),
        NOTHING_TO_DO(Stage.PLAN, "No changes. "),
        PLANNED(Stage.PLAN, "Plan: "),
        APPLIED(Stage.APPLY, "Apply complete!"),
        DESTROYED(Stage.APPLY, "Destroy complete!");

        private final Stage stage;
        private final String words;

        Success(Stage stage, String words) {
            this.stage = stage;
            this.words = words;
        }
    }

    private static final List<String> JOB_SUCCESSES =
            List.of("Job succeeded", "Process completed with exit code 0", "##[debug]Exit code 0 ");

    /** Before a plan that is shown as far as it got. */
    private static final String HALF = "planned the following actions, but then encountered";

    /**
     * Where it went well.
     *
     * @param since the line at which a step failed before: what failed up to there is not over
     * @param line of the success
     */
    private record WentWell(Stage stage, int since, int line) {

        boolean ends(Stage failed, int failedAt) {
            return stage.compareTo(failed) >= 0 && since < failedAt && failedAt < line;
        }
    }

    private static final class Unit {
        private Stage stage = Stage.PLAN;
        private boolean isHalf;
        private int stepFailed;
        private final List<WentWell> wentWell = new ArrayList<>();
    }

    private final Map<String, Unit> units = new HashMap<>();
    private int jobWentWell;
    private int last;

    /** Whether a line says that something went well. */
    static boolean isSuccess(String text) {
        for (Success one : Success.values()) {
            if (text.startsWith(one.words)) {
                return true;
            }
        }
        return JOB_SUCCESSES.stream().anyMatch(text::startsWith);
    }

    /** @return whether everything that had been begun in the unit is done */
    boolean read(String unit, int number, String text) {
        if (JOB_SUCCESSES.stream().anyMatch(text::startsWith)) {
            jobWentWell = number;
            last = number;
            return false;
        }
        if (text.startsWith("Initializing ")) {
            of(unit).stage = Stage.INIT;
        } else if (text.contains(HALF)) {
            of(unit).isHalf = true;
        }
        for (Success one : Success.values()) {
            if (text.startsWith(one.words)) {
                return wentWell(unit, number, one);
            }
        }
        return false;
    }

    private boolean wentWell(String name, int number, Success success) {
        Unit unit = of(name);
        if (success == Success.PLANNED && unit.isHalf) {
            unit.isHalf = false;
            return false;
        }
        wentWell(name, number, success.stage);
        return success.stage == Stage.APPLY;
    }

    void wentWell(String name, int number, Stage stage) {
        Unit unit = of(name);
        unit.wentWell.removeIf(before -> before.stage() == stage && before.since() == unit.stepFailed);
        if (unit.wentWell.size() < MOST_SUCCESSES) {
            unit.wentWell.add(new WentWell(stage, unit.stepFailed, number));
        }
        unit.stage = stage == Stage.INIT ? Stage.PLAN : Stage.APPLY;
        last = number;
    }

    private Unit of(String name) {
        Unit unit = units.get(name);
        if (unit == null) {
            unit = new Unit();
            if (units.size() < MOST_UNITS) {
                units.put(name, unit);
            }
        }
        return unit;
    }

    /** Where the unit is now. */
    Stage at(String unit) {
        return of(unit).stage;
    }

    /** Whether the unit went on well behind a line at which it had got so far. */
    boolean wentWellAfter(String name, Stage stage, int line) {
        return of(name).wentWell.stream().anyMatch(one -> one.ends(stage, line));
    }

    /** The platform says that a step of the unit failed: no later step makes that good. */
    void stepFailed(String unit, int line) {
        of(unit).stepFailed = line;
    }

    /** The line at which a step of the unit failed last; 0 where none did. */
    int stepFailed(String unit) {
        return of(unit).stepFailed;
    }

    /** The last line at which the whole job is said to have ended well; 0 where it is not. */
    int jobWentWell() {
        return jobWentWell;
    }

    /** The last line that says that anything went well; 0 where none does. */
    int last() {
        return last;
    }
}
