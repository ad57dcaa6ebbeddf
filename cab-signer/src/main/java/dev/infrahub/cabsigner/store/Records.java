package dev.infrahub.cabsigner.store;

import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;

/** Everything that is kept about a change, as one JSON text: one statement, so one moment. */
public final class Records {

    private Records() {}

    /**
     * The rows of the change, found by its id and by what is linked to it, so that a row whose id was changed is found too;
     * the decisions beside its own in the chain; the hashes of the whole log; the head; the newest tree head over the
     * change's leaves, and every one whose root the log does not have.
     */
    public static String of(Lookups lookups, String changeRequestId) {
        return lookups.first(Write.of("""
                with leaves as materialized (
                    select * from log_leaves where change_request_id = $1 or entry::json ->> 'changeRequestId' = $1
                        or leaf_index in (select leaf_index from change_requests where change_request_id = $1)
                        or leaf_index in (select leaf_index from cab_decisions where change_request_id = $1)
                        or leaf_index in (select leaf_index from change_implementations where change_request_id = $1)
                        or leaf_index in (select leaf_index from change_reviews where change_request_id = $1)),
                changes as (
                    select * from change_requests where change_request_id = $1
                        or leaf_index in (select leaf_index from leaves where kind = 'change' and change_request_id = $1)),
                decisions as materialized (
                    select * from cab_decisions where change_request_id = $1
                        or leaf_index in (select leaf_index from leaves where change_request_id = $1)),
                approvals as (
                    select * from cab_approvals where change_request_id = $1
                        or sequence in (select sequence from decisions)),
                implementations as (
                    select * from change_implementations where change_request_id = $1
                        or leaf_index in (select leaf_index from leaves where change_request_id = $1)),
                reviews as (
                    select * from change_reviews where change_request_id = $1
                        or leaf_index in (select leaf_index from leaves where change_request_id = $1)),
                evidence_rows as (
                    select evidence_id, change_request_id, client, content_hash, key_id, key_version, sealed_at,
                           event_id, leaf_index,
                           encode(sha256(convert_to(envelope, 'UTF8')), 'hex') as envelope
                    from evidence where change_request_id = $1
                        or leaf_index in (select leaf_index from leaves where kind = 'evidence')),
                neighbours as (
                    select sequence, previous_hash, encode(sha256(convert_to(payload_json, 'UTF8')), 'hex') as hash
                    from cab_decisions
                    where sequence in (select sequence - 1 from decisions union select sequence + 1 from decisions)
                        or sequence = (select sequence from chain)),
                heads as (
                    select * from tree_heads
                    where size = (select max(size) from tree_heads where size > (select max(leaf_index) from leaves))
                        or not exists (select 1 from log_leaves
                                       where leaf_index = tree_heads.size - 1 and root = tree_heads.root))
                select json_build_object(
                    'changes', (select coalesce(json_agg(changes), '[]') from changes),
                    'decisions', (select coalesce(json_agg(decisions order by sequence), '[]') from decisions),
                    'approvals', (select coalesce(json_agg(approvals), '[]') from approvals),
                    'implementations', (select coalesce(json_agg(implementations), '[]') from implementations),
                    'reviews', (select coalesce(json_agg(reviews), '[]') from reviews),
                    'evidence', (select coalesce(json_agg(evidence_rows), '[]') from evidence_rows),
                    'leaves', (select coalesce(json_agg(leaves order by leaf_index), '[]') from leaves),
                    'neighbours', (select coalesce(json_agg(neighbours), '[]') from neighbours),
                    'tree_heads', (select coalesce(json_agg(heads order by size), '[]') from heads),
                    'count', (select count(*) from cab_decisions),
                    'log', (select coalesce(json_agg(json_build_array(leaf_index, leaf_hash, root) order by leaf_index),
                                            '[]') from log_leaves),
                    'chain', (select row_to_json(chain) from chain))::text as records""", changeRequestId), row -> Columns.text(row, "records"))
                .orElseThrow();
    }
}
