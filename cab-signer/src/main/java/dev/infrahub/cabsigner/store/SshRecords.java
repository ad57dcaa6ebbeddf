package dev.infrahub.cabsigner.store;

import dev.infrahub.events.Columns;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;

/** Everything that is kept about an SSH certificate, as one JSON text: one statement, so one moment. */
public final class SshRecords {

    private SshRecords() {}

    /**
     * The rows of the certificate, found by its id and by what is linked to it, so that a row whose id was changed is found
     * too; the hashes of the whole log.
     */
    public static String of(Lookups lookups, String certificateId) {
        return lookups.first(Write.of("""
                with leaves as materialized (
                    select * from log_leaves where entry::json ->> 'certificateId' = $1
                        or leaf_index in (select leaf_index from ssh_certificates where certificate_id = $1::uuid)
                        or leaf_index in (select leaf_index from ssh_revocations where certificate_id = $1::uuid)),
                certificates as (
                    select * from ssh_certificates where certificate_id = $1::uuid
                        or leaf_index in (select leaf_index from leaves)),
                revocations as (
                    select * from ssh_revocations where certificate_id = $1::uuid
                        or leaf_index in (select leaf_index from leaves))
                select json_build_object(
                    'certificates', (select coalesce(json_agg(certificates), '[]') from certificates),
                    'revocations', (select coalesce(json_agg(revocations), '[]') from revocations),
                    'leaves', (select coalesce(json_agg(leaves order by leaf_index), '[]') from leaves),
                    'log', (select coalesce(json_agg(json_build_array(leaf_index, leaf_hash, root) order by leaf_index),
                                            '[]') from log_leaves))::text as records""", certificateId), row -> Columns.text(row, "records"))
                .orElseThrow();
    }
}
