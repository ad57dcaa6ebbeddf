package dev.infrahub.gateway.web.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.infrahub.gateway.domain.AuditEntry;
import dev.infrahub.gateway.store.AuditTrail;
import dev.infrahub.gateway.web.problems.Problem;
import dev.infrahub.gateway.web.problems.QueryParameters;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;

/** The audit trail, for auditors. Reading it is a line of it. */
@RestController
@Tag(name = "Audit", description = "Denied and privileged calls")
public class AuditController {

    private static final String[] OUTCOMES = {"allowed", "denied"};

    private final AuditTrail audit;

    AuditController(AuditTrail audit) {
        this.audit = audit;
    }

    /** @param seq pass the last one as {@code before} to read on */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            long seq,
            Instant at,
            @Nullable String caller,
            @Nullable String through,
            String address,
            String action,
            String outcome,
            int status,
            @Nullable String code,
            @Nullable String subject,
            @Nullable String client,
            @Nullable String traceId) {

        static Line of(AuditTrail.Kept kept) {
            AuditEntry entry = kept.entry();
            return new Line(
                    kept.seq(),
                    kept.at(),
                    entry.caller().orElse(null),
                    entry.through().orElse(null),
                    entry.address(),
                    entry.action(),
                    entry.outcome(),
                    entry.status(),
                    entry.code().orElse(null),
                    entry.subject().orElse(null),
                    entry.client().orElse(null),
                    entry.traceId().orElse(null));
        }
    }

    @GetMapping("/api/audit")
    Flux<Line> list(
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String limit,
            Access access,
            ServerWebExchange exchange) {
        Optional<String> wanted = Optional.ofNullable(outcome)
                .map(text -> QueryParameters.oneOf("outcome", text, OUTCOMES, Function.identity()));
        Optional<Long> from = Optional.ofNullable(before).map(AuditController::seq);
        int most = QueryParameters.limit(limit);
        return audit.add(Refusals.allowed(exchange, access.caller(), 200, "audit"))
                .thenMany(audit.list(access.caller().clients(), wanted, from, most))
                .map(Line::of);
    }

    private static Long seq(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw Problem.of(400, "parameter.invalid", "before takes the seq of a line.")
                    .field("before");
        }
        return Long.valueOf(text);
    }
}
