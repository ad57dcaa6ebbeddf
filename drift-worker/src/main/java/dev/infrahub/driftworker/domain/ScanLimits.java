package dev.infrahub.driftworker.domain;

import dev.infrahub.driftworker.domain.DriftAnalysis.Mode;
import dev.infrahub.driftworker.domain.DriftAnalysis.Status;
import dev.infrahub.json.Parts;
import dev.infrahub.terraform.Action;
import dev.infrahub.terraform.Plan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a scan cannot tell. */
final class ScanLimits {

    private static final String TEXT_OF_NORMAL =
            "The text of a normal plan does not show what drifted, unless Terraform holds it responsible for a change: that there is"
                    + " no more does not follow. Hand in the JSON of 'terraform show -json', or a plan made with -refresh-only.";
    private static final String TEXT =
            "The text does not show values that take more than one line: whether these mean the same as before cannot be told. Hand"
                    + " in the JSON of 'terraform show -json' for a full answer.";
    private static final String BEFORE_DRIFT =
            "Terraform before 0.15.4 writes no drift into its JSON: what was changed outside is among what is pending.";
    private static final String FAILED =
            "The exit code says that planning failed: what is here was found before it did.";
    private static final String NOT_UNDERSTOOD =
            "The exit code is 2, as if there were something, and nothing is here: the hub does not understand what. Hand in what"
                    + " 'terraform show -json' prints of the very plan that ended so.";
    private static final String MISSED_BY_EXIT_CODE =
            "The exit code is 0, as if there were nothing: Terraform does not count drift that changes nothing it plans.";

    private static final int FIRST_MINOR = 15;
    private static final int FIRST_PATCH = 4;

    private ScanLimits() {}

    static Status status(Plan plan, Mode mode, Scan scan) {
        boolean whole = plan.complete() && !plan.errored() && !scan.failed() && !isMisunderstood(plan, scan);
        boolean tells = plan.format() == Plan.Format.TEXT ? mode == Mode.REFRESH_ONLY : tellsDrift(plan);
        return whole && tells ? Status.COMPLETE : Status.INCOMPLETE;
    }

    static List<String> of(Plan plan, Mode mode, Scan scan, boolean found) {
        List<String> limits = new ArrayList<>();
        if (plan.format() == Plan.Format.TEXT) {
            limits.add(mode == Mode.REFRESH_ONLY ? TEXT : TEXT_OF_NORMAL);
        } else if (!tellsDrift(plan)) {
            limits.add(BEFORE_DRIFT);
        }
        if (mode == Mode.REFRESH_ONLY) {
            limits.add("A refresh-only plan plans nothing: what the code wants and was never applied is not in it.");
        }
        if (plan.errored()) {
            limits.add("Planning failed half-way: what drifted behind the error is not here.");
        } else if (!plan.complete()) {
            limits.add("The plan is not all there is: it says itself that another one must follow, or it is cut.");
        }
        if (scan.failed()) {
            limits.add(FAILED);
        }
        if (isMisunderstood(plan, scan)) {
            limits.add(NOT_UNDERSTOOD);
        }
        if (scan.saysNothing() && found) {
            limits.add(MISSED_BY_EXIT_CODE);
        }
        return limits;
    }

    /** Whether what was run says that there is something, and what was handed in holds nothing at all: it may be of another run. */
    private static boolean isMisunderstood(Plan plan, Scan scan) {
        return scan.saysSomething()
                && plan.drift().isEmpty()
                && plan.code().isEmpty()
                && plan.outputs().stream().allMatch(output -> output.action() == Action.NO_OP)
                && plan.changes().stream()
                        .allMatch(one -> one.action() == Action.NO_OP && !one.imported() && !one.isMoved());
    }

    private static boolean tellsDrift(Plan plan) {
        return !plan.drift().isEmpty() || !"0.1".equals(plan.formatVersion()) || isLater(plan.terraformVersion());
    }

    private static boolean isLater(@Nullable String version) {
        if (version == null) {
            return false;
        }
        List<String> parts = Parts.of(version, '.');
        if (parts.size() < 3 || !parts.getFirst().equals("0")) {
            return parts.size() >= 3;
        }
        int minor = number(parts.get(1));
        return minor > FIRST_MINOR || (minor == FIRST_MINOR && number(parts.get(2)) >= FIRST_PATCH);
    }

    /** Of a part such as 4 or 4-beta1. */
    private static int number(String part) {
        int end = 0;
        while (end < part.length() && end < 6 && part.charAt(end) >= '0' && part.charAt(end) <= '9') {
            end++;
        }
        return end == 0 ? 0 : Integer.parseInt(part.substring(0, end));
    }
}
