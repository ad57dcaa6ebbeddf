package dev.infrahub.chatservice.store;

import dev.infrahub.chatservice.domain.review.PullNumber;
import dev.infrahub.events.Columns;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import java.util.Optional;

/** The one comment of the hub at each pull request. */
public final class PullRequestComments {

    private PullRequestComments() {}

    public static Optional<Long> find(Lookups lookups, PullNumber pull) {
        return lookups.first(
                Write.of(
                        "select comment_id from pull_request_comments where repository = $1 and number = $2",
                        pull.repository(),
                        pull.number()),
                row -> Columns.value(row, "comment_id", Long.class));
    }

    public static Write keep(PullNumber pull, long commentId, String headSha) {
        return Write.of("""
                insert into pull_request_comments (repository, number, comment_id, head_sha) values ($1, $2, $3, $4)
                on conflict (repository, number) do update set
                    comment_id = excluded.comment_id, head_sha = excluded.head_sha, updated_at = now()""", pull.repository(), pull.number(), commentId, headSha);
    }
}
