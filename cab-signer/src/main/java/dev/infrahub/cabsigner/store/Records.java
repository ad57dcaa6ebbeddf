package dev.infrahub.cabsigner.store;

import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;

/** Everything that is kept about a change, as one JSON text: one statement, so one moment. */
public final class Records {

    private Records() {}

    /**
     * The rows of the change, found by its id and by what is linked to it, so that a row whose id was changed is found too;
     * the decisions beside its own in the chain; the hashes of the whole log; the head.
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
                neighbours as (
                    select sequence, previous_hash, encode(sha256(convert_to(payload_json, 'UTF8')), 'hex') as hash
                    from cab_decisions
                    where sequence in (select sequence - 1 from decisions union select sequence + 1 from decisions)
                        or sequence = (select sequence from chain))
                select json_build_object(
                    'changes', (select coalesce(json_agg(changes), '[]') from changes),
                    'decisions', (select coalesce(json_agg(decisions order by sequence), '[]') from decisions),
                    'approvals', (select coalesce(json_agg(approvals), '[]') from approvals),
                    'implementations', (select coalesce(json_agg(implementations), '[]') from implementations),
                    'reviews', (select coalesce(json_agg(reviews), '[]') from reviews),
                    'leaves', (select coalesce(json_agg(leaves order by leaf_index), '[]') from leaves),
                    'neighbours', (select coalesce(json_agg(neighbours), '[]') from neighbours),
                    'count', (select count(*) from cab_decisions),
                    'log', (select coalesce(json_agg(json_build_array(leaf_index, leaf_hash, root) order by leaf_index),
                                            '[]') from log_leaves),
                    'chain', (select row_to_json(chain) from chain))::text as records""", changeRequestId), row -> Columns.text(row, "records"))
                .orElseThrow();
    }
}
