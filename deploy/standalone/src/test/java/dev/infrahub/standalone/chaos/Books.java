package dev.infrahub.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.Merkle;
import dev.infrahub.proofs.Tree;
import dev.infrahub.testing.Backends;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What the cab-signer and QuantumAPI kept, read from their tables. */
record Books(Backends.Database hub, Backends.Database quantumApi) {

    /** One row, column by column. */
    record Line(List<String> columns) {

        String at(int column) {
            return columns.get(column);
        }
    }

    /** Rows of the cab-signer, or of any schema that is named. */
    List<Line> lines(String sql) {
        return lines(hub, "cab_signer", sql);
    }

    long count(String fromWhere) {
        return number(lines("select count(*) from " + fromWhere));
    }

    /**
     * How many signatures of decisions QuantumAPI made, by its audit trail; answers that it gave again are not among them, nor
     * are heads of the log.
     */
    long signaturesMade() {
        return number(lines(quantumApi, "quantumapi", """
                select count(*) from audit where action = 'sign' and outcome = 'ok'
                    and resource not in (select 'key:' || id from keys where name = 'cab/log')"""));
    }

    private static long number(List<Line> one) {
        return Long.parseLong(one.getFirst().at(0));
    }

    /** Every signature that is kept is the one answer that QuantumAPI gave to this event at this place in the chain. */
    void assertEachIsSignedOnce() {
        for (Line decision : lines("select event_id, payload_json, signature from cab_decisions")) {
            String occasion = decision.at(0) + "/" + Digest.of(decision.at(1)).substring(0, 32);
            assertThat(lines(
                            quantumApi,
                            "quantumapi",
                            "select convert_from(answer, 'UTF8')::json ->> 'signature' from idempotent_answers where key = '"
                                    + occasion + "'"))
                    .as("what QuantumAPI answered to " + occasion)
                    .containsExactly(new Line(List.of(decision.at(2))));
        }
    }

    /** No gap, no fork, and the head is the last. */
    void assertOneChain() {
        List<Line> chain = lines("select sequence, previous_hash, payload_json from cab_decisions order by sequence");
        assertThat(chain)
                .extracting(line -> line.at(0))
                .as("sequences")
                .containsExactlyElementsOf(IntStream.rangeClosed(1, chain.size())
                        .mapToObj(Integer::toString)
                        .toList());
        String last = Digest.NONE;
        for (Line decision : chain) {
            assertThat(decision.at(1)).as("link of decision " + decision.at(0)).isEqualTo(last);
            last = Digest.of(decision.at(2));
        }
        assertThat(lines("select sequence, head_hash from chain"))
                .as("the head of the chain")
                .containsExactly(new Line(List.of(Integer.toString(chain.size()), last)));
    }

    /** Every leaf is in its place, and the last root is that of the entries. */
    void assertLogIsWhole() {
        List<Line> log = lines("select leaf_index, entry, root from log_leaves order by leaf_index");
        assertThat(log)
                .extracting(line -> line.at(0))
                .as("leaves")
                .containsExactlyElementsOf(IntStream.range(0, log.size())
                        .mapToObj(Integer::toString)
                        .toList());
        Tree tree = new Tree();
        log.forEach(leaf -> tree.append(Merkle.leafHash(leaf.at(1).getBytes(StandardCharsets.UTF_8))));
        assertThat(log.getLast().at(2)).as("the log's root").isEqualTo(tree.root(log.size()));
        assertThat(lines("select leaves from chain"))
                .as("leaves that the head counts")
                .containsExactly(new Line(List.of(Integer.toString(log.size()))));
    }

    private static List<Line> lines(Backends.Database database, String schema, String sql) {
        try (Connection connection = database.connect()) {
            connection.setSchema(schema);
            try (Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery(sql)) {
                List<Line> lines = new ArrayList<>();
                while (found.next()) {
                    lines.add(line(found));
                }
                return lines;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static Line line(ResultSet row) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            columns.add(String.valueOf(row.getString(column)));
        }
        return new Line(columns);
    }
}
