package dev.infrahub.cabsigner.store;

import dev.infrahub.cabsigner.domain.Activity;
import dev.infrahub.cabsigner.domain.Implementation;
import dev.infrahub.cabsigner.domain.ImplementationResult;
import dev.infrahub.cabsigner.domain.Review;
import dev.infrahub.cabsigner.domain.ReviewResult;
import dev.infrahub.events.Columns;
import dev.infrahub.events.Write;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was done with changes after their approval: implementations and their reviews. */
public final class Activities {

    /** What {@link #implementation} and {@link #review} read, for a query that joins both tables as {@code i} and {@code r}. */
    static final String COLUMNS = """
            i.outcome as implementation, i.run_url, i.comment as implementation_comment, i.reported_by,
            i.reported_by_name, i.reported_at,
            r.outcome as review, r.comment as review_comment, r.reviewed_by, r.reviewed_by_name, r.reviewed_at""";

    private Activities() {}

    /** @param event that told it */
    public static Write add(Activity activity, long leafIndex, UUID event) {
        return switch (activity) {
            case Implementation implementation -> add(implementation, leafIndex, event);
            case Review review -> add(review, leafIndex, event);
        };
    }

    private static Write add(Implementation implementation, long leafIndex, UUID event) {
        return Write.of(
                """
                insert into change_implementations (client, change_request_id, outcome, run_url, comment, reported_by,
                                                    reported_by_name, reported_at, leaf_index, event_id)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::uuid)""",
                implementation.client(),
                implementation.changeRequestId(),
                implementation.result().spelling(),
                implementation.runUrl(),
                implementation.comment(),
                implementation.reportedBy(),
                implementation.reportedByName(),
                implementation.reportedAt(),
                leafIndex,
                event.toString());
    }

    private static Write add(Review review, long leafIndex, UUID event) {
        return Write.of(
                """
                insert into change_reviews (client, change_request_id, outcome, comment, reviewed_by,
                                            reviewed_by_name, reviewed_at, leaf_index, event_id)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9::uuid)""",
                review.client(),
                review.changeRequestId(),
                review.result().spelling(),
                review.comment(),
                review.reviewedBy(),
                review.reviewedByName(),
                review.reviewedAt(),
                leafIndex,
                event.toString());
    }

    static @Nullable Implementation implementation(Row row) {
        String outcome = row.get("implementation", String.class);
        return outcome == null
                ? null
                : new Implementation(
                        Columns.text(row, "change_request_id"),
                        Columns.text(row, "client"),
                        ImplementationResult.of(outcome).orElseThrow(),
                        row.get("run_url", String.class),
                        row.get("implementation_comment", String.class),
                        Columns.text(row, "reported_by"),
                        Columns.text(row, "reported_by_name"),
                        Columns.value(row, "reported_at", Instant.class));
    }

    static @Nullable Review review(Row row) {
        String outcome = row.get("review", String.class);
        return outcome == null
                ? null
                : new Review(
                        Columns.text(row, "change_request_id"),
                        Columns.text(row, "client"),
                        ReviewResult.of(outcome).orElseThrow(),
                        row.get("review_comment", String.class),
                        Columns.text(row, "reviewed_by"),
                        Columns.text(row, "reviewed_by_name"),
                        Columns.value(row, "reviewed_at", Instant.class));
    }
}
