package dev.infrahub.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {

    @TempDir
    Path state;

    @Test
    void keepsItsRowsAcrossARestartOnAnotherPort() throws SQLException {
        int firstPort;
        try (EmbeddedDatabase database = EmbeddedDatabase.start(state, 0)) {
            firstPort = database.port();
            execute(database, "create table kept (what text)");
            execute(database, "insert into kept values ('a row')");
        }
        assertThat(Ports.isFree(firstPort)).isTrue();
        try (EmbeddedDatabase database = EmbeddedDatabase.start(state, 0)) {
            assertThat(query(database, "select what from kept")).isEqualTo("a row");
        }
    }

    @Test
    void keepsCommitsOnDiskAndItsClockOnUtcAndLeavesItsDirectoryToNobodyElse() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(state, 0)) {
            assertThat(query(database, "show fsync")).isEqualTo("on");
            assertThat(query(database, "show synchronous_commit")).isEqualTo("on");
            assertThat(query(database, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(database, "select setting from pg_settings where name = 'log_timezone'"))
                    .isEqualTo("UTC");
            assertThatThrownBy(() -> EmbeddedDatabase.start(state, 0)).hasMessageContaining("in use");
            assertThat(query(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void replacesTheServerOfAKilledOwner() throws Exception {
        long orphan;
        try (Owner owner = Owner.of(OrphanedDatabase.class, state)) {
            orphan = Long.parseLong(owner.firstLine());
            owner.kill();
        }
        assertThat(ProcessHandle.of(orphan))
                .hasValueSatisfying(process -> assertThat(process.isAlive()).isTrue());
        try (EmbeddedDatabase database = EmbeddedDatabase.start(state, 0)) {
            assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(query(database, "select what from kept")).isEqualTo("a row");
        }
    }

    @Test
    void ignoresAProcessFileThatNamesSomebodyElse() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(state, 0)) {
            execute(database, "create table kept (what text)");
        }
        long us = ProcessHandle.current().pid();
        Files.writeString(
                state.resolve("data/postmaster.pid"), us + "\n" + state.resolve("data") + "\n0\n1\n\n127.0.0.1\n\n");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(state, 0)) {
            assertThat(query(database, "select count(*) from kept")).isEqualTo("0");
        }
    }

    @Test
    void beginsAgainWhereTheFirstStartWasInterrupted() throws Exception {
        Files.createDirectories(state.resolve("data"));
        Files.writeString(state.resolve("data/postgresql.conf"), "# half made");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(state, 0)) {
            assertThat(query(database, "select current_database()")).isEqualTo("infrahub");
        }
    }

    static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String query(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    /** A hub that is killed while its database runs. */
    static final class OrphanedDatabase {

        private OrphanedDatabase() {}

        public static void main(String[] args) throws Exception {
            Path state = Path.of(args[0]);
            EmbeddedDatabase database = EmbeddedDatabase.start(state, 0);
            execute(database, "create table kept (what text)");
            execute(database, "insert into kept values ('a row')");
            System.out.println(
                    Files.readAllLines(state.resolve("data/postmaster.pid")).getFirst());
            System.in.read();
        }
    }
}
