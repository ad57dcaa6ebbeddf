package dev.infrahub.connections;

import dev.infrahub.faults.SettingRefused;
import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/** Whether a database lets a service in. One that is not there yet is waited for; one that does not is told at once. */
record PostgresAccess(PostgresConnection postgres, Duration patience) {

    private static final Logger log = LoggerFactory.getLogger(PostgresAccess.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final Duration BETWEEN_WORDS = Duration.ofSeconds(10);

    /** Of a server that is not there yet: no such port, starting up, stopping, crashed, out of connections. */
    private static final Set<String> AWAY = Set.of("08001", "57P01", "57P02", "57P03", "53300");

    /** @throws SettingRefused where it does not let us in, or stays away */
    void requireOpen() {
        HostNames.of("POSTGRES_HOST", postgres.host()).requireKnown();
        Instant limit = Instant.now().plus(patience);
        Instant nextWord = Instant.now();
        for (SQLException away = knock(); away != null; away = knock()) {
            if (Instant.now().isAfter(limit)) {
                throw new SettingRefused(
                        "Postgres does not answer at " + postgres
                                + ". Does it run? Check POSTGRES_HOST and POSTGRES_PORT.",
                        away);
            }
            if (!Instant.now().isBefore(nextWord)) {
                log.warn("Postgres does not answer yet at {}; it is asked again: {}", postgres, line(away));
                nextWord = Instant.now().plus(BETWEEN_WORDS);
            }
            rest();
        }
    }

    /** @return why it is away; null where it let us in */
    private @Nullable SQLException knock() {
        try {
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password())
                    .close();
            return null;
        } catch (SQLException e) {
            if (isAway(e)) {
                return e;
            }
            throw new SettingRefused(
                    "Postgres does not let in " + postgres + ": " + line(e) + ". Check " + toCheck(e) + ".", e);
        }
    }

    private static String toCheck(SQLException failure) {
        return switch (String.valueOf(failure.getSQLState())) {
            // the password; also where there is none for how we came, such as without TLS
            case "28P01" -> "POSTGRES_USER and POSTGRES_PASSWORD";
            case "3D000" -> "POSTGRES_DB";
            default -> "POSTGRES_HOST, POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_SSL_MODE and POSTGRES_SSL_CA_FILE";
        };
    }

    private static String line(SQLException failure) {
        String message = String.valueOf(
                NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
        return message.lines().findFirst().orElse("");
    }

    private static boolean isAway(SQLException failure) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
        boolean isBroken = cause instanceof SocketException
                || cause instanceof SocketTimeoutException
                || cause instanceof EOFException;
        return isBroken || AWAY.contains(String.valueOf(failure.getSQLState()));
    }

    private static void rest() {
        try {
            Thread.sleep(BETWEEN_TRIES);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while Postgres was waited for", stopped);
        }
    }
}
