package dev.infrahub.cabsigner;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.infrahub.cabsigner.remote.SigningKeys;
import dev.infrahub.events.Event;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import dev.infrahub.faults.Fault;
import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.Row;
import dev.infrahub.proofs.SealedReport;
import dev.infrahub.quantumapi.QuantumApi;
import dev.infrahub.schemas.ChangeRequested;
import dev.infrahub.schemas.ReportCompiled;
import dev.infrahub.schemas.ReportRequested;
import dev.infrahub.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Compliance reports, on real Kafka, Postgres, registry and QuantumAPI. */
class ReportIT {

    /** More than are read at once. */
    private static final int MANY = 600;

    private final LocalQuantumApi quantumApi = new LocalQuantumApi();
    private final BoardFixture board = new BoardFixture();
    private final Answers answers = new Answers(board.wire);
    private final String approved = board.id("approved");
    private final String rejected = board.id("rejected");
    private final String pending = board.id("pending");
    private final String foreign = board.id("foreign");

    @BeforeEach
    void start() {
        board.start(quantumApi.start());
    }

    @AfterEach
    void close() {
        board.close();
        quantumApi.close();
    }

    @Test
    void every_change_is_listed_also_what_was_declined_and_every_signature_verified() {
        decideSome();
        Row report = report("acme", null, null);

        assertThat(ids(report)).containsExactly(approved, rejected, pending);
        assertThat(totals(report, "requested", "approved", "rejected", "pending", "refusals", "signatures"))
                .containsExactly(3L, 1L, 1L, 1L, 1L, 3L);
        Row change = change(report, approved);
        assertThat(change.text("state")).isEqualTo("approved");
        assertThat(Json.spelling(change.value("approvedBy").each().getFirst())).contains("user:adam");
        assertThat(change.value("approvedBy").each()).hasSize(2);
        assertThat(change.value("signatureValid")).isEqualTo(new Value.Bool(true));
        assertThat(change(report, pending).value("signatureValid").isNull()).isTrue();
        assertThat(report.rows("approvals"))
                .allSatisfy(row -> assertThat(row.value("problems").each()).isEmpty());
        Row logged = new Row(Json.members(report.value("log")));
        assertThat(logged.number("size")).isEqualTo(board.count("log_leaves"));
        assertThat(logged.value("problems").each()).isEmpty();
        // the same query over the same log
        assertThat(report("acme", null, null).value("approvals")).isEqualTo(report.value("approvals"));
    }

    @Test
    void a_client_gets_its_own_and_a_period_and_a_module_narrow() {
        decideSome();
        assertThat(ids(report("globex", null, null))).containsExactly(foreign);
        assertThat(ids(report("*", null, null))).contains(approved, foreign);
        assertThat(ids(report("nobody", null, null))).isEmpty();
        assertThat(ids(report("acme", "storage", null))).isEmpty();
        assertThat(ids(report("acme", "network", null))).hasSize(3);
        Row empty = report("acme", null, Instant.now().plus(Duration.ofDays(1)));
        assertThat(ids(empty)).isEmpty();
        assertThat(totals(empty, "requested", "signatures")).containsExactly(0L, 0L);
    }

    @Test
    void a_row_that_was_changed_is_listed_as_such_and_no_other_is_blamed() throws SQLException {
        decideSome();
        for (List<String> tampering : List.of(
                List.of("cab_decisions", "comment", "'x'", "true"),
                List.of("cab_approvals", "approved_by", "'user:mallory'", "true"),
                List.of("change_requests", "module", "'storage'", "true"),
                List.of("change_requests", "client", "'globex'", "true"),
                List.of("log_leaves", "entry", "replace(entry, '2026', '2025')", "kind = 'change'"))) {
            String column = tampering.getFirst() + "." + tampering.get(1);
            change(tampering.get(0), tampering.get(1), tampering.get(2), tampering.get(3), () -> {
                Row report = report("acme", null, null);
                assertThat(problems(change(report, approved)))
                        .as(column)
                        .anySatisfy(problem -> assertThat(problem).startsWith(column + " was changed"));
                assertThat(problems(change(report, rejected))).as(column).isEmpty();
                assertThat(problems(change(report, pending))).as(column).isEmpty();
                assertThat(totals(report, "withProblems")).as(column).containsExactly(1L);
                assertThat(ids(report("globex", null, null))).as(column).containsExactly(foreign);
            });
        }
    }

    @Test
    void a_signature_that_does_not_verify_is_counted_and_a_missing_leaf_is_told() throws SQLException {
        decideSome();
        try (Connection connection = board.connect()) {
            connection
                    .createStatement()
                    .execute("delete from change_requests where change_request_id = '" + approved + "'");
        }
        assertThat(problems(change(report("acme", null, null), approved)))
                .contains("the change request is in the log and not in change_requests");
        new Rewriter(board)
                .write(
                        new Rewriter(board)
                                .entries().stream()
                                        .map(entry -> entry.replace("looks good", "looks fine"))
                                        .toList(),
                        0);
        Row report = report("acme", null, null);
        assertThat(totals(report, "unverified")).containsExactly(3L);
        assertThat(change(report, approved).value("signatureValid")).isEqualTo(new Value.Bool(false));
    }

    @Test
    void more_than_fits_is_refused_with_the_way_out() {
        decideSome();
        CompileReport small = compile(2);
        Event<ReportRequested> event = event("acme");
        assertThatThrownBy(() -> small.handle(event)).isInstanceOfSatisfying(Fault.Invalid.class, fault -> {
            assertThat(fault.code()).isEqualTo("report.too_large");
            assertThat(fault.detail()).contains("Narrow the period");
        });
    }

    @Test
    void a_report_of_many_approvals_has_them_all() throws Exception {
        new Archive(board).fill(MANY);
        Outcome outcome = compile(CompileReport.MOST_CHANGES).handle(event("acme"));
        Row report = read((ReportCompiled) outcome.publications().getFirst().value());
        assertThat(totals(report, "requested", "approved", "signatures", "unverified", "withProblems"))
                .containsExactly((long) MANY, (long) MANY, (long) MANY, 0L, 0L);
    }

    private CompileReport compile(int mostChanges) {
        SigningKeys keys = new SigningKeys(board.bean(QuantumApi.class));
        return new CompileReport(board.bean(Lookups.class), keys, Clock.tickMillis(ZoneOffset.UTC), mostChanges);
    }

    private static Event<ReportRequested> event(String client) {
        return new Event<>(UUID.randomUUID(), client, Optional.empty(), false, requested(client, null, null));
    }

    private void decideSome() {
        answers.updated(board.open(approved, "high"));
        answers.updated(board.open(rejected, "low"));
        answers.updated(board.open(pending, "low"));
        UUID operation = UUID.randomUUID();
        board.wire.publish(
                Topics.CHANGE_REQUESTED,
                foreign,
                UUID.randomUUID(),
                operation,
                ChangeRequested.newBuilder(BoardFixture.change(foreign, "low"))
                        .setClient("globex")
                        .build());
        answers.updated(operation);
        answers.signed(board.decide(approved, "user:adam"));
        answers.refusal(board.decide(approved, BoardFixture.REQUESTER));
        answers.signed(board.decide(approved, "user:eve"));
        answers.signed(board.decide(BoardFixture.approval(rejected, "user:adam")
                .setDecision("reject")
                .build()));
    }

    /** One row of the approved change, for as long as it is looked at. */
    private void change(String table, String column, String to, String where, Runnable look) throws SQLException {
        try (Connection connection = board.connect()) {
            connection.createStatement().execute("create table kept as select * from " + table);
            connection
                    .createStatement()
                    .execute("update " + table + " set " + column + " = " + to + " where ctid = (select min(ctid) from "
                            + table + " where change_request_id in ('" + approved + "', 'acme/" + approved + "') and "
                            + where
                            + ")");
            try {
                look.run();
            } finally {
                connection.createStatement().execute("delete from " + table);
                connection.createStatement().execute("insert into " + table + " select * from kept");
                connection.createStatement().execute("drop table kept");
            }
        }
    }

    /** Made, its seal verified. */
    private Row report(String client, @Nullable String module, @Nullable Instant from) {
        UUID operation = UUID.randomUUID();
        board.wire.publish(
                Topics.REPORT_REQUESTED, client, UUID.randomUUID(), operation, requested(client, module, from));
        eventually(() -> assertThat(board.wire.eventsOf(Topics.REPORT_COMPILED, operation))
                .hasSize(1));
        ReportCompiled compiled =
                board.wire.eventsOf(Topics.REPORT_COMPILED, operation).getFirst();
        return read(compiled);
    }

    static Row read(ReportCompiled compiled) {
        byte[] compressed = new byte[compiled.getDocument().remaining()];
        compiled.getDocument().get(compressed);
        byte[] document = Zstd.decompress(compressed, (int) Zstd.getFrameContentSize(compressed));
        assertThat(Digest.of(document)).isEqualTo(compiled.getSha256());
        assertThat(SealedReport.of(document)).get().matches(SealedReport::isGenuine);
        return Row.ofJson(new String(document, StandardCharsets.UTF_8));
    }

    private static ReportRequested requested(String client, @Nullable String module, @Nullable Instant from) {
        return ReportRequested.newBuilder()
                .setClient(client)
                .setModule(module)
                .setFrom(from)
                .setTo(BoardFixture.now().plus(Duration.ofDays(2)))
                .setRequestedBy("user:ada")
                .setRequestedByName("Ada")
                .setRequestedAt(BoardFixture.now())
                .build();
    }

    private static List<String> ids(Row report) {
        return report.rows("approvals").stream()
                .map(row -> row.text("changeRequestId"))
                .toList();
    }

    private static Row change(Row report, String id) {
        return report.rows("approvals").stream()
                .filter(row -> row.text("changeRequestId").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> problems(Row change) {
        return change.value("problems").each().stream()
                .map(problem -> problem.text().orElse(""))
                .toList();
    }

    private static List<Long> totals(Row report, String... names) {
        Row totals = new Row(Json.members(report.value("totals")));
        return IntStream.range(0, names.length)
                .mapToObj(i -> totals.number(names[i]))
                .toList();
    }
}
