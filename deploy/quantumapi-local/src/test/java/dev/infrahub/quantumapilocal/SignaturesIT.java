package dev.infrahub.quantumapilocal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.quantumapilocal.Server.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Keys sign over HTTP, and what they signed verifies. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignaturesIT {

    private Server server;

    @BeforeAll
    void start() {
        server = Server.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void a_new_key_signs_and_its_signature_verifies() {
        Answer key = server.post("/keys", "{\"name\":\"approvals\",\"keyType\":\"signing\"}");
        assertThat(key.status()).as(key.body()).isEqualTo(201);
        String data = Server.base64("an approval");
        Answer signed = server.post("/sign", "{\"keyId\":\"%s\",\"data\":\"%s\"}".formatted(key.text("id"), data));
        assertThat(signed.status()).as(signed.body()).isEqualTo(200);
        assertThat(signed.base64("signature")).hasSize(3309);
        Answer verified = server.post(
                "/verify",
                "{\"keyId\":\"%s\",\"data\":\"%s\",\"signature\":\"%s\"}"
                        .formatted(key.text("id"), data, signed.text("signature")));
        assertThat(verified.json().path("valid").asBoolean())
                .as(verified.body())
                .isTrue();
        assertThat(server.rows("select action from audit where resource = 'key:" + key.text("id") + "' order by seq"))
                .containsExactly("key.create", "sign", "verify");
    }
}
