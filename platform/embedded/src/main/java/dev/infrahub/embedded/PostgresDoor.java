package dev.infrahub.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.postgresql.util.PasswordUtil;

/**
 * Who may come in to a data directory's server: the hub's own roles, each with its password, by SCRAM. A role that somebody
 * made while everybody could come in stays outside. What initdb makes, and what
 * hubs served until the end of November 2026, lets everybody in, the superuser without a password.
 *
 * @param data the data directory
 * @param superuser the password of the role postgres
 */
record PostgresDoor(Path data, KeptKey superuser, PostgresBinaries binaries) {

    static final String SUPERUSER = "postgres";

    private static final long SINGLE_USER_LIMIT_SECONDS = 60;
    private static final String RULES =
            """
            # Written by the hub: its own roles come, each with its password, over TCP; nobody else, and nobody otherwise.
            host all %s,%s,%s %s/32 scram-sha-256
            """.formatted(SUPERUSER, PostgresRoles.HUB, PostgresRoles.REGISTRY, Ports.LOOPBACK);

    /** Rules that were written for a password that is lost do not count; another one is made when it is asked for. */
    void forgetLostPassword() throws IOException {
        if (!superuser.exists()) {
            Files.deleteIfExists(rules());
        }
    }

    /** While no server runs. The rules are written last: whatever is interrupted before is done again. */
    void close() {
        try {
            if (!isClosed()) {
                setSuperuserPassword();
                writeRules();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot set who may connect to Postgres in " + data, e);
        }
    }

    private boolean isClosed() throws IOException {
        return Files.exists(rules()) && Files.readString(rules()).equals(RULES);
    }

    /** In single-user mode, which listens to nobody. The server is told the verifier, never the password. */
    private void setSuperuserPassword() throws IOException {
        String verifier = PasswordUtil.encodeScramSha256(superuser.text().toCharArray());
        Path log = data.resolveSibling("postgres-setup.log");
        Process server = new ProcessBuilder(binaries.command(
                        "postgres", "--single", "-c", "exit_on_error=on", "-D", data.toString(), SUPERUSER))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()))
                .start();
        server.outputWriter()
                .append("alter role " + SUPERUSER + " password '" + verifier + "'\n")
                .close();
        try {
            if (!server.waitFor(SINGLE_USER_LIMIT_SECONDS, TimeUnit.SECONDS) || server.exitValue() != 0) {
                throw new IllegalStateException("Postgres did not take its password:\n" + LogTail.of(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while Postgres was taking its password", e);
        } finally {
            server.destroyForcibly();
        }
        Files.delete(log);
    }

    private void writeRules() throws IOException {
        Path whole = Files.createTempFile(
                data,
                "rules",
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(whole, RULES);
        Files.move(whole, rules(), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path rules() {
        return data.resolve("pg_hba.conf");
    }
}
