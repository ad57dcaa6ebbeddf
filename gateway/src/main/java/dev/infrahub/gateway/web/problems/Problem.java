package dev.infrahub.gateway.web.problems;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatusCode;

/**
 * A request that gets no answer, as an exception the error handler renders.
 *
 * <p>The detail says what is wrong and how to put it right; it never holds what the caller sent beyond a member's name.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient HttpStatusCode status;
    private final String code;
    private final transient Optional<String> field;
    private final transient Optional<Duration> retryAfter;
    private final transient List<String> differences;

    private Problem(
            HttpStatusCode status,
            String code,
            String detail,
            Optional<String> field,
            Optional<Duration> retryAfter,
            List<String> differences) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.field = field;
        this.retryAfter = retryAfter;
        this.differences = List.copyOf(differences);
    }

    public static Problem of(int status, String code, String detail) {
        return new Problem(HttpStatusCode.valueOf(status), code, detail, Optional.empty(), Optional.empty(), List.of());
    }

    /** About one member of the body, query parameter or header. */
    public Problem field(String name) {
        return new Problem(status, code, detail(), Optional.of(name), retryAfter, differences);
    }

    /** The same request may work after a while. */
    public Problem retryAfter(Duration pause) {
        return new Problem(status, code, detail(), field, Optional.of(pause), differences);
    }

    /** How what was sent differs from what there is, a sentence each. */
    public Problem differences(List<String> sentences) {
        return new Problem(status, code, detail(), field, retryAfter, sentences);
    }

    public HttpStatusCode status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public Optional<String> field() {
        return field;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    public List<String> differences() {
        return differences;
    }
}
