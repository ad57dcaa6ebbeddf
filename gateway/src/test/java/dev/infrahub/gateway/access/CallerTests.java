package dev.infrahub.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.gateway.clients.Clients;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallerTests {

    private static final UUID KEY = UUID.randomUUID();

    private static Caller with(String id, Set<Role> roles) {
        EnumSet<Permission> permissions = EnumSet.noneOf(Permission.class);
        roles.forEach(role -> permissions.addAll(role.permissions()));
        return new Caller(
                id,
                id,
                roles,
                permissions,
                Clients.all(),
                Proof.ofKey(KEY),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    @Test
    void an_application_lends_a_user_no_role_and_takes_those_it_has_not_itself() {
        Caller user = with("user:rita", Set.of(Role.ENGINEER, Role.APPROVER));

        assertThat(user.through(with("key:backstage", Set.of(Role.ENGINEER))).roles())
                .containsExactly(Role.ENGINEER);
        assertThat(user.through(with("key:backstage", Set.of(Role.CI))).roles()).isEmpty();
        assertThat(user.through(with("key:backstage", Set.of(Role.ADMIN))).roles())
                .containsExactlyInAnyOrder(Role.ENGINEER, Role.APPROVER);
    }
}
