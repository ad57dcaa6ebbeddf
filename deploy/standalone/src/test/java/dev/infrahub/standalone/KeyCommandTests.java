package dev.infrahub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class KeyCommandTests {

    private static String row(String more) {
        return KeyCommand.row(new JsonMapper().readTree("""
                {"id":"6f2c9a04-7d1e-8a35-9b52-0d4c3e1f7a68","name":"pipeline of acme","prefix":"hub_abc123","role":"ci",
                 "clients":["acme","globex"],"createdBy":"user:ada","createdAt":"2026-11-28T10:00:00Z"%s}""".formatted(more)));
    }

    @Test
    void a_listed_key_tells_who_made_it_until_when_it_is_good_and_how_fast_it_is() {
        assertThat(row(",\"expiresAt\":\"2027-11-28T10:00:00.123456Z\",\"requestsPerMinute\":600"))
                .matches(".* acme,globex +2027-11-28T10:00:00Z +600 +user:ada +pipeline of acme");
        assertThat(row("")).matches(".* acme,globex +user:ada +pipeline of acme");
        assertThat(row(",\"revokedAt\":\"2026-11-28T11:00:00Z\"")).matches(".* revoked +user:ada +pipeline of acme");
    }

    @Test
    void several_clients_and_scopes_are_several_options() {
        assertThat(KeyCommand.wish(List.of("--client", "acme", "--client", "globex", "--scope", "plans:read"))
                        .toString())
                .isEqualTo("{\"clients\":[\"acme\",\"globex\"],\"scopes\":[\"plans:read\"]}");
    }
}
