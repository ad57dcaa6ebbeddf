package dev.infrahub.quantumapilocal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.quantumapilocal.Server.Answer;
import dev.infrahub.testing.Backends;
import dev.infrahub.testing.Cable;
import dev.infrahub.testkit.Eventually;
import org.junit.jupiter.api.Test;

/** Postgres goes away and comes back. */
class OutageIT {

    @Test
    void without_postgres_nothing_is_signed_and_callers_are_told_to_come_back() {
        Backends.Database database = Backends.shared().newDatabase();
        try (Cable cable = Cable.to(database.host(), database.port());
                Server server = Server.start(database.at(cable.host(), cable.port()))) {
            assertThat(server.get("/health").text("status")).isEqualTo("healthy");
            cable.cut();
            Answer signed = server.post("/sign", "{\"data\":\"AAAA\"}");
            assertThat(signed.status()).as(signed.body()).isEqualTo(503);
            assertThat(signed.text("error")).isEqualTo("postgres.unavailable");
            assertThat(signed.header("Retry-After")).isEqualTo("5");
            Answer health = server.get("/health");
            assertThat(health.status()).isEqualTo(503);
            assertThat(health.text("status")).isEqualTo("unhealthy");
            cable.mend();
            Eventually.eventually(
                    () -> assertThat(server.post("/sign", "{\"data\":\"AAAA\"}").status())
                            .isEqualTo(200));
        }
    }
}
