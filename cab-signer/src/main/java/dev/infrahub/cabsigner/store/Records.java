package dev.infrahub.cabsigner.store;

import dev.infrahub.cabsigner.domain.ChangeKey;
import dev.infrahub.events.Columns;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;

/** Everything that is kept about a change, as one JSON text: one statement, so one moment. */
public final class Records {

    /**
     * The rows of the change {@code wanted.client}, {@code wanted.id}, found by these and by what is linked to it, so that a
     * row whose id or client was changed is found too; and the decisions beside its own in the chain. The entry of a decision
     * names its client in what was signed, which only {@link dev.infrahub.cabsigner.domain.Audit} reads: another client's of
     * the same id is among the leaves. Arrays, so that Postgres takes the indexes.
     */
    static final String OF_A_CHANGE = """
            with leaves as materialized (
                select * from log_leaves where leaf_index = any (array(
                    select leaf_index from log_leaves where client = wanted.client and change_request_id = wanted.id
                    union select leaf_index from log_leaves where entry::json ->> 'changeRequestId' = wanted.id
                        and coalesce(entry::json ->> 'client', wanted.client) = wanted.client
                    union select leaf_index from change_requests where client = wanted.client and change_request_id = wanted.id
                    union select leaf_index from cab_decisions where client = wanted.client and change_request_id = wanted.id
                    union select leaf_index from change_implementations where client = wanted.client and change_request_id = wanted.id
                    union select leaf_index from change_reviews where client = wanted.client and change_request_id = wanted.id))),
            own as materialized (
                select array_agg(leaf_index) as leaf_indexes,
                       array_agg(leaf_index) filter (where kind = 'change') as openings
                from leaves where client = wanted.client and change_request_id = wanted.id),
            changes as (
                select * from change_requests where client = wanted.client and change_request_id = wanted.id
                union select * from change_requests where leaf_index = any (array(select unnest(openings) from own))),
            decisions as materialized (
                select * from cab_decisions where client = wanted.client and change_request_id = wanted.id
                union
                select * from cab_decisions where leaf_index = any (array(select unnest(leaf_indexes) from own))),
            approvals as (
                select * from cab_approvals where change_request_id = wanted.approval
                union select * from cab_approvals where sequence = any (array(select sequence from decisions))),
            implementations as (
                select * from change_implementations where client = wanted.client and change_request_id = wanted.id
                union
                select * from change_implementations
                where leaf_index = any (array(select unnest(leaf_indexes) from own))),
            reviews as (
                select * from change_reviews where client = wanted.client and change_request_id = wanted.id
                union
                select * from change_reviews where leaf_index = any (array(select unnest(leaf_indexes) from own))),
            evidence_rows as (
                select evidence_id, change_request_id, client, content_hash, key_id, key_version, sealed_at, event_id,
                       leaf_index, encode(sha256(convert_to(envelope, 'UTF8')), 'hex') as envelope
                from evidence where evidence_id = any (array(
                    select evidence_id from evidence where client = wanted.client and change_request_id = wanted.id
                    union
                    select evidence_id from evidence
                    where leaf_index = any (array(select unnest(leaf_indexes) from own))))),
            neighbours as (
                select sequence, previous_hash, encode(sha256(convert_to(payload_json, 'UTF8')), 'hex') as hash
                from cab_decisions
                where sequence = any (array(select sequence - 1 from decisions union select sequence + 1 from decisions
                                            union select sequence from chain)))
            """;

    static final String MEMBERS_OF_A_CHANGE = """
                'changes', (select coalesce(json_agg(changes), '[]') from changes),
                'decisions', (select coalesce(json_agg(decisions order by sequence), '[]') from decisions),
                'approvals', (select coalesce(json_agg(approvals), '[]') from approvals),
                'implementations', (select coalesce(json_agg(implementations), '[]') from implementations),
                'reviews', (select coalesce(json_agg(reviews), '[]') from reviews),
                'evidence', (select coalesce(json_agg(evidence_rows), '[]') from evidence_rows),
                'leaves', (select coalesce(json_agg(leaves order by leaf_index), '[]') from leaves),
                'neighbours', (select coalesce(json_agg(neighbours), '[]') from neighbours)
            """;

    private Records() {}

    /**
     * The rows of the change; the hashes of the whole log; the head; the newest tree head over the change's leaves, and every
     * one whose root the log does not have.
     */
    public static String of(Lookups lookups, ChangeKey change) {
        String sql = "select (" + OF_A_CHANGE + """
                , heads as (
                    select * from tree_heads
                    where size = (select max(size) from tree_heads where size > (select max(leaf_index) from leaves))
                        or not exists (select 1 from log_leaves
                                       where leaf_index = tree_heads.size - 1 and root = tree_heads.root))
                select json_build_object(
                """ + MEMBERS_OF_A_CHANGE + """
                    , 'tree_heads', (select coalesce(json_agg(heads order by size), '[]') from heads),
                    'count', (select count(*) from cab_decisions),
                    'log', (select coalesce(json_agg(json_build_array(leaf_index, leaf_hash, root) order by leaf_index),
                                            '[]') from log_leaves),
                    'chain', (select row_to_json(chain) from chain)))::text as records
                from (select $1::text as client, $2::text as id, $3::text as approval) as wanted""";
        return lookups.first(
                        Write.of(sql, change.client(), change.id(), change.column()),
                        row -> Columns.text(row, "records"))
                .orElseThrow();
    }
}
