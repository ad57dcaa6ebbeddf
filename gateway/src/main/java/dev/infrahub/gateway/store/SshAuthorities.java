package dev.infrahub.gateway.store;

import static dev.infrahub.gateway.store.Columns.required;

import dev.infrahub.events.Write;
import dev.infrahub.gateway.domain.SshAuthority;
import dev.infrahub.ssh.SshAlgorithm;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** What hosts are to trust, as it was told last. The same for everybody: nothing in it belongs to a client. */
public final class SshAuthorities {

    private final DatabaseClient database;

    public SshAuthorities(DatabaseClient database) {
        this.database = database;
    }

    /** Keeps the latest; a list from before another one changes nothing, whenever it comes. */
    public static Write put(SshAuthority authority) {
        return Write.of(
                """
                insert into ssh_authorities (algorithm, public_key, revocations, log_size, revocations_at)
                values ($1, $2, $3, $4, $5)
                on conflict (algorithm) do update set
                    public_key = excluded.public_key, revocations = excluded.revocations,
                    log_size = excluded.log_size, revocations_at = excluded.revocations_at
                where (ssh_authorities.log_size, ssh_authorities.revocations_at)
                    <= (excluded.log_size, excluded.revocations_at)""",
                authority.algorithm(),
                authority.publicKey(),
                authority.revocations(),
                authority.logSize(),
                authority.revocationsAt());
    }

    public Mono<SshAuthority> find(SshAlgorithm algorithm) {
        return database.sql("select * from ssh_authorities where algorithm = :algorithm")
                .bind("algorithm", algorithm.text())
                .map(SshAuthorities::read)
                .one();
    }

    private static SshAuthority read(Readable row) {
        return new SshAuthority(
                required(row, "algorithm", String.class),
                required(row, "public_key", String.class),
                required(row, "revocations", byte[].class),
                required(row, "log_size", Long.class),
                required(row, "revocations_at", Instant.class));
    }
}
