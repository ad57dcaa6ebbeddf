package dev.infrahub.terraform;

import java.io.Serial;

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
    public static final String TOO_DEEP = "plan.too_deep";
    public static final String UNREADABLE = "plan.unreadable";

    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String found;

    NotAPlan(String code, String found) {
        // No cause and no stack trace: both could carry input, and hostile input should cost little.
        super(code + ": " + found, null, false, false);
        this.code = code;
        this.found = found;
    }

    static NotAPlan unreadable(String found) {
        return new NotAPlan(UNREADABLE, found);
    }

    public String code() {
        return code;
    }

    public String found() {
        return found;
    }
}
