package dev.infrahub.quantumapilocal.store;

import static dev.infrahub.quantumapilocal.store.Transaction.required;

import dev.infrahub.quantumapilocal.domain.MasterKeys.Sealed;
import dev.infrahub.quantumapilocal.domain.ssh.SshAuthority;
import dev.infrahub.ssh.SshAlgorithm;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The SSH certificate authorities. */
public final class SshAuthorities {

    private SshAuthorities() {}

    /** Adds it; false when its name is taken. */
    public static boolean add(Transaction transaction, SshAuthority authority) {
        return transaction.run(
                        """
                        insert into ssh_authorities (id, name, algorithm, public_key, master_key, sealed, created_at)
                        values ($1, $2, $3, $4, $5, $6, $7) on conflict (name) do nothing""",
                        authority.id(),
                        authority.name(),
                        authority.algorithm().text(),
                        authority.publicKey(),
                        authority.privateKey().masterKey(),
                        authority.privateKey().bytes(),
                        authority.createdAt())
                == 1;
    }

    public static Optional<SshAuthority> find(Transaction transaction, UUID id) {
        return transaction.find("select * from ssh_authorities where id = $1", SshAuthorities::read, id);
    }

    /** The oldest first. */
    public static Page<SshAuthority> list(Transaction transaction, Page.Window window) {
        long total = transaction
                .find("select count(*) as total from ssh_authorities", row -> required(row, "total", Long.class))
                .orElseThrow();
        return new Page<>(
                transaction.list(
                        "select * from ssh_authorities order by created_at, id limit $1 offset $2",
                        SshAuthorities::read,
                        window.limit(),
                        window.offset()),
                total);
    }

    private static SshAuthority read(Readable row) {
        return new SshAuthority(
                required(row, "id", UUID.class),
                required(row, "name", String.class),
                SshAlgorithm.of(required(row, "algorithm", String.class)).orElseThrow(),
                required(row, "public_key", byte[].class),
                new Sealed(required(row, "master_key", String.class), required(row, "sealed", byte[].class)),
                required(row, "created_at", Instant.class));
    }
}
