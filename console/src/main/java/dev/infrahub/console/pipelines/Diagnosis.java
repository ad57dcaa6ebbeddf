package dev.infrahub.console.pipelines;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a pipeline failed, as {@code POST /api/pipeline/diagnose} tells. */
public record Diagnosis(
        String category,
        @Nullable String cause,
        @Nullable String probableCause,
        String confidence,
        @Nullable String tool,
        @Nullable String command,
        @Nullable String address,
        List<Line> evidence,
        List<String> suggestedFix,
        @Nullable String nextCommand,
        @Nullable Rerun rerun,
        int lines,
        List<String> limits,
        @Nullable Explanation explanation) {

    /** A line of the log. */
    public record Line(int line, String text) {}

    /** What a language model says of it. */
    public record Explanation(@Nullable String text) {}

    /** Whether to run it again. */
    public record Rerun(String safe, String reason) {}
}
