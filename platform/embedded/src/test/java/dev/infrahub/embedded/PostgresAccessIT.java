package dev.infrahub.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets into the embedded database, and what they may do there. */
class PostgresAccessIT {

    private static final List<String> PASSWORD_FILES = List.of("superuser-password", "password", "registry-password");

    @TempDir
    Path state;

    @Test
    void nobodyComesInWithoutThePassword() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(state, 0)) {
            assertThat(EmbeddedDatabaseIT.query(database, "select current_user"))
                    .isEqualTo("infrahub");
            for (String role : List.of("postgres", "infrahub", "registry", "nobody", System.getProperty("user.name"))) {
                for (String password : List.of("", "infrahub", "postgres", "registry", role, "password")) {
                    for (String name : List.of("infrahub", "postgres", "template1")) {
                        assertRefused(database, name, role, password);
                    }
                }
            }
            assertRefused(database, "infrahub", "postgres", database.password());
            assertRefused(database, "infrahub", "infrahub", text("superuser-password"));
        }
    }

    @Test
    void passwordsAreRandomKeptAndReadByTheirOwnerAlone() throws IOException {
        List<String> passwords;
        try (EmbeddedDatabase _ = EmbeddedDatabase.start(state, 0)) {
            passwords = passwords();
            assertThat(passwords)
                    .doesNotHaveDuplicates()
                    .allSatisfy(text -> assertThat(text).hasSizeGreaterThan(40));
            for (String file : PASSWORD_FILES) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve(file))))
                        .isEqualTo("rw-------");
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
                    .isEqualTo("rwx------");
        }
        try (EmbeddedDatabase _ = EmbeddedDatabase.start(state, 0)) {
            assertThat(passwords()).isEqualTo(passwords);
        }
        assertThat(everythingLogged()).doesNotContain(passwords.toArray(String[]::new));
    }

    @Test
    void theHubsRoleIsOrdinary() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(state, 0)) {
            for (String role : List.of("infrahub", "registry")) {
                assertThat(EmbeddedDatabaseIT.query(
                                database,
                                "select concat(rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls)"
                                        + " from pg_roles where rolname = '" + role + "'"))
                        .isEqualTo("fffff");
            }
            assertThatThrownBy(() -> EmbeddedDatabaseIT.execute(database, "create database another"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> EmbeddedDatabaseIT.execute(database, "create role another"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> EmbeddedDatabaseIT.execute(database, "copy (select 1) to program 'id'"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> EmbeddedDatabaseIT.query(database, "select rolpassword from pg_authid"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void theRegistryReachesItsOwnSchemaAlone() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(state, 0)) {
            EmbeddedDatabaseIT.execute(database, "create schema gateway");
            EmbeddedDatabaseIT.execute(database, "create table gateway.views (id text)");
            EmbeddedDatabaseIT.execute(database, "create table public.open (id text)");
            RegistryStorage storage = RegistryStorage.in(database);
            try (Connection connection =
                            DriverManager.getConnection(storage.jdbcUrl(), storage.user(), storage.password());
                    Statement statement = connection.createStatement()) {
                statement.execute("create table registry.artifacts (id text)");
                for (String sql : List.of(
                        "select * from gateway.views",
                        "select * from public.open",
                        "create table public.mine (id text)",
                        "create schema mine",
                        "set role infrahub")) {
                    assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining("permission denied");
                }
            }
            assertThatThrownBy(() -> EmbeddedDatabaseIT.query(database, "select * from registry.artifacts"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void aDirectoryThatLetEverybodyInIsTakenOverWithItsRows() throws Exception {
        leaveOneOfAnEarlierBuild();

        for (int start = 1; start <= 2; start++) {
            try (EmbeddedDatabase database = EmbeddedDatabase.start(state, 0)) {
                assertThat(EmbeddedDatabaseIT.query(database, "select what from kept"))
                        .isEqualTo("a row");
                assertTakenOver(database);
            }
        }
    }

    @Test
    void whoMadeThemselvesARoleBeforeStaysOutside() throws Exception {
        leaveOneOfAnEarlierBuild("create role mallory superuser login password 'mallory'");

        try (EmbeddedDatabase database = EmbeddedDatabase.start(state, 0)) {
            assertStaysOutside(database);
        }
        // and where a build let every role in that has a password
        Files.writeString(state.resolve("data/pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(state, 0)) {
            assertStaysOutside(database);
        }
    }

    private static void assertStaysOutside(EmbeddedDatabase database) throws SQLException {
        assertThat(EmbeddedDatabaseIT.query(database, "select rolsuper from pg_roles where rolname = 'mallory'"))
                .isEqualTo("t");
        for (String name : List.of("infrahub", "postgres", "template1")) {
            assertRefused(database, name, "mallory", "mallory");
        }
    }

    @Test
    void aTakeOverThatWasInterruptedIsFinished() throws Exception {
        leaveOneOfAnEarlierBuild();
        Path rules = state.resolve("data/pg_hba.conf");
        String open = Files.readString(rules);
        EmbeddedDatabase.start(state, 0).close();

        // killed between the password's file and the server's taking it, then between that and the rules
        Files.delete(state.resolve("superuser-password"));
        Files.writeString(rules, open);
        new KeptKey(state.resolve("superuser-password"), "").text();
        try (EmbeddedDatabase database = EmbeddedDatabase.start(state, 0)) {
            assertTakenOver(database);
        }
        Files.delete(rules);
        try (EmbeddedDatabase database = EmbeddedDatabase.start(state, 0)) {
            assertTakenOver(database);
        }
    }

    @Test
    void aTakeOverIsFinishedWhereverItsOwnerIsKilled() throws Exception {
        leaveOneOfAnEarlierBuild();
        List<String> marks = List.of("superuser-password", "postgres-setup.log", "password", "registry-password");
        for (String mark : marks) {
            try (Owner owner = Owner.of(TakingOver.class, state)) {
                while (owner.process().isAlive() && !Files.exists(state.resolve(mark))) {
                    Thread.onSpinWait();
                }
                owner.kill();
            }
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(state, 0)) {
            assertThat(EmbeddedDatabaseIT.query(database, "select what from kept"))
                    .isEqualTo("a row");
            assertTakenOver(database);
        }
    }

    @Test
    void aLostPasswordFileIsMadeAnew() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(state, 0)) {
            EmbeddedDatabaseIT.execute(database, "create table kept (what text)");
        }
        for (String file : PASSWORD_FILES) {
            Files.delete(state.resolve(file));
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(state, 0)) {
            assertThat(EmbeddedDatabaseIT.query(database, "select count(*) from kept"))
                    .isEqualTo("0");
            assertRefused(database, "infrahub", "postgres", "");
        }
    }

    private void assertTakenOver(EmbeddedDatabase database) throws SQLException {
        assertRefused(database, "infrahub", "postgres", "");
        assertRefused(database, "infrahub", "infrahub", "infrahub");
        assertThatThrownBy(() -> EmbeddedDatabaseIT.execute(database, "create database another"))
                .hasMessageContaining("permission denied");
        RegistryStorage storage = RegistryStorage.in(database);
        try (Connection connection =
                        DriverManager.getConnection(storage.jdbcUrl(), storage.user(), storage.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select name from registry.artifacts")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("a schema");
            try (Statement writing = connection.createStatement()) {
                writing.execute("alter table registry.artifacts alter column name set default 'x'");
                writing.execute("alter sequence registry.ids restart with 1");
            }
        }
    }

    /** As the build of 27 November 2026 did: trust for all, the role may create databases, the registry's tables its own. */
    private void leaveOneOfAnEarlierBuild(String... more) throws Exception {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(state.resolve("binaries").toFile())
                .setDataDirectory(state.resolve("data"))
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false);
        PostgresSettings.LOCALE.forEach(builder::setLocaleConfig);
        PostgresSettings.SERVER.forEach(builder::setServerConfig);
        try (EmbeddedPostgres server = builder.start()) {
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create role infrahub login createdb");
                statement.execute("create database infrahub owner infrahub");
                for (String sql : more) {
                    statement.execute(sql);
                }
            }
            try (Connection connection =
                            server.getDatabase("infrahub", "infrahub").getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create table kept (what text)");
                statement.execute("insert into kept values ('a row')");
                statement.execute("create schema registry");
                statement.execute(
                        "create table registry.artifacts (id bigint generated always as identity, name text)");
                statement.execute("insert into registry.artifacts (name) values ('a schema')");
                statement.execute("create sequence registry.ids");
            }
        }
        Files.createFile(state.resolve("data/infrahub.complete"));
    }

    private static void assertRefused(EmbeddedDatabase database, String name, String role, String password) {
        assertThatThrownBy(() -> DriverManager.getConnection(
                                "jdbc:postgresql://127.0.0.1:" + database.port() + "/" + name, role, password)
                        .close())
                .as("%s in %s", role, name)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refusal -> assertThat(refusal.getSQLState()).isIn("28P01", "28000", "08004"));
    }

    private List<String> passwords() {
        return PASSWORD_FILES.stream().map(this::text).toList();
    }

    private String text(String file) {
        try {
            return Files.readString(state.resolve(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String everythingLogged() throws IOException {
        try (Stream<Path> files = Files.list(state)) {
            return String.join(
                    "\n",
                    files.filter(file -> file.toString().endsWith(".log"))
                            .map(file -> text(file.getFileName().toString()))
                            .toList());
        }
    }

    /** A hub that is killed while it takes a directory over. */
    static final class TakingOver {

        private TakingOver() {}

        public static void main(String[] args) throws IOException {
            EmbeddedDatabase.start(Path.of(args[0]), 0);
            System.in.read();
        }
    }
}
