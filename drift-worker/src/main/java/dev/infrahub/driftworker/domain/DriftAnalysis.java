package dev.infrahub.driftworker.domain;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All that one scan tells of drift. Holds what values may be shown, and none that is or looks secret.
 *
 * @param status whether it tells all there is
 * @param plannedAt when the plan was made, where it says
 * @param resources what drifted and is not settled
 * @param settled what drifted and was accepted, or is somebody else's to change
 * @param dropped what is no drift, with the rule that says so
 * @param unused rules, owners and decisions that are meant for this module and met nothing
 * @param pending what the code wants and was never applied
 * @param outputs names of outputs that follow what drifted
 * @param limits what the input could not tell, in sentences
 */
public record DriftAnalysis(
        Status status,
        Mode mode,
        @Nullable String terraformVersion,
        @Nullable Instant plannedAt,
        List<Resource> resources,
        List<Resource> settled,
        List<Dropped> dropped,
        List<String> unused,
        List<Pending> pending,
        List<String> outputs,
        Risk risk,
        String summary,
        List<String> limits) {

    public DriftAnalysis {
        resources = List.copyOf(resources);
        settled = List.copyOf(settled);
        dropped = List.copyOf(dropped);
        unused = List.copyOf(unused);
        pending = List.copyOf(pending);
        outputs = List.copyOf(outputs);
        limits = List.copyOf(limits);
    }

    /** How much a scan tells. */
    public enum Status {
        /** All that drifted. */
        COMPLETE,
        /** Some of what drifted: that there is no more does not follow. */
        INCOMPLETE,
        /** Nothing: it never got as far. */
        FAILED;

        /** As events and answers spell it. */
        public String spelling() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How the plan was made. */
    public enum Mode {
        NORMAL,
        REFRESH_ONLY,
        UNKNOWN;

        /** As events and answers spell it. */
        public String spelling() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Whether there is drift that somebody has to look at. */
    public boolean driftDetected() {
        return !resources.isEmpty();
    }

    /** Whether it is certain that there is none. */
    public boolean isClean() {
        return status == Status.COMPLETE && resources.isEmpty();
    }

    /**
     * A resource that drifted.
     *
     * @param deposed key of the deposed object this is about, when it is not about the current one
     * @param change changed or deleted
     * @param attributes what of it drifted; empty of what was deleted
     * @param reasons why the risk is what it is, gravest first
     * @param options what to do: the first is what is advised
     * @param hidden whether the text of this plan would not have shown it
     * @param fingerprint the same for the same change of a resource of the same type, in whatever module
     */
    public record Resource(
            String address,
            String type,
            @Nullable String provider,
            String module,
            @Nullable String deposed,
            String change,
            List<Attribute> attributes,
            State state,
            Cause cause,
            Risk risk,
            List<Reason> reasons,
            List<Option> options,
            boolean hidden,
            String fingerprint) {

        public Resource {
            attributes = List.copyOf(attributes);
            reasons = List.copyOf(reasons);
            options = List.copyOf(options);
        }
    }

    /**
     * An attribute that drifted.
     *
     * @param before as the state had it
     * @param after as it is
     * @param decides what a change of it decides anew, where it is a matter of security
     * @param settledBy the rule, owner or decision that settles it
     * @param until the end of a decision
     * @param apply what applying the code does about it
     * @param hidden whether the text of this plan would not have shown it
     * @param fingerprint of this change, which a decision names
     */
    public record Attribute(
            String path,
            String before,
            String after,
            boolean sensitive,
            State state,
            @Nullable String decides,
            @Nullable String settledBy,
            @Nullable Instant until,
            Apply apply,
            boolean hidden,
            String fingerprint) {}

    /** What applying the code does about drift. */
    public enum Apply {
        /** Sets it back. */
        REVERTS,
        /** Leaves it. */
        KEEPS,
        /** Takes the resource away, or makes it anew: it is set back with all that is in it lost. */
        DESTROYS,
        /** The plan does not tell. */
        UNTOLD;

        /** As events and answers spell it. */
        public String spelling() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why drift is as grave as it is. */
    public record Reason(String rule, Risk risk, String detail) {}

    /**
     * A thing to do.
     *
     * @param action revert, adopt, accept, ignore, recreate, import, forget or rotate
     */
    public record Option(
            String action,
            String detail,
            @Nullable String command,
            @Nullable String hcl) {}

    /** What looks like drift and is none. */
    public record Dropped(String address, String path, String rule, String kind, String source) {}

    /**
     * What the code wants and was never applied.
     *
     * @param action as Terraform spells it
     * @param attributes that are to be changed, at the top level
     */
    public record Pending(String address, String type, String action, List<String> attributes) {

        public Pending {
            attributes = List.copyOf(attributes);
        }
    }
}
