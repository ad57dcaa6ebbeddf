package dev.infrahub.driftworker.domain;

import java.util.Locale;

/** What most likely made something drift: a plan tells what is, and not who did it. */
public enum Cause {
    /** By hand, or by another tool. */
    CHANGED_BY_HAND("It was changed past Terraform: by hand in a console, or by another tool."),
    /** The thing is gone. */
    DELETED_OUTSIDE("It was deleted past Terraform."),
    /** Something scales it. */
    AUTOSCALING("Something scales it: what is there now is what was needed last."),
    /** Something else deploys, tags or configures it. */
    OTHER_CONTROLLER("Something else than this code is in charge of it."),
    /** A secret got a new value. */
    ROTATION("A secret was rotated."),
    /** The provider reads more, or reads it otherwise, than the one that wrote the state. */
    PROVIDER_UPGRADE("The provider reads something that the state did not hold: most likely it was upgraded."),
    /** Nobody can say. */
    UNKNOWN(
            "What was changed is not shown, so that it cannot be told what made it: somebody past Terraform, or a rotation."),
    /** The code says so already. */
    UNAPPLIED_COMMIT("The code says so too: a commit that was applied elsewhere, or is still to be applied.");

    private final String sentence;

    Cause(String sentence) {
        this.sentence = sentence;
    }

    /** As events and answers spell it. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** In a sentence. */
    public String sentence() {
        return sentence;
    }
}
