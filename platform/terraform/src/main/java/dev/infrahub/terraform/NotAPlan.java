package dev.infrahub.terraform;

import dev.infrahub.json.BeyondLimit;
import dev.infrahub.json.Limit;
import java.io.Serial;
import java.util.Optional;

/**
 * The input is not a Terraform plan. Carries a stable code and one English sentence on what was found instead; neither
 * ever holds text from the input beyond the name of a top-level member.
 */
public final class NotAPlan extends RuntimeException {

    public static final String EMPTY = "plan.empty";
    public static final String NOT_JSON = "plan.not_json";
    public static final String TRUNCATED = "plan.truncated";
    public static final String IS_STATE = "plan.is_state";
    public static final String IS_HTML = "plan.is_html";
    public static final String IS_JSON_OF_SOMETHING_ELSE = "plan.is_json_of_something_else";
    public static final String UNREADABLE = "plan.unreadable";
    public static final String NOT_UNDERSTOOD = "plan.not_understood";
    public static final String LOG_DISAGREES = "plan.log_disagrees";

    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String found;
    private final transient Optional<Limit> limit;

    NotAPlan(String code, String found) {
        this(code, found, Optional.empty());
    }

    private NotAPlan(String code, String found, Optional<Limit> limit) {
        // No cause and no stack trace: both could carry input, and hostile input should cost little.
        super(code + ": " + found, null, false, false);
        this.code = code;
        this.found = found;
        this.limit = limit;
    }

    /**
     * What may be a plan and is larger than what is read: {@code plan.too_deep} and the like.
     *
     * @param what it is: JSON, or text
     * @param member of the plan, where it is known
     */
    static NotAPlan beyond(BeyondLimit beyond, String what, Optional<String> member) {
        String found = what + " " + beyond.found()
                + member.map(name -> ", in its member '" + name + "'").orElse("");
        return new NotAPlan("plan." + beyond.limit().code(), found, Optional.of(beyond.limit()));
    }

    static NotAPlan unreadable(String found) {
        return new NotAPlan(UNREADABLE, found);
    }

    /** The limit that it is beyond, where it is. */
    public Optional<Limit> limit() {
        return limit;
    }

    public String code() {
        return code;
    }

    public String found() {
        return found;
    }
}
