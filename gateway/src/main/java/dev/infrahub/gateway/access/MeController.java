package dev.infrahub.gateway.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who asks, for applications that show people what they may. */
@RestController
@Tag(name = "Me", description = "Who a credential proves")
public final class MeController {

    /** As keys and claims write it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MeJson(
            String id,
            String name,
            List<String> roles,
            List<String> permissions,
            List<String> clients,
            @Nullable Instant expiresAt) {

        static MeJson of(Caller caller) {
            return new MeJson(
                    caller.id(),
                    caller.name(),
                    caller.roles().stream().map(Role::text).sorted().toList(),
                    caller.permissions().stream()
                            .map(Permission::scope)
                            .sorted()
                            .toList(),
                    List.copyOf(caller.clients().written()),
                    caller.expiresAt().orElse(null));
        }
    }

    @GetMapping("/api/me")
    @Needs({})
    MeJson show(Caller caller) {
        return MeJson.of(caller.known());
    }
}
