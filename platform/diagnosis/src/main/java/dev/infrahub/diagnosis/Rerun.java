package dev.infrahub.diagnosis;

import java.util.Locale;

/** Whether it is safe to run a pipeline again as things are now. */
public record Rerun(Safe safe, String reason) {

    /** How safe. */
    public enum Safe {
        YES,
        /** It does no harm, and fails again until the cause is mended. */
        AFTER_FIX,
        /** Somebody has to look first. */
        NO,
        /** The log does not show what had been done. */
        UNKNOWN;

        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
