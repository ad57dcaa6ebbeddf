package dev.infrahub.quantumapilocal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.testing.Backends;
import org.junit.jupiter.api.Test;

/** What former versions kept still works. */
class MigrationIT {

    @Test
    void an_authority_of_the_first_version_goes_on_certifying() {
        Backends.Database database = Backends.shared().newDatabase();
        String authority;
        try (Server server = Server.start(database, "--spring.flyway.target=1")) {
            authority = server.post("/ssh/ca", "{\"name\":\"hosts\"}").text("id");
            server.sql("update ssh_authorities set algorithm = 'Ed25519'");
        }
        try (Server server = Server.start(database)) {
            assertThat(server.rows("select version from flyway_schema_history order by installed_rank"))
                    .contains("1", "2");
            assertThat(server.get("/ssh/ca/" + authority).text("algorithm")).isEqualTo("ssh-ed25519");
            String publicKey = server.get("/ssh/ca/" + authority).text("publicKey");
            assertThat(server.post(
                                    "/ssh/certificates",
                                    "{\"publicKey\":\"%s\",\"principals\":[\"d\"],\"identity\":\"i\"}"
                                            .formatted(publicKey))
                            .status())
                    .isEqualTo(201);
        }
    }
}
