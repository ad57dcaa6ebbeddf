package dev.infrahub.embedded;

import java.util.Map;

/** How the server is set up: safe as in production, small as on a laptop. */
final class PostgresSettings {

    /** Sorts the same on every machine. */
    static final Map<String, String> LOCALE =
            Map.of("locale", "C", "locale-provider", "builtin", "builtin-locale", "C.UTF-8");

    /** The library is made for tests and switches fsync and synchronous commits off; both are promises here. */
    static final Map<String, String> SERVER = Map.ofEntries(
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("listen_addresses", Ports.LOOPBACK),
            Map.entry("unix_socket_directories", ""),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("log_checkpoints", "off"),
            Map.entry("shared_buffers", "64MB"),
            Map.entry("max_connections", "100"),
            Map.entry("max_wal_size", "256MB"),
            Map.entry("max_wal_senders", "0"),
            Map.entry("max_parallel_workers_per_gather", "0"),
            Map.entry("jit", "off"));

    private PostgresSettings() {}
}
