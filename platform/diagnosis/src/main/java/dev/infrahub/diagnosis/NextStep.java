package dev.infrahub.diagnosis;

import dev.infrahub.diagnosis.Diagnosis.Run;
import dev.infrahub.diagnosis.Rerun.Safe;
import java.util.Optional;

/**
 * What to do after a run that failed: whether it may be run again, and which command comes next.
 *
 * @param lock the id of the lock that the log tells
 * @param isTerraform whether there is anything to plan
 */
record NextStep(Outcomes outcomes, Run run, Optional<String> lock, boolean isTerraform) {

    private static final String TERRAFORM = "terraform";
    private static final String UNTOLD = " The log does not show what had been done before: look before running again.";

    /**
     * Where the cause is known.
     *
     * @param isUnsafe whether the cause itself makes it so
     */
    Rerun rerun(boolean retryable, boolean isUnsafe) {
        if (isUnsafe) {
            return new Rerun(
                    Safe.NO, "The state does not hold what was done: bring it there first, or it is done twice.");
        }
        if (outcomes.interrupted() > 0) {
            return new Rerun(
                    Safe.NO,
                    "The log does not tell how %s ended: it may be there and not in the state. Plan, and look, before applying."
                            .formatted(
                                    outcomes.interrupted() == 1
                                            ? "one resource that was begun"
                                            : outcomes.interrupted() + " resources that were begun"));
        }
        if (!isTerraform) {
            return new Rerun(
                    Safe.UNKNOWN,
                    (retryable ? "It may pass by itself." : "It fails again until the cause is mended.") + UNTOLD);
        }
        String done = told(outcomes.done(), " What was done is in the state, and is not done again.")
                + told(
                        outcomes.failed(),
                        " What failed half-way may be there: the next plan shows whether it is replaced.");
        return retryable
                ? new Rerun(Safe.YES, "It may pass by itself." + done)
                : new Rerun(Safe.AFTER_FIX, "It fails again until the cause is mended." + done);
    }

    private static String told(int count, String sentence) {
        return count > 0 ? sentence : "";
    }

    /**
     * Where it is not.
     *
     * @param isOfTerraform whether it is Terraform that failed, which tells whatever it begins
     */
    Rerun rerunBlindly(boolean isOfTerraform) {
        if (outcomes.wasBegun()) {
            return new Rerun(
                    Safe.NO,
                    "Nobody knows why it failed, and resources had been begun: plan, and look, before applying.");
        }
        return isOfTerraform
                ? new Rerun(Safe.YES, "Nothing had been begun.")
                : new Rerun(Safe.UNKNOWN, "Nobody knows why it failed." + UNTOLD);
    }

    /** The known failure's own, where what it names is known; else a look at what there is to do. */
    Optional<String> command(Optional<String> own, Optional<String> address) {
        Optional<String> command = own.flatMap(template -> filled(template, address));
        if (command.isEmpty() && isTerraform) {
            command = Optional.of("terraform plan");
        }
        return command.map(
                words -> words.startsWith(TERRAFORM + " ") ? tool() + words.substring(TERRAFORM.length()) : words);
    }

    private Optional<String> filled(String template, Optional<String> address) {
        if (template.contains("{lock}")) {
            return lock.map(id -> template.replace("{lock}", id));
        }
        if (template.contains("{address}")) {
            return address.filter(Brief::isWhole).map(name -> template.replace("{address}", quoted(name)));
        }
        return Optional.of(template);
    }

    /** One word to a shell, whatever an address holds. */
    private static String quoted(String address) {
        return "'" + address.replace("'", "'\\''") + "'";
    }

    String tool() {
        return run.tool().orElse(TERRAFORM);
    }
}
