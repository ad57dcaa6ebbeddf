package dev.infrahub.quantumapilocal.web.problems;

import dev.infrahub.quantumapilocal.domain.Rejected;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request that is refused, as an exception that {@link ProblemHandler} renders.
 *
 * <p>The detail says what is wrong and how to put it right; it never holds what the caller sent beyond names and ids.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Map<String, Object> members;
    private final @Nullable String resource;

    private Problem(int status, String code, String detail, Map<String, Object> members, @Nullable String resource) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.members = members;
        this.resource = resource;
    }

    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, Map.of(), null);
    }

    /** 404. */
    public static Problem notFound(String what) {
        return of(404, "not_found", "There is no such " + what + ".");
    }

    /** 422 about one member of the body, query parameter or header: {@code "<field> <why>."} */
    public static Problem invalid(String field, String why) {
        return of(422, "field.invalid", field + " " + why + ".").field(field);
    }

    /** What the domain rejects of a field, as 422 about it. */
    public static <T> T checking(String field, Supplier<T> work) {
        try {
            return work.get();
        } catch (Rejected rejected) {
            throw invalid(field, rejected.why());
        }
    }

    /** About one member of the body, query parameter or header. */
    public Problem field(String name) {
        return with("field", name);
    }

    /** With a further member in the answer. */
    public Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(status, code, detail(), more, resource);
    }

    /** About a resource, for the audit trail alone. */
    public Problem about(String otherResource) {
        return new Problem(status, code, detail(), members, otherResource);
    }

    /** The same request may work after a while. */
    public Problem retryAfter(Duration pause) {
        return with(ProblemHandler.RETRY_AFTER_SECONDS, Math.max(1, pause.toSeconds()));
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public Optional<String> resource() {
        return Optional.ofNullable(resource);
    }

    Map<String, Object> members() {
        return Collections.unmodifiableMap(members);
    }
}
