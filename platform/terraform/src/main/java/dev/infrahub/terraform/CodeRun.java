package dev.infrahub.terraform;

import java.util.Locale;

/**
 * Code of the configuration's author, or of somebody whom they trust, that runs while the plan is applied: no plan says what
 * it does.
 *
 * @param address of the resource block, the action or the data source
 * @param name of the provisioner, with its place among those of the block; of the action's or data source's type
 */
public record CodeRun(Kind kind, String address, String name) {

    /** What runs it. */
    public enum Kind {
        /** A provisioner of a resource that is created or destroyed. */
        PROVISIONER,
        /** An action that the plan invokes. */
        ACTION,
        /** A data source that runs a program and is read during apply. */
        PROGRAM;

        /** As events and answers spell it. */
        public String spelling() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
