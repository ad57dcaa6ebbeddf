package dev.infrahub.http;

import dev.infrahub.json.BeyondLimit;
import dev.infrahub.json.Limit;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request that gets no answer, as an exception that {@link ProblemHandler} renders.
 *
 * <p>The detail says what is wrong and how to put it right; it never holds what the caller sent beyond a member's name.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String FIELD = "field";
    private static final Set<Limit> UNUSABLE = Set.of(Limit.DEPTH, Limit.NUMBER);

    private final int status;
    private final String code;
    private final transient Map<String, Object> members;
    private final transient Optional<Duration> retryAfter;

    private Problem(
            int status, String code, String detail, Map<String, Object> members, Optional<Duration> retryAfter) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.members = members;
        this.retryAfter = retryAfter;
    }

    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, Map.of(), Optional.empty());
    }

    /** 422 {@code field.missing}: a member of the body that must be there is not. */
    public static Problem missing(String field) {
        return of(422, "field.missing", field + " is required.").field(field);
    }

    /** 422 {@code field.invalid}: {@code "<field> <why>."} */
    public static Problem invalid(String field, String why) {
        return of(422, "field.invalid", field + " " + why + ".").field(field);
    }

    /** 413 or 422: a document that is larger than what is read, in the way that the code says: {@code body.too_deep}. */
    public static Problem beyond(BeyondLimit beyond) {
        return of(
                statusBeyond(beyond.limit()),
                "body." + beyond.limit().code(),
                // what takes too long need not be JSON
                "The body is " + (beyond.limit() == Limit.TIME ? "one " : "JSON ") + beyond.found() + ".");
    }

    /** 422 of a limit of form, 413 of one of size. */
    public static int statusBeyond(Limit limit) {
        return UNUSABLE.contains(limit) ? 422 : 413;
    }

    /** 400 {@code parameter.invalid}: a parameter of path or query that cannot be read as what it takes. */
    public static Problem parameter(String name, String takes) {
        return of(400, "parameter.invalid", name + " takes " + takes + ".").field(name);
    }

    /** 422 {@code parameter.invalid}: a parameter that can be read and, as things are, not used. */
    public static Problem unusable(String name, String takes) {
        return of(422, "parameter.invalid", name + " takes " + takes + ".").field(name);
    }

    /** About one member of the body, query parameter or header. */
    public Problem field(String name) {
        return with(FIELD, name);
    }

    /** The same of this item's member, whose name the detail begins with. */
    Problem inside(FieldPath item) {
        return item.isBody()
                ? this
                : field().map(name -> of(status, code, item.text() + "." + detail())
                                .field(item.member(name).text()))
                        .orElse(this);
    }

    /** How what was sent differs from what there is, a sentence each. */
    public Problem differences(List<String> sentences) {
        return sentences.isEmpty() ? this : with("differences", List.copyOf(sentences));
    }

    /** With a further member in the answer. */
    public Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(status, code, detail(), more, retryAfter);
    }

    /** The same under another code, for a service whose callers know it by that. */
    public Problem as(int otherStatus, String otherCode) {
        return new Problem(otherStatus, otherCode, detail(), members, retryAfter);
    }

    /** The same request may work after a while. */
    public Problem retryAfter(Duration pause) {
        return new Problem(status, code, detail(), members, Optional.of(pause));
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

    public Optional<String> field() {
        return Optional.ofNullable(members.get(FIELD)).map(String.class::cast);
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    Map<String, Object> members() {
        return Collections.unmodifiableMap(members);
    }
}
