package dev.infrahub.quantumapilocal.web.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.infrahub.http.Parameters;
import dev.infrahub.quantumapilocal.domain.Action;
import dev.infrahub.quantumapilocal.store.AuditTrail;
import dev.infrahub.quantumapilocal.web.calls.Answer;
import dev.infrahub.quantumapilocal.web.calls.Call;
import dev.infrahub.quantumapilocal.web.calls.Calls;
import dev.infrahub.quantumapilocal.web.contract.Described;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The audit trail, oldest first. */
@RestController
@RequestMapping(Calls.BASE + "/audit")
@Tag(name = "Audit")
public class AuditController {

    private final Calls calls;

    public AuditController(Calls calls) {
        this.calls = calls;
    }

    /** @param next what to send as {@code after} for the rows behind these; none when these are all */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Trail(List<AuditTrail.Row> data, @Nullable Long next) {}

    @Described(
            value = "Read the audit trail, oldest first",
            answers = Trail.class,
            query = {"since", "until", "action", "outcome", "resource", "apiKeyId", "after", "limit"})
    @GetMapping
    ResponseEntity<byte[]> list(Call<?> call) {
        return calls.handle(call, Action.AUDIT_READ, (transaction, _) -> {
            AuditTrail.Filter filter = new AuditTrail.Filter(
                    call.parameter("since", Parameters::instant),
                    call.parameter("until", Parameters::instant),
                    call.parameter("action"),
                    call.parameter("outcome"),
                    call.parameter("resource"),
                    call.parameter("apiKeyId", Parameters::uuid),
                    call.numberParameter("after", 0, Long.MAX_VALUE, 0),
                    call.limit());
            List<AuditTrail.Row> rows = AuditTrail.list(transaction, filter);
            Long next = rows.size() < filter.limit() ? null : rows.getLast().seq();
            return Answer.ok(new Trail(rows, next));
        });
    }
}
