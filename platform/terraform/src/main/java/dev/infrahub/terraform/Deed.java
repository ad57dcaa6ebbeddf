package dev.infrahub.terraform;

import java.util.List;

/**
 * One thing that a plan does, as one line of what was approved. Whoever compares two plans' deeds learns where they differ, and
 * no value.
 *
 * @param subject as people read it: {@code aws_instance.web}, {@code output.url}, {@code provider aws.west},
 *     {@code aws_instance.web provisioner local-exec 1}, {@code action.aws_lambda_invoke.x}, {@code plan}
 * @param action what happens to it, for example {@code update}, {@code run} or {@code invoke}
 * @param digest keyed, 16 hex digits: the same for the same deed
 * @param details what it is made of, such as attributes and settings; empty where a plan has too many of them
 */
public record Deed(String subject, String action, String digest, List<Detail> details) {

    public Deed {
        details = List.copyOf(details);
    }

    static final String PLAN = "plan";
    static final String ERRORED = "errored";

    /** Whether it says that planning failed half-way. */
    public boolean isErroredPlan() {
        return subject.equals(PLAN) && action.equals(ERRORED);
    }

    /**
     * A part of a deed.
     *
     * @param name of the attribute or setting
     * @param digest keyed, 8 hex digits: nobody without the key can test guesses at the value
     */
    public record Detail(String name, String digest) {}
}
