package dev.infrahub.gateway.access;

import dev.infrahub.http.Parameters;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** The audit trail, for auditors. Reading it is a line of it. */
@RestController
@Tag(name = "Audit", description = "Denied and privileged calls")
public record AuditController(AuditTrail audit) {

    private static final String[] OUTCOMES = {"allowed", "denied"};

    @GetMapping("/api/audit")
    @Needs(Permission.AUDIT_READ)
    List<AuditTrail.Kept> list(
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String limit,
            Caller caller,
            ServerWebExchange exchange) {
        Optional<String> wanted = Optional.ofNullable(outcome)
                .map(text -> Parameters.oneOf("outcome", text, OUTCOMES, Function.identity()));
        long from = before == null ? Long.MAX_VALUE : Parameters.number("before", before, 0, Long.MAX_VALUE);
        int most = Parameters.limit(limit);
        audit.add(Refusals.allowed(exchange, caller, 200, "audit"));
        return audit.list(caller.clients(), wanted, from, most);
    }
}
