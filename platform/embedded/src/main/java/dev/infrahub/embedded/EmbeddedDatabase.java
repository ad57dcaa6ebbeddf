package dev.infrahub.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A PostgreSQL server as a child process, with one database {@code infrahub} owned by a role of that name.
 *
 * <p>A commit is on the disk when it returns, as in production. It listens on 127.0.0.1 and lets nobody in without a
 * password. The passwords are made at the first start and kept beside the data, in files that their owner alone reads. A
 * directory of an earlier build, which let everybody in, is taken over before it is served.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final StateLock lock;
    private final Postmaster postmaster;
    private final EmbeddedPostgres server;
    private final Path stateDir;

    private EmbeddedDatabase(StateLock lock, Postmaster postmaster, EmbeddedPostgres server, Path stateDir) {
        this.lock = lock;
        this.postmaster = postmaster;
        this.server = server;
        this.stateDir = stateDir;
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
            new PostgresRoles(server.getPort(), superuserPassword(stateDir))
                    .setUp(hubPassword(stateDir), registryPassword(stateDir));
            postmaster.markComplete();
            return new EmbeddedDatabase(lock, postmaster, server, stateDir);
        } catch (IOException | RuntimeException e) {
            postmaster.stopLeftover();
            lock.close();
            throw e;
        }
    }

    /** Also when it was closed. */
    public void whenEnded(Runnable told) {
        postmaster.whenEnded(told);
    }

    public String host() {
        return Ports.LOOPBACK;
    }

    public int port() {
        return server.getPort();
    }

    public String database() {
        return PostgresRoles.HUB;
    }

    public String user() {
        return PostgresRoles.HUB;
    }

    public String password() {
        return hubPassword(stateDir).text();
    }

    /** For tests: another database of the hub's role, which may not make one itself. */
    public void createDatabase(String name) {
        new PostgresRoles(port(), superuserPassword(stateDir)).createDatabase(name);
    }

    RegistryStorage registryStorage() {
        return new RegistryStorage(
                jdbcUrl(), PostgresRoles.REGISTRY, registryPassword(stateDir).text());
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://" + host() + ":" + port() + "/" + database();
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
        PostgresBinaries binaries = new PostgresBinaries(stateDir.resolve("binaries"));
        KeptKey password = superuserPassword(stateDir);
        PostgresDoor door = new PostgresDoor(stateDir.resolve("data"), password, binaries);
        door.forgetLostPassword();
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPgBinaryResolver(binaries)
                .setOverrideWorkingDirectory(binaries.directory().toFile())
                .setDataDirectory(door.data())
                .setCleanDataDirectory(false)
                // after initdb, and before the server listens
                .setDataDirectoryCustomizer(_ -> door.close())
                .setConnectConfig("password", password.text())
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

    private static KeptKey superuserPassword(Path stateDir) {
        return new KeptKey(stateDir.resolve("superuser-password"), "");
    }

    private static KeptKey hubPassword(Path stateDir) {
        return new KeptKey(stateDir.resolve("password"), "");
    }

    private static KeptKey registryPassword(Path stateDir) {
        return new KeptKey(stateDir.resolve("registry-password"), "");
    }
}
