package dev.infrahub.schemas;

import java.time.Duration;
import java.util.List;
import org.apache.avro.util.ClassSecurityValidator;
import org.jspecify.annotations.NullMarked;

/** Every topic of the hub. A topic that is not here does not exist. */
@NullMarked
public final class Topics {

    private static final int ONE_MIB = 1024 * 1024;

    /** A plan was handed in. Plans are compressed before they are published: 8 MiB hold a plan of about 100 MB. */
    public static final Topic<PlanSubmitted> PLAN_SUBMITTED =
            new Topic<>("plan.submitted", PlanSubmitted.class, Duration.ofDays(7), 8 * ONE_MIB);

    /** A plan was analysed: summary, risk and rollback. */
    public static final Topic<PlanAnalyzed> PLAN_ANALYZED =
            new Topic<>("plan.analyzed", PlanAnalyzed.class, Duration.ofDays(30), 8 * ONE_MIB);

    /** A worker gave up on an event that somebody waits for. */
    public static final Topic<OperationFailed> OPERATION_FAILED =
            new Topic<>("operation.failed", OperationFailed.class, Duration.ofDays(30), ONE_MIB);

    /** The catalogue, in the order of the flow. */
    public static final List<Topic<?>> ALL = List.of(PLAN_SUBMITTED, PLAN_ANALYZED, OPERATION_FAILED);

    // Avro makes no instance of a class it was not told to trust: ours are the ones in this package.
    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                type -> type.getPackageName().equals(Topics.class.getPackageName())));
    }

    private Topics() {}
}
