package dev.infrahub.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A PostgreSQL server as a child process, with one database {@code infrahub} owned by a role of that name.
 *
 * <p>A commit is on the disk when it returns, as in production. There is no password: the server trusts every user of this
 * machine, which is why it listens on 127.0.0.1 and nowhere else.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final String NAME = "infrahub";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final StateLock lock;
    private final Postmaster postmaster;
    private final EmbeddedPostgres server;

    private EmbeddedDatabase(StateLock lock, Postmaster postmaster, EmbeddedPostgres server) {
        this.lock = lock;
        this.postmaster = postmaster;
        this.server = server;
    }

    /** Starts a server on the port (0: any free one), with the data that an earlier one left in the directory. */
    public static EmbeddedDatabase start(Path stateDir, int port) {
        try {
            return start(StateLock.acquire(stateDir.toAbsolutePath()), stateDir.toAbsolutePath(), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedDatabase start(StateLock lock, Path stateDir, int port) throws IOException {
        Postmaster postmaster = new Postmaster(stateDir.resolve("data"));
        try {
            postmaster.stopLeftover();
            postmaster.discardHalfMade();
            EmbeddedPostgres server = serverOf(stateDir, Ports.claim(port));
            postmaster.markComplete(() -> createDatabase(server));
            return new EmbeddedDatabase(lock, postmaster, server);
        } catch (IOException | RuntimeException e) {
            postmaster.stopLeftover();
            lock.close();
            throw e;
        }
    }

    public String host() {
        return Ports.LOOPBACK;
    }

    public int port() {
        return server.getPort();
    }

    public String database() {
        return NAME;
    }

    public String user() {
        return NAME;
    }

    /** Any would do; clients that insist on one get this. */
    public String password() {
        return NAME;
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://" + host() + ":" + port() + "/" + NAME;
    }

    @Override
    public void close() {
        try (lock) {
            server.close();
            postmaster.stopLeftover();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres serverOf(Path stateDir, int port) throws IOException {
        Path log = stateDir.resolve("postgres.log");
        Files.deleteIfExists(log);
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPgBinaryResolver(ownBinaries())
                .setOverrideWorkingDirectory(stateDir.resolve("binaries").toFile())
                .setDataDirectory(stateDir.resolve("data"))
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(START_LIMIT)
                .setOutputRedirector(Redirect.appendTo(log.toFile()))
                .setErrorRedirector(Redirect.appendTo(log.toFile()));
        PostgresSettings.LOCALE.forEach(builder::setLocaleConfig);
        PostgresSettings.SERVER.forEach(builder::setServerConfig);
        try {
            return builder.start();
        } catch (IOException | IllegalStateException e) {
            throw new IllegalStateException("Postgres did not start:\n" + LogTail.of(log), e);
        }
    }

    /**
     * The library remembers, for a resolver it has seen, where it unpacked: perhaps in a state directory that is gone.
     * A lambda would be the same object each time.
     */
    private static PgBinaryResolver ownBinaries() {
        return new PgBinaryResolver() {
            @Override
            public InputStream getPgBinary(String system, String machineHardware) throws IOException {
                return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machineHardware);
            }
        };
    }

    private static void createDatabase(EmbeddedPostgres server) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "select from pg_roles where rolname = '" + NAME + "'")) {
                statement.execute("create role " + NAME + " login createdb");
            }
            if (!exists(statement, "select from pg_database where datname = '" + NAME + "'")) {
                statement.execute("create database " + NAME + " owner " + NAME);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create the database " + NAME, e);
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }
}
