package dev.infrahub.driftworker.domain;

import dev.infrahub.driftworker.domain.DriftAnalysis.Apply;
import dev.infrahub.findings.AttributePath;
import dev.infrahub.findings.Shown;
import dev.infrahub.json.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An attribute that drifted, in the making: what of its values may be shown is kept, and the rest is forgotten.
 *
 * @param before as it may be shown
 * @param was the same as a value, where it can be shown whole; else as if it were sensitive
 * @param untold whether the input shows no values
 * @param decides what a change of it decides anew, where it is a matter of security
 * @param isNew whether the state did not hold such an attribute at all
 * @param narrowed whether it certainly lets in nobody new
 * @param rule one that holds for it where something else is in charge
 * @param overruled ids of rules and owners that would hide it, and must not
 */
record Drifted(
        AttributePath path,
        String before,
        String after,
        Value was,
        Value is,
        boolean sensitive,
        boolean untold,
        @Nullable String decides,
        boolean isNew,
        boolean narrowed,
        @Nullable NoiseRule rule,
        State state,
        @Nullable String settledBy,
        @Nullable Instant until,
        Apply apply,
        List<String> overruled,
        String fingerprint) {

    private static final int BYTES = 768;
    private static final int BYTES_A_CHARACTER = 6;

    static Drifted of(
            Difference difference, Optional<String> decides, boolean isNew, boolean narrowed, String fingerprint) {
        return new Drifted(
                difference.path(),
                difference.isHidden() ? Shown.SENSITIVE : Shown.of(difference.before()),
                difference.isHidden() ? Shown.SENSITIVE : Shown.of(difference.after()),
                whole(difference.before()),
                whole(difference.after()),
                difference.isHidden(),
                difference.isUntold(),
                decides.orElse(null),
                isNew,
                narrowed,
                null,
                State.OPEN,
                null,
                null,
                Apply.UNTOLD,
                List.of(),
                fingerprint);
    }

    private static Value whole(Value value) {
        return Shown.isWhole(value) ? value : Value.Special.SENSITIVE;
    }

    /** What it takes of memory, with what is told of it. */
    long bytes() {
        return BYTES + (long) BYTES_A_CHARACTER * (before.length() + after.length());
    }

    /** Whether another change can be told from this one: what is hidden is the same whatever it is. */
    boolean isComparable() {
        return was != Value.Special.SENSITIVE && is != Value.Special.SENSITIVE;
    }

    boolean isSecurity() {
        return decides != null;
    }

    Drifted under(NoiseRule holding) {
        return with(holding, state, settledBy, until, apply, overruled);
    }

    Drifted settled(State by, String who, @Nullable Instant end) {
        return with(rule, by, who, end, apply, overruled);
    }

    Drifted applied(Apply does) {
        return with(rule, state, settledBy, until, does, overruled);
    }

    Drifted over(List<String> rules) {
        return with(rule, state, settledBy, until, apply, rules);
    }

    private Drifted with(
            @Nullable NoiseRule otherRule,
            State otherState,
            @Nullable String who,
            @Nullable Instant end,
            Apply does,
            List<String> rules) {
        return new Drifted(
                path,
                before,
                after,
                was,
                is,
                sensitive,
                untold,
                decides,
                isNew,
                narrowed,
                otherRule,
                otherState,
                who,
                end,
                does,
                rules,
                fingerprint);
    }

    Hcl.Setting asItWas() {
        return new Hcl.Setting(path, was);
    }

    Hcl.Setting asItIs() {
        return new Hcl.Setting(path, is);
    }

    DriftAnalysis.Attribute told(boolean hidden) {
        return new DriftAnalysis.Attribute(
                path.toString(),
                before,
                after,
                sensitive,
                state,
                decides,
                settledBy,
                until,
                apply,
                hidden,
                fingerprint);
    }
}
