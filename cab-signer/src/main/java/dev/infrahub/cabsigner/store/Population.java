package dev.infrahub.cabsigner.store;

import dev.infrahub.cabsigner.domain.ChangeKey;
import dev.infrahub.cabsigner.domain.LogPass;
import dev.infrahub.cabsigner.domain.ReportQuery;
import dev.infrahub.events.Columns;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import dev.infrahub.json.Json;
import io.r2dbc.spi.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a compliance report is made of. To be asked within {@link Lookups#atOnce}, so that all is of one moment. */
public final class Population {

    private Population() {}

    /**
     * The changes, in the order of their openings: by their rows as well as by the log, so that one whose row was changed or
     * deleted is not left out.
     */
    public static List<ChangeKey> of(Lookups lookups, ReportQuery query) {
        return lookups.all(
                Write.of("""
                        select client, id from (
                            select client, change_request_id as id, leaf_index from change_requests
                            where ($1 = '*' or client = $1) and ($2::text is null or module = $2)
                              and opened_at >= $3::timestamptz and opened_at < $4
                            union all
                            select entry::json ->> 'client', entry::json ->> 'changeRequestId', leaf_index
                            from log_leaves
                            where kind = 'change' and ($1 = '*' or entry::json ->> 'client' = $1)
                              and ($2::text is null or entry::json ->> 'module' = $2)
                              and appended_at >= $3::timestamptz and appended_at < $4) as found
                        group by client, id order by min(leaf_index), client, id""", query.client(), query.module(), Objects.toString(query.from(), "-infinity"), query.to()),
                Population::key);
    }

    private static ChangeKey key(Row row) {
        return new ChangeKey(Columns.text(row, "client"), Columns.text(row, "id"));
    }

    /** The log; the entries of these changes are looked at, of the others the hashes. */
    public static LogPass pass(Lookups lookups, List<ChangeKey> changes) {
        return LogPass.over(lookups.all(
                Write.of("""
                        with wanted as materialized (
                            select one ->> 0 as client, one ->> 1 as change_request_id
                            from json_array_elements($1::json) as one),
                        own as materialized (
                            select leaf_index from log_leaves join wanted using (client, change_request_id)
                            union select leaf_index from log_leaves join wanted
                                on entry::json ->> 'changeRequestId' = wanted.change_request_id
                                and coalesce(entry::json ->> 'client', wanted.client) = wanted.client
                            union select leaf_index from change_requests join wanted using (client, change_request_id)
                            union select leaf_index from cab_decisions join wanted using (client, change_request_id)
                            union select leaf_index from change_implementations
                                join wanted using (client, change_request_id)
                            union select leaf_index from change_reviews join wanted using (client, change_request_id))
                        select leaf_index, leaf_hash, root,
                               case when leaf_index in (select leaf_index from own)
                                   then encode(sha256('\\x00'::bytea || convert_to(entry, 'UTF8')), 'hex') end as computed
                        from log_leaves order by leaf_index""", array(changes)),
                row -> new LogPass.Leaf(
                        Columns.value(row, "leaf_index", Long.class),
                        Columns.text(row, "leaf_hash"),
                        Columns.text(row, "root"),
                        Optional.ofNullable(row.get("computed", String.class)))));
    }

    /** Where chain and log end, under which heads, and what was not believed in the period, as one JSON text. */
    public static String ends(Lookups lookups, ReportQuery query) {
        return lookups.first(
                        Write.of("""
                        with heads as (
                            select * from tree_heads where size = (select max(size) from tree_heads)
                                or not exists (select 1 from log_leaves
                                               where leaf_index = tree_heads.size - 1 and root = tree_heads.root)),
                        last as (
                            select payload_json as payload from cab_decisions
                            where sequence = (select max(sequence) from cab_decisions)
                            union all
                            (select entry::json ->> 'payload' from log_leaves where kind = 'decision'
                             order by leaf_index desc limit 1))
                        select json_build_object(
                            'chain', (select row_to_json(chain) from chain),
                            'count', (select count(*) from cab_decisions),
                            'distrusted', (select (count(*) + coalesce(sum((entry::json ->> 'untold')::bigint), 0))::bigint
                                           from log_leaves where kind = 'distrust'
                                           and appended_at >= $1::timestamptz and appended_at < $2),
                            'last_hashes', (select coalesce(json_agg(encode(sha256(convert_to(payload, 'UTF8')), 'hex')),
                                                            '[]') from last),
                            'tree_heads', (select coalesce(json_agg(heads order by size), '[]') from heads))::text as ends""", Objects.toString(query.from(), "-infinity"), query.to()),
                        row -> Columns.text(row, "ends"))
                .orElseThrow();
    }

    private record Kept(ChangeKey change, String records) {}

    /** Everything kept about each of the changes, as JSON text, in this order. */
    public static Map<ChangeKey, String> records(Lookups lookups, List<ChangeKey> changes) {
        Map<ChangeKey, String> records = new LinkedHashMap<>();
        String sql = "select wanted.client, wanted.id, (" + Records.OF_A_CHANGE + " select json_build_object("
                + Records.MEMBERS_OF_A_CHANGE + ")::text) as records"
                + " from (select one ->> 0 as client, one ->> 1 as id, one ->> 2 as approval, place"
                + " from json_array_elements($1::json) with ordinality as given (one, place)) as wanted order by place";
        lookups.all(Write.of(sql, array(changes)), row -> new Kept(key(row), Columns.text(row, "records")))
                .forEach(kept -> records.put(kept.change(), kept.records()));
        return records;
    }

    /** Client, id and key column of each, as a JSON array. */
    private static String array(List<ChangeKey> changes) {
        return changes.stream()
                .map(change -> new Json()
                        .withTexts("one", List.of(change.client(), change.id(), change.column()))
                        .text())
                .map(member -> member.substring(member.indexOf('['), member.length() - 1))
                .collect(Collectors.joining(",", "[", "]"));
    }
}
