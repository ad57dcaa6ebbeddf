package dev.infrahub.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.proofs.Digest;
import dev.infrahub.testing.Backends;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A database of version 8, whose tables were one a kind of thing, shows the same after it became one table of views. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MigrationIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String HASH = "ab".repeat(32);
    private static final String PRINT = "cd".repeat(32);
    private static final String PLAN = "6f2c9a04-7d1e-8a35-9b52-0d4c3e1f7a68";
    private static final String TEXT_PLAN = "6f2c9a04-7d1e-8a35-9b52-0d4c3e1f7a69";
    private static final String CERTIFICATE = "5a1d7c3e-90b4-4f26-8e7a-2c9d6b1f0e43";
    private static final String REVOKED = "5a1d7c3e-90b4-4f26-8e7a-2c9d6b1f0e44";
    private static final String ENVELOPE =
            "{\"payload\":\"e30=\",\"payloadType\":\"application/vnd.in-toto+json\",\"signatures\":[{\"keyid\":\"SHA256:x\",\"publicKey\":\"cHVi\",\"sig\":\"c2ln\"}]}";
    private static final String EVIDENCE =
            Digest.id(ENVELOPE.getBytes(StandardCharsets.UTF_8)).toString();

    private static final String AI = """
            {"status":"used","provider":"azure","model":"m","inputTokens":10,"outputTokens":20}""";

    private static final String SUMMARY = """
            {"planId":"%s","planHash":"%s","fingerprint":"%s","module":"network","client":"acme","environment":null,
             "format":"json","terraformVersion":"1.11.4","summary":"Creates a thing.\\nNo more.",
             "changes":{"create":1,"update":0,"delete":0,"replace":0,"read":0,"noOp":2,"forget":0,"import":0,"move":0,
                        "drifted":0},
             "resources":[{"address":"a.b","type":"a","provider":null,"action":"create","changedAttributes":["x"],
                           "replaceBecause":[],"previousAddress":null,"notable":"Look."}],
             "outputs":[{"name":"o","action":"create","sensitive":true}],"limits":["No values."],"ai":%s}""".formatted(PLAN, HASH, PRINT, AI);

    private static final String RISK = """
            {"planId":"%s","planHash":"%s","riskLevel":"high","riskScore":71,"requiresCab":true,"changeType":"normal",
             "reasons":[{"rule":"r","severity":"high","verdict":"unknown","address":null,"detail":"d"}],
             "standing":[{"rule":"s","severity":"low","verdict":"yes","address":"a.b","detail":"d"}],
             "mitigations":["m"],"blastRadius":{"resources":1,"modules":1,"dependents":4},"limits":["No values."],
             "ai":%s}""".formatted(PLAN, HASH, AI);

    private static final String ROLLBACK = """
            {"planId":"%s","planHash":"%s",
             "steps":[{"order":1,"address":"a.b","action":"destroy","command":"terraform destroy","detail":"d",
                       "irreversible":false,"reversibility":"reversible","restores":[{"attribute":"x","value":"1"}]}],
             "whole":[],"irreversible":["i"],"dataLossRisk":"possible","preconditions":["p"],"limits":["No values."],
             "ai":%s}""".formatted(PLAN, HASH, AI);

    private static final Map<String, String> ANSWERS = Map.of(
            "request-change",
                    "{\"changeRequestId\":\"CHG-1\",\"client\":\"acme\",\"state\":\"pending\",\"review\":null}",
            "verify-approval",
                    "{\"changeRequestId\":\"CHG-1\",\"known\":true,\"valid\":true,\"reason\":null,\"approval\":[{\"payload\":\"{}\"}]}",
            "verify-ssh-certificate",
                    "{\"certificateId\":\"%s\",\"known\":false,\"valid\":false,\"reason\":\"unknown\"}"
                            .formatted(CERTIFICATE),
            "issue-ssh-certificate", "{\"certificateId\":\"%s\",\"serial\":\"42\"}".formatted(CERTIFICATE),
            "compile-report", "{\"seal\":{\"signature\":\"c2ln\"},\"type\":\"report\"}");

    private final Backends.Database database = Backends.shared().newDatabase();
    private Hub hub;

    @BeforeAll
    void start() throws SQLException {
        Flyway.configure()
                .dataSource(
                        "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.name(),
                        database.user(),
                        database.password())
                .defaultSchema("gateway")
                .locations("classpath:db/events", "classpath:db/gateway")
                .target("8")
                .load()
                .migrate();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path = gateway");
            statement.execute(plans());
            statement.execute(changes());
            statement.execute(evidence());
            statement.execute(ssh());
            for (Map.Entry<String, String> answer : ANSWERS.entrySet()) {
                statement.execute(operation(answer.getKey(), "completed", "null", "'" + answer.getValue() + "'"));
            }
            for (String kind : List.of("summarize-plan", "risk-assessment", "rollback-plan")) {
                statement.execute(operation(kind, "completed", "'" + PLAN + "'", "null"));
            }
            statement.execute("update operations set idempotency_key = 'before' where kind = 'summarize-plan'");
            statement.execute(operation("decide-change", "accepted", "null", "null"));
            statement.execute(operation("seal-evidence", "failed", "null", "null"));
            statement.execute("""
                    update operations set failure_code = 'change.not-approved', failure_detail = 'No.',
                        failure_retryable = false where status = 'failed'""");
        }
        hub = Hub.start(database);
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    private static String plans() {
        String row = """
                ('%s', 'acme', 'network', %s, %s, %s, %s, %s, '%s', %s, 'Creates a thing.', 'high', 71, true,
                 '%s', '%s', '%s', '2026-11-20T10:00:00.123456Z')""";
        return """
                insert into plans (id, client, module, environment, team, pr_url, commit, run_url, plan_hash, fingerprint,
                    headline, risk_level, risk_score, requires_cab, summary, risk, rollback, analyzed_at) values"""
                + row.formatted(
                        PLAN,
                        "null",
                        "'t'",
                        "'https://pr'",
                        "'c0ffee'",
                        "'https://run'",
                        HASH,
                        "'" + PRINT + "'",
                        SUMMARY,
                        RISK,
                        ROLLBACK)
                + ","
                + row.formatted(
                                TEXT_PLAN,
                                "'production'",
                                "null",
                                "null",
                                "null",
                                "null",
                                HASH,
                                "null",
                                SUMMARY,
                                RISK,
                                ROLLBACK)
                        .replace("10:00:00.123456", "09:00:00");
    }

    private static String changes() {
        return """
                insert into changes values
                ('CHG-1', 'acme', 'network', null, null, 'HASH', null, 'low', 'standard', null, null, 'key:1', 'ci',
                 '2026-11-20T10:00:00.5Z', 'pending', 1, 0, '2026-11-27T10:00:00Z', '2026-11-20T10:00:00Z',
                 null, null, null, null, null, null, null, null, null, null, null),
                ('CHG-2', 'acme', 'network', 'production', 'PLAN', 'HASH', 'PRINT', 'high', 'normal', 'Creates "a" thing.',
                 'https://pr', 'user:a', 'Alice', '2026-11-20T09:00:00Z', 'implemented', 2, 2, '2026-11-27T10:00:00Z',
                 '2026-11-21T10:00:00.001Z', 'rolled-back', 'https://run', 'It broke.', 'key:1', 'ci',
                 '2026-11-21T08:00:00Z', 'unsuccessful', 'Try again.', 'user:b', 'Bob', '2026-11-21T10:00:00.001Z'),
                ('CHG-3', 'globex', 'network', null, null, 'HASH', null, 'low', 'standard', null, null, 'key:1', 'ci',
                 '2026-11-20T08:00:00Z', 'implemented', 1, 1, '2026-11-27T10:00:00Z', '2026-11-20T10:00:00Z', 'succeeded',
                 null, null, 'key:1', 'ci', '2026-11-21T08:00:00Z', null, null, null, null, null),
                ('acme/CHG-1', 'initech', 'network', null, null, 'HASH', null, 'low', 'standard', null, null, 'key:1', 'ci',
                 '2026-11-20T07:00:00Z', 'pending', 1, 0, '2026-11-27T10:00:00Z', '2026-11-20T10:00:00Z',
                 null, null, null, null, null, null, null, null, null, null, null)""".replace("HASH", HASH).replace("PLAN", PLAN).replace("PRINT", PRINT);
    }

    private static String evidence() {
        return """
                insert into evidence values ('%s', 'acme', 'CHG-1', '%s', '%s', 'c2ln', 'key', 1, 'ML-DSA-65', 'cHVi',
                    'SHA256:x', '2026-11-20T10:00:00Z', 3);
                insert into signing_keys values
                ('SHA256:x', 'evidence', null, null, 'key', 1, 'ML-DSA-65', 'cHVi', '2026-11-20T10:00:00Z'),
                ('SHA256:y', 'approval', 'user:b', 'acme', 'bob', 2, 'ML-DSA-65', 'cHVi', '2026-11-20T09:00:00.25Z'),
                ('SHA256:y', 'approval', 'user:b', 'globex', 'bob', 2, 'ML-DSA-65', 'cHVi', '2026-11-20T08:00:00Z')""".formatted(EVIDENCE, Digest.of(ENVELOPE), ENVELOPE);
    }

    private static String ssh() {
        return """
                insert into ssh_certificates values
                ('%1$s', 'acme', null, '{deploy,root}', 'ssh-ed25519', '18446744073709551615', 'k/-/c', 'SHA256:z',
                 'ssh-ed25519-cert-v01@openssh.com AAAA', '%3$s', 'to look', null, 'user:a', '2026-11-20T10:00:00Z',
                 '2026-11-20T11:00:00Z', '2026-11-20T10:00:00.9Z'),
                ('%2$s', 'acme', 'component:default/checkout', '{}', 'ssh-ed25519', '7', 'k/CHG-1/c', 'SHA256:z',
                 'ssh-ed25519-cert-v01@openssh.com AAAB', '%3$s', 'to mend', 'CHG-1', 'user:a', '2026-11-20T09:00:00Z',
                 '2026-11-20T10:00:00Z', '2026-11-20T09:00:00Z');
                insert into ssh_revocations values ('%2$s', 'acme', 'lost', 'user:b', '2026-11-20T09:30:00Z');
                insert into ssh_authorities values
                ('ssh-ed25519', '%3$s', 'revocations', 5, now() + interval '1 hour')""".formatted(CERTIFICATE, REVOKED, StandInWorker.CA);
    }

    private static String operation(String kind, String status, String plan, String answer) {
        return """
                insert into operations (id, kind, client, status, request_hash, plan_id, answer, created_at, completed_at,
                    requested_by)
                values ('%s', '%s', 'acme', '%s', 'hash', %s, %s, '2026-11-20T10:00:00Z', %s, 'key:1')""".formatted(
                id(kind), kind, status, plan, answer, status.equals("accepted") ? "null" : "'2026-11-20T10:00:01Z'");
    }

    private static UUID id(String kind) {
        return UUID.nameUUIDFromBytes(kind.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void plans_are_listed_as_before() {
        assertSame(hub.json(hub.get("/api/plans")), "[" + header() + "," + textHeader() + "]");
    }

    private static String header() {
        return """
                {"planId":"%s","client":"acme","module":"network","environment":null,"team":"t","prUrl":"https://pr",
                 "commit":"c0ffee","runUrl":"https://run","planHash":"%s","fingerprint":"%s","headline":"Creates a thing.",
                 "riskLevel":"high","riskScore":71,"requiresCab":true,"analyzedAt":"2026-11-20T10:00:00.123456Z"}""".formatted(PLAN, HASH, PRINT);
    }

    private static String textHeader() {
        return """
                {"planId":"%s","client":"acme","module":"network","environment":"production","team":null,"prUrl":null,
                 "commit":null,"runUrl":null,"planHash":"%s","fingerprint":null,"headline":"Creates a thing.",
                 "riskLevel":"high","riskScore":71,"requiresCab":true,"analyzedAt":"2026-11-20T09:00:00Z"}""".formatted(TEXT_PLAN, HASH);
    }

    @Test
    void a_plan_is_shown_with_the_same_three_answers() {
        ObjectNode whole = (ObjectNode) JSON.readTree(header());
        whole.set("summary", JSON.readTree(SUMMARY));
        whole.set("risk", JSON.readTree(RISK));
        whole.set("rollback", JSON.readTree(ROLLBACK));

        assertSame(hub.json(hub.get("/api/plans/" + PLAN)), whole.toString());
        assertThat(hub.get("/api/plans/" + PLAN, "Accept", "text/markdown").body())
                .contains("network", "a.b");
    }

    @Test
    void an_old_analysis_answers_a_plan_by_its_id() {
        assertSame(
                hub.json(hub.post("/api/pipeline/risk-assessment", Hub.JSON, "{\"planId\":\"" + PLAN + "\"}")), RISK);
    }

    @Test
    void change_requests_are_shown_as_before() {
        String pending = """
                {"changeRequestId":"CHG-1","client":"acme","module":"network","environment":null,"planId":null,
                 "planHash":"%s","fingerprint":null,"riskLevel":"low","changeType":"standard","summary":null,"prUrl":null,
                 "requestedBy":"key:1","requestedByName":"ci","requestedAt":"2026-11-20T10:00:00.500Z","state":"pending",
                 "approvalsNeeded":1,"approvalsGiven":0,"expiresAt":"2026-11-27T10:00:00Z","updatedAt":"2026-11-20T10:00:00Z",
                 "implementation":null,"review":null}""".formatted(HASH);
        String reviewed = """
                {"changeRequestId":"CHG-2","client":"acme","module":"network","environment":"production","planId":"%s",
                 "planHash":"%s","fingerprint":"%s","riskLevel":"high","changeType":"normal","summary":"Creates \\"a\\" thing.",
                 "prUrl":"https://pr","requestedBy":"user:a","requestedByName":"Alice","requestedAt":"2026-11-20T09:00:00Z",
                 "state":"implemented","approvalsNeeded":2,"approvalsGiven":2,"expiresAt":"2026-11-27T10:00:00Z",
                 "updatedAt":"2026-11-21T10:00:00.001Z",
                 "implementation":{"outcome":"rolled-back","runUrl":"https://run","comment":"It broke.","reportedBy":"key:1",
                                   "reportedByName":"ci","reportedAt":"2026-11-21T08:00:00Z"},
                 "review":{"outcome":"unsuccessful","comment":"Try again.","reviewedBy":"user:b","reviewedByName":"Bob",
                           "reviewedAt":"2026-11-21T10:00:00.001Z"}}""".formatted(PLAN, HASH, PRINT);

        assertSame(hub.json(hub.get("/api/cab/requests?client=acme")), "[" + pending + "," + reviewed + "]");
        assertSame(hub.json(hub.get("/api/cab/requests/CHG-1")), undecided(pending));
        assertSame(hub.json(hub.get("/api/cab/requests/CHG-2")), undecided(reviewed));
        JsonNode implemented = hub.json(hub.get("/api/cab/requests/CHG-3"));
        assertThat(implemented.path("implementation").path("outcome").asString())
                .isEqualTo("succeeded");
        assertThat(implemented.path("implementation").path("comment").isNull()).isTrue();
        assertThat(implemented.path("review").isNull()).isTrue();
        assertThat(hub.json(hub.get("/api/cab/requests/acme%2FCHG-1"))
                        .path("client")
                        .asString())
                .isEqualTo("initech");
        String ofGlobex = hub.newKey("auditor", "[\"globex\"]", "");
        assertThat(hub.json(hub.getAs(ofGlobex, "/api/cab/requests"))).hasSize(1);
    }

    @Test
    void evidence_is_listed_as_before_and_its_file_is_the_same_byte_for_byte() {
        JsonNode listed = hub.json(hub.get("/api/cab/evidence"));
        String url = listed.path(0).path("downloadUrl").asString();

        assertSame(listed, """
                [{"evidenceId":"%s","changeRequestId":"CHG-1","client":"acme","evidenceHash":"%s","signature":"c2ln",
                  "keyId":"key","keyVersion":1,"algorithm":"ML-DSA-65","publicKey":"cHVi","keyFingerprint":"SHA256:x",
                  "sealedAt":"2026-11-20T10:00:00Z","leafIndex":3,"downloadUrl":"%s"}]""".formatted(EVIDENCE, Digest.of(ENVELOPE), url));
        assertThat(hub.get("/api/cab/evidence/" + EVIDENCE).body()).isEqualTo(ENVELOPE);
        assertThat(hub.send(hub.anonymousRequest(url).build()).body()).isEqualTo(ENVELOPE);
    }

    @Test
    void keys_are_listed_as_before_each_client_its_own() {
        String ofHub = """
                {"fingerprint":"SHA256:x","usedFor":"evidence","usedBy":null,"client":null,"keyId":"key","keyVersion":1,
                 "algorithm":"ML-DSA-65","publicKey":"cHVi","firstUsedAt":"2026-11-20T10:00:00Z"}""";
        String ofAcme = """
                {"fingerprint":"SHA256:y","usedFor":"approval","usedBy":"user:b","client":"acme","keyId":"bob","keyVersion":2,
                 "algorithm":"ML-DSA-65","publicKey":"cHVi","firstUsedAt":"2026-11-20T09:00:00.250Z"}""";

        assertSame(
                hub.json(hub.getAs(hub.newKey("auditor", "[\"acme\"]", ""), "/api/cab/keys")),
                "[" + ofAcme + "," + ofHub + "]");
        assertThat(hub.json(hub.get("/api/cab/keys"))).hasSize(3);
    }

    @Test
    void certificates_are_listed_as_before_with_what_revoked_them() {
        assertSame(hub.json(hub.get("/api/ssh/certificates")), """
                [{"certificateId":"%s","client":"acme","entityRef":null,"principals":["deploy","root"],
                  "algorithm":"ssh-ed25519","serial":"18446744073709551615","keyId":"k/-/c","publicKeyFingerprint":"SHA256:z",
                  "certificate":"ssh-ed25519-cert-v01@openssh.com AAAA","caPublicKey":"%s","reason":"to look",
                  "changeRequestId":null,"requestedBy":"user:a","validFrom":"2026-11-20T10:00:00Z",
                  "validTo":"2026-11-20T11:00:00Z","issuedAt":"2026-11-20T10:00:00.900Z","revocation":null},
                 {"certificateId":"%s","client":"acme","entityRef":"component:default/checkout","principals":[],
                  "algorithm":"ssh-ed25519","serial":"7","keyId":"k/CHG-1/c","publicKeyFingerprint":"SHA256:z",
                  "certificate":"ssh-ed25519-cert-v01@openssh.com AAAB","caPublicKey":"%s","reason":"to mend",
                  "changeRequestId":"CHG-1","requestedBy":"user:a","validFrom":"2026-11-20T09:00:00Z",
                  "validTo":"2026-11-20T10:00:00Z","issuedAt":"2026-11-20T09:00:00Z",
                  "revocation":{"reason":"lost","revokedBy":"user:b","revokedAt":"2026-11-20T09:30:00Z"}}]""".formatted(
                        CERTIFICATE, StandInWorker.CA, REVOKED, StandInWorker.CA));
    }

    @Test
    void hosts_get_the_same_authority_and_the_same_list() {
        assertThat(hub.get("/api/ssh/ca").body()).isEqualTo(StandInWorker.CA + "\n");
        assertThat(hub.get("/api/ssh/krl").body()).isEqualTo("revocations");
    }

    @Test
    void operations_keep_their_answers() {
        ANSWERS.forEach((kind, answer) -> assertSame(shown(kind).path("result"), answer));
        assertSame(shown("summarize-plan").path("result"), SUMMARY);
        assertSame(shown("risk-assessment").path("result"), RISK);
        assertSame(shown("rollback-plan").path("result"), ROLLBACK);
        assertThat(shown("summarize-plan").path("planId").asString()).isEqualTo(PLAN);
        assertThat(shown("request-change").has("planId")).isFalse();
        assertSame(shown("seal-evidence"), """
                {"id":"%s","kind":"seal-evidence","client":"acme","requestedBy":"key:1","status":"failed",
                 "createdAt":"2026-11-20T10:00:00Z","completedAt":"2026-11-20T10:00:01Z",
                 "failure":{"code":"change.not-approved","detail":"No.","retryable":false}}""".formatted(id("seal-evidence")));
        assertThat(shown("decide-change").path("status").asString()).isEqualTo("accepted");
        assertThat(hub.json(hub.get("/api/operations"))).hasSize(ANSWERS.size() + 5);
    }

    @Test
    void a_repeat_of_what_was_asked_before_the_upgrade_gets_its_answer() {
        HttpResponse<String> repeat = hub.post(
                "/api/pipeline/summarize-plan?module=network&client=acme",
                Hub.PLAN,
                Hub.SMALL_PLAN,
                "Idempotency-Key",
                "before");
        assertThat(repeat.statusCode()).as(repeat.body()).isEqualTo(200);
        assertThat(repeat.headers().firstValue("Operation-Id"))
                .contains(id("summarize-plan").toString());

        HttpResponse<String> other = hub.post(
                "/api/pipeline/risk-assessment?module=network&client=acme",
                Hub.PLAN,
                Hub.SMALL_PLAN,
                "Idempotency-Key",
                "before");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(hub.json(other).path("code").asString()).isEqualTo("idempotency_key.reused");
    }

    private JsonNode shown(String kind) {
        return hub.json(hub.get("/api/operations/" + id(kind)));
    }

    /** As one of which no decision was heard: those of before are not. */
    private static String undecided(String change) {
        return change.replace("\"review\":", "\"decisions\":[],\"review\":");
    }

    /** In every member; one instant may be written in several ways, and what is new may be there too. */
    private static void assertSame(JsonNode shown, String before) {
        assertThat(JSON.writeValueAsString(plain(shown)))
                .isEqualTo(JSON.writeValueAsString(plain(JSON.readTree(before))));
    }

    private static JsonNode plain(JsonNode node) {
        if (node.isObject()) {
            ObjectNode sorted = JsonNodeFactory.instance.objectNode();
            node.propertyNames().stream().sorted().forEach(name -> sorted.set(name, plain(node.path(name))));
            // told since version 9, of every resource
            sorted.remove("imported");
            // told since drift can be accepted, of every change
            sorted.remove("acceptance");
            return sorted;
        }
        if (node.isArray()) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> items.add(plain(item)));
            return items;
        }
        return node.isString() ? JsonNodeFactory.instance.stringNode(instant(node.asString())) : node;
    }

    private static String instant(String text) {
        try {
            return Instant.parse(text).toString();
        } catch (DateTimeParseException other) {
            return text;
        }
    }
}
