package dev.infrahub.cabsigner;

import dev.infrahub.proofs.Frontier;
import dev.infrahub.proofs.Merkle;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;

/** Somebody with the database's password who writes the log anew, hashes, roots and chain included: nothing in it shows. */
record Rewriter(BoardFixture board) {

    /** The entries of the log, in order. */
    List<String> entries() {
        return board.rows("select entry from log_leaves order by leaf_index");
    }

    /** Makes these the log. Signed heads of more than {@code keepHeadsTo} leaves are gone. */
    void write(List<String> entries, long keepHeadsTo) {
        try (Connection connection = board.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // whoever signs a head reads the chain first
            statement.execute("lock table chain, log_leaves, tree_heads in access exclusive mode");
            statement.execute("delete from log_leaves");
            statement.execute("delete from change_requests where leaf_index >= " + entries.size());
            statement.execute("delete from tree_heads where size > " + keepHeadsTo);
            Frontier frontier = add(connection, entries);
            statement.execute(
                    "update chain set leaves = " + frontier.size() + ", frontier = '" + frontier.text() + "'");
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Frontier add(Connection connection, List<String> entries) throws SQLException {
        Frontier frontier = Frontier.EMPTY;
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into log_leaves (leaf_index, kind, client, change_request_id, entry, leaf_hash, root, appended_at)
                select ?, coalesce(split_part(entry::json ->> 'type', '/', 3), 'refusal'), entry::json ->> 'client',
                       coalesce(entry::json ->> 'changeRequestId', 'CHG-0'), entry, ?, ?, now()
                from (select ?::text as entry) as written""")) {
            for (String entry : entries) {
                byte[] hash = Merkle.leafHash(entry.getBytes(StandardCharsets.UTF_8));
                insert.setLong(1, frontier.size());
                frontier = frontier.append(hash);
                insert.setString(2, HexFormat.of().formatHex(hash));
                insert.setString(3, frontier.root());
                insert.setString(4, entry);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return frontier;
    }
}
