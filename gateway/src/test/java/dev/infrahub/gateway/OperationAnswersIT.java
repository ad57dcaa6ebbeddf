package dev.infrahub.gateway;

import static dev.infrahub.gateway.access.Permission.CHANGES_READ;
import static dev.infrahub.gateway.access.Permission.CHAT_ASK;
import static dev.infrahub.gateway.access.Permission.OPERATIONS_READ;
import static dev.infrahub.gateway.access.Permission.PLANS_READ;
import static dev.infrahub.gateway.access.Permission.SECRETS_READ;
import static dev.infrahub.gateway.access.Permission.SSH_READ;
import static dev.infrahub.gateway.access.Permission.SSH_TRUST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.gateway.access.Caller;
import dev.infrahub.gateway.access.Needs;
import dev.infrahub.gateway.access.Permission;
import dev.infrahub.gateway.access.Proof;
import dev.infrahub.gateway.access.Role;
import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.operations.Asks;
import dev.infrahub.gateway.operations.OperationKind;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** What an operation was answered with is shown to who may read that kind of thing, by whichever path it is asked for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationAnswersIT {

    /** No role has it in an answer. */
    private static final String SECRET = "told-to-who-may-read-it";

    private static final String ANSWER = """
            {"planId":"%1$s","planHash":"%1$s","client":"acme","module":"%1$s","summary":"%1$s","risk":{"level":"%1$s"},
             "rollback":{"summary":"%1$s","steps":["%1$s"]},"limits":["%1$s"],"ai":{"status":"%1$s"},
             "changeRequestId":"%1$s","evidenceId":"%1$s","document":"\\"%1$s\\"","reason":"%1$s","certificateId":"%1$s",
             "caPublicKey":"%1$s","chunksIndexed":"%1$s","description":"%1$s","name":"%1$s","review":"%1$s"}""".formatted(SECRET);

    private final Map<OperationKind, UUID> operations = new EnumMap<>(OperationKind.class);
    private final Map<OperationKind, UUID> failed = new EnumMap<>(OperationKind.class);
    private Hub hub;

    @BeforeAll
    void start() throws SQLException {
        hub = Hub.start("--HUB_MACHINE_APPROVERS=true");
        try (Connection connection = hub.database.connect()) {
            connection.createStatement().execute("select set_config('hub.clients', 'clients:*', false)");
            for (OperationKind kind : OperationKind.values()) {
                operations.put(kind, insert(connection, kind, "completed"));
                failed.put(kind, insert(connection, kind, "failed"));
            }
        }
    }

    /** With an answer that holds a secret in every member that its shape may let through. */
    private static UUID insert(Connection connection, OperationKind kind, String status) throws SQLException {
        UUID id = UUID.randomUUID();
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into gateway.operations (id, kind, client, requested_by, status, request_hash, answer, failure_code,
                                                failure_detail, failure_retryable, failure_kind, completed_at)
                values (?, ?, 'acme', 'user:somebody', ?, '', ?::json, ?, ?, false, 'conflict', now())""")) {
            insert.setObject(1, id);
            insert.setString(2, kind.text());
            insert.setString(3, status);
            insert.setString(4, status.equals("completed") ? ANSWER : null);
            insert.setString(5, status.equals("failed") ? "change.decided" : null);
            insert.setString(6, status.equals("failed") ? SECRET : null);
            insert.executeUpdate();
        }
        return id;
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    /** Empty for what its asker alone is told. */
    private static Optional<Permission> toRead(OperationKind kind) {
        return switch (kind) {
            case SUMMARIZE_PLAN, RISK_ASSESSMENT, ROLLBACK_PLAN -> Optional.of(PLANS_READ);
            case DIAGNOSE_PIPELINE, SCAFFOLD_TERRAFORM, ANALYZE_DRIFT -> Optional.of(PLANS_READ);
            case SCAN_SECRETS -> Optional.of(SECRETS_READ);
            case REQUEST_CHANGE, DECIDE_CHANGE, IMPLEMENT_CHANGE, REVIEW_CHANGE -> Optional.of(CHANGES_READ);
            case VERIFY_APPROVAL, SEAL_EVIDENCE, COMPILE_REPORT -> Optional.of(CHANGES_READ);
            case ISSUE_SSH_CERTIFICATE, REVOKE_SSH_CERTIFICATE, VERIFY_SSH_CERTIFICATE -> Optional.of(SSH_READ);
            case READ_SSH_AUTHORITY -> Optional.of(SSH_TRUST);
            case INDEX_DOCUMENT, REMOVE_DOCUMENT, ENRICH_COMPONENT, SCAFFOLD_SERVICE, REVIEW_CODE ->
                Optional.of(CHAT_ASK);
            case CHAT, ASK_DOCUMENTS, ANALYZE_INCIDENT -> Optional.empty();
        };
    }

    @Test
    void operations_read_alone_shows_that_operations_are_there_and_nothing_of_what_came_of_them() {
        String follower = hub.newKey("auditor", "[\"acme\"]", ",\"scopes\":[\"operations:read\"]");

        for (OperationKind kind : OperationKind.values()) {
            assertHidden(follower, kind);
        }
        HttpResponse<String> list = hub.getAs(follower, "/api/operations?limit=1000");
        assertThat(list.body()).contains("completed", "failed").doesNotContain(SECRET, "somebody", "change.decided");
    }

    @Test
    void each_role_and_each_scope_is_shown_what_it_may_read_and_nothing_else() {
        for (Role role : Role.values()) {
            String key = hub.newKey(role.text(), "[\"acme\"]", "");
            for (OperationKind kind : OperationKind.values()) {
                assertThat(role.permissions()).containsAll(toRead(kind).stream().toList());
                assertShownWhere(toRead(kind).isPresent(), key, kind);
            }
        }
        for (Permission scope : List.of(PLANS_READ, SECRETS_READ, CHANGES_READ, SSH_READ, SSH_TRUST, CHAT_ASK)) {
            String key =
                    hub.newKey("auditor", "[\"acme\"]", ",\"scopes\":[\"operations:read\",\"" + scope.scope() + "\"]");
            for (OperationKind kind : OperationKind.values()) {
                assertShownWhere(toRead(kind).filter(scope::equals).isPresent(), key, kind);
            }
        }
    }

    @Test
    void another_client_sees_nothing_at_all() {
        String stranger = hub.newKey("admin", "[\"globex\"]", "");
        operations
                .values()
                .forEach(id -> assertThat(
                                hub.getAs(stranger, "/api/operations/" + id).statusCode())
                        .isEqualTo(404));
    }

    private void assertShownWhere(boolean isFor, String key, OperationKind kind) {
        if (isFor) {
            assertShown(key, kind);
        } else {
            assertHidden(key, kind);
        }
    }

    private void assertHidden(String key, OperationKind kind) {
        for (String path : List.of("", "/events")) {
            assertThat(body(key, of(operations, kind), path))
                    .as("%s%s", kind, path)
                    .contains("completed", kind.text(), "completedAt")
                    .doesNotContain(SECRET, "result", "somebody", "planId");
            assertThat(body(key, of(failed, kind), path))
                    .as("%s%s", kind, path)
                    .contains("\"failed\"")
                    .doesNotContain(SECRET, "change.decided", "somebody");
        }
    }

    private void assertShown(String key, OperationKind kind) {
        for (String path : List.of("", "/events")) {
            assertThat(body(key, of(operations, kind), path))
                    .as("%s%s", kind, path)
                    .contains(SECRET, "result", "somebody");
            assertThat(body(key, of(failed, kind), path)).as("%s%s", kind, path).contains(SECRET, "change.decided");
        }
    }

    private static UUID of(Map<OperationKind, UUID> ids, OperationKind kind) {
        return Objects.requireNonNull(ids.get(kind));
    }

    private String body(String key, UUID id, String path) {
        HttpResponse<String> answer = hub.getAs(key, "/api/operations/" + id + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** Who asks, and may not read such things elsewhere, follows what they asked, as long as they may ask. */
    @Test
    void who_asked_is_told_the_answer() {
        String pipeline = hub.newKey("ci", "[\"acme\"]", ",\"scopes\":[\"plans:write\",\"operations:read\"]");
        HttpResponse<String> asked = hub.send(hub.anonymousRequest("/api/pipeline/summarize-plan?module=network")
                .header("X-Api-Key", pipeline)
                .header("Content-Type", Hub.PLAN)
                .header("Prefer", "respond-async")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(Hub.SMALL_PLAN))
                .build());
        String id = hub.json(asked).path("operationId").asString();
        String other = hub.newKey("ci", "[\"acme\"]", ",\"scopes\":[\"plans:write\",\"operations:read\"]");

        assertThat(hub.getAs(pipeline, "/api/operations/" + id).body()).contains("requestedBy");
        assertThat(hub.getAs(other, "/api/operations/" + id).body()).doesNotContain("requestedBy");
    }

    /** An endpoint and its kind say the same of what asking needs: so a new kind cannot forget it. */
    @Test
    void what_asking_needs_is_what_the_endpoint_needs() {
        hub.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .values()
                .forEach(endpoint -> {
                    Asks asks = endpoint.getMethodAnnotation(Asks.class);
                    if (asks != null) {
                        Permission[] needed = Objects.requireNonNull(endpoint.getMethodAnnotation(Needs.class))
                                .value();
                        Set<Permission> enough = needed.length == 0
                                ? Set.of(toRead(asks.value()).orElseThrow())
                                : Set.copyOf(Arrays.asList(needed));
                        assertThat(asks.value().isShownTo(asker(enough), true))
                                .as(endpoint.toString())
                                .isTrue();
                        assertThat(asks.value().isShownTo(asker(Set.of(OPERATIONS_READ)), true))
                                .as(endpoint.toString())
                                .isFalse();
                    }
                });
    }

    private static Caller asker(Set<Permission> permissions) {
        return new Caller(
                "key:1",
                "n",
                Set.of(),
                permissions,
                Clients.all(),
                new Proof(Optional.empty(), Optional.empty()),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }
}
