package dev.infrahub.cabsigner.store;

import dev.infrahub.cabsigner.domain.Head.Appended;
import dev.infrahub.cabsigner.domain.LogEntry;
import dev.infrahub.events.Write;

/** The leaves of the transparency log. */
public final class Log {

    private Log() {}

    public static Write add(Appended leaf) {
        LogEntry entry = leaf.entry();
        return Write.of(
                """
                insert into log_leaves (leaf_index, kind, change_request_id, entry, leaf_hash, root, appended_at)
                values ($1, $2, $3, $4, $5, $6, $7)""",
                leaf.leafIndex(),
                entry.kind(),
                entry.changeRequestId(),
                entry.text(),
                leaf.leafHash(),
                leaf.head().log().root(),
                entry.at());
    }
}
